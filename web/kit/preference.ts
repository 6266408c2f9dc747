// How this person on this device likes to see us: language, 长辈版, text size, theme. Kept on the device, written to <html>.
import { useSyncExternalStore } from 'react'
import type { Locale } from '@linbang/contract/values'

export type TextSize = 'normal' | 'large' | 'largest'
export type Preference = { locale: Locale; elder: boolean; textSize: TextSize; theme: 'light' | 'dark' }

const place = 'lb.preference'
const watchers = new Set<() => void>()

const browserLocale = (): Locale => (/^zh\b/i.test(globalThis.navigator?.language ?? 'zh') ? 'zh-CN' : 'en')

const stored = (): Partial<Preference> => {
  try {
    return JSON.parse(globalThis.localStorage?.getItem(place) ?? '{}') as Partial<Preference>
  } catch {
    return {}
  }
}

let current: Preference = { locale: browserLocale(), elder: false, textSize: 'normal', theme: 'light', ...stored() }

/** Root font size in per cent: body 16 / 18 / 22 px, in 长辈版 22 / 26 / 30 px. */
const scale: Record<'usual' | 'elder', Record<TextSize, number>> = {
  usual: { normal: 100, large: 112.5, largest: 137.5 },
  elder: { normal: 100, large: 118.2, largest: 136.4 },
}

export const applyPreference = (root: HTMLElement = document.documentElement) => {
  root.lang = current.locale
  if (current.elder) root.dataset.mode = 'elder'
  else delete root.dataset.mode
  if (current.theme === 'dark') root.dataset.theme = 'dark'
  else delete root.dataset.theme
  root.style.fontSize = `${scale[current.elder ? 'elder' : 'usual'][current.textSize]}%`
}

export const preference = (): Preference => current

export const choosePreference = (change: Partial<Preference>) => {
  current = { ...current, ...change }
  try {
    localStorage.setItem(place, JSON.stringify(current))
  } catch {
    // a full or forbidden store costs only the memory of the choice
  }
  applyPreference()
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

export const usePreference = (): Preference => useSyncExternalStore(watch, preference, preference)
export const useElder = (): boolean => usePreference().elder

/** The browser's own type is set large: 长辈版 is offered once. */
export const likesLargeType = (): boolean => {
  const root = document.documentElement
  const own = root.style.fontSize
  root.style.fontSize = ''
  const size = Number.parseFloat(getComputedStyle(root).fontSize)
  root.style.fontSize = own
  return size >= 20
}
