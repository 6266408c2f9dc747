// Asked and done over time: standing bars, two a day, or two a week when the period is long.
import type { Summary } from '@linbang/contract/reports'
import { momentOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { figuresText } from '../text.ts'

export type Step = { readonly day: string; readonly reported: number; readonly done: number }

const dayMs = 86_400_000
const keyOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Every day of the period, quiet ones too; longer than seven weeks by week. */
export const stepsOf = ({
  from,
  to,
  byDay,
}: Summary): { readonly weekly: boolean; readonly steps: readonly Step[] } => {
  const found = new Map(byDay.map((one) => [one.day, one]))
  const start = Date.parse(from)
  const days = Math.round((Date.parse(to) - start) / dayMs) + 1
  const weekly = days > 49
  const width = weekly ? 7 : 1
  const steps = Array.from({ length: Math.ceil(days / width) }, (_, place) => {
    const first = start + place * width * dayMs
    const inside = Array.from({ length: width }, (__, offset) => found.get(keyOf(first + offset * dayMs)))
    const sum = (what: 'reported' | 'done') => inside.reduce((all, one) => all + (one?.[what] ?? 0), 0)
    return { day: keyOf(first), reported: sum('reported'), done: sum('done') }
  })
  return { weekly, steps }
}

/** A round number of at most four lines that covers the highest bar. */
const gridOf = (most: number): readonly number[] => {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((one) => one * 4 >= most) ?? Math.ceil(most / 4)
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, place) => place * step)
}

const height = 190
const left = 5
const percent = (value: number) => `${value}%`

export const DayChart = ({ steps }: { readonly steps: readonly Step[] }) => {
  const t = useText(figuresText)
  const say = useSay()
  const total = (what: 'reported' | 'done') => say.number(steps.reduce((all, one) => all + one[what], 0))
  const grid = gridOf(Math.max(1, ...steps.flatMap(({ reported, done }) => [reported, done])))
  const top = grid[grid.length - 1] ?? 1
  const y = (value: number) => height - (value / top) * (height - 12)
  const slot = (100 - left) / steps.length
  const every = Math.ceil(steps.length / 7)
  const shown = (day: string) => say.calendarDay(momentOf(day, '12:00'))
  return (
    <figure className="lb-figures-days">
      <figcaption>
        <span data-series="reported">{t.reportedOf(total('reported'))}</span>
        <span data-series="done">{t.doneOf(total('done'))}</span>
      </figcaption>
      <svg role="img" aria-label={t.dayChart(total('reported'), total('done'))} height={height + 24}>
        {grid.map((value) => (
          <g key={value}>
            <line className="lb-figures-grid" x1={percent(left)} x2="100%" y1={y(value)} y2={y(value)} />
            <text x={percent(left - 1)} y={y(value) + 4} textAnchor="end">
              {say.number(value)}
            </text>
          </g>
        ))}
        {steps.map(({ day, reported, done }, place) => {
          const x = left + place * slot
          return (
            <g key={day}>
              <title>{`${shown(day)} · ${t.reportedOf(say.number(reported))} · ${t.doneOf(say.number(done))}`}</title>
              <rect
                className="lb-figures-asked"
                x={percent(x + slot * 0.14)}
                width={percent(slot * 0.34)}
                y={y(reported)}
                height={height - y(reported)}
                rx="2"
              />
              <rect
                className="lb-figures-done"
                x={percent(x + slot * 0.52)}
                width={percent(slot * 0.34)}
                y={y(done)}
                height={height - y(done)}
                rx="2"
              />
              {place % every === 0 && (
                <text x={percent(x + slot / 2)} y={height + 18} textAnchor="middle">
                  {shown(day)}
                </text>
              )}
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
