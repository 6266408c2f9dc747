// Hard calls: what to say step by step, and what was done on record. A child in danger names whom it was reported to.
import { useState } from 'react'
import * as z from 'zod/mini'
import { CallScript, noteScript } from '@linbang/contract/call-desk'
import { Day, Line, TimeOfDay } from '@linbang/contract/values'
import { useAct } from '../../../kit/act.ts'
import { momentOf, partsOf } from '../../../kit/say.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { hotlineText } from '../hotline-text.ts'
import './calls.css'
import './hotline.css'

export const HardCall = ({ callId }: { readonly callId: string | undefined }) => {
  const t = useText(hotlineText)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="secondary" icon="book" onClick={() => setOpen(true)}>
        {t.hard}
      </Button>
      {open && <Script callId={callId} onClose={() => setOpen(false)} />}
    </>
  )
}

const Plain = z.object({ words: Line(500) })
const Reported = z.extend(Plain, { reportedTo: Line(60), day: Day, time: TimeOfDay })
const two = (value: number) => String(value).padStart(2, '0')

const Script = ({ callId, onClose }: { readonly callId: string | undefined; readonly onClose: () => void }) => {
  const t = useText(hotlineText)
  const [script, setScript] = useState<CallScript>('self_harm')
  const [now] = useState(() => partsOf(new Date()))
  const mustReport = script === 'child_in_danger'
  const keep = useAct(noteScript, {
    onDone: () => {
      toast(t.hardKept)
      onClose()
    },
  })
  const send = (given: z.infer<typeof Plain> & Partial<z.infer<typeof Reported>>) => {
    const { words, reportedTo, day, time } = given
    const reported = reportedTo && day && time ? { reportedTo, reportedAt: momentOf(day, time) } : {}
    return keep.send({ params: { callId: callId ?? '' }, body: { script, words, ...reported } })
  }
  return (
    <Dialog
      open
      kind="drawer"
      onClose={onClose}
      title={t.hardTitle}
      actions={
        callId !== undefined && (
          <Button type="submit" form="hard-call" busy={keep.busy}>
            {t.hardKeep}
          </Button>
        )
      }
    >
      <div className="lb-stack">
        <FilterChips
          label={t.hardWhich}
          options={CallScript.options.map((value) => ({ value, title: t.scripts[value] }))}
          chosen={[script]}
          onChoose={(value) => setScript(value as CallScript)}
        />
        <ol className="lb-hotline-steps">
          {t.steps[script].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {mustReport && (
          <Note icon="warn" tone="warn">
            {t.mustReport}
          </Note>
        )}
        {callId !== undefined && (
          <Form
            key={String(mustReport)}
            id="hard-call"
            schema={mustReport ? Reported : Plain}
            initial={{ day: now.key, time: `${two(now.hour)}:${two(now.minute)}` }}
            onSend={send}
          >
            <div className="lb-stack">
              <TextArea name="words" label={t.hardWords} maxLength={500} />
              {mustReport && (
                <>
                  <TextField name="reportedTo" label={t.reportedTo} />
                  <div className="lb-calls-pair">
                    <TextField name="day" type="date" label={t.reportedDay} />
                    <TextField name="time" type="time" label={t.reportedTime} />
                  </div>
                </>
              )}
            </div>
          </Form>
        )}
      </div>
    </Dialog>
  )
}
