// A protected field: masked until somebody says why they need it. The look is written down and the person can read it.
import { useState } from 'react'
import { revealField } from '@linbang/contract/people'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Pill } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { peopleText } from '../text.ts'

type Field = 'phone' | 'id_number' | 'door'
type Props = {
  readonly personId: string
  readonly field: Field
  readonly masked: string | null
  /** False where the reader may not look. */
  readonly may: boolean
}

export const Reveal = ({ personId, field, masked, may }: Props) => {
  const t = useText(peopleText)
  const [asking, setAsking] = useState(false)
  const [value, setValue] = useState<string>()
  if (value !== undefined)
    return (
      <span className="lb-num">
        {field === 'phone' && value !== '' ? <a href={`tel:${value}`}>{value}</a> : value || t.nothingThere}
      </span>
    )
  return (
    <span className="lb-row" data-tight="">
      <span className="lb-num">{masked ?? t.none}</span>
      {may && masked !== null && (
        <Button
          kind="quiet"
          size="sm"
          icon="eye"
          aria-label={t.revealTitle(t.fields[field])}
          onClick={() => setAsking(true)}
        >
          {t.reveal}
        </Button>
      )}
      {asking && (
        <Asking
          personId={personId}
          field={field}
          onClose={() => setAsking(false)}
          onShown={(shown) => {
            setValue(shown ?? '')
            setAsking(false)
          }}
        />
      )}
    </span>
  )
}

const Asking = ({
  personId,
  field,
  onClose,
  onShown,
}: {
  readonly personId: string
  readonly field: Field
  readonly onClose: () => void
  readonly onShown: (value: string | null) => void
}) => {
  const t = useText(peopleText)
  const [reason, setReason] = useState('')
  const reveal = useAct(revealField, { onDone: (answer) => onShown(answer.value) })
  const send = () => {
    if (reason.trim() !== '') reveal.press({ params: { personId }, body: { field, reason } })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.revealTitle(t.fields[field])}
      actions={
        <>
          <Button icon="eye" busy={reveal.busy} disabled={reason.trim() === ''} onClick={send}>
            {t.revealDo}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t.back}
          </Button>
        </>
      }
    >
      <Note tone="info" icon="eye">
        {t.revealLine}
      </Note>
      <div className="lb-filters" role="group" aria-label={t.revealReason}>
        {t.revealReasons.map((one) => (
          <Pill key={one} aria-pressed={reason === one} onClick={() => setReason(one)}>
            {one}
          </Pill>
        ))}
      </div>
      <TextField
        name="reason"
        label={t.revealReason}
        value={reason}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send()
        }}
      />
      {reveal.refused && <ErrorState error={reveal.refused} />}
    </Dialog>
  )
}
