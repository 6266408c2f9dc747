// A boundary while it is drawn: corners without the closing one, every step undoable.
import type { Outline } from '@linbang/contract/areas'
import { ringCrosses } from '@linbang/contract/rings'
import type { Point } from '@linbang/contract/values'

export type Ring = readonly Point[]

export const ringOf = (outline: Outline | null): Ring =>
  (outline?.coordinates[0] ?? []).slice(0, -1).map(([lon = 0, lat = 0]) => ({ lat, lon }))

export const outlineOf = (ring: Ring): Outline => ({
  type: 'Polygon',
  coordinates: [[...ring, ...ring.slice(0, 1)].map(({ lat, lon }) => [Number(lon.toFixed(7)), Number(lat.toFixed(7))])],
})

export const moved = (ring: Ring, place: number, to: Point): Ring =>
  ring.map((at, index) => (index === place ? to : at))
export const added = (ring: Ring, after: number, at: Point): Ring => [
  ...ring.slice(0, after + 1),
  at,
  ...ring.slice(after + 1),
]
/** Three corners stay. */
export const removed = (ring: Ring, place: number): Ring =>
  ring.length > 3 ? ring.filter((_, index) => index !== place) : ring

export const middleOf = (one: Point, other: Point): Point => ({
  lat: (one.lat + other.lat) / 2,
  lon: (one.lon + other.lon) / 2,
})

export const faultOf = (ring: Ring): 'few' | 'crossed' | undefined => {
  if (ring.length < 3) return 'few'
  return ringCrosses(ring.map(({ lat, lon }) => [lon, lat])) ? 'crossed' : undefined
}
