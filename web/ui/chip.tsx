// Chips: icon and words on a soft ground. They say a state; they are never buttons.
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName, Tone } from './icon.tsx'
import './chip.css'

export const Chip = ({
  icon,
  tone = 'neutral',
  solid,
  children,
}: {
  readonly icon?: IconName | undefined
  readonly tone?: Tone | undefined
  readonly solid?: boolean | undefined
  readonly children: ReactNode
}) => (
  <span className="lb-chip" data-tone={tone} data-solid={solid ? '' : undefined} data-bare={icon ? undefined : ''}>
    {icon && <Icon name={icon} size="xs" />}
    <span>{children}</span>
  </span>
)
