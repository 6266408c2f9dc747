import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { iconNames } from './icon-names.ts'
import { fit, frameAround, metresBetween, toPixels } from './map/projection.ts'
import { drawSkyline } from './skyline.tsx'

describe('the sprite', () => {
  test('holds every icon that can be named, and no other', () => {
    const sprite = readFileSync(new URL('icons.svg', import.meta.url), 'utf8')
    const held = [...sprite.matchAll(/<symbol id="i-([a-z0-9]+)"/g)].map(([, name]) => name)
    expect(new Set(held)).toEqual(new Set(iconNames))
  })
})

describe('the house front', () => {
  test('is the same for the same seed and another for another', () => {
    expect(drawSkyline('xinzhu', 358, 76, 1 / 6)).toEqual(drawSkyline('xinzhu', 358, 76, 1 / 6))
    expect(drawSkyline('xinzhu', 358, 76, 1 / 6).front).not.toBe(drawSkyline('jincheng', 358, 76, 1 / 6).front)
  })

  test('lights about one window in six', () => {
    const count = (path: string) => path.split('M').length - 1
    const drawn = Array.from({ length: 60 }, (_, seed) => drawSkyline(`s${seed}`, 358, 144, 1 / 6))
    const lit = drawn.reduce((sum, one) => sum + count(one.lit), 0)
    const all = drawn.reduce((sum, one) => sum + count(one.lit) + count(one.dark), 0)
    expect(lit / all).toBeGreaterThan(0.13)
    expect(lit / all).toBeLessThan(0.2)
  })
})

describe('the map', () => {
  const door = { lat: 22.81, lon: 108.37 }

  test('a hundred metres are a hundred metres in both directions', () => {
    expect(metresBetween(door, { lat: door.lat + 100 / 110_574, lon: door.lon })).toBeCloseTo(100, 0)
    expect(
      metresBetween(door, { lat: door.lat, lon: door.lon + 100 / (111_320 * Math.cos((door.lat * Math.PI) / 180)) }),
    ).toBeCloseTo(100, 0)
  })

  test('shows all points inside its margin, north above south', () => {
    const box = { width: 400, height: 200 }
    const frame = frameAround(door)
    const points = [
      { lat: 22.815, lon: 108.365 },
      { lat: 22.806, lon: 108.374 },
    ].map(frame.toMetres)
    const view = fit(points, box, 20)
    const [north, south] = points.map((at) => toPixels(at, view, box))
    for (const [x, y] of [north!, south!]) {
      expect(x).toBeGreaterThanOrEqual(19.9)
      expect(x).toBeLessThanOrEqual(380.1)
      expect(y).toBeGreaterThanOrEqual(19.9)
      expect(y).toBeLessThanOrEqual(180.1)
    }
    expect(north![1]).toBeLessThan(south![1])
  })

  test('one point alone, or none, still gives a view', () => {
    expect(fit([[5, 5]], { width: 300, height: 100 }).centre).toEqual([5, 5])
    expect(fit([], { width: 300, height: 100 }).scale).toBeGreaterThan(0)
  })
})
