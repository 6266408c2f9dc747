// Our own map of a community: drawn from its grids and buildings, moved by buttons, keys and drag, with a list twin.
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import type { AreaMap as AreaMapShape } from '@linbang/contract/areas'
import type { Point } from '@linbang/contract/values'
import { useText, useWords } from '../../kit/text.ts'
import { IconButton } from '../button.tsx'
import { uiText } from '../text.ts'
import { focusable } from './focusable.ts'
import { Ground, pointsOf } from './ground.tsx'
import type { GridLabel } from './ground.tsx'
import { PinShape } from './pins.tsx'
import type { Pin } from './pins.tsx'
import { fit, frameAround, fromPixels, toPixels } from './projection.ts'
import type { Box, Metres, View } from './projection.ts'
import './map.css'

export type Circle = {
  readonly id: string
  readonly at: Point
  readonly metres: number
  readonly kind: 'near' | 'reach'
}
export type Path = {
  readonly id: string
  readonly points: readonly Point[]
  readonly kind: 'walk' | 'candidate' | 'way'
  /** One of the colours of charts, 1 to 6; the list beside the map says which is whose. */
  readonly tone?: number
}

/** What lies over the map and is drawn by the page: from places to the picture and back. */
export type Drawing = {
  readonly box: Box
  readonly place: (at: Point) => Metres
  readonly toPoint: (at: Metres) => Point
}

type Props = {
  readonly map: AreaMapShape | undefined
  /** Said for the picture: 新竹社区地图：8 个网格、101 栋楼、12 件待派请求 */
  readonly label: string
  readonly pins?: readonly Pin[]
  readonly circles?: readonly Circle[]
  readonly paths?: readonly Path[]
  readonly labels?: Readonly<Record<string, GridLabel>>
  readonly onSelect?: ((id: string) => void) | undefined
  /** `whole` shows the area, `pins` comes close to what stands on it. */
  readonly look?: 'whole' | 'pins'
  /** The path of a place whose community is shown first, where the area has several. */
  readonly around?: string | undefined
  /** Pixels at the bottom that a card lies over. */
  readonly covered?: number | undefined
  /** A still picture without buttons: the strip on top of a page. */
  readonly still?: boolean
  /** The list twin; `elsewhere` when the page has it already. */
  readonly list?: 'under' | 'elsewhere'
  readonly legend?: ReactNode
  readonly draw?: ((drawing: Drawing) => ReactNode) | undefined
}

const useBox = () => {
  const ref = useRef<HTMLDivElement>(null)
  const [box, setBox] = useState<Box>({ width: 360, height: 160 })
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = () => setBox({ width: element.clientWidth || 360, height: element.clientHeight || 160 })
    measure()
    if (typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, box }
}

const steps: Readonly<Record<string, (view: View) => View>> = {
  ArrowLeft: ({ centre: [x, y], scale }) => ({ centre: [x - 80 / scale, y], scale }),
  ArrowRight: ({ centre: [x, y], scale }) => ({ centre: [x + 80 / scale, y], scale }),
  ArrowUp: ({ centre: [x, y], scale }) => ({ centre: [x, y - 80 / scale], scale }),
  ArrowDown: ({ centre: [x, y], scale }) => ({ centre: [x, y + 80 / scale], scale }),
  '+': ({ centre, scale }) => ({ centre, scale: Math.min(6, scale * 1.4) }),
  '-': ({ centre, scale }) => ({ centre, scale: Math.max(0.05, scale / 1.4) }),
}

