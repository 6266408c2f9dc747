// The week grid: kinds of shift down, days across; choose somebody, press or drag over cells. What is empty is red, with words.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { copyWeek, getRoster, paintShifts, removeShifts } from '@linbang/contract/roster'
import type { Painted, Roster, Shift } from '@linbang/contract/roster'
import { refusals } from '@linbang/contract/refusals'
import type { ErrorCode } from '@linbang/contract/errors'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { momentOf, partsOf } from '../../../kit/say.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { rosterText } from '../text.ts'
import { AddKind, Templates } from './plan-dialogs.tsx'
import { WeekGrid } from './week-grid.tsx'
import type { Brush } from './week-grid.tsx'
import { DutyNowPanel } from './duty-now.tsx'
import './roster.css'

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Paints, takes back, and takes the last act back. */
const usePlan = () => {
  const t = useText(rosterText)
  const say = useSay()
  const [last, setLast] = useState<{ made: readonly Shift[]; removed: readonly Painted['refused'][number][] }>()
  const [refused, setRefused] = useState<Painted['refused']>([])
  const told = ({ made, refused: no }: Painted) => {
    setLast({ made, removed: [] })
    setRefused(no)
    if (made.length > 1) toast(t.copied(say.number(made.length)))
  }
  const paint = useAct(paintShifts, { refreshes: ['/roster'], onDone: told })
  const copy = useAct(copyWeek, { refreshes: ['/roster'], onDone: told })
  const remove = useAct(removeShifts, {
    refreshes: ['/roster'],
    onDone: ({ removed }) => setLast({ made: [], removed: removed.map((cell) => ({ ...cell, name: '', code: '' })) }),
  })
  const undo = () => {
    if (!last) return
    if (last.made.length > 0) remove.press({ body: { shiftIds: last.made.map(({ id }) => id) } })
    else paint.press({ body: { cells: last.removed.map(({ kindId, day, personId }) => ({ kindId, day, personId })) } })
    setLast(undefined)
    toast(t.undone)
  }
  const failed = paint.refused ?? copy.refused ?? remove.refused
  return {
    paint,
    copy,
    remove,
    told,
    undo: last && undo,
    refused,
    failed,
    busy: paint.busy || copy.busy || remove.busy,
  }
}

export const RosterPage = () => {
  const t = useText(rosterText)
  const say = useSay()
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const today = partsOf(useNow(60)).key
  const [from, setFrom] = useState(today)
  const [brush, setBrush] = useState<Brush>()
  const [adding, setAdding] = useState(false)
  const plan = usePlan()
  const roster = useQuery({
    ...query(getRoster, { query: { areaId: areaId ?? '', from } }),
    enabled: areaId !== undefined,
    placeholderData: (before) => before,
  })
  const days = roster.data?.days ?? []
  const name = (day: string | undefined) => (day ? say.calendarDay(momentOf(day, '12:00')) : '')
  const gaps = roster.data?.gaps.length ?? 0
  const mayPlan = roster.data?.can.plan ?? false
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <span className="lb-row" data-tight="">
          <IconButton icon="left" label={t.earlier} onClick={() => setFrom(dayAfter(from, -7))} />
          <b className="lb-num">{t.week(name(days[0]), name(days[6]))}</b>
          <IconButton icon="right" label={t.later} onClick={() => setFrom(dayAfter(from, 7))} />
          {!days.includes(today) && (
            <Button kind="quiet" size="sm" onClick={() => setFrom(today)}>
              {t.thisWeek}
            </Button>
          )}
          {roster.data && roster.data.kinds.length > 0 && (
            <Chip tone={gaps > 0 ? 'danger' : 'success'} icon={gaps > 0 ? 'warn' : 'check'}>
              {gaps > 0 ? t.gaps(say.number(gaps)) : t.noGaps}
            </Chip>
          )}
        </span>
      }
      actions={
        mayPlan &&
        areaId && (
          <>
            {plan.undo && (
              <Button kind="quiet" icon="refresh" onClick={plan.undo}>
                {t.undo}
              </Button>
            )}
            <Button
              kind="secondary"
              busy={plan.copy.busy}
              onClick={() =>
                plan.copy.press({ body: { areaId, from: dayAfter(days[0] ?? from, -7), to: days[0] ?? from } })
              }
            >
              {t.copy}
            </Button>
            <Templates areaId={areaId} from={days[0] ?? from} roster={roster.data} onPainted={plan.told} />
            <Button icon="plus" onClick={() => setAdding(true)}>
              {t.addKind}
            </Button>
          </>
        )
      }
    >
      <div className="lb-roster">
        <Panel label={t.title} scroll>
          {plan.failed ? <RefusalLines error={plan.failed} /> : null}
          <Refused cells={plan.refused} roster={roster.data} />
          <Loaded
            from={roster}
            shape="rows"
            empty={(data) =>
              data.kinds.length === 0 ? <EmptyState>{data.can.plan ? t.empty : t.emptyRead}</EmptyState> : null
            }
          >
            {(data) => (
              <>
                {data.can.plan && <Palette roster={data} brush={brush} onChoose={setBrush} />}
                <WeekGrid
                  roster={data}
                  today={today}
                  brush={data.can.plan ? brush : undefined}
                  onPaint={(cells) => plan.paint.press({ body: { cells: [...cells] } })}
                  onErase={(shiftIds) => plan.remove.press({ body: { shiftIds: [...shiftIds] } })}
                />
              </>
            )}
          </Loaded>
        </Panel>
        {areaId && <DutyNowPanel areaId={areaId} />}
      </div>
      {adding && areaId && <AddKind areaId={areaId} onClose={() => setAdding(false)} />}
    </DeskPage>
  )
}

/** Cells that broke a rule, each with the sentence that says what to do. */
const Refused = ({ cells, roster }: { readonly cells: Painted['refused']; readonly roster: Roster | undefined }) => {
  const t = useText(rosterText)
  const say = useSay()
  const words = useWords()
  if (cells.length === 0) return null
  const kindName = (id: string) => roster?.kinds.find((kind) => kind.id === id)?.name ?? ''
  return (
    <div role="status">
      <Note tone="warn" icon="warn" title={t.refused(say.number(cells.length))}>
        {cells.slice(0, 6).map(({ kindId, day, personId, name, code }) => (
          <p key={`${kindId}${day}${personId}`}>
            {`${t.painted(name, kindName(kindId), say.calendarDay(momentOf(day, '12:00')))}：${words(refusals[code as ErrorCode])}`}
          </p>
        ))}
      </Note>
    </div>
  )
}

const Palette = ({
  roster,
  brush,
  onChoose,
}: {
  readonly roster: Roster
  readonly brush: Brush | undefined
  readonly onChoose: (brush: Brush | undefined) => void
}) => {
  const t = useText(rosterText)
  const say = useSay()
  return (
    <div className="lb-roster-palette" role="group" aria-label={t.paint}>
      <span className="lb-soft">{t.paint}</span>
      {roster.people.map((one) => (
        <button
          key={one.personId}
          type="button"
          aria-pressed={brush?.personId === one.personId}
          onClick={() => onChoose(brush?.personId === one.personId ? undefined : one)}
        >
          {one.name}
          <small className="lb-num">{t.hours(say.decimal(one.minutes / 60, 0))}</small>
        </button>
      ))}
    </div>
  )
}
