// A policy body as a flat list of figures, and back with one of them changed.
import type { Span } from '@linbang/contract/policies'

export type Value = number | string | boolean | Span | null | readonly string[]
export type Leaf = { readonly path: readonly string[]; readonly value: Value }

const isSpan = (value: object): value is Span => 'minutes' in value || 'workingDays' in value

export const leavesOf = (body: unknown, path: readonly string[] = []): readonly Leaf[] => {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || isSpan(body))
    return [{ path, value: body as Value }]
  return Object.entries(body).flatMap(([name, inner]) => leavesOf(inner, [...path, name]))
}

export const withValue = (body: unknown, [first = '', ...rest]: readonly string[], value: Value): unknown => {
  const whole = body as Readonly<Record<string, unknown>>
  return { ...whole, [first]: rest.length === 0 ? value : withValue(whole[first], rest, value) }
}

/** A length of time as people count it: 1 天, 90 分钟, 5 个工作日. */
export const spanUnits = ['minutes', 'hours', 'days', 'workingDays', 'none'] as const
export type SpanUnit = (typeof spanUnits)[number]
const minutesIn = { minutes: 1, hours: 60, days: 1440 } as const

export const readSpan = (span: Span | null): { readonly count: number; readonly unit: SpanUnit } => {
  if (span === null) return { count: 0, unit: 'none' }
  if ('workingDays' in span) return { count: span.workingDays, unit: 'workingDays' }
  const unit = (['days', 'hours'] as const).find(
    (one) => span.minutes >= minutesIn[one] && span.minutes % minutesIn[one] === 0,
  )
  return { count: span.minutes / minutesIn[unit ?? 'minutes'], unit: unit ?? 'minutes' }
}

export const makeSpan = (count: number, unit: SpanUnit): Span | null => {
  if (unit === 'none') return null
  return unit === 'workingDays' ? { workingDays: Math.round(count) } : { minutes: count * minutesIn[unit] }
}
