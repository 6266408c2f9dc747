// The live stream: it says only what changed; whatever shows it is fetched again. Reconnects by itself, and catches up.
import { useEffect, useSyncExternalStore } from 'react'
import { base, cache, refresh } from './api.ts'

export type Line = 'live' | 'joining' | 'offline'

/** Paths to fetch again by the first word of an event; a noun not named here refreshes its own plural. */
const shownBy: Record<string, readonly string[]> = {
  request: ['/requests', '/offers', '/visits', '/series', '/call-backs', '/rectifications', '/reports'],
  offer: ['/offers', '/requests'],
  visit: ['/visits', '/requests', '/offers', '/badges'],
  rating: ['/ratings', '/requests', '/reports'],
  record: ['/records', '/ledger', '/me'],
  transfer: ['/ledger', '/me'],
  ledger: ['/ledger', '/me'],
  notice: ['/notices', '/me'],
  volunteer: ['/volunteers', '/me'],
  person: ['/people', '/me'],
  account: ['/me', '/accounts'],
  session: ['/me', '/auth'],
  duty: ['/duties', '/me'],
  catalog: ['/services'],
}

const plural = (noun: string): string => {
  if (noun.endsWith('y')) return `${noun.slice(0, -1)}ies`
  return /(s|sh|ch|x)$/.test(noun) ? `${noun}es` : `${noun}s`
}

export const pathsOf = (event: string): readonly string[] => {
  const noun = event.split('.')[0] ?? event
  return shownBy[noun] ?? [`/${plural(noun)}`]
}

let state: Line = 'joining'
const watchers = new Set<() => void>()
const become = (next: Line) => {
  if (state === next) return
  state = next
  for (const tell of watchers) tell()
}
const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}
export const useLine = (): Line =>
  useSyncExternalStore(
    watch,
    () => state,
    () => state,
  )

const hearers = new Set<(event: string, ids: Readonly<Record<string, string>>) => void>()
/** For the few that must do more than show: an alarm that sounds, a call that pops up. */
export const useEvent = (hear: (event: string, ids: Readonly<Record<string, string>>) => void) =>
  useEffect(() => {
    hearers.add(hear)
    return () => {
      hearers.delete(hear)
    }
  }, [hear])

let waiting = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined
/** Many events of one moment cost one round of fetching. */
const refreshSoon = (paths: readonly string[]) => {
  for (const path of paths) waiting.add(path)
  timer ??= setTimeout(() => {
    const due = [...waiting]
    waiting = new Set()
    timer = undefined
    void refresh(...due)
  }, 120)
}

const hear = ({ data }: MessageEvent<string>) => {
  const { event, ids } = JSON.parse(data) as { event: string; ids: Record<string, string> }
  refreshSoon(pathsOf(event))
  for (const tell of hearers) tell(event, ids)
}

/** Opens the stream and keeps it open; returns how to end it. */
export const listen = (open: (url: string) => EventSource = (url) => new EventSource(url)): (() => void) => {
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let ended = false

  const join = () => {
    source = open(`${base}/events`)
    source.onopen = () => {
      if (tries > 0 || state === 'offline') void cache.invalidateQueries()
      tries = 0
      become('live')
    }
    source.onmessage = hear
    source.onerror = () => {
      become(navigator.onLine ? 'joining' : 'offline')
      if (source?.readyState !== EventSource.CLOSED || ended) return
      tries += 1
      again = setTimeout(join, Math.min(30_000, 1000 * 2 ** tries))
    }
  }
  const back = () => {
    become('joining')
    clearTimeout(again)
    source?.close()
    tries += 1
    join()
  }
  const gone = () => become('offline')
  globalThis.addEventListener('online', back)
  globalThis.addEventListener('offline', gone)
  join()
  return () => {
    ended = true
    clearTimeout(again)
    source?.close()
    globalThis.removeEventListener('online', back)
    globalThis.removeEventListener('offline', gone)
  }
}

const subscribeOnline = (tell: () => void) => {
  globalThis.addEventListener('online', tell)
  globalThis.addEventListener('offline', tell)
  return () => {
    globalThis.removeEventListener('online', tell)
    globalThis.removeEventListener('offline', tell)
  }
}
/** The phone itself says it has a connection. */
export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribeOnline,
    () => navigator.onLine,
    () => true,
  )
