// 我的事: what is under way, what is over, and what comes regularly.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from 'wouter'
import { listRequests } from '@linbang/contract/request-lists'
import { listSeries } from '@linbang/contract/series'
import type { RequestRow } from '@linbang/contract/requests'
import { call, query } from '../../../kit/api.ts'
import { useElder } from '../../../kit/preference.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { StageBars, StepBars } from '../../../ui/progress.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { MarkChip, StatusChip } from '../../../ui/status.tsx'
import { useActing } from '../../session/phone/acting.ts'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { SeriesLink } from '../../series/phone/series-link.tsx'
import { requestsText } from '../text.ts'
import { isOpen, stageOf } from './course.ts'
import { shortServiceOf } from './tracking-parts.tsx'
import './requests.css'

const openStates = 'reported,dispatching,in_meeting,assigned,under_way,done,reopened'
const overStates = 'answered,duplicate,declined,cancelled,unmet,confirmed,closed'

const useLineOf = () => {
  const say = useSay()
  return ({ helperNames, window, reportedAt, state }: RequestRow): string => {
    const when = window && isOpen(state) ? say.window(window.from, window.to) : say.moment(reportedAt)
    return [...(helperNames.length > 0 ? [say.list(helperNames)] : []), when].join(' · ')
  }
}

export const RequestCard = ({ row }: { readonly row: RequestRow }) => {
  const t = useText(requestsText)
  const words = useWords()
  const line = useLineOf()
  const elder = useElder()
  const stages = [t.stages.reported, t.stages.taken, t.stages.way, t.stages.done]
  return (
    <Link className="lb-requests-row-link" href={`/requests/${row.id}`}>
      <div className="lb-row" data-tight="" data-between="">
        <b>{words(shortServiceOf(row))}</b>
        <StatusChip state={row.state} />
      </div>
      {row.description && <p className="lb-requests-said">{row.description}</p>}
      <p className="lb-sm lb-soft">{line(row)}</p>
      {row.late && <MarkChip mark="late" />}
      {isOpen(row.state) && (
        <div className="lb-requests-stages">
          {elder ? (
            <StepBars now={stageOf(row.state) + 1} of={4} words={stages[stageOf(row.state)]} />
          ) : (
            <StageBars stages={stages} now={stageOf(row.state)} />
          )}
        </div>
      )}
    </Link>
  )
}

type Shown = 'open' | 'over' | 'weekly'

const Rows = ({
  shown,
  forPersonId,
}: {
  readonly shown: 'open' | 'over'
  readonly forPersonId: string | undefined
}) => {
  const t = useText(requestsText)
  const about = {
    state: shown === 'open' ? openStates : overStates,
    ...(forPersonId ? { forPersonId } : { mine: 'true' as const }),
  }
  const rows = useInfiniteQuery({
    queryKey: [listRequests.path, { about }],
    queryFn: ({ pageParam, signal }) =>
      call(
        listRequests,
        { query: { ...about, sort: 'newest', limit: '20', ...(pageParam && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  return (
    <Loaded
      from={rows}
      empty={({ pages }) =>
        pages[0]?.items.length === 0 ? (
          <EmptyState
            action={
              shown === 'open' && (
                <ButtonLink icon="help" href="/ask">
                  {t.ask}
                </ButtonLink>
              )
            }
          >
            {shown === 'open' ? t.noOpen : t.noOver}
          </EmptyState>
        ) : undefined
      }
    >
      {({ pages }) => (
        <>
          <ul className="lb-stack">
            {pages
              .flatMap(({ items }) => items)
              .map((row) => (
                <li key={row.id}>
                  <RequestCard row={row} />
                </li>
              ))}
          </ul>
          {rows.hasNextPage && (
            <Button kind="secondary" wide busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
              {t.moreRows}
            </Button>
          )}
        </>
      )}
    </Loaded>
  )
}

const Weekly = () => {
  const t = useText(requestsText)
  const series = useQuery(query(listSeries, { query: { mine: 'true' } }))
  return (
    <Loaded
      from={series}
      empty={({ items }) => (items.length === 0 ? <EmptyState>{t.noWeekly}</EmptyState> : undefined)}
    >
      {({ items }) => (
        <ul className="lb-stack">
          {items.map((one) => (
            <li key={one.id}>
              <SeriesLink series={one} />
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}

export const MyRequestsPage = () => {
  const t = useText(requestsText)
  const elder = useElder()
  const acting = useActing(useSignedIn())
  const [, go] = useLocation()
  const wanted = new URLSearchParams(useSearch()).get('show')
  const shown: Shown = wanted === 'over' || wanted === 'weekly' ? wanted : 'open'
  const options = [
    { value: 'open', title: t.open },
    { value: 'over', title: t.over },
    ...(acting ? [] : [{ value: 'weekly', title: t.weekly }]),
  ]
  return (
    <ResidentPage
      title={acting ? t.ofFamily(acting.callName) : t.mine}
      tabs
      foot={
        elder ? (
          <ButtonLink size="lg" icon="help" href="/ask">
            {t.ask}
          </ButtonLink>
        ) : undefined
      }
    >
      <FilterChips
        label={t.show}
        options={options}
        chosen={[shown]}
        onChoose={(show) => go(`/requests?show=${show}`, { replace: true })}
      />
      {shown === 'weekly' ? (
        <Weekly />
      ) : (
        <Rows key={shown} shown={shown} forPersonId={acting?.maySee ? acting.personId : undefined} />
      )}
    </ResidentPage>
  )
}
