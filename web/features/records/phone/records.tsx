// My service: one sentence a grandmother understands, the stars, the certificate, and each service with who answers for it; what is wrong can be said.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listRecords, objectToRecord } from '@linbang/contract/records'
import type { ServiceRecord } from '@linbang/contract/records'
import { getMyStars } from '@linbang/contract/stars'
import { useAct } from '../../../kit/act.ts'
import { call, query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, CardLink, DuskPanel, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { doneIn } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { starText } from '../star-text.ts'
import { recordsText } from '../text.ts'

const Row = ({ record, onWrong }: { readonly record: ServiceRecord; readonly onWrong: () => void }) => {
  const t = useText(recordsText)
  const say = useSay()
  return (
    <Card label={`${record.day} ${record.activityName}`}>
      <div className="lb-row" data-between="">
        <b>{record.activityName}</b>
        <b className="lb-num lb-nowrap">{say.hours(record.minutes)}</b>
      </div>
      <p className="lb-sm lb-soft">
        {record.day} · {record.place}
      </p>
      <p className="lb-sm">{record.content}</p>
      <p className="lb-sm lb-soft">{t.charge(record.unit, record.personInCharge)}</p>
      {record.causeKind === 'hand' && <Chip icon="pen">{t.byHand}</Chip>}
      {record.version > 1 && (
        <Chip icon="refresh" tone="warn">
          {t.corrected(record.version)}
        </Chip>
      )}
      {record.reason && <p className="lb-sm lb-soft">{record.reason}</p>}
      {record.objected && (
        <Chip icon="clock" tone="info">
          {t.objected}
        </Chip>
      )}
      {record.can.object && (
        <Button kind="quiet" size="sm" onClick={onWrong}>
          {t.wrong}
          <span className="lb-sr">{`${record.day} ${record.activityName}`}</span>
        </Button>
      )}
    </Card>
  )
}

/** 您帮了 12 次，一共 9 小时 */
const Total = ({ minutes, times }: { readonly minutes: number; readonly times: number }) => {
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
        <b className="lb-title lb-num">{t.helped(say.number(times), say.hours(minutes))}</b>
        <small>{t.rule}</small>
      </div>
    </DuskPanel>
  )
}

/** The stars held stand on the way to asking for the next. */
const StarsLink = () => {
  const t = useText(starText)
  const stars = useQuery(query(getMyStars)).data
  const held = stars && stars.held > 0 ? t.star(stars.held, null) : undefined
  const mayAsk = stars?.chances.some(({ can }) => can.ask)
  return (
    <CardLink
      href="/me/stars"
      icon="star"
      title={held ?? t.see}
      detail={mayAsk ? t.reached : t.seeLine}
      live={mayAsk}
    />
  )
}

const Wrong = ({ record, onClose }: { readonly record: ServiceRecord; readonly onClose: () => void }) => {
  const t = useText(recordsText)
  const object = useAct(objectToRecord, {
    onDone: doneIn(onClose, t.objectionSent),
  })
  return (
    <Dialog open onClose={onClose} title={t.wrongTitle(record.activityName)}>
      <Form
        schema={objectToRecord.body}
        label={t.wrong}
        onSend={(body) => object.send({ params: { recordId: record.id }, body })}
      >
        {(form) => (
          <>
            <TextArea name="words" label={t.whatIsWrong} hint={t.whatIsWrongHint} maxLength={300} />
            <div className="lb-row">
              <Button type="submit" busy={form.busy}>
                {t.tellCommunity}
              </Button>
              <Button kind="quiet" onClick={onClose}>
                {t.back}
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const RecordsPage = () => {
  const t = useText(recordsText)
  const [wrong, setWrong] = useState<ServiceRecord>()
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
            <Total minutes={pages[0]?.totalMinutes ?? 0} times={pages[0]?.total ?? 0} />
            <StarsLink />
            <CardLink href="/me/certificates" icon="file" title={t.certificates} detail={t.certificatesLine} />
            <Section title={t.times}>
              {pages
                .flatMap(({ items }) => items)
                .map((record) => (
                  <Row key={record.id} record={record} onWrong={() => setWrong(record)} />
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
      {wrong && <Wrong record={wrong} onClose={() => setWrong(undefined)} />}
    </ResidentPage>
  )
}
