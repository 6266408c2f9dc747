// The corners of a boundary as things to take hold of: dragged, moved by arrow keys, added between two, taken away.
import { useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Point } from '@linbang/contract/values'
import { useText } from '../../../kit/text.ts'
import type { Drawing } from '../../../ui/map/area-map.tsx'
import { focusable } from '../../../ui/map/focusable.ts'
import { areasText } from '../text.ts'
import { added, middleOf, moved, removed } from './ring.ts'
import type { Ring } from './ring.ts'

type Props = Drawing & {
  readonly ring: Ring
  /** A press on the ground adds a corner at the end. */
  readonly drawing: boolean
  /** `begin` is true with the first change of a drag, which is what one step back takes back. */
  readonly onChange: (ring: Ring, begin: boolean) => void
}

const stepPixels = 4
const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-stepPixels, 0],
  ArrowRight: [stepPixels, 0],
  ArrowUp: [0, -stepPixels],
  ArrowDown: [0, stepPixels],
}

const inPicture = (event: { readonly clientX: number; readonly clientY: number; readonly currentTarget: Element }) => {
  const box = (event.currentTarget.closest('svg') ?? event.currentTarget).getBoundingClientRect()
  return [event.clientX - box.left, event.clientY - box.top] as const
}

const Corner = ({
  place,
  at,
  ring,
  onChange,
  toPoint,
  number,
}: Props & { readonly at: Point; readonly number: number }) => {
  const t = useText(areasText)
  const dragging = useRef<'no' | 'held' | 'moved'>('no')
  const [x, y] = place(at)
  const index = number - 1
  const down = (event: PointerEvent) => {
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    dragging.current = 'held'
  }
  const move = (event: PointerEvent) => {
    if (dragging.current === 'no') return
    event.stopPropagation()
    onChange(moved(ring, index, toPoint(inPicture(event))), dragging.current === 'held')
    dragging.current = 'moved'
  }
  const key = (event: KeyboardEvent) => {
    const way = ways[event.key]
    if (way) onChange(moved(ring, index, toPoint([x + way[0], y + way[1]])), true)
    else if (event.key === 'Delete' || event.key === 'Backspace') onChange(removed(ring, index), true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <circle
      className="lb-areas-corner"
      role="button"
      {...focusable}
      aria-label={t.corner(number)}
      cx={x}
      cy={y}
      r="9"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => {
        dragging.current = 'no'
      }}
      onKeyDown={key}
    />
  )
}

const Between = ({ place, ring, onChange, number }: Props & { readonly number: number }) => {
  const t = useText(areasText)
  const [one, other] = [ring[number - 1], ring[number % ring.length]]
  if (!one || !other) return null
  const at = middleOf(one, other)
  const [x, y] = place(at)
  const add = () => onChange(added(ring, number - 1, at), true)
  return (
    <circle
      className="lb-areas-between"
      role="button"
      {...focusable}
      aria-label={t.addCorner(number)}
      cx={x}
      cy={y}
      r="5.5"
      onPointerDown={(event) => event.stopPropagation()}
      onClick={add}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        add()
      }}
    />
  )
}

export const OutlineHands = (props: Props) => {
  const { ring, place, toPoint, drawing, onChange, box } = props
  const line = ring.map((at) => place(at).join(' ')).join('L')
  return (
    <>
      {drawing && (
        <rect
          className="lb-areas-ground"
          width={box.width}
          height={box.height}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={(event) => onChange([...ring, toPoint(inPicture(event))], true)}
        />
      )}
      {ring.length > 1 && <path className="lb-areas-ring" d={`M${line}${ring.length > 2 ? 'z' : ''}`} />}
      {ring.length > 2 && ring.map((at, index) => <Between key={`b${index}`} {...props} number={index + 1} />)}
      {ring.map((at, index) => (
        <Corner key={index} {...props} at={at} number={index + 1} />
      ))}
    </>
  )
}
