// The rule of a regular help, kept as RFC 5545 text, as people say it: 每周一、周三, 每月 25 日.
import { momentOf } from '../../../kit/say.ts'
import type { Say } from '../../../kit/say.ts'
import type { Text } from '../../../kit/text.ts'
import type { seriesText } from '../text.ts'

type Words = typeof seriesText extends Text<infer T> ? Text<T>['zh'] : never

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** 2024-01-01 was a Monday. */
const nameOf = (say: Say, code: string): string =>
  say.weekday(momentOf(`2024-01-0${weekdays.indexOf(code) + 1}`, '12:00'))

export const ruleWords = (rule: string, t: Words, say: Say): string => {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const days = (parts.get('BYDAY') ?? '').split(',').filter((code) => weekdays.includes(code))
  const names = say.list(days.map((code) => nameOf(say, code)))
  // several days and BYSETPOS mean the last of them that the month has
  const day = Number(parts.get('BYMONTHDAY')?.split(',').pop())
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return t.everyDay
    case 'WEEKLY':
      if (days.length === 7) return t.everyDay
      return parts.get('INTERVAL') === '2' ? t.everyTwoWeeks(names) : t.everyWeek(names)
    case 'MONTHLY':
      return day > 0 ? t.everyMonthOn(day) : t.everyMonth
    default:
      return rule
  }
}
