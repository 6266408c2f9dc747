// A long list, page after page by its cursor: the rows so far and whether there is more.
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Endpoint } from '@linbang/contract/endpoint'
import { call } from './api.ts'
import type { Answer, CallOptions, Given } from './api.ts'

type Listed<E extends Endpoint> = Answer<E> extends { readonly items: readonly (infer Row)[] } ? Row : never
type Paged = { readonly items: readonly unknown[]; readonly nextCursor?: string | null }

/** For endpoints that answer `{ items, nextCursor }`. The rows already shown stay while others are fetched. */
export const usePages = <E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
  { enabled = true }: { readonly enabled?: boolean } = {},
) => {
  const found = useInfiniteQuery({
    queryKey: [endpoint.path, given, 'pages'],
    enabled,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Paged) => last.nextCursor ?? undefined,
    queryFn: ({ pageParam, signal }) => {
      const asked = given as { readonly query?: object }
      const next = { ...asked, query: { ...asked.query, ...(pageParam && { cursor: pageParam }) } }
      return (call as unknown as (endpoint: E, given: unknown, options: CallOptions) => Promise<Paged>)(
        endpoint,
        next,
        { signal },
      )
    },
    placeholderData: (before) => before,
  })
  const rows = found.data?.pages.flatMap(({ items }) => items as readonly Listed<E>[])
  return {
    rows,
    more: () => void found.fetchNextPage(),
    hasMore: found.hasNextPage,
    fetchingMore: found.isFetchingNextPage,
    /** For `Loaded`: `data` is the rows. */
    loading: { data: rows, error: found.error, isPending: found.isPending, refetch: found.refetch },
  }
}
