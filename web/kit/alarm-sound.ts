// How loud an alarm is at this desk; kept on the device. Silent still shows: the banner pulses and the window's title says it.
import { useSyncExternalStore } from 'react'

export type AlarmSound = 'loud' | 'soft' | 'silent'
const place = 'lb.alarm-sound'
const order: readonly AlarmSound[] = ['loud', 'soft', 'silent']
const watchers = new Set<() => void>()

const stored = (): AlarmSound => {
  try {
    return order.find((one) => one === localStorage.getItem(place)) ?? 'loud'
  } catch {
    return 'loud'
  }
}
let current: AlarmSound | undefined
const now = (): AlarmSound => (current ??= stored())

export const volumeOf: Readonly<Record<AlarmSound, number>> = { loud: 0.6, soft: 0.15, silent: 0 }

/** Loud, soft, silent, and round again. */
export const nextAlarmSound = () => {
  current = order[(order.indexOf(now()) + 1) % order.length] ?? 'loud'
  try {
    localStorage.setItem(place, current)
  } catch {
    // kept for this visit only
  }
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}
export const useAlarmSound = (): AlarmSound => useSyncExternalStore(watch, now, now)
