// What stands on a map: drops for places, dots for people, a circle where only the neighbourhood is told.
import type { ReactNode } from 'react'
import type { Point } from '@linbang/contract/values'
import { spriteUrl } from '../icon.tsx'
import type { IconName } from '../icon.tsx'

export type PinKind = 'alarm' | 'due' | 'today' | 'chosen' | 'home' | 'near' | 'walker' | 'free' | 'candidate' | 'me'
export type Pin = {
  readonly id: string
  readonly at: Point
  readonly kind: PinKind
  readonly icon?: IconName | undefined
  /** Beside a candidate: its rank. */
  readonly number?: number | undefined
  /** In the list and for those who listen: 厨房水龙头滴水，3 号楼附近. */
  readonly label: string
  /** Drawn under the pin: 您在这里. */
  readonly caption?: string | undefined
}

const Glyph = ({ icon, y, size }: { readonly icon: IconName; readonly y: number; readonly size: number }) => (
  <svg x={-size / 2} y={y - size / 2} width={size} height={size} viewBox="0 0 24 24">
    <use href={spriteUrl(`i-${icon}`)} />
  </svg>
)

const Drop = ({ icon, big }: { readonly icon: IconName; readonly big: boolean }) => (
  <g transform={big ? 'scale(1.15)' : undefined}>
    <path d="M0 4C7-3 11-7 11-13a11 11 0 0 0-22 0C-11-7-7-3 0 4Z" strokeWidth="2.5" />
    <Glyph icon={icon} y={-13} size={14} />
  </g>
)

const shapes: Record<PinKind, (pin: Pin) => ReactNode> = {
  alarm: ({ icon }) => <Drop icon={icon ?? 'sos'} big />,
  due: ({ icon }) => <Drop icon={icon ?? 'clock'} big={false} />,
  today: ({ icon }) => <Drop icon={icon ?? 'list'} big={false} />,
  chosen: ({ icon }) => <Drop icon={icon ?? 'list'} big />,
  home: ({ icon }) => (
    <g transform="scale(1.45)">
      <Drop icon={icon ?? 'home'} big={false} />
    </g>
  ),
  near: ({ icon }) => (
    <g transform="scale(1.45)">
      <Drop icon={icon ?? 'help'} big={false} />
    </g>
  ),
  walker: ({ icon }) => (
    <>
      <circle r="15" strokeWidth="3" />
      <Glyph icon={icon ?? 'walk'} y={0} size={20} />
    </>
  ),
  free: () => <circle r="4.5" strokeWidth="2" />,
  candidate: ({ number }) => (
    <>
      <circle r="9.5" strokeWidth="2" />
      <text textAnchor="middle" y="4" fontSize="11" fontWeight="700">
        {number}
      </text>
    </>
  ),
  me: () => (
    <>
      <circle r="11" strokeWidth="3" />
      <circle className="lb-pin-core" r="4" />
    </>
  ),
}

export const PinShape = ({
  pin,
  x,
  y,
  onSelect,
}: {
  readonly pin: Pin
  readonly x: number
  readonly y: number
  readonly onSelect?: ((id: string) => void) | undefined
}) => (
  // the list twin of the map is what keyboards and screen readers use; the picture itself only answers a pointer
  <g
    className="lb-pin"
    data-kind={pin.kind}
    data-live={onSelect ? '' : undefined}
    transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
    onClick={onSelect && (() => onSelect(pin.id))}
  >
    <title>{pin.label}</title>
    {shapes[pin.kind](pin)}
    {pin.caption && (
      <text className="lb-pin-caption" textAnchor="middle" y="26">
        {pin.caption}
      </text>
    )}
  </g>
)
