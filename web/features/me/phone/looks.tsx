// Who looked at my protected data, when and why.
import { useInfiniteQuery } from '@tanstack/react-query'
import { listLooks } from '@linbang/contract/people'
import { call } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Points } from '../../../ui/card.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { meText } from '../text.ts'

export const LooksPage = () => {
  const t = useText(meText)
  const say = useSay()
  const what = (field: string) => t.lookWhat[field as keyof typeof t.lookWhat] ?? t.lookWhat.other
  const looks = useInfiniteQuery({
    queryKey: [listLooks.path],
    queryFn: ({ pageParam, signal }) =>
      call(listLooks, { query: { limit: '30', ...(pageParam && { cursor: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  return (
    <ResidentPage title={t.looksTitle} back="/me">
      <p className="lb-soft">{t.looksIntro}</p>
      <Loaded
        from={looks}
        shape="rows"
        empty={({ pages }) => (pages[0]?.items.length === 0 ? <EmptyState>{t.looksNone}</EmptyState> : undefined)}
      >
        {({ pages }) => (
          <Card>
            <Points
              points={pages
                .flatMap(({ items }) => items)
                .map((look) => ({
                  icon: 'eye',
                  title: `${look.who} ${what(look.what)}`,
                  detail: `${say.dateTime(look.at)} · ${t.lookWhy(look.reason)}`,
                }))}
            />
          </Card>
        )}
      </Loaded>
      {looks.hasNextPage && (
        <Button kind="secondary" wide busy={looks.isFetchingNextPage} onClick={() => void looks.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </ResidentPage>
  )
}
