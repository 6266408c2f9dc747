// A real table of the desk: sticky head, a row opens what lies behind it, ↑ ↓ walk through the rows, Enter opens.
import type { KeyboardEvent, ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { uiText } from '../../../ui/text.ts'
import './row-table.css'

export type TableColumn<Row> = {
  readonly key: string
  readonly title: string
  readonly number?: boolean
  readonly show: (row: Row) => ReactNode
}

type Props<Row> = {
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly hrefOf: (row: Row) => string
  readonly more?: { readonly busy: boolean; readonly onMore: () => void } | undefined
}

const toRow = (from: HTMLElement, key: string) => {
  const next = key === 'ArrowDown' ? from.nextElementSibling : from.previousElementSibling
  if (next instanceof HTMLElement) next.focus()
}

export const RowTable = <Row,>({ label, columns, rows, keyOf, hrefOf, more }: Props<Row>) => {
  const t = useText(uiText)
  const [, go] = useLocation()
  const keys = (event: KeyboardEvent<HTMLElement>, row: Row) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') go(hrefOf(row))
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      toRow(event.currentTarget, event.key)
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="lb-row-table" tabIndex={0} role="group" aria-label={label}>
      <table>
        <caption className="lb-sr">{label}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, number }) => (
              <th key={key} scope="col" data-number={number ? '' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              tabIndex={-1}
              onClick={(event) => {
                if (!(event.target as Element).closest('a,button,input')) go(hrefOf(row))
              }}
              onKeyDown={(event) => keys(event, row)}
            >
              {columns.map(({ key, number, show }, index) => (
                <td key={key} data-number={number ? '' : undefined}>
                  {index === 0 ? (
                    <Link
                      href={hrefOf(row)}
                      onKeyDown={(event: KeyboardEvent<HTMLElement>) => {
                        const line = event.currentTarget.closest('tr')
                        if (line && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
                          event.preventDefault()
                          toRow(line, event.key)
                        }
                      }}
                    >
                      {show(row)}
                    </Link>
                  ) : (
                    show(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <p className="lb-row-table-more">
          <Button kind="secondary" size="sm" busy={more.busy} onClick={more.onMore}>
            {t.nextPage}
          </Button>
        </p>
      )}
    </div>
  )
}
