import { expect, test } from 'vitest'
import { added, faultOf, moved, outlineOf, removed, ringOf } from './ring.ts'

const square = [
  { lat: 0, lon: 0 },
  { lat: 0, lon: 1 },
  { lat: 1, lon: 1 },
  { lat: 1, lon: 0 },
]

test('a ring is closed for the server and open for the hand', () => {
  expect(outlineOf(square).coordinates[0]).toHaveLength(5)
  expect(ringOf(outlineOf(square))).toEqual(square)
  expect(ringOf(null)).toEqual([])
})

test('corners are moved, added and taken away, three always stay', () => {
  expect(moved(square, 1, { lat: 5, lon: 5 })[1]).toEqual({ lat: 5, lon: 5 })
  expect(added(square, 3, { lat: 0.5, lon: -1 })).toHaveLength(5)
  const triangle = removed(square, 0)
  expect(removed(triangle, 0)).toBe(triangle)
})

test('a bow tie and two corners are not a boundary', () => {
  expect(faultOf(square)).toBeUndefined()
  expect(faultOf(square.slice(0, 2))).toBe('few')
  expect(faultOf(moved(moved(square, 2, square[3]!), 3, square[2]!))).toBe('crossed')
})
