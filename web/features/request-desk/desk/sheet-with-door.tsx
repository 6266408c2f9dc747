// The sheet with the door on it, for who helps without a phone: staff say why, and the person at home can read that.
import { useState } from 'react'
import { printSheetWithDoor } from '@linbang/contract/visits'
import { useAct } from '../../../kit/act.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button, Pill } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { saveFile } from '../../people/desk/save-file.ts'
import { courseText } from '../course-text.ts'

export const SheetWithDoor = ({ visitId }: { readonly visitId: string }) => {
  const t = useText(courseText).withDoor
  const me = useSignedIn()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [large, setLarge] = useState(false)
  const print = useAct(printSheetWithDoor, {
    onDone: (file) => {
      toast(t.made(saveFile(file, 'sheet.pdf')))
      setOpen(false)
    },
  })
  if (!mayDo(me, 'people.reveal')) return null
  const send = () => {
    if (reason.trim() !== '') print.press({ params: { visitId }, body: { reason: reason.trim(), large } })
  }
  return (
    <>
      <Button kind="quiet" size="sm" icon="eye" onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t.title}
        actions={
          <Button icon="printer" busy={print.busy} disabled={reason.trim() === ''} onClick={send}>
            {t.print}
          </Button>
        }
      >
        <Note tone="info" icon="eye">
          {t.line}
        </Note>
        <div className="lb-filters" role="group" aria-label={t.why}>
          {t.reasons.map((one) => (
            <Pill key={one} aria-pressed={reason === one} onClick={() => setReason(one)}>
              {one}
            </Pill>
          ))}
        </div>
        <TextField
          name="reason"
          label={t.why}
          value={reason}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <CheckBox name="large" label={t.large} checked={large} onChoose={setLarge} />
        {print.refused && <ErrorState error={print.refused} />}
      </Dialog>
    </>
  )
}
