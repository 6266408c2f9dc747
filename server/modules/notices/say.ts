// Times, days and lists as neighbours say them, in the tenant's time zone; and what one kind of message is made of.
import type { Locale, Words } from '@linbang/contract/values'
import { dayOf, daysBetween, timeOf, weekdayOf } from '../../kit/time.ts'

export type Say = {
  /** 今天, 明天, 周三, 11 月 25 日 */
  readonly day: (at: Date) => string
  /** 今天下午 15:30 */
  readonly time: (at: Date) => string
  /** 15:30 左右 */
  readonly about: (at: Date) => string
  /** 今天 15:30 前 */
  readonly by: (at: Date) => string
  /** 今天下午 14:00–17:00 */
  readonly window: (from: Date, to: Date) => string
  /** 2026-11-25 */
  readonly date: (at: Date) => string
}

const near: Readonly<Record<number, Words>> = {
  [-1]: { zh: '昨天', en: 'yesterday' },
  0: { zh: '今天', en: 'today' },
  1: { zh: '明天', en: 'tomorrow' },
  2: { zh: '后天', en: 'the day after tomorrow' },
}
const weekdays: readonly Words[] = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
]
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const partOfDay = (time: string): string => {
  const hour = Number(time.slice(0, 2))
  if (hour < 5) return '凌晨'
  if (hour < 8) return '早上'
  if (hour < 12) return '上午'
  if (hour < 13) return '中午'
  return hour < 18 ? '下午' : '晚上'
}

const dayWords = (day: string, today: string, zh: boolean): string => {
  const apart = daysBetween(today, day)
  const word = near[apart] ?? (apart > 2 && apart < 7 ? weekdays[weekdayOf(day) - 1] : undefined)
  if (word) return zh ? word.zh : word.en
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const other = year === Number(today.slice(0, 4)) ? '' : zh ? `${year} 年 ` : ` ${year}`
  return zh ? `${other}${month} 月 ${date} 日` : `${date} ${months[month - 1]}${other}`
}

/** How the words fall for a reader who looks at `now`. */
export const sayIn = (locale: Locale, timeZone: string, now: Date): Say => {
  const zh = locale !== 'en'
  const today = dayOf(now, timeZone)
  const day = (at: Date) => dayWords(dayOf(at, timeZone), today, zh)
  const clock = (at: Date) => timeOf(at, timeZone).replace(/^0/, '')
  const isToday = (at: Date) => dayOf(at, timeZone) === today
  const time = (at: Date) =>
    zh ? `${day(at)}${partOfDay(timeOf(at, timeZone))} ${clock(at)}` : `${day(at)} at ${clock(at)}`
  const brief = (at: Date) => (isToday(at) ? clock(at) : time(at))
  return {
    day,
    time,
    about: (at) => (zh ? `${brief(at)} 左右` : `at about ${brief(at)}`),
    by: (at) => (zh ? `${brief(at)} 前` : `by ${brief(at)}`),
    window: (from, to) => {
      const end = dayOf(from, timeZone) === dayOf(to, timeZone) ? clock(to) : time(to)
      return `${time(from)}–${end}`
    },
    date: (at) => dayOf(at, timeZone),
  }
}

export type Given = Readonly<Record<string, string | number | Date | Words | null>>

/** Title and text. */
export type Written = readonly [title: string, text: string]

export type Kind<P extends Given> = {
  readonly zh: (given: P, say: Say) => Written
  readonly en: (given: P, say: Say) => Written
  /** Where the web opens it; `:id` is the subject's. */
  readonly link: `/${string}` | null
  /** Goes out by SMS too: for what must not wait until somebody looks. */
  readonly sms?: true
  /** What an SMS opens instead, without signing in; `:key` is good once and for its reader only. */
  readonly answersAt?: `/${string}`
  /** Goes by this way alone, to an address that may not be confirmed yet. */
  readonly only?: 'mail'
  /** Is never kept for the summary of the day. */
  readonly always?: true
  /** Can be answered by SMS with 1 or 0. */
  readonly answers?: true
  /** After this many minutes an SMS that could not leave is no longer worth sending; 12 hours unless told. */
  readonly lasts?: number
  /** The same as a moment the message itself names. */
  readonly until?: (given: P) => Date | null
}

export const kind = <P extends Given>(definition: Kind<P>): Kind<P> => definition
