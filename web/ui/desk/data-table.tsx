// The table of the desk: sticky head, numbers at the right, a row opens what lies behind it, ↑ ↓ Enter from the keyboard.
import { Table } from 'antd'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useSay, useText } from '../../kit/text.ts'
import { Button } from '../button.tsx'
import { EmptyState } from '../states.tsx'
import { uiText } from '../text.ts'
import { DeskTheme } from './theme.tsx'

export type Column<Row> = {
  readonly key: string
  readonly title: ReactNode
  readonly show: (row: Row) => ReactNode
  readonly number?: boolean
  readonly width?: number | string
  /** Sorting is the server's work: the head only asks for it. */
  readonly sort?: {
    readonly now: 'ascend' | 'descend' | undefined
    readonly onSort: (order: 'ascend' | 'descend' | undefined) => void
  }
}

type Props<Row> = {
  /** Said before the table: 居民 */
  readonly label: string
  readonly rows: readonly Row[] | undefined
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly onOpen?: ((row: Row) => void) | undefined
  readonly openKey?: string | undefined
  readonly more?: { readonly hasMore: boolean; readonly busy: boolean; readonly onMore: () => void } | undefined
  /** All rows there are, when the server says it. */
  readonly total?: number | undefined
  readonly empty?: ReactNode
  /** Selecting several: the keys, and who wants to know. */
  readonly chosen?:
    | { readonly keys: readonly string[]; readonly onChoose: (keys: readonly string[]) => void }
    | undefined
  /** Height of the scrolling part, with the head staying: `calc(100vh - 16rem)`. */
  readonly height?: number | string | undefined
}

const step = (row: Element, key: string): HTMLElement | undefined => {
  const next = key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
  return next instanceof HTMLElement && next.tabIndex >= 0 ? next : undefined
}

const inControl = (event: MouseEvent | KeyboardEvent) =>
  event.target instanceof Element &&
  event.target !== event.currentTarget &&
  event.target.closest('a,button,input,label,summary') !== null

export const DataTable = <Row extends object>({
  label,
  rows,
  columns,
  rowKey,
  onOpen,
  openKey,
  more,
  total,
  empty,
  chosen,
  height,
}: Props<Row>) => {
  const t = useText(uiText)
  const say = useSay()
  const behaviour = (row: Row) => ({
    'aria-selected': openKey === rowKey(row) ? (true as const) : undefined,
    ...(onOpen && {
      tabIndex: 0,
      onClick: (event: MouseEvent) => {
        if (!inControl(event)) onOpen(row)
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (event.key === 'Enter' && !inControl(event)) {
          // else the same press lands on what the drawer gives the focus to
          event.preventDefault()
          onOpen(row)
        }
        const next = step(event.currentTarget, event.key)
        if (next && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
          event.preventDefault()
          next.focus()
        }
      },
    }),
  })
  return (
    <DeskTheme>
      <div
        className="lb-data-table"
        data-still={onOpen ? undefined : ''}
        style={height === undefined ? undefined : { maxHeight: height }}
        role="group"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <Table<Row>
          size="small"
          dataSource={rows as Row[] | undefined}
          rowKey={rowKey}
          pagination={false}
          loading={rows === undefined}
          onRow={behaviour}
          locale={{ emptyText: rows === undefined ? <span /> : <EmptyState>{empty ?? t.nothing}</EmptyState> }}
          {...(chosen && {
            rowSelection: { selectedRowKeys: [...chosen.keys], onChange: (keys) => chosen.onChoose(keys.map(String)) },
          })}
          onChange={(_page, _filters, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter
            columns.find(({ key }) => key === one?.columnKey)?.sort?.onSort(one?.order ?? undefined)
          }}
          showSorterTooltip={false}
          columns={columns.map(({ key, title, show, number, width, sort }) => ({
            key,
            title,
            render: (_: unknown, row: Row) => show(row),
            ...(width !== undefined && { width }),
            ...(number && { align: 'right' as const, className: 'lb-num' }),
            ...(sort && { sorter: true, sortOrder: sort.now ?? null }),
          }))}
        />
        {rows !== undefined && rows.length > 0 && (
          <div className="lb-data-table-more">
            <span>
              {t.rows(say.number(total ?? rows.length))}
              {total === undefined && more?.hasMore && '+'}
            </span>
            {more?.hasMore && (
              <Button kind="secondary" size="sm" busy={more.busy} onClick={more.onMore}>
                {t.nextPage}
              </Button>
            )}
          </div>
        )}
      </div>
    </DeskTheme>
  )
}
