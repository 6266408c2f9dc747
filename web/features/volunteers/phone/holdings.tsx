// Skills and papers: what staff have looked at, what runs out, and adding one with its photo.
import { useState } from 'react'
import * as z from 'zod/mini'
import { addHolding, endHolding } from '@linbang/contract/volunteers'
import type { Volunteer } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Fault, Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { PhotoButton } from '../../visits/phone/photo-button.tsx'
import { profileText } from '../profile-text.ts'
import { useSkillName, usualCertificates, usualSkills } from './skill-words.ts'

type Holding = Volunteer['holdings'][number]
const text = (max: number) => z.optional(z.string().check(z.trim(), z.maxLength(max)))
const NewHolding = z.object({
  code: text(40),
  own: text(40),
  issuer: text(60),
  number: text(40),
  toOn: z.optional(z.union([z.iso.date(), z.literal('')])),
})

const AddSheet = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(profileText)
  const skillName = useSkillName()
  const [kind, setKind] = useState<'skill' | 'certificate'>('skill')
  const [fileId, setFile] = useState<string>()
  const [missing, setMissing] = useState(false)
  const act = useAct(addHolding, {
    onDone: () => {
      toast(t.added)
      onClose()
    },
  })
  const codes = kind === 'skill' ? usualSkills : usualCertificates
  return (
    <Sheet open onClose={onClose} title={t.skills}>
      <ChoiceList
        name="kind"
        legend={t.kind}
        value={kind}
        onChoose={(one) => setKind(one === 'certificate' ? 'certificate' : 'skill')}
        options={[
          { value: 'skill', title: t.kinds.skill },
          { value: 'certificate', title: t.kinds.certificate },
        ]}
      />
      <Form
        key={kind}
        schema={NewHolding}
        draft={`holding-${kind}`}
        onSend={async ({ code, own, issuer, number, toOn }) => {
          const name = own || code
          setMissing(!name)
          if (!name) return
          await act.send({
            body: {
              kind,
              code: name,
              ...(issuer && { issuer }),
              ...(number && { number }),
              ...(toOn && { toOn }),
              ...(fileId && { fileId }),
            },
          })
        }}
      >
        <Select name="code" label={t.what}>
          <option value="">{t.other}</option>
          {codes.map((code) => (
            <option key={code} value={code}>
              {skillName(code)}
            </option>
          ))}
        </Select>
        <TextField name="own" label={t.otherName} optional maxLength={40} />
        {kind === 'certificate' && (
          <>
            <TextField name="issuer" label={t.issuer} optional maxLength={60} />
            <TextField
              name="number"
              label={t.certNumber}
              hint={t.certNumberHint}
              optional
              maxLength={40}
              autoComplete="off"
            />
            <TextField name="toOn" label={t.toOn} optional type="date" />
            {fileId && <p role="status">{t.photoDone}</p>}
            <PhotoButton words={t.photo} purpose="certificate" label={t.photoOutbox} onStored={setFile} />
          </>
        )}
        <Fault text={missing ? t.addShort : undefined} />
        <Button type="submit" size="lg" wide busy={act.busy}>
          {t.addGo}
        </Button>
      </Form>
    </Sheet>
  )
}

const HoldingState = ({ holding }: { readonly holding: Holding }) => {
  const t = useText(profileText)
  if (holding.expired)
    return (
      <Chip icon="warn" tone="danger">
        {t.expired}
      </Chip>
    )
  return holding.verified ? (
    <Chip icon="check" tone="success">
      {t.verified}
    </Chip>
  ) : (
    <Chip icon="clock" tone="warn">
      {t.waiting}
    </Chip>
  )
}

export const Holdings = ({ volunteer }: { readonly volunteer: Volunteer }) => {
  const t = useText(profileText)
  const skillName = useSkillName()
  const [adding, setAdding] = useState(false)
  const end = useAct(endHolding)
  return (
    <Section
      title={t.skills}
      action={
        <Button kind="quiet" icon="plus" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      }
    >
      <Card>
        {volunteer.holdings.length === 0 && <p className="lb-soft">{t.noSkills}</p>}
        {end.refused && <ErrorState error={end.refused} />}
        <ul className="lb-volunteers-held">
          {volunteer.holdings.map((one) => (
            <li key={one.id} className="lb-row" data-between="">
              <span className="lb-grow">
                {skillName(one.code)}
                {one.toOn && <small className="lb-volunteers-until">{t.to(one.toOn)}</small>}
              </span>
              <HoldingState holding={one} />
              {one.kind === 'skill' || one.kind === 'certificate' ? (
                <IconButton
                  icon="x"
                  label={t.remove(skillName(one.code))}
                  onClick={() => end.press({ params: { holdingId: one.id } })}
                />
              ) : (
                <span className="lb-volunteers-gap" />
              )}
            </li>
          ))}
        </ul>
      </Card>
      {adding && <AddSheet onClose={() => setAdding(false)} />}
    </Section>
  )
}
