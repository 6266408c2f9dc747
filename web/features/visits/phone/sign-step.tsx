// 签字: the person helped reads what was done, and signs; or a photographed paper sheet, or a witness.
import { useState } from 'react'
import * as z from 'zod/mini'
import type { signVisit, Visit } from '@linbang/contract/visits'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { Fault, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { SignaturePad } from '../../../ui/signature-pad.tsx'
import type { Stroke } from '../../../ui/signature-pad.tsx'
import { sheetText } from '../sheet-text.ts'
import { visitsText } from '../text.ts'
import { PhotoButton } from './photo-button.tsx'
import type { Step } from './use-step.ts'
import { photoUrl } from './visit-files.ts'

const formId = 'visit-sign'
type Way = 'pad' | 'photo' | 'witness'
const Nobody = z.object({
  witness: z.optional(z.string().check(z.trim(), z.maxLength(60))),
  said: z.optional(z.unknown()),
})

export const SignFoot = ({ busy }: { readonly busy: boolean }) => {
  const t = useText(sheetText)
  return (
    <Button type="submit" form={formId} size="lg" busy={busy}>
      {t.signed}
    </Button>
  )
}

/** The wire wants x, y, x, y … without the times; a single touch is a line of no length. */
export const flat = (stroke: Stroke): number[] => {
  const points = stroke.length === 1 ? [...stroke, ...stroke] : stroke
  return points.flatMap(([x, y]) => [Math.max(0, x), Math.max(0, y)])
}

const Look = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(sheetText)
  const say = useSay()
  const parts = visit.parts.reduce((all, { cents = 0, count }) => all + cents * count, 0)
  const sum = parts + visit.feeCents
  const names = say.list(visit.people.map(({ callName }) => callName))
  const { checkedInAt, finishedAt } = visit.me ?? {}
  const time = checkedInAt && finishedAt ? ` ${say.clock(checkedInAt)}–${say.clock(finishedAt)}` : ''
  return (
    <Card>
      <h2 className="lb-heading">{visit.callName ? t.look(visit.callName) : t.lookNobody}</h2>
      <Facts
        plain
        facts={[
          { label: t.did, value: visit.work },
          { label: t.who, value: `${names}${time}` },
          ...(visit.parts.length > 0 && parts === 0
            ? [
                {
                  label: t.partsPlain,
                  value: say.list(visit.parts.map(({ name, count }) => t.partLine(name, say.number(count)))),
                },
              ]
            : []),
          {
            label: t.pay,
            value: sum > 0 ? <b>{say.money(sum)}</b> : t.payNothing,
            detail: sum > 0 && parts > 0 ? t.payParts(say.money(parts)) : undefined,
          },
        ]}
      />
    </Card>
  )
}

const OtherWay = ({
  way,
  photoId,
  onWay,
  onPhoto,
}: {
  readonly way: Way
  readonly photoId: string | undefined
  readonly onWay: (way: Way) => void
  readonly onPhoto: (id: string) => void
}) => {
  const t = useText(sheetText)
  const v = useText(visitsText)
  return (
    <div className="lb-stack">
      <ChoiceList
        name="way"
        legend={t.otherTitle}
        value={way}
        onChoose={(one) => onWay(one as Way)}
        options={[
          { value: 'photo', title: t.other.photo, help: t.other.photoLine },
          { value: 'witness', title: t.other.witness, help: t.other.witnessLine },
          { value: 'pad', title: t.backToPad },
        ]}
      />
      {way === 'photo' && (
        <>
          {photoId && (
            <ul className="lb-visits-photos">
              <li>
                <img src={photoUrl(photoId)} alt={t.paperDone} />
              </li>
            </ul>
          )}
          <PhotoButton
            words={photoId ? t.again : t.paper}
            purpose="signature"
            label={v.outbox.paper}
            onStored={onPhoto}
          />
        </>
      )}
      {way === 'witness' && (
        <>
          <TextField name="witness" label={t.witness} hint={t.witnessHint} maxLength={60} autoComplete="off" />
          <CheckBox name="said" framed label={t.witnessSaid} />
        </>
      )}
    </div>
  )
}

const Signing = ({ visit, step }: { readonly visit: Visit; readonly step: Step<typeof signVisit> }) => {
  const t = useText(sheetText)
  const [way, setWay] = useState<Way>('pad')
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [photoId, setPhoto] = useState<string>()
  const [fault, setFault] = useState<string>()
  const signature = (witness: string, said: unknown) => {
    if (way === 'pad') return strokes.length > 0 ? { strokes: strokes.map(flat) } : t.signShort
    if (way === 'photo') return photoId ? { photoId } : t.paperShort
    return witness && said ? { witness } : t.witnessShort
  }
  return (
    <Form
      id={formId}
      schema={Nobody}
      draft={`sign-${visit.id}`}
      onSend={async ({ witness = '', said }) => {
        const made = signature(witness, said)
        if (typeof made === 'string') return setFault(made)
        setFault(undefined)
        return step.send({ params: { visitId: visit.id }, body: { signature: made } })
      }}
    >
      <Card>
        {way === 'pad' ? (
          <SignaturePad title={t.sign} strokes={strokes} onChange={setStrokes} onOtherWay={() => setWay('photo')} />
        ) : (
          <OtherWay way={way} photoId={photoId} onWay={setWay} onPhoto={setPhoto} />
        )}
        <div role="alert">
          <Fault text={fault} />
        </div>
      </Card>
    </Form>
  )
}

export const SignStep = ({ visit, step }: { readonly visit: Visit; readonly step: Step<typeof signVisit> }) => {
  const t = useText(sheetText)
  const say = useSay()
  const working = visit.people.filter(({ state }) => state === 'planned' || state === 'set_out' || state === 'on_site')
  return (
    <>
      <Look visit={visit} />
      {visit.can.sign ? (
        <Signing visit={visit} step={step} />
      ) : (
        <Note tone="warn" icon="users">
          {t.others(say.list(working.map(({ callName }) => callName)))}
        </Note>
      )}
    </>
  )
}
