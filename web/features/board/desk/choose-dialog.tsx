// 另选一位 and the word of reason that a choice against the proposal asks for.
import { useState } from 'react'
import { Because } from '@linbang/contract/dispatch'
import type { Candidate, Candidates } from '@linbang/contract/dispatch'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceList, FilterChips } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { boardText } from '../text.ts'
import { candidateId } from './candidates.tsx'

type Props = {
  readonly answer: Candidates
  readonly first: Candidate | undefined
  readonly busy: boolean
  readonly refused: unknown
  readonly onClose: () => void
  readonly onSend: (candidate: Candidate, reason: string, because?: Because) => void
}

export const ChooseDialog = ({ answer, first, busy, refused, onClose, onSend }: Props) => {
  const t = useText(boardText)
  const say = useSay()
  const [chosen, setChosen] = useState(first ? candidateId(first) : undefined)
  const [reason, setReason] = useState('')
  const [because, setBecause] = useState<Because>('other')
  const candidate = answer.items.find((one) => candidateId(one) === chosen)
  const needsReason = candidate !== answer.items[0]
  const options = answer.items.map((one, index) => ({
    value: candidateId(one),
    title: `${index + 1}. ${one.callName} · ${Math.round(one.score)}`,
    help: [one.buildingName, one.metres === null ? null : say.distance(one.metres)].filter(Boolean).join(' · '),
  }))
  const send = () => candidate && onSend(candidate, reason.trim(), needsReason ? because : undefined)
  const choose = (value: string) => {
    const one = Because.options.find((each) => each === value)
    if (!one) return
    setBecause(one)
    setReason(one === 'other' ? '' : t.because[one])
  }
  const actions = (
    <>
      <Button kind="secondary" onClick={onClose}>
        {t.cancel}
      </Button>
      <Button busy={busy} onClick={send}>
        {candidate ? t.assignTo(candidate.callName) : t.send}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={first ? t.reasonTitle : t.askOther} kind="drawer" actions={actions}>
      {refused ? <RefusalLines error={refused} /> : null}
      {!first && (
        <ChoiceList
          name="candidate"
          legend={t.askOther}
          options={options}
          value={chosen}
          onChoose={(value) => setChosen(value)}
        />
      )}
      {needsReason && (
        <div className="lb-stack">
          <p className="lb-soft">{t.reasonHint}</p>
          <FilterChips
            label={t.reason}
            options={Because.options.map((one) => ({ value: one, title: t.because[one] }))}
            chosen={[because]}
            onChoose={choose}
          />
          <p className="lb-sm lb-soft">{t.effect[because]}</p>
          <TextField
            name="reason"
            label={t.reason}
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
    </Dialog>
  )
}
