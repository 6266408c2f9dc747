// A call is promised: to whom, until when, what about.
import { useState } from 'react'
import * as z from 'zod/mini'
import { promiseReturnCall } from '@linbang/contract/return-calls'
import { Day, Line, Phone, TimeOfDay } from '@linbang/contract/values'
import { useAct } from '../../../kit/act.ts'
import { momentOf, partsOf } from '../../../kit/say.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { callsText } from '../text.ts'

const Promised = z.object({ phone: Phone, day: Day, time: TimeOfDay, words: Line(300) })
const hourMs = 3_600_000

export const PromiseCall = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(callsText)
  const [first] = useState(() => partsOf(new Date(Date.now() + hourMs)))
  const promise = useAct(promiseReturnCall, {
    onDone: () => {
      toast(t.promised)
      onClose()
    },
  })
  const two = (value: number) => String(value).padStart(2, '0')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.promiseTitle}
      actions={
        <Button type="submit" form="promise-call" busy={promise.busy}>
          {t.keep}
        </Button>
      }
    >
      <Form
        id="promise-call"
        schema={Promised}
        initial={{ day: first.key, time: `${two(first.hour)}:${two(first.minute)}` }}
        onSend={({ phone, day, time, words }) => promise.send({ body: { phone, words, dueAt: momentOf(day, time) } })}
      >
        <div className="lb-stack">
          <TextField name="phone" type="tel" inputMode="tel" label={t.phone} />
          <div className="lb-calls-pair">
            <TextField name="day" type="date" label={t.dueDay} />
            <TextField name="time" type="time" label={t.dueTime} />
          </div>
          <TextArea name="words" label={t.promiseWords} maxLength={300} />
        </div>
      </Form>
    </Dialog>
  )
}
