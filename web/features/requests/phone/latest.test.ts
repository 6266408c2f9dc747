import { expect, test } from 'vitest'
import { sayIn } from '../../../kit/say.ts'
import { latest, roomy } from './latest.ts'

const now = new Date('2026-11-25T10:00:00+08:00')
const said = (text: string) => latest(new Date(`${text}+08:00`), now, sayIn('zh-CN'))

test('the end of a day is that day, everything else has its clock', () => {
  expect(said('2026-11-27T00:00:00')).toBe('明天')
  expect(said('2026-11-26T00:00:00')).toBe('今天')
  expect(said('2026-11-25T14:30:00')).toBe('14:30')
  expect(said('2026-11-27T14:30:00')).toBe('后天 14:30')
})

test('figures have room, words do not', () => {
  expect(`最晚${roomy('14:30')}给您准信`).toBe('最晚 14:30 给您准信')
  expect(`最晚${roomy('明天')}给您准信`).toBe('最晚明天给您准信')
})
