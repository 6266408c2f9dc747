// The paper things lie on: cards, rows in cards, facts, figures, notes.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon, IconBox } from './icon.tsx'
import type { IconName, Tone } from './icon.tsx'
import './card.css'
import './facts.css'

type CardProps = {
  readonly label?: string | undefined
  readonly flush?: boolean | undefined
  readonly snug?: boolean | undefined
  readonly lifted?: boolean | undefined
  readonly children: ReactNode
}

/** `label` makes it a named region. `flush` has no padding, `snug` little (icon tiles), `lifted` lies over the map above it. */
export const Card = ({ label, flush, snug, lifted, children }: CardProps) => {
  const look = {
    className: 'lb-card',
    'data-flush': flush ? '' : undefined,
    'data-snug': snug ? '' : undefined,
    'data-lifted': lifted ? '' : undefined,
  }
  return label ? (
    <section {...look} aria-label={label}>
      {children}
    </section>
  ) : (
    <div {...look}>{children}</div>
  )
}

type RowProps = {
  readonly href?: string | undefined
  readonly onClick?: (() => void) | undefined
  readonly icon?: IconName | undefined
  readonly tone?: Tone | undefined
  /** Instead of an icon: a portrait. */
  readonly picture?: ReactNode | undefined
  readonly title: ReactNode
  readonly detail?: ReactNode | undefined
  /** At the right end; a chevron when the row leads somewhere. */
  readonly end?: ReactNode | undefined
  /** Amber edge: something live. */
  readonly live?: boolean | undefined
}

/** A whole card that leads somewhere: picture, title, one line, chevron. */
export const CardLink = ({ href, onClick, icon, tone = 'primary', picture, title, detail, end, live }: RowProps) => {
  const inside = (
    <>
      {picture ?? (icon && <IconBox name={icon} tone={tone} />)}
      <span className="lb-grow">
        <span className="lb-card-link-title">{title}</span>
        {detail && <span className="lb-card-link-detail">{detail}</span>}
      </span>
      {end ?? <Icon name="right" size="sm" />}
    </>
  )
  const look = { className: 'lb-card-link', 'data-live': live ? '' : undefined }
  if (href === undefined)
    return (
      <button type="button" {...look} onClick={onClick}>
        {inside}
      </button>
    )
  return href.startsWith('/') ? (
    <Link href={href} {...look}>
      {inside}
    </Link>
  ) : (
    <a href={href} {...look}>
      {inside}
    </a>
  )
}

export type Fact = {
  readonly label: string
  readonly value: ReactNode
  readonly detail?: ReactNode | undefined
  readonly action?: ReactNode | undefined
}
/** Check list before sending: label, value, 修改. `plain` = values at the right end, no lines. */
export const Facts = ({ facts, plain }: { readonly facts: readonly Fact[]; readonly plain?: boolean | undefined }) => (
  <dl className="lb-facts" data-plain={plain ? '' : undefined}>
    {facts.map(({ label, value, detail, action }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          {value}
          {detail && <small>{detail}</small>}
        </dd>
        {action && <dd className="lb-facts-action">{action}</dd>}
      </div>
    ))}
  </dl>
)

export type Point = {
  readonly icon: IconName
  readonly title: ReactNode
  readonly detail?: ReactNode | undefined
  readonly end?: ReactNode | undefined
}
/** What to know before going: icon, sentence, one line more. */
export const Points = ({ points }: { readonly points: readonly Point[] }) => (
  <ul className="lb-points">
    {points.map(({ icon, title, detail, end }, index) => (
      <li key={index}>
        <Icon name={icon} />
        <span>
          <b>{title}</b>
          {detail && <small>{detail}</small>}
        </span>
        {end}
      </li>
    ))}
  </ul>
)

/** Two to four figures side by side. */
export const Figures = ({
  figures,
}: {
  readonly figures: readonly { readonly value: ReactNode; readonly label: ReactNode }[]
}) => (
  <dl className="lb-figures">
    {figures.map(({ value, label }, index) => (
      <div key={index}>
        <dd>{value}</dd>
        <dt>{label}</dt>
      </div>
    ))}
  </dl>
)

/** A soft-coloured box with an icon: what it costs, who sees what, what to watch. */
export const Note = ({
  tone = 'neutral',
  icon,
  title,
  action,
  children,
}: {
  readonly tone?: Tone | undefined
  readonly icon: IconName
  readonly title?: ReactNode
  /** At the right end: 更换. */
  readonly action?: ReactNode
  readonly children?: ReactNode
}) => (
  <div className="lb-note" data-tone={tone} data-action={action ? '' : undefined}>
    <Icon name={icon} />
    <div className="lb-grow">
      {title && <b>{title}</b>}
      {children && <div>{children}</div>}
    </div>
    {action}
  </div>
)

/** Small facts in a line with icons: near where, how long, what gain. */
export const Meta = ({
  items,
}: {
  readonly items: readonly { readonly icon: IconName; readonly text: ReactNode }[]
}) => (
  <ul className="lb-meta">
    {items.map(({ icon, text }, index) => (
      <li key={index}>
        <Icon name={icon} size="xs" />
        {text}
      </li>
    ))}
  </ul>
)

/** A heading inside a page with what belongs to it. */
export const Section = ({
  title,
  more,
  action,
  children,
}: {
  readonly title: ReactNode
  readonly more?: ReactNode | undefined
  readonly action?: ReactNode | undefined
  readonly children: ReactNode
}) => (
  <section className="lb-section">
    <div className="lb-section-head">
      <h2>
        {title}
        {more && <span> {more}</span>}
      </h2>
      {action}
    </div>
    {children}
  </section>
)

/** Dusk ground: the hero, 我现在有空, the running clock. */
export const DuskPanel = ({
  children,
  label,
}: {
  readonly children: ReactNode
  readonly label?: string | undefined
}) => (
  <section className="lb-dusk" aria-label={label}>
    {children}
  </section>
)
