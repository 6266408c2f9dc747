// One page of the desk: where one is, its title, counts to filter by, what one can do, and the content.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useText } from '../../kit/text.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { uiText } from '../text.ts'
import { useArrival } from './arrival.ts'
import { LineNotice } from './line-notice.tsx'
import './counts.css'

type Props = {
  readonly title: string
  /** Pages above this one; the root pages of the nav have none. */
  readonly crumbs?: readonly { readonly href: string; readonly label: string }[] | undefined
  /** Beside the title: CountTabs, chips, a period. */
  readonly beside?: ReactNode
  readonly actions?: ReactNode
  /** Fills the window, its panels scroll by themselves: the dispatch board. */
  readonly fill?: boolean | undefined
  readonly children: ReactNode
}

export const DeskPage = ({ title, crumbs, beside, actions, fill, children }: Props) => {
  const t = useText(uiText)
  const heading = useArrival(title)
  return (
    <main className="lb-desk-page" id="page" tabIndex={-1} data-fill={fill ? '' : undefined}>
      {crumbs && (
        <nav className="lb-crumbs" aria-label={t.breadcrumbs}>
          <ol>
            {crumbs.map(({ href, label }) => (
              <li key={href}>
                <Link href={href}>{label}</Link>
                <Icon name="right" size="xs" />
              </li>
            ))}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      )}
      <div className="lb-desk-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
        <span className="lb-grow" />
        {actions}
      </div>
      <LineNotice />
      {children}
    </main>
  )
}

/** 待派 12 · 等人接 8 · 快超时 3 */
export const CountTabs = ({
  label,
  tabs,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly tabs: readonly {
    readonly value: string
    readonly title: string
    readonly count?: number | undefined
    readonly icon?: IconName | undefined
    readonly alarm?: boolean | undefined
  }[]
  readonly chosen: string
  readonly onChoose: (value: string) => void
}) => (
  <div className="lb-counts" role="group" aria-label={label}>
    {tabs.map(({ value, title, count, icon, alarm }) => (
      <button
        key={value}
        type="button"
        aria-pressed={chosen === value}
        data-alarm={alarm ? '' : undefined}
        onClick={() => onChoose(value)}
      >
        {icon && <Icon name={icon} size="sm" />}
        {title}
        {count !== undefined && <b className="lb-num">{count}</b>}
      </button>
    ))}
  </div>
)

/** A white panel of the desk with its own head; `label` names the region. */
export const Panel = ({
  label,
  title,
  head,
  foot,
  scroll,
  children,
}: {
  readonly label: string
  readonly title?: ReactNode
  readonly head?: ReactNode
  readonly foot?: ReactNode
  readonly scroll?: boolean | undefined
  readonly children: ReactNode
}) => (
  <section className="lb-panel" aria-label={label}>
    {(title || head) && (
      <div className="lb-panel-head">
        {title && <h2>{title}</h2>}
        {head}
      </div>
    )}
    {scroll ? (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
      <div className="lb-panel-scroll" tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
    ) : (
      children
    )}
    {foot && <div className="lb-panel-foot">{foot}</div>}
  </section>
)
