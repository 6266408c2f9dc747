// Skills, papers, training and insurance of one volunteer: expiry, photo, verifying, and what staff enter themselves.
import { useState } from 'react'
import { recordHolding, verifyHolding } from '@linbang/contract/volunteers'
import type { Volunteer } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { base } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Section } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useHoldingNames } from '../holding-name.ts'
import type { NamedKind } from '../holding-name.ts'
import { volunteerDeskText } from '../text.ts'

type Holding = Volunteer['holdings'][number]

export const Holdings = ({ volunteer }: { readonly volunteer: Volunteer }) => {
  const t = useText(volunteerDeskText)
  const { nameOf } = useHoldingNames()
  const [looking, setLooking] = useState<Holding>()
  const [adding, setAdding] = useState(false)
  const line = (one: Holding) =>
    [t.holdingKind[one.kind], one.issuer, one.toOn ? t.until(one.toOn) : t.forever].filter(Boolean).join(' · ')
  return (
    <Section
      title={t.holdings}
      action={
        volunteer.can.verify && (
          <Button size="sm" kind="secondary" icon="plus" onClick={() => setAdding(true)}>
            {t.record}
          </Button>
        )
      }
    >
      {volunteer.holdings.length === 0 && <p className="lb-soft">{t.noHoldings}</p>}
      <ul className="lb-volunteers-holdings">
        {volunteer.holdings.map((one) => (
          <li key={one.id}>
            <span className="lb-grow">
              <b>{nameOf(one.kind, one.code)}</b>
              <small>{line(one)}</small>
            </span>
            {one.fileId && (
              <a href={`${base}/files/${one.fileId}`} target="_blank" rel="noreferrer">
                {t.photo}
                <span className="lb-sr">{t.photoOf(nameOf(one.kind, one.code))}</span>
              </a>
            )}
            {one.expired ? (
              <Chip icon="warn" tone="danger">
                {t.expired}
              </Chip>
            ) : (
              <Chip icon={one.verified ? 'check' : 'clock'} tone={one.verified ? 'success' : 'warn'}>
                {one.verified ? t.verified : t.unverified}
              </Chip>
            )}
            {volunteer.can.verify && (!one.verified || one.expired) && (
              <Button size="sm" kind="secondary" onClick={() => setLooking(one)}>
                {t.verify}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {looking && <VerifyDialog volunteerId={volunteer.id} holding={looking} onClose={() => setLooking(undefined)} />}
      {adding && <RecordDialog volunteer={volunteer} onClose={() => setAdding(false)} />}
    </Section>
  )
}

type VerifyProps = { readonly volunteerId: string; readonly holding: Holding; readonly onClose: () => void }

const VerifyDialog = ({ volunteerId, holding, onClose }: VerifyProps) => {
  const t = useText(volunteerDeskText)
  const { nameOf } = useHoldingNames()
  const name = nameOf(holding.kind, holding.code)
  const verify = useAct(verifyHolding, {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  const params = { volunteerId, holdingId: holding.id }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.verifyTitle(name)}
      actions={
        <Button type="submit" form="verify" busy={verify.busy}>
          {t.save}
        </Button>
      }
    >
      <Form
        id="verify"
        schema={verifyHolding.body}
        initial={{ accepted: 'true', ...(holding.toOn && { toOn: holding.toOn }) }}
        complete={(values) => ({ ...values, accepted: values['accepted'] === 'true' })}
        onSend={(body) => verify.send({ params, body })}
      >
        {holding.fileId && (
          <img className="lb-volunteers-photo" src={`${base}/files/${holding.fileId}`} alt={t.photoOf(name)} />
        )}
        <ChoiceList
          name="accepted"
          legend={t.verify}
          hideLegend
          options={[
            { value: 'true', title: t.accept },
            { value: 'false', title: t.reject },
          ]}
        />
        <TextField name="toOn" type="date" label={t.toOn} optional />
        <TextArea name="reason" label={t.remark} optional rows={2} maxLength={200} />
      </Form>
    </Dialog>
  )
}

const entered = ['training', 'insurance', 'certificate', 'skill'] as const satisfies readonly NamedKind[]

const RecordDialog = ({ volunteer, onClose }: { readonly volunteer: Volunteer; readonly onClose: () => void }) => {
  const t = useText(volunteerDeskText)
  const { optionsOf } = useHoldingNames()
  const [kind, setKind] = useState<NamedKind>('training')
  const record = useAct(recordHolding, {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.recordTitle(volunteer.name)}
      actions={
        <Button type="submit" form="record" busy={record.busy}>
          {t.save}
        </Button>
      }
    >
      <Form
        id="record"
        schema={recordHolding.body}
        onSend={(body) => record.send({ params: { volunteerId: volunteer.id }, body })}
      >
        <Select
          name="kind"
          label={t.kindQuestion}
          value={kind}
          onChange={(event) => setKind(event.target.value as NamedKind)}
        >
          {entered.map((one) => (
            <option key={one} value={one}>
              {t.holdingKind[one]}
            </option>
          ))}
        </Select>
        <Select key={kind} name="code" label={t.which}>
          <option value="">{t.choose}</option>
          {optionsOf(kind).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <TextField name="issuer" label={t.issuer} optional maxLength={60} />
        <TextField name="number" label={t.paper} optional maxLength={40} />
        <div className="lb-two">
          <TextField name="fromOn" type="date" label={t.fromOn} optional />
          <TextField name="toOn" type="date" label={t.toOn} optional />
        </div>
      </Form>
    </Dialog>
  )
}
