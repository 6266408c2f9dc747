// What an area may be: which kind below which, how its code, boundary and door names are written, how far two points lie apart.
import { ringCrosses } from '@linbang/contract/rings'
import type { AreaKind, Outline } from '@linbang/contract/areas'
import type { Point } from '@linbang/contract/values'
import { pinyin } from 'pinyin-pro'

const parents: Readonly<Record<AreaKind, readonly AreaKind[]>> = {
  district: [],
  street: ['district'],
  community: ['street', 'district'],
  grid: ['community'],
  building: ['grid', 'community'],
  unit: ['building'],
  door: ['unit', 'building'],
}

/** Only an operator's topmost area stands alone: a district, a street or a lone community. */
export const mayLieIn = (kind: AreaKind, parent: AreaKind | null): boolean =>
  parent === null ? ['district', 'street', 'community'].includes(kind) : parents[kind].includes(parent)

/** How much of a statistical code names the area itself; the rest is zeros (12) or the grid's own three digits (15). */
const meaning: Partial<Record<AreaKind, number>> = { district: 6, street: 9, community: 12, grid: 15 }

/** 12 digits for a division, 15 for a grid, each beginning with what its parent's code names. */
export const codeFits = (
  kind: AreaKind,
  code: string,
  parent: { readonly kind: AreaKind; readonly code: string | null } | null,
): boolean => {
  const own = meaning[kind]
  if (own === undefined || code.length !== Math.max(12, own)) return false
  if (/[1-9]/.test(code.slice(own)) || /^0+$/.test(code.slice(own - 3, own))) return false
  const above = parent?.code && meaning[parent.kind]
  return !above || code.startsWith(parent.code.slice(0, above))
}

const label: Readonly<Record<AreaKind, string>> = {
  district: 'q',
  street: 's',
  community: 'c',
  grid: 'g',
  building: 'b',
  unit: 'u',
  door: 'd',
}

/** The last label of a path: the kind's letter and how many siblings there ever were. */
export const labelOf = (kind: AreaKind, number: number): string => `${label[kind]}${number}`

const numerals = '零〇一二两三四五六七八九十百'
const digitOf = (sign: string): number => (sign === '〇' ? 0 : sign === '两' ? 2 : '零一二三四五六七八九'.indexOf(sign))

/** 十二 → 12, 一百零三 → 103, 二〇 → 20. */
const chineseNumber = (text: string): number => {
  if (!/[十百]/.test(text)) return Number(Array.from(text, digitOf).join(''))
  let total = 0
  let digit = 0
  for (const sign of text) {
    if (sign === '十' || sign === '百') {
      total += (digit || 1) * (sign === '十' ? 10 : 100)
      digit = 0
    } else digit = digitOf(sign)
  }
  return total + digit
}

const counted = new RegExp(`(?<=第)[${numerals}]+|[${numerals}]+(?=单元|网格|号|栋|幢|座|楼|组|期|区)`, 'g')
const withDigits = (name: string): string =>
  name.normalize('NFKC').replace(counted, (text) => String(chineseNumber(text)))

/** 2号楼 before 10号楼, 第二网格 before 第十网格, and otherwise by pinyin. */
export const sortKeyOf = (name: string): string =>
  pinyin(withDigits(name), { toneType: 'none', type: 'string', nonZh: 'consecutive', v: true })
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(8, '0'))

export type DoorName = { readonly unit: string | null; readonly door: string }

/** `2单元301室`, `2-301`, `二单元301`, `A座1203`, `301`: the unit, if the name says one, and the door. */
export const parseDoorName = (text: string): DoorName => {
  const plain = withDigits(text).replace(/\s+/g, '').toUpperCase()
  const named = /^(.*?\d*(?:单元|座|门栋))[-—、]?(.+)$/.exec(plain)
  const dashed = /^(?:.*[-—])?(\d{1,2})[-—](\d{2,5}[A-Z]?)(?:室|号|户)?$/.exec(plain)
  const [unit, door] = named
    ? [named[1] ?? '', named[2] ?? '']
    : dashed
      ? [`${dashed[1]}单元`, dashed[2] ?? '']
      : ['', plain]
  return { unit: unit || null, door: door.replace(/(?<=[\dA-Z])(室|号|户)$/, '') || plain }
}

export const doorNameOf = ({ unit, door }: DoorName): string => `${unit ?? ''}${door}`

const earthRadius = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Whole metres as the crow flies; null where a point is not known. */
export const metresBetween = (a: Point | null, b: Point | null): number | null => {
  if (!a || !b) return null
  const north = radians(b.lat - a.lat)
  const east = radians(b.lon - a.lon)
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2
  return Math.round(2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half))))
}

type Position = readonly number[]
const onEarth = ([lon = Number.NaN, lat = Number.NaN]: Position) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90
const closed = (ring: readonly Position[]) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1]

/** Rings of at least three corners, closed, on this planet, and few enough to draw. */
export const outlineFits = ({ coordinates }: Outline): boolean =>
  coordinates.length > 0 &&
  coordinates.flat().length <= 2000 &&
  coordinates.every((ring) => ring.length >= 4 && closed(ring) && ring.every(onEarth)) &&
  !ringCrosses((coordinates[0] ?? []).slice(0, -1))

/** Every path from the topmost area down to the one above this path. */
export const pathsAbove = (path: string): string[] => {
  const labels = path.split('.')
  return labels.slice(1).map((_, depth) => labels.slice(0, depth + 1).join('.'))
}
