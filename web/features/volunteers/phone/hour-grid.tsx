// The week hour by hour, for who knows exactly: tap or paint the boxes, a whole day or a whole hour by its heading.
import { useRef } from 'react'
import type { PointerEvent } from 'react'
import { useText } from '../../../kit/text.ts'
import { volunteersText } from '../text.ts'
import { cellOf, dayHours, turned } from './week-cells.ts'
import type { Cell } from './week-cells.ts'
import './volunteers.css'

const days = [1, 2, 3, 4, 5, 6, 7] as const
const slots = dayHours.map((_, slot) => slot)

type Props = { readonly cells: readonly Cell[]; readonly onChange: (cells: readonly Cell[]) => void }

/** A mouse or pen paints along; a finger taps, since its drag scrolls the page. */
const usePainting = ({ cells, onChange }: Props) => {
  const on = useRef<boolean>(undefined)
  const paint = (cell: Cell) => {
    if (on.current === undefined || cells.includes(cell) === on.current) return
    onChange(on.current ? [...cells, cell] : cells.filter((one) => one !== cell))
  }
  return (cell: Cell) => ({
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') on.current = !cells.includes(cell)
    },
    onPointerEnter: (event: PointerEvent) => {
      if (event.buttons === 1) paint(cell)
      else on.current = undefined
    },
    onPointerLeave: (event: PointerEvent) => {
      if (event.buttons === 1) paint(cell)
    },
  })
}

export const HourGrid = ({ cells, onChange }: Props) => {
  const t = useText(volunteersText)
  const painting = usePainting({ cells, onChange })
  const chosen = new Set(cells)
  const turn = (some: readonly Cell[]) => onChange(turned(cells, some))
  return (
    <div className="lb-volunteers-week" data-hours="" role="group" aria-label={t.hourGrid}>
      <span />
      {days.map((weekday) => (
        <button
          key={weekday}
          type="button"
          aria-label={t.wholeDay(t.weekdayNames[weekday - 1] ?? '')}
          onClick={() => turn(slots.map((slot) => cellOf(weekday, slot)))}
        >
          {t.weekdays[weekday - 1]}
        </button>
      ))}
      {slots.map((slot) => {
        const hour = (dayHours[slot]?.[0] ?? 0) / 60
        return [
          <button
            key={hour}
            type="button"
            aria-label={t.wholeHour(hour)}
            onClick={() => turn(days.map((weekday) => cellOf(weekday, slot)))}
          >
            {hour}
          </button>,
          ...days.map((weekday) => {
            const cell = cellOf(weekday, slot)
            return (
              <button
                key={cell}
                type="button"
                data-cell=""
                aria-pressed={chosen.has(cell)}
                aria-label={t.hourCell(t.weekdayNames[weekday - 1] ?? '', hour)}
                onClick={() => turn([cell])}
                {...painting(cell)}
              />
            )
          }),
        ]
      })}
    </div>
  )
}
