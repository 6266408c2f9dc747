// A long list on the phone: what was fetched so far in its four states, and a button for more.
import type { ReactNode } from 'react'
import { useText } from '../kit/text.ts'
import { Button } from './button.tsx'
import { Loaded } from './states.tsx'
import { uiText } from './text.ts'

type Props<Row> = {
  /** What `usePages` gives. */
  readonly pages: {
    readonly hasMore: boolean
    readonly fetchingMore: boolean
    readonly more: () => void
    readonly loading: {
      readonly data: readonly Row[] | undefined
      readonly error: Error | null
      readonly isPending: boolean
      readonly refetch: () => unknown
    }
  }
  readonly empty: ReactNode
  readonly children: (rows: readonly Row[]) => ReactNode
}

export const Paged = <Row,>({ pages, empty, children }: Props<Row>) => {
  const t = useText(uiText)
  return (
    <>
      <Loaded<readonly Row[]>
        from={pages.loading as never}
        shape="rows"
        empty={(rows) => (rows.length === 0 ? empty : undefined)}
      >
        {children}
      </Loaded>
      {pages.hasMore && (
        <Button kind="secondary" wide busy={pages.fetchingMore} onClick={pages.more}>
          {t.nextPage}
        </Button>
      )}
    </>
  )
}
