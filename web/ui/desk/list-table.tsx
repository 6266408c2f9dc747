// A list of the desk as a real table: sticky head, numbers at the right, the first cell of a row opens it, ↑ ↓ go from row to row.
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useSay, useText } from '../../kit/text.ts'
import { Button } from '../button.tsx'
import { ErrorState, Skeleton } from '../states.tsx'
import { uiText } from '../text.ts'
import './list-table.css'

export type ListColumn<Row> = {
  readonly key: string
  readonly title: ReactNode
  readonly show: (row: Row) => ReactNode
  readonly number?: boolean | undefined
  /** The head is only heard, for a column of buttons. */
  readonly quiet?: boolean | undefined
}

type Props<Row> = {
  /** Said before the table: 志愿者 */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly ListColumn<Row>[]
  readonly rowKey: (row: Row) => string
  readonly onOpen?: ((row: Row) => void) | undefined
  readonly openKey?: string | undefined
  readonly more?: { readonly hasMore: boolean; readonly busy: boolean; readonly onMore: () => void } | undefined
}

const walk = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const openers = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('.lb-list-open'))
  const place = openers.findIndex((one) => one === document.activeElement)
  if (place < 0) return
  event.preventDefault()
  openers[place + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}

const Opening = ({ onOpen, children }: { readonly onOpen: () => void; readonly children: ReactNode }) => (
  <button type="button" className="lb-list-open" aria-haspopup="dialog" onClick={onOpen}>
    {children}
  </button>
)

const inControl = (event: MouseEvent) =>
  event.target instanceof Element && event.target.closest('a,button,input,label,select,summary') !== null

export const ListTable = <Row,>({ label, rows, columns, rowKey, onOpen, openKey, more }: Props<Row>) => {
  const t = useText(uiText)
  const say = useSay()
  const mouse = (row: Row) =>
    onOpen && {
      onClick: (event: MouseEvent) => {
        if (!inControl(event)) onOpen(row)
      },
    }
  return (
    <div className="lb-list">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="lb-list-scroll" role="group" aria-label={label} tabIndex={0}>
        <table className="lb-list-table" data-open={onOpen ? '' : undefined}>
          <thead>
            <tr>
              {columns.map(({ key, title, number, quiet }) => (
                <th key={key} scope="col" data-number={number ? '' : undefined}>
                  {quiet ? <span className="lb-sr">{title}</span> : title}
                </th>
              ))}
            </tr>
          </thead>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows go between the buttons of the rows, which Tab reaches too */}
          <tbody onKeyDown={walk}>
            {rows.map((row) => (
              <tr key={rowKey(row)} data-now={openKey === rowKey(row) ? '' : undefined} {...mouse(row)}>
                {columns.map(({ key, show, number }, place) => (
                  <td key={key} data-number={number ? '' : undefined}>
                    {place === 0 && onOpen ? <Opening onOpen={() => onOpen(row)}>{show(row)}</Opening> : show(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <div className="lb-list-foot">
          <span>{`${t.rows(say.number(rows.length))}${more.hasMore ? '+' : ''}`}</span>
          {more.hasMore && (
            <Button kind="secondary" size="sm" busy={more.busy} onClick={more.onMore}>
              {t.nextPage}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

type PagedProps<Row> = Omit<Props<Row>, 'rows' | 'more'> & {
  /** What `usePages` gives. */
  readonly pages: {
    readonly rows: readonly Row[] | undefined
    readonly hasMore: boolean
    readonly fetchingMore: boolean
    readonly more: () => void
    readonly loading: { readonly error: Error | null; readonly refetch: () => unknown }
  }
  readonly empty: ReactNode
}

/** The table of a long list with its other faces: loading, refused, empty. */
export const PagedTable = <Row,>({ pages, empty, ...table }: PagedProps<Row>) => {
  const { rows, loading } = pages
  const again = () => void loading.refetch()
  if (rows === undefined)
    return loading.error ? (
      <ErrorState error={loading.error} onRetry={again} />
    ) : (
      <Skeleton shape="rows" count={8} onRetry={again} />
    )
  if (rows.length === 0) return <>{empty}</>
  return (
    <ListTable rows={rows} more={{ hasMore: pages.hasMore, busy: pages.fetchingMore, onMore: pages.more }} {...table} />
  )
}
