import { afterEach, describe, expect, test } from 'vitest'
import { daysBetween, momentOf, sayIn, setTimeZone } from './say.ts'

const plain = (text: string) => text.replace(/\u00a0/g, ' ')
const at = (day: string, time: string) => momentOf(day, time)
const now = at('2026-11-25', '13:20')
const zh = sayIn('zh-CN')
const en = sayIn('en')

afterEach(() => setTimeZone('Asia/Shanghai'))

describe('times as people say them', () => {
  test.each([
    ['2026-11-25', '14:00', '17:00', '今天下午 14:00–17:00'],
    ['2026-11-26', '09:00', '12:00', '明天上午 9:00–12:00'],
    ['2026-11-27', '06:30', '07:30', '后天早上 6:30–7:30'],
    ['2026-11-28', '12:00', '13:00', '周六中午 12:00–13:00'],
    ['2026-12-03', '19:00', '21:00', '12 月 3 日晚上 19:00–21:00'],
    ['2027-01-03', '02:00', '03:00', '2027 年 1 月 3 日凌晨 2:00–3:00'],
  ])('a window on %s from %s', (day, from, to, said) => {
    expect(plain(zh.window(at(day, from), at(day, to), now))).toBe(said)
  })

  test('a window over midnight names both days', () => {
    expect(plain(zh.window(at('2026-11-25', '22:00'), at('2026-11-26', '06:00'), now))).toBe(
      '今天晚上 22:00 – 明天早上 6:00',
    )
  })

  test('about, by, and what is left', () => {
    expect(plain(zh.about(at('2026-11-25', '15:30'), now))).toBe('15:30 左右')
    expect(plain(zh.by(at('2026-11-26', '17:30'), now))).toBe('明天 17:30 前')
    expect(plain(zh.left(at('2026-11-25', '13:32'), now))).toBe('还有 12 分钟')
    expect(plain(zh.left(at('2026-11-25', '12:00'), now))).toBe('过了 1 小时 20 分钟')
    expect(plain(en.left(at('2026-11-25', '13:32'), now))).toBe('12 min left')
  })

  test('today only the clock, records the whole date', () => {
    expect(zh.brief(at('2026-11-25', '09:05'), now)).toBe('9:05')
    expect(plain(zh.brief(at('2026-11-24', '09:05'), now))).toBe('昨天 9:05')
    expect(zh.dateTime(at('2026-11-05', '09:05'))).toBe('2026-11-05 09:05')
    expect(zh.calendarDay(now)).toBe('11月25日')
  })

  test('everybody reads the clock of the community, wherever the phone is', () => {
    const late = new Date('2026-11-25T17:30:00Z')
    expect(plain(zh.moment(late, now))).toBe('明天 1:30')
    setTimeZone('Asia/Urumqi')
    expect(plain(zh.moment(late, now))).toBe('今天 23:30')
  })

  test('a day of the community is a calendar day, not 24 hours', () => {
    expect(daysBetween(at('2026-11-25', '23:59'), at('2026-11-26', '00:01'))).toBe(1)
    expect(daysBetween(at('2026-12-31', '00:01'), at('2027-01-01', '23:59'))).toBe(1)
  })

  test('a typed day and time is that moment in the community', () => {
    expect(momentOf('2026-11-25', '14:30').toISOString()).toBe('2026-11-25T06:30:00.000Z')
  })
})

describe('numbers and distances', () => {
  test('grouped, with a space that never breaks before the unit', () => {
    expect(zh.number(1283)).toBe('1,283')
    expect(zh.number(12_696_000)).toBe('12,696,000')
    expect(zh.count(46, '件')).toBe('46\u00a0件')
    expect(zh.money(1800)).toBe('¥\u00a018.00')
    expect(zh.money(-123_456)).toBe('¥\u00a0-1,234.56')
    expect(zh.percent(0.976)).toBe('97.6%')
    expect(plain(zh.hours(24_720))).toBe('412.0 小时')
  })

  test.each([
    [3, '10 米'],
    [184, '180 米'],
    [994, '990 米'],
    [1240, '1.2 公里'],
  ])('%d metres', (metres, said) => expect(plain(zh.distance(metres))).toBe(said))

  test.each([
    [0, '0 分钟'],
    [40, '40 分钟'],
    [60, '1 小时'],
    [100, '1 小时 40 分钟'],
    [2880, '2 天'],
    [3000, '2 天 2 小时'],
    [108_460, '75 天'],
  ])('%d minutes', (minutes, said) => expect(plain(zh.duration(minutes))).toBe(said))
})
