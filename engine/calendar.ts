// The tenant's wall clock as whole numbers. A minute is counted from 1970-01-01 00:00 of local time, a day likewise;
// the caller converts (China has one zone and no summer time), so nothing here knows a zone or asks what time it is.

export const MINUTES_A_DAY = 1440
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY
/** 1970-01-01 was a Thursday: the Monday before it lies three days back. */
const THURSDAY_OFFSET = 3 * MINUTES_A_DAY

/** Half open: `from` is inside, `to` is not. */
export type Span = { readonly from: number; readonly to: number }

export const dayOf = (minute: number): number => Math.floor(minute / MINUTES_A_DAY)
export const minuteOfDay = (minute: number): number => minute - dayOf(minute) * MINUTES_A_DAY

/** Minutes since Monday 00:00, 0 to 10079. */
export function minuteOfWeek(minute: number): number {
  const shifted = minute + THURSDAY_OFFSET
  return shifted - Math.floor(shifted / MINUTES_A_WEEK) * MINUTES_A_WEEK
}

/** The pieces of `window` that lie inside weekly hours given as spans of minutes of the week, in order, joined. */
export function weeklyWithin(weekly: readonly Span[], window: Span): Span[] {
  const pieces: Span[] = []
  const monday = window.from - minuteOfWeek(window.from)
  for (let week = monday - MINUTES_A_WEEK; week < window.to; week += MINUTES_A_WEEK) {
    for (const hours of weekly) {
      const from = Math.max(window.from, week + hours.from)
      const to = Math.min(window.to, week + hours.to)
      if (from < to) pieces.push({ from, to })
    }
  }
  return join(pieces)
}

/** Sorted, overlapping and touching spans made one. */
export function join(spans: Span[]): Span[] {
  if (spans.length < 2) return spans
  const sorted = spans.toSorted((a, b) => a.from - b.from || a.to - b.to)
  const joined: Span[] = []
  for (const span of sorted) {
    const last = joined.at(-1)
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else joined.push(span)
  }
  return joined
}

/** What is left of `spans` when `cut` is taken out. */
export function without(spans: readonly Span[], cut: Span): Span[] {
  const left: Span[] = []
  for (const span of spans) {
    if (cut.to <= span.from || span.to <= cut.from) {
      left.push(span)
      continue
    }
    if (span.from < cut.from) left.push({ from: span.from, to: cut.from })
    if (cut.to < span.to) left.push({ from: cut.to, to: span.to })
  }
  return left
}

export function longest(spans: readonly Span[]): number {
  let most = 0
  for (const span of spans) most = Math.max(most, span.to - span.from)
  return most
}

export function total(spans: readonly Span[]): number {
  let sum = 0
  for (const span of spans) sum += span.to - span.from
  return sum
}

/** Whole years lived on `day`; both are days since 1970-01-01, the birthday itself counts. */
export function ageOn(day: number, bornOn: number): number {
  const today = new Date(day * 86_400_000)
  const birth = new Date(bornOn * 86_400_000)
  const before =
    today.getUTCMonth() < birth.getUTCMonth() ||
    (today.getUTCMonth() === birth.getUTCMonth() && today.getUTCDate() < birth.getUTCDate())
  return today.getUTCFullYear() - birth.getUTCFullYear() - (before ? 1 : 0)
}
