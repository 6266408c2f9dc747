// Charts of the dashboard: each a panel that shows its bars or, one press away, the same as a table.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { figuresText } from '../text.ts'

export const ChartPanel = ({
  title,
  area,
  chart,
  table,
  foot,
}: {
  readonly title: string
  /** Its place in the grid of the page. */
  readonly area: string
  readonly chart: ReactNode
  readonly table: ReactNode
  readonly foot?: ReactNode
}) => {
  const t = useText(figuresText)
  const [asTable, setAsTable] = useState(false)
  return (
    <div className="lb-figures-panel" data-area={area}>
      <Panel
        label={title}
        title={title}
        head={
          <>
            <span className="lb-grow" />
            <Button kind="quiet" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? t.asChart : t.asTable}
            </Button>
          </>
        }
      >
        <div className="lb-figures-body">
          {asTable ? table : chart}
          {foot && <p className="lb-figures-foot">{foot}</p>}
        </div>
      </Panel>
    </div>
  )
}

export type Bar = {
  readonly key: string
  readonly name: string
  readonly count: number
  readonly note?: string
  readonly rest?: boolean
}

/** Lying bars with their words: name, bar, figure. The longest one stands out; what is summed up as the rest is grey and never longer. */
export const LyingBars = ({
  label,
  bars,
  of,
}: {
  readonly label: string
  readonly bars: readonly Bar[]
  readonly of: number
}) => {
  const say = useSay()
  const most = Math.max(1, ...bars.filter(({ rest }) => !rest).map(({ count }) => count))
  return (
    <ul className="lb-figures-bars" aria-label={label}>
      {bars.map(({ key, name, count, note, rest }) => (
        <li key={key}>
          <span>{name}</span>
          <svg aria-hidden="true" focusable="false" height="14">
            <rect className="lb-figures-rail" width="100%" height="14" rx="4" />
            <rect
              className="lb-figures-bar"
              data-most={count === most && !rest ? '' : undefined}
              data-rest={rest ? '' : undefined}
              width={`${Math.min(1, count / most) * 100}%`}
              height="14"
              rx="4"
            />
          </svg>
          <b className="lb-num">
            {say.number(count)}
            <small>{note ?? (of > 0 ? say.percent(count / of) : '')}</small>
          </b>
        </li>
      ))}
    </ul>
  )
}

/** The same figures to read line by line; the first column is a name, the others are numbers. */
export const PlainTable = ({
  label,
  heads,
  rows,
}: {
  readonly label: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
  <div className="lb-figures-table" role="region" aria-label={label} tabIndex={0}>
    <table className="lb-list-table">
      <thead>
        <tr>
          {heads.map((head, place) => (
            <th key={head} scope="col" data-number={place > 0 ? '' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, place) =>
              place === 0 ? (
                <th key={place} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={place} data-number="">
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
