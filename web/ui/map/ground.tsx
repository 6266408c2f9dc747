// The ground of a map: grids with their dashed bounds, buildings, names with a figure beside them.
import type { AreaMap } from '@linbang/contract/areas'
import type { Point } from '@linbang/contract/values'
import { toPixels } from './projection.ts'
import type { Box, Frame, Metres, View } from './projection.ts'

type Outline = { readonly coordinates: readonly (readonly (readonly number[])[])[] } | null
export type GridLabel = { readonly figure?: string | undefined; readonly warn?: boolean | undefined }

/** A little smaller around its middle, so that neighbours' bounds do not lie on each other. */
const inset = (ring: readonly Point[]): readonly Point[] => {
  const lat = ring.reduce((sum, at) => sum + at.lat, 0) / ring.length
  const lon = ring.reduce((sum, at) => sum + at.lon, 0) / ring.length
  return ring.map((at) => ({ lat: lat + (at.lat - lat) * 0.95, lon: lon + (at.lon - lon) * 0.95 }))
}

/** About how wide 12 px text is, without asking the browser. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, sign) => sum + (/[ -~]/.test(sign) ? 6.8 : 12), 0)

const ringOf = (outline: Outline): readonly Point[] =>
  (outline?.coordinates[0] ?? []).map(([lon = 0, lat = 0]) => ({ lon, lat }))

export const pointsOf = (map: AreaMap, frame: Frame): readonly Metres[] => [
  ...map.grids.flatMap(({ outline }) => ringOf(outline).map(frame.toMetres)),
  ...(map.grids.length === 0 ? map.buildings.flatMap(({ point }) => (point ? [frame.toMetres(point)] : [])) : []),
]

type Props = {
  readonly map: AreaMap
  readonly frame: Frame
  readonly view: View
  readonly box: Box
  readonly labels?: Readonly<Record<string, GridLabel>> | undefined
  readonly named: boolean
  readonly words: (names: { readonly zh: string; readonly en: string }) => string
}

export const Ground = ({ map, frame, view, box, labels, named, words }: Props) => {
  const place = (at: Point) => toPixels(frame.toMetres(at), view, box)
  const path = (ring: readonly Point[]) =>
    `${ring
      .map(
        (at, index) =>
          `${index === 0 ? 'M' : 'L'}${place(at)
            .map((n) => n.toFixed(1))
            .join(' ')}`,
      )
      .join('')}z`
  const grids = map.grids.filter(({ outline }) => outline !== null)
  return (
    <>
      {grids.map(({ id, outline }) => (
        <path
          key={id}
          className="lb-map-grid"
          data-warn={labels?.[id]?.warn ? '' : undefined}
          d={path(ringOf(outline))}
        />
      ))}
      <path className="lb-map-bound" d={grids.map(({ outline }) => path(inset(ringOf(outline)))).join('')} />
      <path
        className="lb-map-block"
        d={map.buildings.flatMap(({ outline }) => (outline ? [path(ringOf(outline))] : [])).join('')}
      />
      {map.buildings.flatMap(({ id, outline, point }) => {
        if (outline || !point) return []
        const [x, y] = place(point)
        const [w, h] = [Math.max(4, 34 * view.scale), Math.max(3, 15 * view.scale)]
        return [<rect key={id} className="lb-map-block" x={x - w / 2} y={y - h / 2} width={w} height={h} />]
      })}
      {named &&
        grids.flatMap(({ id, name, nameEn, outline }) => {
          const ring = ringOf(outline).map(place)
          const corner = ring.reduce((best, at) => (at[0] + at[1] < best[0] + best[1] ? at : best), ring[0] ?? [0, 0])
          const label = labels?.[id]
          const text = words({ zh: name, en: nameEn })
          const width = 14 + widthOf(text) + (label?.figure ? 10 + widthOf(label.figure) : 0)
          // one that does not fit into its grid would lie on its neighbours
          if (width > Math.max(...ring.map(([x]) => x)) - corner[0] - 8) return []
          return (
            <g
              key={id}
              className="lb-map-label"
              data-warn={label?.warn ? '' : undefined}
              transform={`translate(${(corner[0] + 8).toFixed(1)} ${(corner[1] + 6).toFixed(1)})`}
            >
              <rect width={width} height="20" rx="5" />
              <text x="7" y="14.5">
                {text}
                {label?.figure && (
                  <tspan className="lb-map-figure" dx="7">
                    {label.figure}
                  </tspan>
                )}
              </text>
            </g>
          )
        })}
    </>
  )
}
