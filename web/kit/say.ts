// Numbers, days, times, distances and money as neighbours say them (design.md §3). Pure but for the tenant's time zone.
import type { Locale } from '@linbang/contract/values'

let zone = 'Asia/Shanghai'
/** The community's time zone: everybody, also a daughter abroad, reads the clock of the stairwell. */
export const setTimeZone = (name: string) => {
  zone = name
}

/** Not broken at the line end, looks like a space. */
const gap = '\u00a0'
type Parts = { year: number; month: number; day: number; hour: number; minute: number; weekday: number; key: string }

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatter = () => {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formatters.set(zone, made)
  return made
}

/** Minutes ahead of UTC where no clock was turned since 1992. The browser's own tables cost a cheap phone a tenth of a second at its first page. */
const steady: Readonly<Record<string, number>> = {
  'Asia/Shanghai': 480,
  'Asia/Urumqi': 360,
  'Asia/Hong_Kong': 480,
  'Asia/Macau': 480,
  'Asia/Taipei': 480,
}
const steadySince = Date.UTC(1992, 0, 1)

const two = (n: number) => String(n).padStart(2, '0')

/** The same moment, moved so that its UTC fields show the clock of the community. */
const shiftedOf = (at: Date): Date => {
  const ahead = steady[zone]
  if (ahead !== undefined && at.getTime() >= steadySince) return new Date(at.getTime() + ahead * 60_000)
  const found: Record<string, number> = {}
  for (const part of formatter().formatToParts(at)) if (part.type !== 'literal') found[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found
  return new Date(Date.UTC(year, month - 1, day, hour, minute))
}

export const partsOf = (at: Date): Parts => {
  const shown = shiftedOf(at)
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth() + 1, shown.getUTCDate()]
  return {
    year,
    month,
    day,
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    weekday: shown.getUTCDay(),
    key: `${year}-${two(month)}-${two(day)}`,
  }
}

