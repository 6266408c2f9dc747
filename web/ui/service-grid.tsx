// Services to choose from: icon, name, and on the ask page a plain example of each.
import { Link } from 'wouter'
import { IconBox } from './icon.tsx'
import type { IconName, Tone } from './icon.tsx'
import './service-grid.css'

export type Service = {
  readonly code: string
  readonly name: string
  readonly example?: string | undefined
  readonly icon: IconName
  readonly tone?: Tone | undefined
  readonly href?: string | undefined
}

type Props = {
  readonly label: string
  readonly services: readonly Service[]
  /** `tiles`: four in a row, icon over name (home). `rows`: two in a row with an example (ask). */
  readonly look?: 'tiles' | 'rows' | undefined
  /** Without `href` on a service. */
  readonly onChoose?: ((code: string) => void) | undefined
}

export const ServiceGrid = ({ label, services, look = 'rows', onChoose }: Props) => (
  <ul className="lb-services" data-look={look} aria-label={label}>
    {services.map(({ code, name, example, icon, tone = 'neutral', href }) => {
      const inside = (
        <>
          <IconBox name={icon} tone={tone} />
          <span>
            <b>{name}</b>
            {look === 'rows' && example && <small>{example}</small>}
          </span>
        </>
      )
      return (
        <li key={code}>
          {href ? (
            <Link href={href}>{inside}</Link>
          ) : (
            <button type="button" onClick={() => onChoose?.(code)}>
              {inside}
            </button>
          )}
        </li>
      )
    })}
  </ul>
)
