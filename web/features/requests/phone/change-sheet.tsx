// Another time, or not at all: possible until somebody is at the door.
import { useState } from 'react'
import { cancelRequest, moveRequest } from '@linbang/contract/request-verbs'
import type { Request } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { useNow } from '../../../kit/clock.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Fault, Select, TextField } from '../../../ui/field.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { askText } from '../ask-text.ts'
import { verdictText } from '../verdict-text.ts'
import { nextSpans, spanOn } from './ask-draft.ts'
import type { DayPart, Span } from './ask-draft.ts'

const parts = ['morning', 'afternoon', 'evening'] as const satisfies readonly DayPart[]

const Move = ({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) => {
  const verdict = useText(verdictText)
  const ask = useText(askText)
  const say = useSay()
  const now = useNow(300)
  const [chosen, setChosen] = useState('0')
  const [day, setDay] = useState('')
  const [part, setPart] = useState<DayPart>('morning')
  const [open, setOpen] = useState<string>()
  const act = useAct(moveRequest, {
    onDone: () => {
      toast(verdict.moved)
      onClose()
    },
  })
  const spans = nextSpans(now)
  const send = () => {
    const window: Span | undefined =
      chosen === 'other' ? (day === '' ? undefined : spanOn(day, part)) : spans[Number(chosen)]
    setOpen(window ? (window.from <= now ? ask.gaps.day_past : undefined) : ask.gaps.day)
    if (window && window.from > now)
      act.press({ params: { requestId: request.id }, body: { version: request.version, window } })
  }
  return (
    <>
      <ChoiceList
        name="move"
        legend={verdict.newTime}
        options={[
          ...spans.map(({ from, to }, index) => ({ value: String(index), title: say.window(from, to, now) })),
          { value: 'other', title: ask.day, icon: 'calendar' as const },
        ]}
        value={chosen}
        onChoose={setChosen}
        {...(chosen === 'other' && {
          under: {
            other: (
              <div className="lb-requests-other">
                <TextField
                  name="day"
                  label={ask.day}
                  type="date"
                  min={partsOf(now).key}
                  value={day}
                  onChange={(event) => setDay(event.target.value)}
                />
                <Select
                  name="part"
                  label={ask.part}
                  value={part}
                  onChange={(event) => setPart(event.target.value as DayPart)}
                >
                  {parts.map((one) => (
                    <option key={one} value={one}>
                      {ask.parts[one]}
                    </option>
                  ))}
                </Select>
              </div>
            ),
          },
        })}
      />
      {open && <Fault text={open} />}
      {act.refused && <ErrorState error={act.refused} />}
      <Button wide busy={act.busy} onClick={send}>
        {verdict.moveGo}
      </Button>
    </>
  )
}

const Cancel = ({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) => {
  const verdict = useText(verdictText)
  const [reason, setReason] = useState('')
  const act = useAct(cancelRequest, {
    refreshes: ['/series'],
    onDone: () => {
      toast(verdict.cancelled)
      onClose()
    },
  })
  const send = () =>
    act.press({
      params: { requestId: request.id },
      body: { version: request.version, ...(reason.trim() && { reason: reason.trim() }) },
    })
  return (
    <>
      <h3 className="lb-heading">{verdict.cancelTitle}</h3>
      <TextField
        name="reason"
        label={verdict.cancelWhy}
        optional
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {act.refused && <ErrorState error={act.refused} />}
      <Button kind="danger-line" wide busy={act.busy} onClick={send}>
        {verdict.cancelGo}
      </Button>
    </>
  )
}

export const ChangeSheet = ({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) => {
  const verdict = useText(verdictText)
  return (
    <Sheet open onClose={onClose} title={verdict.moveTitle}>
      {request.can.move && <Move request={request} onClose={onClose} />}
      {request.can.move && request.can.cancel && <hr className="lb-divider" />}
      {request.can.cancel && <Cancel request={request} onClose={onClose} />}
      {!request.can.move && !request.can.cancel && <p>{verdict.noChange}</p>}
    </Sheet>
  )
}
