// From day to day: the period of a report or a list.
import { useText } from '../kit/text.ts'
import { TextField } from './field.tsx'
import { uiText } from './text.ts'

export type Period = { readonly from: string; readonly to: string }

/** Days as `2026-11-25`, both inside the period; the later one gives way when they would cross. */
export const PeriodPicker = ({
  value,
  onChoose,
}: {
  readonly value: Period
  readonly onChoose: (period: Period) => void
}) => {
  const t = useText(uiText)
  const choose = (from: string, to: string) => {
    if (from && to) onChoose({ from, to: to < from ? from : to })
  }
  return (
    <div className="lb-row" data-tight="" role="group" aria-label={t.period}>
      <TextField
        name="from"
        type="date"
        label={t.from}
        hideLabel
        value={value.from}
        onChange={(event) => choose(event.target.value, value.to)}
      />
      <span aria-hidden="true">–</span>
      <TextField
        name="to"
        type="date"
        label={t.to}
        hideLabel
        value={value.to}
        onChange={(event) => choose(value.from, event.target.value)}
      />
    </div>
  )
}
