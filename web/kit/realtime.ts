// The live stream: it says only what changed; whatever shows it is fetched again. Reconnects by itself, and catches up.
import { useSyncExternalStore } from 'react'
import { base, cache, refresh } from './api.ts'

/** Paths to fetch again by the first word of an event; a noun not named here refreshes its own plural. */
const shownBy: Record<string, readonly string[]> = {
  request: ['/requests', '/alarms', '/offers', '/visits', '/series', '/call-backs', '/rectifications', '/reports'],
  offer: ['/offers', '/requests'],
  visit: ['/visits', '/alarms', '/requests', '/offers', '/badges'],
  rating: ['/ratings', '/requests', '/reports'],
  record: ['/records', '/ledger', '/me'],
  transfer: ['/ledger', '/me'],
  ledger: ['/ledger', '/me'],
  notice: ['/notices', '/me'],
  volunteer: ['/volunteers', '/me'],
  person: ['/people', '/me'],
  account: ['/me', '/accounts'],
  session: ['/me', '/auth'],
  consent: ['/me'],
  right: ['/rights', '/me'],
  call: ['/calls', '/return-calls', '/agents'],
  duty: ['/duties', '/agents', '/me'],
  agent: ['/agents'],
  return_call: ['/return-calls', '/calls'],
  round: ['/rounds'],
  roster: ['/roster', '/shifts', '/duties'],
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
  const { event } = JSON.parse(data) as { readonly event: string }
  refreshSoon(pathsOf(event))
}

/** Opens the stream and keeps it open; returns how to end it. */
export const listen = (open: (url: string) => EventSource = (url) => new EventSource(url)): (() => void) => {
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let ended = false

  const join = () => {
    // the first time what happened while the page was still asking is told too
    source = open(`${base}/events${tries > 0 ? '' : `?ago=${Math.round(performance.now())}`}`)
    source.onopen = () => {
      // what was said while nobody listened is fetched again
      if (tries > 0) void cache.invalidateQueries()
      tries = 0
    }
    source.onmessage = hear
    source.addEventListener('reset', () => void cache.invalidateQueries())
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED || ended) return
      tries += 1
      again = setTimeout(join, Math.min(30_000, 1000 * 2 ** tries))
    }
  }
  const back = () => {
    clearTimeout(again)
    source?.close()
    tries += 1
    join()
  }
  globalThis.addEventListener('online', back)
  join()
  return () => {
    ended = true
    clearTimeout(again)
    source?.close()
    globalThis.removeEventListener('online', back)
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
