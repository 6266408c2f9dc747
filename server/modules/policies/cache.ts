// What every step reads and hardly anybody changes: kept for some seconds in this process, dropped when it is changed here.
import { LRUCache } from 'lru-cache'
import type { Context } from '../../kit/context.ts'
import type { Db } from '../../kit/db.ts'
import type { Kit } from '../../kit/kit.ts'

/** Another process shows a change this much later at most. */
const keptMs = 2_000

type Kept<T> = { (ctx: Context, key: string): Promise<T>; readonly forget: (ctx: Context, key: string) => void }

/** Reads beside the caller's transaction, so that nothing uncommitted is ever remembered. */
export const kept = <T extends object>(
  name: string,
  read: (db: Db, ctx: Context, key: string) => Promise<T>,
): Kept<T> => {
  const byKit = new WeakMap<Kit, LRUCache<string, Promise<T>>>()
  const memoryOf = (kit: Kit) => {
    const known = byKit.get(kit)
    if (known) return known
    const made = new LRUCache<string, Promise<T>>({ max: 5_000, ttl: keptMs })
    byKit.set(kit, made)
    return made
  }
  const place = (ctx: Context, key: string) => `${name}|${ctx.tenantId}|${key}`
  const get = (ctx: Context, key: string) => {
    const memory = memoryOf(ctx.kit)
    const known = memory.get(place(ctx, key))
    if (known) return known
    const value = read(ctx.kit.aside.db, ctx, key)
    memory.set(place(ctx, key), value)
    value.catch(() => memory.delete(place(ctx, key)))
    return value
  }
  return Object.assign(get, { forget: (ctx: Context, key: string) => void memoryOf(ctx.kit).delete(place(ctx, key)) })
}
