// The dispatch board: what waits by deadline, where it is, who fits and why. ↑ ↓ choose, 1–3 assign, N writes a new one.
import { useCallback, useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useSearch } from 'wouter'
import { listCandidates } from '@linbang/contract/dispatch'
import { getBoard, listRequests } from '@linbang/contract/request-lists'
import type { RequestRow } from '@linbang/contract/requests'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { useDeskKey } from '../../../ui/shell/desk-shell.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { boardText } from '../text.ts'
import { BoardMap } from './board-map.tsx'
import { DeadlineList } from './deadline-list.tsx'
import { Decision } from './decision.tsx'
import { GridLoad } from './grids.tsx'
import { endOfDay, groupOf, groups } from './urgent.ts'
import type { Group } from './urgent.ts'
import './board.css'
import './candidates.css'

type Tab = 'toDispatch' | 'asking' | 'working' | 'late'
const states: Readonly<Record<Tab, string>> = {
  toDispatch: 'reported,dispatching,reopened',
  asking: 'dispatching',
  working: 'assigned,under_way',
  late: 'reported,dispatching,reopened,assigned,under_way,done,in_meeting',
}

/** States in which somebody can be sent. */
const toBeSent: ReadonlySet<string> = new Set(['reported', 'dispatching', 'reopened', 'in_meeting'])

/** Groups in the order of the page; inside a group by deadline as the server sorted them. */
const grouped = (rows: readonly RequestRow[], now: Date, endOfToday: Date): Map<Group, RequestRow[]> => {
  const map = new Map<Group, RequestRow[]>(groups.map((group) => [group, []]))
  for (const row of rows) map.get(groupOf(row, now, endOfToday))?.push(row)
  return map
}

/** The request looked at lives in the address, so that a link from elsewhere opens the board on it. */
const useChosen = (rows: readonly RequestRow[]): readonly [RequestRow | undefined, (id: string) => void] => {
  const [, go] = useLocation()
  const wished = new URLSearchParams(useSearch()).get('request')
  const choose = useCallback((id: string) => go(`/desk/board?request=${id}`, { replace: true }), [go])
  return [rows.find((row) => row.id === wished) ?? rows[0], choose]
}

export const BoardPage = () => {
  const t = useText(boardText)
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const now = useNow(20)
  const endOfToday = useMemo(() => endOfDay(now), [now])
  const [tab, setTab] = useState<Tab>('toDispatch')
  const [, go] = useLocation()
  const board = useQuery(query(getBoard, { query: { areaId } }))
  const requests = useQuery(
    query(listRequests, {
      query: { areaId, state: states[tab], sort: 'due', limit: 100, ...(tab === 'late' && { overdue: true }) },
    }),
  )
  const rows = useMemo(() => requests.data?.items ?? [], [requests.data])
  const byGroup = useMemo(() => grouped(rows, now, endOfToday), [rows, now, endOfToday])
  const order = useMemo(() => groups.flatMap((group) => byGroup.get(group) ?? []), [byGroup])
  const [chosen, choose] = useChosen(order)
  useDeskKey(
    'n',
    useCallback(() => go('/desk/requests/new'), [go]),
  )
  useArrows(order, chosen, choose)
  const counts = board.data
  const tabs = [
    { value: 'toDispatch', title: t.toDispatch, count: counts && counts.toDispatch + counts.asking },
    { value: 'asking', title: t.asking, count: counts?.asking },
    { value: 'working', title: t.working, count: counts && counts.assigned + counts.underWay },
    ...(counts && counts.late > 0
      ? [{ value: 'late', title: t.late, count: counts.late, icon: 'warn' as const, alarm: true }]
      : []),
  ]
  const candidates = useQuery({
    ...query(listCandidates, { params: { requestId: chosen?.id ?? '' } }),
    enabled: chosen !== undefined && toBeSent.has(chosen.state),
  })
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <>
          <CountTabs label={t.counts} tabs={tabs} chosen={tab} onChoose={(value) => setTab(value as Tab)} />
        </>
      }
      actions={
        mayDo(me, 'requests.open_for_others') && (
          <ButtonLink href="/desk/requests/new" icon="plus">
            {t.newRequest}
          </ButtonLink>
        )
      }
    >
      <div className="lb-board">
        <Panel label={t.byDue} title={t.byDue} scroll>
          <Loaded
            from={requests}
            shape="rows"
            empty={(page) => (page.items.length === 0 ? <EmptyState>{t.empty}</EmptyState> : null)}
          >
            {() => <DeadlineList rows={byGroup} chosen={chosen?.id} now={now} onChoose={choose} />}
          </Loaded>
        </Panel>
        <Panel label={t.map('')}>
          <div className="lb-board-map">
            {areaId && (
              <BoardMap
                areaId={areaId}
                rows={rows}
                chosen={chosen}
                candidates={candidates.data?.items ?? []}
                grids={counts?.grids ?? []}
                now={now}
                endOfToday={endOfToday}
                onChoose={choose}
              />
            )}
            <GridLoad grids={counts?.grids ?? []} />
          </div>
        </Panel>
        {chosen ? (
          <Decision
            key={chosen.id}
            row={chosen}
            now={now}
            candidates={candidates}
            working={!toBeSent.has(chosen.state)}
          />
        ) : (
          <Panel label={t.readOn}>
            <p className="lb-board-choose">{t.choose}</p>
          </Panel>
        )}
      </div>
    </DeskPage>
  )
}

const useArrows = (order: readonly RequestRow[], chosen: RequestRow | undefined, choose: (id: string) => void) => {
  const step = useCallback(
    (by: number) => {
      const place = order.findIndex((row) => row.id === chosen?.id)
      const next = order[Math.min(order.length - 1, Math.max(0, place + by))]
      if (!next) return
      choose(next.id)
      document.querySelector(`[data-request="${next.id}"]`)?.scrollIntoView({ block: 'nearest' })
    },
    [order, chosen, choose],
  )
  useDeskKey(
    'ArrowDown',
    useCallback(() => step(1), [step]),
  )
  useDeskKey(
    'ArrowUp',
    useCallback(() => step(-1), [step]),
  )
}
