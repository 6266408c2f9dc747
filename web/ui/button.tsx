// Buttons and button-looking links. One main button a screen; busy keeps its width and ignores the second press.
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react'
import { Link } from 'wouter'
import { useText } from '../kit/text.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import { uiText } from './text.ts'
import './button.css'

type Look = {
  /** main pine · lamp (only on a dusk panel) · secondary outlined · quiet text · danger fill · danger-line · soft · glass (on dusk) */
  readonly kind?: 'main' | 'lamp' | 'secondary' | 'quiet' | 'danger' | 'danger-line' | 'soft' | 'glass' | undefined
  readonly size?: 'sm' | 'md' | 'lg' | undefined
  readonly icon?: IconName | undefined
  /** Full width. */
  readonly wide?: boolean | undefined
}

const lookOf = ({ kind = 'main', size = 'md', wide }: Look) => ({
  className: 'lb-button',
  'data-kind': kind,
  'data-size': size,
  'data-wide': wide ? '' : undefined,
})

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
    readonly busy?: boolean | undefined
    readonly children: ReactNode
  }

export const Button = ({
  kind,
  size,
  icon,
  wide,
  busy = false,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) => {
  const t = useText(uiText)
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      {...lookOf({ kind, size, wide } as Look)}
      type={type}
      aria-busy={busy || undefined}
      onClick={press}
      {...rest}
    >
      <span className="lb-button-words">
        {icon && <Icon name={icon} size={size === 'lg' ? 'md' : 'sm'} />}
        <span>{children}</span>
      </span>
      {busy && (
        <span className="lb-button-busy">
          <span className="lb-spinner" aria-hidden="true" />
          <span className="lb-button-sending">{t.sending}</span>
        </span>
      )}
    </button>
  )
}

type LinkProps = Look &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'href'> & {
    readonly href: string
    readonly children: ReactNode
  }

/** A link that looks like a button; `tel:` and other origins leave the app, the rest is routed. */
export const ButtonLink = ({ kind, size, icon, wide, href, children, ...rest }: LinkProps) => {
  const words = (
    <span className="lb-button-words">
      {icon && <Icon name={icon} size={size === 'lg' ? 'md' : 'sm'} />}
      <span>{children}</span>
    </span>
  )
  const look = lookOf({ kind, size, wide } as Look)
  return href.startsWith('/') && rest.target === undefined && rest.download === undefined ? (
    <Link href={href} {...look} {...rest}>
      {words}
    </Link>
  ) : (
    <a href={href} {...look} {...rest}>
      {words}
    </a>
  )
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'aria-label'> & {
  readonly icon: IconName
  /** Verb and object: 打电话给李师傅 */
  readonly label: string
  readonly kind?: 'plain' | 'soft' | undefined
  /** A red dot: something new. The label says what. */
  readonly dot?: boolean | undefined
}

export const IconButton = ({ icon, label, kind = 'plain', dot, type = 'button', ...rest }: IconButtonProps) => (
  <button className="lb-icon-button" data-kind={kind} type={type} aria-label={label} {...rest}>
    <Icon name={icon} />
    {dot && <span className="lb-dot" aria-hidden="true" />}
  </button>
)

export const IconLink = ({
  icon,
  label,
  kind = 'plain',
  dot,
  href,
  ...rest
}: {
  readonly icon: IconName
  readonly label: string
  readonly kind?: 'plain' | 'soft' | undefined
  readonly dot?: boolean | undefined
  readonly href: string
} & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) =>
  href.startsWith('/') ? (
    <Link className="lb-icon-button" data-kind={kind} href={href} aria-label={label} {...rest}>
      <Icon name={icon} />
      {dot && <span className="lb-dot" aria-hidden="true" />}
    </Link>
  ) : (
    <a className="lb-icon-button" data-kind={kind} href={href} aria-label={label} {...rest}>
      <Icon name={icon} />
    </a>
  )

/** A small round-ended choice in the header: 长辈版, 读给我听, 回首页. */
export const Pill = ({
  icon,
  kind = 'plain',
  children,
  type = 'button',
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  readonly icon?: IconName | undefined
  readonly kind?: 'plain' | 'soft' | undefined
  readonly children: ReactNode
}) => (
  <button className="lb-pill" data-kind={kind} type={type} {...rest}>
    {icon && <Icon name={icon} size="sm" />}
    {children}
  </button>
)

export const PillLink = ({
  icon,
  kind = 'plain',
  href,
  children,
}: {
  readonly icon?: IconName | undefined
  readonly kind?: 'plain' | 'soft' | undefined
  readonly href: string
  readonly children: ReactNode
}) => (
  <Link className="lb-pill" data-kind={kind} href={href}>
    {icon && <Icon name={icon} size="sm" />}
    {children}
  </Link>
)
