// Pages and numbers: nothing twice, nothing left out, whatever else is going on.
import { afterAll, expect, test } from 'vitest'
import { newId } from './ids.ts'
import { nextNumber } from './numbers.ts'
import { pageOf, pageSize, readCursor } from './paging.ts'
import { freshWorld } from './testing.ts'

const world = await freshWorld()
afterAll(() => world.close())

test('a cursor brings its keys back with their types', () => {
  const at = new Date('2026-11-25T02:00:00.123Z')
  const { items, nextCursor } = pageOf(
    [
      { at, id: 'x', n: 3 },
      { at, id: 'y', n: 4 },
    ],
    1,
    (row) => [row.at, row.id, row.n],
  )
  expect(items).toHaveLength(1)
  expect(readCursor(nextCursor ?? undefined, ['moment', 'text', 'number'])).toEqual([at, 'x', 3])
  expect(readCursor(undefined, ['text'])).toBeUndefined()
  expect(pageOf([1], 1, () => []).nextCursor).toBeNull()
})

test('a cursor of another list or out of thin air is refused', () => {
  const { nextCursor } = pageOf([1, 2], 1, () => ['x'])
  for (const wrong of ['', '%%%', 'e30', nextCursor ?? '']) {
    expect(() => readCursor(wrong, ['moment'])).toThrow('input.cursor')
  }
})

test('twenty rows unless asked, a hundred at most', () => {
  expect([undefined, 5, 0, 1000].map(pageSize)).toEqual([20, 5, 1, 100])
})

test("numbers rise through the day, never twice, and begin anew with the tenant's midnight", async () => {
  const numbers = await Promise.all(Array.from({ length: 45 }, () => nextNumber(world.ctx(), 'request')))
  expect(numbers[0]).toBe('20261125-0001')
  expect(new Set(numbers).size).toBe(45)
  world.setNow('2026-11-25T15:59:00Z')
  expect(await nextNumber(world.ctx(), 'request')).toMatch(/^20261125-/)
  world.setNow('2026-11-25T16:00:00Z')
  expect(await nextNumber(world.ctx(), 'request')).toBe('20261126-0001')
  expect(await nextNumber(world.ctx(), 'sheet')).toBe('20261126-0001')
})

test('ids rise, and ten thousand are ten thousand', () => {
  const ids = Array.from({ length: 10_000 }, newId)
  expect(new Set(ids).size).toBe(10_000)
  expect(ids.toSorted()).toEqual(ids)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
