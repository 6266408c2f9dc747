// The late list: no filter and no way to put a row aside; it goes when the step is done, or waits with approval.
import { listLate } from '@linbang/contract/late-list'
import type { LateRow } from '@linbang/contract/late-list'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { StatusChip, UrgencyChip } from '../../../ui/status.tsx'
import { RowTable } from '../../people/desk/row-table.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { courseText } from '../../request-desk/course-text.ts'
import { lateText } from '../text.ts'
import './late.css'

const useOver = () => {
  const t = useText(lateText)
  const say = useSay()
  const now = useNow(30)
  return (dueAt: Date) => t.over(say.duration(Math.max(1, Math.round((now.getTime() - dueAt.getTime()) / 60_000))))
}

const What = ({ request }: LateRow) => {
  const words = useWords()
  const service = words({ zh: request.serviceZh, en: request.serviceEn })
  return (
    <>
      {request.description || service}
      <small>{[request.number, service, request.callName].filter(Boolean).join(' · ')}</small>
    </>
  )
}

const Next = ({ next, toldLevel }: LateRow) => {
  const t = useText(lateText)
  const say = useSay()
  if (!next) return toldLevel === 'street' ? t.top : null
  return (
    <>
      {t.person(next.name, t.levels[next.level])}
      <small>{t.at(say.brief(next.at))}</small>
    </>
  )
}

const useColumns = () => {
  const t = useText(lateText)
  const course = useText(courseText)
  const over = useOver()
  return [
    { key: 'what', title: t.columns.what, show: What },
    { key: 'where', title: t.columns.where, show: ({ request }: LateRow) => request.areaName },
    {
      key: 'step',
      title: t.columns.step,
      show: ({ request, step, dueAt }: LateRow) => (
        <>
          <b className="lb-late-over">{over(dueAt)}</b>
          <small>{course.steps[step]}</small>
          <span className="lb-row" data-tight="">
            <StatusChip state={request.state} staff />
            {request.urgency === 'life' && <UrgencyChip urgency={request.urgency} />}
          </span>
        </>
      ),
    },
    { key: 'owner', title: t.columns.owner, show: ({ ownerName }: LateRow) => ownerName ?? t.nobody },
    {
      key: 'told',
      title: t.columns.told,
      show: ({ toldName, toldLevel }: LateRow) =>
        toldName && toldLevel ? t.person(toldName, t.levels[toldLevel]) : t.notYet,
    },
    { key: 'next', title: t.columns.next, show: Next },
  ]
}

export const LatePage = () => {
  const t = useText(lateText)
  const columns = useColumns()
  const { from, more } = useRows(listLate, { query: { limit: '40' } }, (page) => page)
  return (
    <DeskPage title={t.title} fill>
      <p className="lb-soft">{t.hint}</p>
      <Panel label={t.title}>
        <Loaded
          from={from}
          shape="rows"
          count={8}
          empty={(rows) => (rows.length === 0 ? <EmptyState>{t.empty}</EmptyState> : undefined)}
        >
          {(rows) => (
            <RowTable
              label={t.title}
              rows={rows}
              keyOf={({ request }) => request.id}
              hrefOf={({ request }) => `/desk/requests/${request.id}`}
              more={more}
              columns={columns}
            />
          )}
        </Loaded>
      </Panel>
    </DeskPage>
  )
}
