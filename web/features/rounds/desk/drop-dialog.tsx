// Somebody cannot come: one press, and the round is mended.
import { dropWalker } from '@linbang/contract/rounds'
import type { Round, RoundWorker } from '@linbang/contract/rounds'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { roundsText } from '../text.ts'

export const DropDialog = ({
  round,
  worker,
  onClose,
}: {
  readonly round: Round
  readonly worker: RoundWorker
  readonly onClose: () => void
}) => {
  const t = useText(roundsText)
  const act = useAct(dropWalker, {
    refreshes: ['/rounds'],
    onDone: () => {
      toast(t.mended)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.dropTitle(worker.name)}
      actions={
        <Button type="submit" form="drop-walker" busy={act.busy}>
          {t.dropGo}
        </Button>
      }
    >
      <p>{t.dropLine}</p>
      <Form
        id="drop-walker"
        schema={dropWalker.body}
        onSend={(body) => act.send({ params: { roundId: round.id, personId: worker.personId }, body })}
      >
        <TextField name="reason" label={t.dropReason} maxLength={100} />
      </Form>
    </Dialog>
  )
}
