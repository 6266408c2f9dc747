import { describe, expect, test } from 'vitest'
import { keeping } from './kept.ts'
import { Refused } from './refused.ts'
import { memoryShelf } from './shelf.ts'

const noLine = () => Promise.reject(new Refused(0, { code: 'web.offline' }))
const shelf = () => memoryShelf<{ id: string; at: number; answer: unknown }>()

describe('an answer needed at a door', () => {
  test('opens again without a line', async () => {
    const on = shelf()
    await keeping('visit', async () => ({ door: '501' }), on)
    await expect(keeping('visit', noLine, on)).resolves.toEqual({ door: '501' })
  })

  test('is gone the next day', async () => {
    const on = shelf()
    await keeping('visit', async () => ({ door: '501' }), on, 0)
    await expect(keeping('visit', noLine, on, 90_000_000)).rejects.toMatchObject({ code: 'web.offline' })
  })

  test('never stands in for a refusal: who may no longer see it does not', async () => {
    const on = shelf()
    await keeping('visit', async () => ({ door: '501' }), on)
    await expect(
      keeping('visit', () => Promise.reject(new Refused(404, { code: 'not_found' })), on),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a phone that cannot store still shows', async () => {
    const full = { ...shelf(), put: () => Promise.reject(new Error('full')) }
    await expect(keeping('visit', async () => 1, full)).resolves.toBe(1)
  })
})