/** Calendar days from `now` to `at` in the community's time zone. */
export const daysBetween = (now: Date, at: Date): number => {
  const from = partsOf(now)
  const to = partsOf(at)
  return Math.round(
    (Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / 86_400_000,
  )
}

/** The moment at which the clock of the community shows this day and time. */
export const momentOf = (day: string, time: string): Date => {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const shown = partsOf(new Date(wanted))
  const offset = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - wanted
  return new Date(wanted - offset)
}

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const near: Record<number, { zh: string; en: string }> = {
  [-1]: { zh: '昨天', en: 'yesterday' },
  0: { zh: '今天', en: 'today' },
  1: { zh: '明天', en: 'tomorrow' },
  2: { zh: '后天', en: 'the day after tomorrow' },
}

const partOfDay = (hour: number): string => {
  if (hour < 5) return '凌晨'
  if (hour < 8) return '早上'
  if (hour < 12) return '上午'
  if (hour < 13) return '中午'
  return hour < 18 ? '下午' : '晚上'
}

const clock = (at: Date): string => {
  const { hour, minute } = partsOf(at)
  return `${hour}:${two(minute)}`
}

const date = (at: Date): string => partsOf(at).key
const grouped = (n: number, digits = 0): string => {
  const [whole = '0', rest] = Math.abs(n).toFixed(digits).split('.')
  return `${n < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest ? `.${rest}` : ''}`
}

const dayIn = (zh: boolean, at: Date, now: Date): string => {
  const apart = daysBetween(now, at)
  const word = near[apart]
  if (word) return zh ? word.zh : word.en
  const { year, month, day, weekday } = partsOf(at)
  if (apart > 2 && apart < 7) return zh ? weekdays.zh[weekday]! : weekdays.en[weekday]!
  const sameYear = year === partsOf(now).year
  if (!zh) return `${day} ${months[month - 1]}${sameYear ? '' : ` ${year}`}`
  return `${sameYear ? '' : `${year}${gap}年${gap}`}${month}${gap}月${gap}${day}${gap}日`
}

const spans = { zh: { day: '天', hour: '小时', minute: '分钟' }, en: { day: 'd', hour: 'h', minute: 'min' } } as const

/** The two largest words that say something; from two days on nobody counts minutes. */
const durationIn = (zh: boolean, minutes: number): string => {
  const whole = Math.max(0, Math.round(minutes))
  const word = zh ? spans.zh : spans.en
  const days = whole >= 2880 ? Math.floor(whole / 1440) : 0
  const hours = Math.floor((whole - days * 1440) / 60)
  const rest = days > 0 ? 0 : whole % 60
  const said = [
    days > 0 && `${days}${gap}${word.day}`,
    hours > 0 && days < 7 && `${hours}${gap}${word.hour}`,
    (rest > 0 || whole === 0) && `${rest}${gap}${word.minute}`,
  ].filter(Boolean)
  return said.join(gap)
}

const windowIn = (zh: boolean, from: Date, to: Date, now: Date): string => {
  const start = `${dayIn(zh, from, now)}${zh ? partOfDay(partsOf(from).hour) : ''}`
  if (daysBetween(from, to) === 0) return `${start} ${clock(from)}–${clock(to)}`
  return `${start} ${clock(from)} – ${dayIn(zh, to, now)}${zh ? partOfDay(partsOf(to).hour) : ''} ${clock(to)}`
}

const distanceIn = (zh: boolean, metres: number): string => {
  if (metres < 995) return `${Math.max(10, Math.round(metres / 10) * 10)}${gap}${zh ? '米' : 'm'}`
  return `${(metres / 1000).toFixed(1)}${gap}${zh ? '公里' : 'km'}`
}

const amountsIn = (zh: boolean) => ({
  number: (n: number) => grouped(n),
  decimal: (n: number, digits: number) => grouped(n, digits),
  /** `count(46, '件')` → 46 件 */
  count: (n: number, unit: string) => `${grouped(n)}${gap}${unit}`,
  money: (cents: number) => `¥${gap}${grouped(cents / 100, 2)}`,
  percent: (part: number) => `${(part * 100).toFixed(1)}%`,
  distance: (metres: number) => distanceIn(zh, metres),
  /** 40 分钟, 1 小时 20 分钟 */
  duration: (minutes: number) => durationIn(zh, minutes),
  /** Service time to one decimal: 412.0 小时 */
  hours: (minutes: number) => `${grouped(minutes / 60, 1)}${gap}${zh ? '小时' : 'h'}`,
  /** 陪聊天、教手机 */
  list: (items: readonly string[]) => items.join(zh ? '、' : ', '),
  /** “一直滴水” */
  quote: (words: string) => `“${words}”`,
})

const daysIn = (zh: boolean) => ({
  /** 2026-11-25, for records */
  date,
  /** 2026-11-25 09:05, for records */
  dateTime: (at: Date) => `${date(at)} ${clock(at).padStart(5, '0')}`,
  /** 今天, 明天, 周三, 11 月 25 日 */
  day: (at: Date, now = new Date()) => dayIn(zh, at, now),
  /** 11月25日 */
  calendarDay: (at: Date) => {
    const { month, day } = partsOf(at)
    return zh ? `${month}月${day}日` : `${day} ${months[month - 1]}`
  },
  weekday: (at: Date) => (zh ? weekdays.zh : weekdays.en)[partsOf(at).weekday]!,
})

const momentsIn = (zh: boolean) => {
  const brief = (at: Date, now: Date) => (daysBetween(now, at) === 0 ? clock(at) : `${dayIn(zh, at, now)} ${clock(at)}`)
  return {
    /** 15:30 */
    clock,
    /** 今天 15:30 */
    moment: (at: Date, now = new Date()) => `${dayIn(zh, at, now)} ${clock(at)}`,
    /** Today only the clock, else day and clock. */
    brief: (at: Date, now = new Date()) => brief(at, now),
    /** 今天下午 14:00–17:00 */
    window: (from: Date, to: Date, now = new Date()) => windowIn(zh, from, to, now),
    /** 15:30 左右 */
    about: (at: Date, now = new Date()) => (zh ? `${brief(at, now)}${gap}左右` : `about ${brief(at, now)}`),
    /** 17:30 前 */
    by: (at: Date, now = new Date()) => (zh ? `${brief(at, now)}${gap}前` : `by ${brief(at, now)}`),
    /** 还有 12 分钟, 过了 5 分钟 */
    left: (until: Date, now = new Date()) => {
      const minutes = Math.round((until.getTime() - now.getTime()) / 60_000)
      const span = durationIn(zh, Math.abs(minutes))
      if (minutes >= 0) return zh ? `还有${gap}${span}` : `${span} left`
      return zh ? `过了${gap}${span}` : `${span} late`
    },
  }
}

export const sayIn = (locale: Locale) => {
  const zh = locale !== 'en'
  return { ...amountsIn(zh), ...daysIn(zh), ...momentsIn(zh) }
}
export type Say = ReturnType<typeof sayIn>
