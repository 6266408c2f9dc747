// The catalogue is read at every step and changed hardly ever: kept for seconds in this process, dropped when changed here.
import { LRUCache } from 'lru-cache'
import type { Context } from '../../kit/context.ts'
import type { Db } from '../../kit/db.ts'
import type { Kit } from '../../kit/kit.ts'
import type { TenantId } from '../../kit/ids.ts'

export type Kept<T> = { (ctx: Context): Promise<T>; readonly forget: (ctx: Context) => void }

/** Read beside the caller's transaction, so that nothing uncommitted is ever remembered. */
export const keptFor = <T extends object>(ttlMs: number, read: (db: Db, ctx: Context) => Promise<T>): Kept<T> => {
  const byKit = new WeakMap<Kit, LRUCache<TenantId, Promise<T>>>()
  const memoryOf = (kit: Kit) => {
    const known = byKit.get(kit)
    if (known) return known
    const made = new LRUCache<TenantId, Promise<T>>({ max: 1_000, ttl: ttlMs })
    byKit.set(kit, made)
    return made
  }
  const get = (ctx: Context) => {
    const memory = memoryOf(ctx.kit)
    const known = memory.get(ctx.tenantId)
    if (known) return known
    const value = read(ctx.kit.aside.db, ctx)
    memory.set(ctx.tenantId, value)
    value.catch(() => memory.delete(ctx.tenantId))
    return value
  }
  return Object.assign(get, { forget: (ctx: Context) => void memoryOf(ctx.kit).delete(ctx.tenantId) })
}
