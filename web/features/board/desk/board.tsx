// The dispatch board: what waits by deadline, where it is, who fits and why. ↑ ↓ choose, 1–3 assign, N writes a new one.
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useLocation, useSearch } from 'wouter'
import { dispatchRequest, listCandidates } from '@linbang/contract/dispatch'
import type { Candidate, Candidates } from '@linbang/contract/dispatch'
import { getBoard, listRequests, lookAtRequest } from '@linbang/contract/requests'
import type { RequestRow } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { useDeskKey } from '../../../ui/shell/desk-shell.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { boardText } from '../text.ts'
import { BoardMap } from './board-map.tsx'
import { CandidateCards, candidateId } from './candidates.tsx'
import { ChooseDialog } from './choose-dialog.tsx'
import { DeadlineList } from './deadline-list.tsx'
import { GridLoad } from './grids.tsx'
import { endOfDay, groupOf, groups } from './urgent.ts'
import type { Group } from './urgent.ts'
import './board.css'

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

type DecisionProps = {
  readonly row: RequestRow
  readonly now: Date
  readonly working: boolean
  readonly candidates: UseQueryResult<Candidates>
}

const Decision = ({ row, now, candidates, working }: DecisionProps) => {
  const t = useText(boardText)
  const say = useSay()
  const words = useWords()
  const [open, setOpen] = useState<{ readonly first: Candidate | undefined }>()
  const dispatch = useAct(dispatchRequest, { refreshes: ['/requests'], onDone: () => setOpen(undefined) })
  const look = useAct(lookAtRequest, { refreshes: ['/requests'] })
  const params = { requestId: row.id }
  const send = (one: Candidate, reason: string) => {
    const who = one.volunteerId ? { volunteerIds: [one.volunteerId] } : { organisationIds: [candidateId(one)] }
    void dispatch.send({ params, body: { policy: 'assign', ...who, ...(reason && { reason }) } }).then(
      () => toast(t.assigned(one.callName)),
      () => undefined,
    )
  }
  const assign = (one: Candidate, place: number) => (place === 1 ? send(one, '') : setOpen({ first: one }))
  const askFirst = () =>
    void dispatch.send({ params, body: { policy: 'waves' } }).then(
      () => toast(t.askedNow),
      () => undefined,
    )
  useNumberKeys(candidates.data?.items ?? [], assign)
  const step = candidates.data?.nextStep
  const left = row.nextDueAt ? Math.round((row.nextDueAt.getTime() - now.getTime()) / 60_000) : null
  const head = (
    <div className="lb-board-head">
      {left !== null && (
        <Chip icon="clock" tone={left < 0 ? 'danger' : left <= 30 ? 'warn' : 'neutral'}>
          {left < 0 ? t.over(say.duration(-left)) : t.left(say.duration(Math.max(1, left)))}
        </Chip>
      )}
      <b title={row.description || undefined}>{row.description || words({ zh: row.serviceZh, en: row.serviceEn })}</b>
      <span className="lb-soft lb-board-about">
        {[words({ zh: row.serviceZh, en: row.serviceEn }), row.areaName, row.doorName, row.callName, row.number]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {step?.act === 'wave' && step.at && <Chip tone="info">{t.nextLook(say.clock(step.at))}</Chip>}
      {step?.act === 'staff' && <Chip tone="warn">{t.callStaff}</Chip>}
      <ButtonLink kind="quiet" size="sm" href={`/desk/requests/${row.id}`}>
        {t.detail}
      </ButtonLink>
      {!working && !row.needsLook && (
        <Button kind="secondary" size="sm" icon="bell" busy={dispatch.busy} onClick={askFirst}>
          {t.askFirst}
        </Button>
      )}
      {!working && !row.needsLook && (
        <Button kind="quiet" size="sm" onClick={() => setOpen({ first: undefined })}>
          {t.askOther}
        </Button>
      )}
    </div>
  )
  return (
    <Panel label={t.readOn} head={head}>
      {(dispatch.refused || look.refused) && !open ? <RefusalLines error={dispatch.refused ?? look.refused} /> : null}
      {row.needsLook && (
        <div className="lb-board-choose lb-row">
          <span>{t.needsLookFirst}</span>
          <Button
            size="sm"
            busy={look.busy}
            onClick={() => look.press({ params, body: { version: row.version, confirmPerson: true } })}
          >
            {t.look}
          </Button>
        </div>
      )}
      {working ? (
        <p className="lb-board-choose">{row.helperNames.join('、')}</p>
      ) : (
        <Loaded from={candidates} shape="card">
          {(answer) => (
            <CandidateCards
              answer={answer}
              busy={dispatch.busy || row.needsLook}
              onAssign={assign}
              onOther={() => setOpen({ first: undefined })}
            />
          )}
        </Loaded>
      )}
      {open && candidates.data && (
        <ChooseDialog
          answer={candidates.data}
          first={open.first}
          busy={dispatch.busy}
          refused={dispatch.refused}
          onClose={() => setOpen(undefined)}
          onSend={send}
        />
      )}
    </Panel>
  )
}

const useNumberKeys = (items: readonly Candidate[], assign: (one: Candidate, place: number) => void) => {
  const press = (place: number) => () => {
    const one = items[place - 1]
    if (one) assign(one, place)
  }
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(input|textarea|select)$/i.test(event.target.tagName)
      if (!typing && !event.ctrlKey && !event.metaKey && ['1', '2', '3'].includes(event.key)) press(Number(event.key))()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  })
}
