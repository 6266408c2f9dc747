// Pages of a list one after the other by cursor, shown as one list.
import { useInfiniteQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { call } from '../../../kit/api.ts'
import type { Answer, Given } from '../../../kit/api.ts'
import type { Endpoint } from '@linbang/contract/endpoint'

type Listing<T> = { readonly items: readonly T[]; readonly nextCursor: string | null }

/** `given.query` without cursor; the key begins with the path, so events refresh it like any other query. */
export const useRows = <E extends Endpoint, T>(
  endpoint: E,
  given: Given<E>,
  pick: (answer: Answer<E>) => Listing<T>,
) => {
  const asked = given as { query?: Record<string, unknown> }
  const pages = useInfiniteQuery({
    queryKey: [endpoint.path, 'rows', given],
    queryFn: async ({ pageParam, signal }) => {
      const next = { ...asked, query: { ...asked.query, ...(pageParam && { cursor: pageParam }) } }
      return pick(
        await (call as (endpoint: E, given: unknown, options: { signal: AbortSignal }) => Promise<Answer<E>>)(
          endpoint,
          next,
          { signal },
        ),
      )
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
  return {
    from: {
      data: pages.data?.pages.flatMap(({ items }) => items),
      error: pages.error,
      isPending: pages.isPending,
      refetch: pages.refetch as unknown,
    } as Pick<UseQueryResult<T[]>, 'data' | 'error' | 'isPending' | 'refetch'>,
    more: pages.hasNextPage ? { busy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined,
  }
}
