// One icon of the sprite. Decoration beside words; alone it needs `label`.
import sprite from './icons.svg?no-inline'
import type { IconName } from './icon-names.ts'
import './icon.css'

export type { IconName } from './icon-names.ts'

type Props = {
  readonly name: IconName
  readonly size?: 'xs' | 'sm' | 'md' | 'lg' | undefined
  readonly label?: string | undefined
}

export const spriteUrl = (id: string): string => `${sprite}#${id}`

export const Icon = ({ name, size = 'md', label }: Props) => (
  <svg
    className="lb-icon"
    data-size={size}
    viewBox="0 0 24 24"
    focusable="false"
    {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
  >
    <use href={spriteUrl(`i-${name}`)} />
  </svg>
)

export type Tone = 'primary' | 'lamp' | 'info' | 'danger' | 'neutral' | 'success' | 'warn'

/** An icon on its soft square: services, rows, notes. */
export const IconBox = ({
  name,
  tone = 'primary',
  size = 'md',
}: {
  readonly name: IconName
  readonly tone?: Tone | undefined
  readonly size?: 'sm' | 'md' | 'lg' | undefined
}) => (
  <span className="lb-icon-box" data-tone={tone} data-size={size}>
    <Icon name={name} size={size === 'sm' ? 'sm' : size === 'lg' ? 'lg' : 'md'} />
  </span>
)

export const Logo = ({ size = 30 }: { readonly size?: number | undefined }) => (
  <svg className="lb-logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <use href={spriteUrl('logo')} />
  </svg>
)
