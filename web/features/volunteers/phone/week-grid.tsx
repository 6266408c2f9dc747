// The week to tap on: a box a part of the day, a whole day or a whole part by its heading, two usual choices.
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { volunteersText } from '../text.ts'
import { cellOf, dayParts, turned } from './week-cells.ts'
import type { Cell } from './week-cells.ts'
import './volunteers.css'

const days = [1, 2, 3, 4, 5, 6, 7] as const
const parts = dayParts.map((_, part) => part)
const cross = (weekdays: readonly number[], some: readonly number[]): Cell[] =>
  weekdays.flatMap((weekday) => some.map((part) => cellOf(weekday, part)))

export const WeekGrid = ({
  cells,
  onChange,
}: {
  readonly cells: readonly Cell[]
  readonly onChange: (cells: readonly Cell[]) => void
}) => {
  const t = useText(volunteersText)
  const chosen = new Set(cells)
  const turn = (some: readonly Cell[]) => onChange(turned(cells, some))
  return (
    <div className="lb-stack">
      <div className="lb-volunteers-week" role="group" aria-label={t.weekGrid}>
        <span />
        {parts.map((part) => (
          <button
            key={part}
            type="button"
            aria-label={t.wholePart(t.parts[part] ?? '', t.partTimes[part] ?? '')}
            onClick={() => turn(cross(days, [part]))}
          >
            {t.parts[part]}
            <small>{t.partTimes[part]}</small>
          </button>
        ))}
        {days.map((weekday) => {
          const day = t.weekdayNames[weekday - 1] ?? ''
          return [
            <button key={day} type="button" aria-label={t.wholeDay(day)} onClick={() => turn(cross([weekday], parts))}>
              {t.weekdays[weekday - 1]}
            </button>,
            ...parts.map((part) => {
              const cell = cellOf(weekday, part)
              return (
                <button
                  key={cell}
                  type="button"
                  data-cell=""
                  aria-pressed={chosen.has(cell)}
                  aria-label={t.cell(day, t.parts[part] ?? '', t.partTimes[part] ?? '')}
                  onClick={() => turn([cell])}
                >
                  {chosen.has(cell) && <Icon name="check" size="sm" />}
                </button>
              )
            }),
          ]
        })}
      </div>
      <div className="lb-row" data-tight="">
        <Button kind="secondary" onClick={() => turn(cross([1, 2, 3, 4, 5], [0, 2]))}>
          {t.workdays}
        </Button>
        <Button kind="secondary" onClick={() => turn(cross([6, 7], parts))}>
          {t.weekend}
        </Button>
        <Button kind="quiet" onClick={() => onChange([])}>
          {t.clear}
        </Button>
      </div>
    </div>
  )
}
