// The questions about an organisation that entering and changing share.
import { OrganisationKind } from '@linbang/contract/partners'
import { useText } from '../../../kit/text.ts'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { partnersText } from '../text.ts'

export const PartnerFields = () => {
  const t = useText(partnersText)
  return (
    <>
      <TextField name="name" label={t.nameLabel} maxLength={60} />
      <Select name="kind" label={t.kindLabel}>
        {OrganisationKind.options.map((one) => (
          <option key={one} value={one}>
            {t.kind[one]}
          </option>
        ))}
      </Select>
      <TextField name="nameEn" label={t.nameEnLabel} optional maxLength={80} />
      <TextField name="creditCode" label={t.creditCode} optional maxLength={18} />
      <TextField name="phone" type="tel" label={t.phone} optional />
      <div className="lb-two">
        <TextField name="agreementFrom" type="date" label={t.from} optional />
        <TextField name="agreementTo" type="date" label={t.to} optional />
      </div>
      <TextArea name="about" label={t.about} optional maxLength={1000} />
    </>
  )
}
