// Messages, newest first. Opening one marks it as read and leads to what it is about.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { listNotices, readAllNotices, readNotice } from '@linbang/contract/notices'
import type { Notice } from '@linbang/contract/notices'
import { useAct } from '../../../kit/act.ts'
import { call } from '../../../kit/api.ts'
import { safeNext } from '../../../kit/next.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { noticesText } from '../text.ts'
import './notices.css'

const NoticeRow = ({ notice }: { readonly notice: Notice }) => {
  const t = useText(noticesText)
  const say = useSay()
  const [, go] = useLocation()
  const read = useAct(readNotice, { refreshes: ['/me'] })
  const open = () => {
    if (notice.readAt === null) read.press({ params: { noticeId: notice.id } })
    if (notice.link) go(safeNext(notice.link))
  }
  const unread = notice.readAt === null
  return (
    <button type="button" className="lb-notices-row" data-unread={unread ? '' : undefined} onClick={open}>
      <span className="lb-row" data-tight="" data-between="">
        <b>{notice.title}</b>
        <span className="lb-xs lb-soft lb-nowrap">{say.brief(notice.createdAt)}</span>
      </span>
      <span className="lb-notices-text">{notice.text}</span>
      {(unread || notice.urgent) && (
        <span className="lb-row" data-tight="">
          {notice.urgent && (
            <Chip icon="warn" tone="danger">
              {t.urgent}
            </Chip>
          )}
          {unread && (
            <Chip icon="bell" tone="lamp">
              {t.unread}
            </Chip>
          )}
        </span>
      )}
    </button>
  )
}

export const NoticesPage = () => {
  const t = useText(noticesText)
  const me = useSignedIn()
  const all = useAct(readAllNotices, { refreshes: ['/me'] })
  const notices = useInfiniteQuery({
    queryKey: [listNotices.path],
    queryFn: ({ pageParam, signal }) =>
      call(listNotices, { query: { limit: '20', ...(pageParam && { cursor: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  return (
    <ResidentPage title={t.title} back="/">
      {all.refused && <ErrorState error={all.refused} />}
      {me.unreadNotices > 0 && (
        <Button kind="secondary" icon="check" busy={all.busy} onClick={() => all.press({})}>
          {t.readAll}
        </Button>
      )}
      <Loaded
        from={notices}
        shape="rows"
        count={5}
        empty={({ pages }) => (pages[0]?.items.length === 0 ? <EmptyState>{t.none}</EmptyState> : undefined)}
      >
        {({ pages }) => (
          <ul className="lb-stack" data-tight="">
            {pages
              .flatMap(({ items }) => items)
              .map((one) => (
                <li key={one.id}>
                  <NoticeRow notice={one} />
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      {notices.hasNextPage && (
        <Button kind="secondary" wide busy={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </ResidentPage>
  )
}
