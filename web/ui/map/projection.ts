// From degrees to metres to pixels. Flat is true enough for one community: at 2 km the error is below a metre.
import type { Point } from '@linbang/contract/values'

export type Metres = readonly [x: number, y: number]
export type Frame = { readonly toMetres: (at: Point) => Metres; readonly toPoint: (at: Metres) => Point }
export type View = { readonly centre: Metres; /** Pixels for one metre. */ readonly scale: number }
export type Box = { readonly width: number; readonly height: number }

/** East is +x, south is +y, as on a screen. */
export const frameAround = (origin: Point): Frame => {
  const east = 111_320 * Math.cos((origin.lat * Math.PI) / 180)
  return {
    toMetres: ({ lat, lon }) => [(lon - origin.lon) * east, (origin.lat - lat) * 110_574],
    toPoint: ([x, y]) => ({ lon: origin.lon + x / east, lat: origin.lat - y / 110_574 }),
  }
}

/** The view that shows all points with a margin in pixels; never closer than `closest` pixels for one metre. */
export const fit = (points: readonly Metres[], { width, height }: Box, margin = 24, closest = 2.2): View => {
  if (points.length === 0) return { centre: [0, 0], scale: 1 }
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1, east - west),
    (height - 2 * margin) / Math.max(1, south - north),
    closest,
  )
  return { centre: [(west + east) / 2, (north + south) / 2], scale: Math.max(0.02, scale) }
}

export const toPixels = ([x, y]: Metres, { centre, scale }: View, { width, height }: Box): Metres => [
  (x - centre[0]) * scale + width / 2,
  (y - centre[1]) * scale + height / 2,
]

export const fromPixels = ([x, y]: Metres, { centre, scale }: View, { width, height }: Box): Metres => [
  (x - width / 2) / scale + centre[0],
  (y - height / 2) / scale + centre[1],
]

export const metresBetween = (from: Point, to: Point): number => {
  const [x, y] = frameAround(from).toMetres(to)
  return Math.hypot(x, y)
}
