// How often somebody may do something: token buckets in memory, for the fullest few thousand callers.
import { LRUCache } from 'lru-cache'
import { Refusal } from './errors.ts'

export type Limit = { readonly perMinute: number; readonly burst: number }

/** Takes one token for the key; answers the seconds to wait when there is none, else 0. */
export type Limiter = (key: string) => number

type Bucket = { tokens: number; at: number }

export const openLimiter = ({ perMinute, burst }: Limit, clock: () => number = Date.now): Limiter => {
  const buckets = new LRUCache<string, Bucket>({ max: 20_000 })
  const perMs = perMinute / 60_000
  return (key) => {
    const now = clock()
    const bucket = buckets.get(key) ?? { tokens: burst, at: now }
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * perMs)
    bucket.at = now
    buckets.set(key, bucket)
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perMs / 1000)
    bucket.tokens -= 1
    return 0
  }
}

export const ensureWithin = (limiter: Limiter, key: string): void => {
  const retryAfter = limiter(key)
  if (retryAfter > 0) throw new Refusal('rate.limited', { retryAfter })
}

/** One household's IPv6 addresses share their first half; they count as one caller. */
export const callerAddress = (address: string): string => {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '')
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const whole = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
  return whole.slice(0, 4).join(':')
}
