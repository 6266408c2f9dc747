// The dusk panel that opens a page, and in 长辈版 the one big thing to press.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import { Skyline } from './skyline.tsx'

type HeroProps = {
  readonly title: string
  readonly line?: ReactNode | undefined
  readonly seed: string
  readonly lightShare?: number | undefined
  readonly children?: ReactNode | undefined
}

/** Buttons go in as children: one `kind="lamp"`, one `kind="glass"`. */
export const Hero = ({ title, line, seed, lightShare, children }: HeroProps) => (
  <section className="lb-hero" aria-label={title}>
    <h2>{title}</h2>
    {line && <p>{line}</p>}
    <div className="lb-hero-acts">{children}</div>
    <Skyline seed={seed} {...(lightShare !== undefined && { lightShare })} />
  </section>
)

export const BigAsk = ({
  href,
  icon,
  title,
  line,
  seed,
}: {
  readonly href: string
  readonly icon: IconName
  readonly title: string
  readonly line: string
  readonly seed: string
}) => (
  <Link className="lb-big-ask" href={href}>
    <b>
      <Icon name={icon} />
      {title}
    </b>
    <span>{line}</span>
    <Skyline seed={seed} height={144} />
  </Link>
)
