// My service records: the total to one decimal, the number on the badge, and each service with who answers for it.
import { useInfiniteQuery } from '@tanstack/react-query'
import { listRecords } from '@linbang/contract/records'
import type { ServiceRecord } from '@linbang/contract/records'
import { call } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, DuskPanel, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { recordsText } from '../text.ts'

const Row = ({ record }: { readonly record: ServiceRecord }) => {
  const t = useText(recordsText)
  const say = useSay()
  return (
    <Card>
      <div className="lb-row" data-between="">
        <b>{record.activityName}</b>
        <b className="lb-num lb-nowrap">{say.hours(record.minutes)}</b>
      </div>
      <p className="lb-sm lb-soft">
        {record.day} · {record.place}
      </p>
      <p className="lb-sm">{record.content}</p>
      <p className="lb-sm lb-soft">{t.charge(record.unit, record.personInCharge)}</p>
      {record.version > 1 && (
        <Chip icon="refresh" tone="warn">
          {t.corrected(record.version)}
        </Chip>
      )}
    </Card>
  )
}

const Total = ({ minutes }: { readonly minutes: number }) => {
  const t = useText(recordsText)
  const say = useSay()
  const me = useSignedIn()
  return (
    <DuskPanel label={t.total}>
      <Portrait seed={me.personId} cap size={3.5} />
      <div className="lb-grow">
        <small>
          {me.callName}
          {me.volunteer && ` · ${t.badge(me.volunteer.number)}`}
        </small>
        <b className="lb-title lb-num">{say.hours(minutes)}</b>
        <small>{t.total}</small>
      </div>
    </DuskPanel>
  )
}

export const RecordsPage = () => {
  const t = useText(recordsText)
  const records = useInfiniteQuery({
    queryKey: [listRecords.path, { mine: true }],
    queryFn: ({ pageParam, signal }) =>
      call(listRecords, { query: { mine: 'true', limit: '20', ...(pageParam && { cursor: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  return (
    <ResidentPage title={t.title} back="/help">
      <Loaded
        from={records}
        shape="rows"
        empty={({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <EmptyState
              action={
                <ButtonLink icon="help" href="/help">
                  {t.seeTasks}
                </ButtonLink>
              }
            >
              {t.empty}
            </EmptyState>
          ) : undefined
        }
      >
        {({ pages }) => (
          <>
            <Total minutes={pages[0]?.totalMinutes ?? 0} />
            <Section title={t.times} more={t.rule}>
              {pages
                .flatMap(({ items }) => items)
                .map((record) => (
                  <Row key={record.id} record={record} />
                ))}
            </Section>
            {records.hasNextPage && (
              <Button
                kind="secondary"
                wide
                busy={records.isFetchingNextPage}
                onClick={() => void records.fetchNextPage()}
              >
                {t.more}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </ResidentPage>
  )
}
