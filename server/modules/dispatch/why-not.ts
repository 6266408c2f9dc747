// A reason of the engine against asking somebody, as it travels to the screens: its code, one number, one word.
import type { WhyNot } from '@linbang/engine/ranking'
import type { LocalClock } from './rules.ts'

const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
const momentText = (minute: number, offset: number): string | null =>
  Number.isFinite(minute) && minute < 1e11 ? new Date((minute - offset) * 60_000).toISOString() : null

type WireReason = { readonly reason: string; readonly number: number | null; readonly code: string | null }

/** A reason as the wire carries it: its code, one number, one word (skill, certificate, day, moment). */
export const whyNotOnWire = (reason: WhyNot, clock: LocalClock): WireReason => {
  const wire = (number: number | null, code: string | null) => ({ reason: reason.code, number, code })
  const at = (minute: number) => momentText(minute, clock.offsetMinutes)
  const needs = 'needs' in reason ? [reason.needs] : []
  if ('lastDay' in reason) return wire(null, [...needs, dayText(reason.lastDay)].join(' '))
  if ('firstDay' in reason) return wire(null, [...needs, dayText(reason.firstDay)].join(' '))
  if ('needs' in reason) return wire(null, reason.needs)
  if ('age' in reason) return wire(reason.age, null)
  switch (reason.code) {
    case 'skill_missing':
      return wire(null, reason.skill)
    case 'class_too_low':
      return wire(null, reason.minimum)
    case 'sex':
      return wire(null, reason.demanded)
    case 'paused':
      return wire(null, at(reason.until))
    case 'away':
      return wire(null, at(reason.to))
    case 'outside_hours':
      return wire(reason.longestMinutes, null)
    case 'overlap':
      return wire(reason.travelMinutes, at(reason.to))
    case 'day_cap':
      return wire(reason.asked, null)
    default:
      return wire(null, null)
  }
}
