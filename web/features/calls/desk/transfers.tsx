// 120, 119, 110: one press dials and opens the note; the request runs beside it.
import { useState } from 'react'
import { transferCall } from '@linbang/contract/call-desk'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { hotlineText } from '../hotline-text.ts'
import * as z from 'zod/mini'

const numbers = ['120', '119', '110'] as const
type Number = (typeof numbers)[number]

export const Transfers = ({ callId }: { readonly callId: string }) => {
  const t = useText(hotlineText)
  const [to, setTo] = useState<Number>()
  return (
    <div className="lb-hotline-transfers">
      {numbers.map((number) => (
        <ButtonLink
          key={number}
          kind="danger-line"
          size="sm"

          href={`tel:${number}`}
          onClick={() => setTo(number)}
        >
          {t.transfer(number)}
        </ButtonLink>
      ))}
      {to && <Transfer callId={callId} to={to} onClose={() => setTo(undefined)} />}
    </div>
  )
}

const Transfer = ({
  callId,
  to,
  onClose,
}: {
  readonly callId: string
  readonly to: Number
  readonly onClose: () => void
}) => {
  const t = useText(hotlineText)
  const transfer = useAct(transferCall, {
    onDone: () => {
      toast(t.transferred)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.transferTitle(to)}
      actions={
        <Button type="submit" form="transfer" busy={transfer.busy}>
          {t.transferDo(to)}
        </Button>
      }
    >
      <Form
        id="transfer"
        schema={z.pick(transferCall.body, { words: true })}
        onSend={({ words }) => transfer.send({ params: { callId }, body: { to, words } })}
      >
        <p className="lb-soft">{t.transferHint}</p>
        <TextArea name="words" label={t.transferNote} optional maxLength={300} />
      </Form>
    </Dialog>
  )
}
