// A new person in ten seconds while they are on the line: name, phone, building, door. The rest can wait.
import { useState } from 'react'
import { addPerson, NewPerson } from '@linbang/contract/people'
import type { Person } from '@linbang/contract/people'
import type { Area } from '@linbang/contract/areas'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { peopleText } from '../text.ts'
import { BuildingSearch } from './building-search.tsx'

type Props = {
  /** What was typed while looking: a number goes to the phone, else to the name. */
  readonly typed?: string | undefined
  /** Also sex, birthday, document number and languages. */
  readonly whole?: boolean | undefined
  readonly onDone: (person: Person) => void
  readonly onBack: () => void
}

const listOf = (text: unknown): string[] | undefined => {
  const items = typeof text === 'string' ? text.split(/[、，,;\s]+/).filter(Boolean) : []
  return items.length > 0 ? items : undefined
}

export const NewPersonForm = ({ typed = '', whole, onDone, onBack }: Props) => {
  const t = useText(peopleText)
  const areaId = useDeskAreaId(useSignedIn())
  const [building, setBuilding] = useState<Area>()
  const add = useAct(addPerson, { onDone })
  const digits = /^[\d\s-]{5,}$/.test(typed)
  return (
    <Form
      schema={NewPerson}
      label={t.addTitle}
      initial={digits ? { phone: typed.replaceAll(/[\s-]/g, '') } : { name: typed }}
      complete={({ speaks, ...values }) => ({ ...values, speaks: listOf(speaks), buildingId: building?.id })}
      explain={(name) => (name === 'phone' ? t.phoneFault : undefined)}
      onSend={(body) => add.send({ body })}
    >
      {(form) => (
        <>
          <div className="lb-two">
            <TextField name="name" label={t.name} autoComplete="off" />
            <TextField name="phone" label={t.phone} optional inputMode="tel" autoComplete="off" />
          </div>
          <BuildingSearch underId={areaId} chosen={building} onChoose={setBuilding} />
          <div className="lb-two">
            <TextField name="doorName" label={t.door} placeholder={t.doorHint} autoComplete="off" />
            <TextField name="callName" label={t.callName} optional autoComplete="off" />
          </div>
          {whole && <MoreFields />}
          <div className="lb-row">
            <Button type="submit" icon="check" busy={form.busy}>
              {t.addDo}
            </Button>
            <Button kind="quiet" onClick={onBack}>
              {t.back}
            </Button>
          </div>
        </>
      )}
    </Form>
  )
}

export const SexField = () => {
  const t = useText(peopleText)
  return (
    <Select name="sex" label={t.sex} optional>
      <option value="">{t.notKnown}</option>
      <option value="female">{t.female}</option>
      <option value="male">{t.male}</option>
    </Select>
  )
}

const MoreFields = () => {
  const t = useText(peopleText)
  return (
    <>
      <div className="lb-two">
        <SexField />
        <TextField name="bornOn" label={t.bornOn} optional type="date" />
      </div>
      <TextField name="idNumber" label={t.idNumber} optional autoComplete="off" />
      <div className="lb-two">
        <TextField name="relation" label={t.relation} optional autoComplete="off" />
        <TextField name="speaks" label={t.speaks} hint={t.speaksHint} optional autoComplete="off" />
      </div>
    </>
  )
}
