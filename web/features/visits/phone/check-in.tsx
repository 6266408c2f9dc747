// 签到: by this phone's place, by the card at the door, or without proof for now.
import { useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import * as z from 'zod/mini'
import { checkIn } from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CardLink, Note } from '../../../ui/card.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Fault, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { MeetingCode } from '../../../ui/person.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { visitsText } from '../text.ts'
import { canReadCodes, placeNow, readCode } from './place.ts'
import { useStep } from './use-step.ts'

const Card = z.object({ code: z.string().check(z.trim(), z.minLength(4), z.maxLength(200)) })

type Ways = {
  readonly busy: boolean
  readonly onPlace: () => void
  readonly onScan: (text: string) => void
  readonly onUnread: () => void
  readonly onNone: () => void
}

const Ways = ({ busy, onPlace, onScan, onUnread, onNone }: Ways) => {
  const t = useText(visitsText)
  const camera = useRef<HTMLInputElement>(null)
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    const text = file && (await readCode(file))
    if (text) onScan(text)
    else if (file) onUnread()
  }
  return (
    <>
      <CardLink
        icon="pin"
        title={busy ? t.placing : t.byPlace}
        detail={t.byPlaceLine}
        onClick={() => !busy && onPlace()}
      />
      {canReadCodes() && (
        <>
          <CardLink icon="qr" title={t.byCard} detail={t.byCardLine} onClick={() => camera.current?.click()} />
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            hidden
            aria-label={t.byCard}
            onChange={(event) => void take(event)}
          />
        </>
      )}
      <CardLink icon="hand" tone="neutral" title={t.byNone} detail={t.byNoneLine} onClick={onNone} />
    </>
  )
}

export const CheckInSheet = ({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) => {
  const t = useText(visitsText)
  const say = useSay()
  const [fault, setFault] = useState<string>()
  const [placing, setPlacing] = useState(false)
  const step = useStep(checkIn, t.outbox.checkIn, onClose)
  const params = { visitId: visit.id }
  // the server says how many metres: 3130 m
  const far = step.refused?.code === 'visit.too_far' ? step.refused.message : undefined
  const byPlace = async () => {
    setFault(undefined)
    setPlacing(true)
    const place = await placeNow()
    setPlacing(false)
    if (place) step.press({ params, body: { place } })
    else setFault(t.placeOff)
  }
  return (
    <Sheet open onClose={onClose} title={t.checkInTitle}>
      {visit.meetingCode && <MeetingCode code={visit.meetingCode} saying={t.code} />}
      <div role="alert">
        <Fault text={fault} />
        {far && (
          <Note tone="warn" icon="pin" title={t.tooFar(say.distance(Number.parseInt(far, 10) || 0))}>
            {t.tooFarLine}
          </Note>
        )}
        {step.refused && !far && <ErrorState error={step.refused} />}
      </div>
      <Ways
        busy={placing || step.busy}
        onPlace={() => void byPlace()}
        onScan={(scan) => step.press({ params, body: { scan } })}
        onUnread={() => setFault(t.cardUnread)}
        onNone={() => step.press({ params, body: { withoutProof: true } })}
      />
      <Form
        schema={Card}
        draft={`card-${visit.id}`}
        explain={() => t.cardUnread}
        onSend={({ code }) => step.send({ params, body: { doorCode: code } })}
      >
        <TextField name="code" label={t.cardCode} hint={t.byTypedLine} autoComplete="off" autoCapitalize="none" />
        <Button type="submit" kind="secondary" wide busy={step.busy}>
          {t.cardGo}
        </Button>
      </Form>
    </Sheet>
  )
}
