// The grid itself: a table, so that it reads well aloud; arrows go from cell to cell, Enter paints, and a press on a name takes it back.
import { useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Roster, Shift, ShiftKind } from '@linbang/contract/roster'
import { momentOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Icon } from '../../../ui/icon.tsx'
import { rosterText } from '../text.ts'

export type Brush = Pick<Roster['people'][number], 'personId' | 'name' | 'kindIds'>
type Cell = { readonly kindId: string; readonly day: string; readonly personId: string }
type Props = {
  readonly roster: Roster
  readonly today: string
  readonly brush: Brush | undefined
  readonly onPaint: (cells: readonly Cell[]) => void
  readonly onErase: (shiftIds: readonly string[]) => void
}

const walk = (event: KeyboardEvent<HTMLElement>) => {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
  if (by === undefined) return
  const cells = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('.lb-roster-add'))
  const place = cells.findIndex((one) => one === document.activeElement)
  if (place < 0) return
  event.preventDefault()
  cells[place + by]?.focus()
}

/** One stroke of the brush over several cells is one act. */
const useStroke = (brush: Brush | undefined, onPaint: Props['onPaint']) => {
  const stroke = useRef(new Map<string, Cell>())
  const [over, setOver] = useState<ReadonlySet<string>>(new Set())
  const add = (kindId: string, day: string) => {
    if (!brush || !brush.kindIds.includes(kindId)) return
    stroke.current.set(`${kindId} ${day}`, { kindId, day, personId: brush.personId })
    setOver(new Set(stroke.current.keys()))
  }
  const end = () => {
    const cells = [...stroke.current.values()]
    stroke.current = new Map()
    setOver(new Set())
    if (cells.length > 0) onPaint(cells)
  }
  const enter = (event: PointerEvent, kindId: string, day: string) => {
    if (event.buttons === 1 && stroke.current.size > 0) add(kindId, day)
  }
  return { add, end, enter, over }
}

export const WeekGrid = ({ roster, today, brush, onPaint, onErase }: Props) => {
  const t = useText(rosterText)
  const say = useSay()
  const stroke = useStroke(brush, onPaint)
  const areas = new Map(roster.kinds.map((kind) => [kind.areaId, kind.areaName]))
  return (
    <table className="lb-roster-grid" onPointerUp={stroke.end}>
      <thead>
        <tr>
          <th scope="col">{t.title}</th>
          {roster.days.map((day, place) => (
            <th key={day} scope="col" data-today={day === today ? '' : undefined}>
              {t.mon[place]}
              <small>{say.calendarDay(momentOf(day, '12:00'))}</small>
            </th>
          ))}
        </tr>
      </thead>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows go between the buttons of the cells, which Tab reaches too */}
      <tbody onKeyDown={walk}>
        {roster.kinds.map((kind) => (
          <tr key={kind.id}>
            <th scope="row">
              <b>{kind.name}</b>
              <small className="lb-num">{`${kind.from}–${kind.to}`}</small>
              <small>{`${areas.get(kind.areaId) ?? ''} · ${t.roles[kind.role]}`}</small>
            </th>
            {roster.days.map((day) => (
              <DayCell
                key={day}
                {...{ kind, day, brush, today, onErase, stroke }}
                shifts={roster.shifts.filter((one) => one.kindId === kind.id && one.day === day)}
                missing={roster.gaps.find((gap) => gap.kindId === kind.id && gap.day === day)?.missing ?? 0}
                needed={kind.weekdays.includes(weekdayOf(day))}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Monday 1 … Sunday 7 */
const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7

type CellProps = {
  readonly kind: ShiftKind
  readonly day: string
  readonly today: string
  readonly brush: Brush | undefined
  readonly shifts: readonly Shift[]
  readonly missing: number
  readonly needed: boolean
  readonly stroke: ReturnType<typeof useStroke>
  readonly onErase: (shiftIds: readonly string[]) => void
}
const DayCell = ({ kind, day, today, brush, shifts, missing, needed, stroke, onErase }: CellProps) => {
  const t = useText(rosterText)
  const say = useSay()
  const names = shifts.map(({ name }) => name)
  const label = t.cell(
    kind.name,
    say.calendarDay(momentOf(day, '12:00')),
    names.length > 0 ? say.list(names) : t.nobody,
  )
  const canPaint = brush !== undefined && brush.kindIds.includes(kind.id) && day >= today
  return (
    <td
      data-gap={missing > 0 ? '' : undefined}
      data-over={stroke.over.has(`${kind.id} ${day}`) ? '' : undefined}
      data-past={day < today ? '' : undefined}
    >
      {shifts.map((shift) => (
        <button
          key={shift.id}
          type="button"
          className="lb-roster-name"
          data-state={shift.state}
          disabled={brush === undefined && shift.state !== 'planned'}
          aria-label={`${shift.name}，${t.state[shift.state]}，${t.erase}`}
          onClick={() => shift.state === 'planned' && onErase([shift.id])}
        >
          {shift.name}
          {shift.swapId && <Icon name="swap" size="xs" label={t.waiting} />}
          {shift.state === 'open' && <Icon name="check" size="xs" label={t.state.open} />}
        </button>
      ))}
      <button
        type="button"
        className="lb-roster-add"
        aria-label={label}
        aria-disabled={!canPaint}
        onPointerDown={(event) => {
          event.currentTarget.releasePointerCapture(event.pointerId)
          if (canPaint) stroke.add(kind.id, day)
        }}
        onPointerEnter={(event) => canPaint && stroke.enter(event, kind.id, day)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          if (!canPaint) return
          stroke.add(kind.id, day)
          stroke.end()
        }}
      >
        {missing > 0 ? (
          <>
            <Icon name="warn" size="xs" />
            {t.missing(say.number(missing))}
          </>
        ) : needed || shifts.length > 0 ? (
          canPaint && <Icon name="plus" size="xs" />
        ) : (
          <span className="lb-soft">{t.off}</span>
        )}
      </button>
    </td>
  )
}