const lineThrough = (points: readonly Metres[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

const nothing: AreaMapShape = { grids: [], buildings: [] }
const somewhere: Point = { lat: 22.8, lon: 108.3 }

type Standing = Required<Pick<Props, 'pins' | 'circles' | 'paths' | 'look'>> & Pick<Props, 'around'>

const above = (path: string): string => path.slice(0, path.lastIndexOf('.'))

/** The grids beside the place's own; the whole map when it stands in none. */
const communityOf = (map: AreaMapShape, around: string | undefined): AreaMapShape => {
  const own = around && map.grids.find(({ path }) => path === around || around.startsWith(`${path}.`))
  return own ? { grids: map.grids.filter(({ path }) => above(path) === above(own.path)), buildings: [] } : map
}

/** Where the map looks: at what stands on it or at the whole ground, until somebody moves it. */
const useView = (map: AreaMapShape, { pins, circles, paths, look, around }: Standing, seen: Box) => {
  const [moved, setMoved] = useState<View>()
  const { lat, lon } = map.buildings.find(({ point }) => point)?.point ?? pins[0]?.at ?? somewhere
  const frame = useMemo(() => frameAround({ lat, lon }), [lat, lon])
  const first = useMemo(() => {
    const standing = [...pins, ...circles].map(({ at }) => at)
    const points = [...standing, ...paths.flatMap((path) => path.points)].map(frame.toMetres)
    if (look === 'pins' && points.length > 0) return fit(points, seen, 40, 1)
    const ground = pointsOf(communityOf(map, around), frame)
    return fit(ground.length > 0 ? ground : points, seen, 14)
  }, [map, frame, seen, look, around, pins, circles, paths])
  const view = moved ?? first
  const step = (key: string): boolean => {
    const go = steps[key]
    if (go) setMoved(go(view))
    return go !== undefined
  }
  const showAll = () => setMoved(around ? fit(pointsOf(map, frame), seen, 14) : undefined)
  return {
    frame,
    view,
    step,
    setMoved,
    showAll,
    place: (at: Point): Metres => toPixels(frame.toMetres(at), view, seen),
  }
}

/** Keys and dragging; every drag has its button and key. */
const useHands = ({ view, step, setMoved }: Pick<ReturnType<typeof useView>, 'view' | 'step' | 'setMoved'>) => {
  const from = useRef<{ readonly x: number; readonly y: number; readonly view: View }>(undefined)
  const letGo = () => {
    from.current = undefined
  }
  return {
    ...focusable,
    onKeyDown: (event: KeyboardEvent) => {
      if (step(event.key === '=' ? '+' : event.key)) event.preventDefault()
    },
    onPointerDown: (event: PointerEvent) => {
      from.current = { x: event.clientX, y: event.clientY, view }
    },
    onPointerMove: (event: PointerEvent) => {
      if (!from.current) return
      const { x, y, view: before } = from.current
      if (Math.hypot(event.clientX - x, event.clientY - y) < 4) return
      const [cx, cy] = before.centre
      setMoved({
        scale: before.scale,
        centre: [cx - (event.clientX - x) / before.scale, cy - (event.clientY - y) / before.scale],
      })
    },
    onPointerUp: letGo,
    onPointerLeave: letGo,
  }
}

const noPins: readonly Pin[] = []
const noCircles: readonly Circle[] = []
const noPaths: readonly Path[] = []

export const AreaMap = ({
  map = nothing,
  label,
  pins = noPins,
  circles = noCircles,
  paths = noPaths,
  labels,
  onSelect,
  look = 'whole',
  around,
  covered = 0,
  still = false,
  list = 'under',
  legend,
  draw,
}: Props) => {
  const t = useText(uiText)
  const words = useWords()
  const { ref, box } = useBox()
  const seen = useMemo(() => ({ width: box.width, height: box.height - covered }), [box, covered])
  const { frame, view, step, setMoved, showAll, place } = useView(map, { pins, circles, paths, look, around }, seen)
  const hands = useHands({ view, step, setMoved })
  const choose = (pin: Pin) => {
    if (!still) setMoved({ centre: frame.toMetres(pin.at), scale: Math.max(view.scale, 0.6) })
    onSelect?.(pin.id)
  }
  return (
    <div className="lb-map" data-still={still ? '' : undefined}>
      <div className="lb-map-box" ref={ref}>
        <svg
          width={box.width}
          height={box.height}
          role={draw ? 'group' : 'img'}
          aria-label={label}
          {...(still ? {} : hands)}
        >
          <Ground
            {...{
              map,
              frame,
              view,
              box: seen,
              labels,
              words,
              named: !still && labels !== undefined,
            }}
          />
          {circles.map(({ id, at, metres, kind }) => {
            const [cx, cy] = place(at)
            return (
              <circle key={id} className="lb-map-circle" data-kind={kind} cx={cx} cy={cy} r={metres * view.scale} />
            )
          })}
          {paths.map(({ id, points, kind, tone }) => (
            <g key={id} className="lb-map-path" data-kind={kind} data-tone={tone}>
              <path d={lineThrough(points.map(place))} />
              <path d={lineThrough(points.map(place))} />
            </g>
          ))}
          {pins.map((pin) => {
            const [x, y] = place(pin.at)
            return <PinShape key={pin.id} {...{ pin, x, y, onSelect }} />
          })}
          {draw?.({ box: seen, place, toPoint: (at) => frame.toPoint(fromPixels(at, view, seen)) })}
        </svg>
        {!still && (
          <div className="lb-map-buttons">
            <IconButton icon="plus" label={t.zoomIn} onClick={() => step('+')} />
            <IconButton icon="minus" label={t.zoomOut} onClick={() => step('-')} />
            <IconButton icon="target" label={t.wholeMap} onClick={showAll} />
          </div>
        )}
        {legend && <div className="lb-map-legend">{legend}</div>}
      </div>
      {list === 'under' && pins.length > 0 && (
        <details className="lb-map-list">
          <summary>{t.listOf}</summary>
          <ul>
            {pins.map((pin) => (
              <li key={pin.id}>
                {onSelect || !still ? (
                  <button type="button" onClick={() => choose(pin)}>
                    {pin.label}
                  </button>
                ) : (
                  pin.label
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** The still strip on top of a tracking or task page: close to its pins, no buttons; its words stand in the page below. */
export const MapStrip = (
  props: Pick<Props, 'map' | 'label' | 'pins' | 'circles' | 'paths'> & {
    readonly tall?: boolean
    readonly framed?: boolean
  },
) => (
  <div className="lb-map-strip" data-tall={props.tall ? '' : undefined} data-framed={props.framed ? '' : undefined}>
    <AreaMap {...props} look="pins" covered={props.framed ? 0 : 36} still list="elsewhere" />
  </div>
)

/** Keeps the place of a strip whose map is still on its way, so that what is below does not jump. */
export const MapStripPlace = () => <div className="lb-map-strip" aria-hidden />

export const LegendItem = ({ kind, children }: { readonly kind: Pin['kind']; readonly children: ReactNode }) => (
  <span className="lb-map-legend-item">
    <i data-kind={kind} />
    {children}
  </span>
)
