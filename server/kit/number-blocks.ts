// Blocks of numbers reserved for this process; a restart leaves a gap, a number never comes twice.
import { sql } from 'kysely'
import type { Db } from './db.ts'

const size = 10
type Block = { next: number; end: number }
export type NumberBlocks = { readonly take: (tenantId: string, series: string, day: string) => Promise<number> }

const reserve = async (db: Db, tenantId: string, series: string, day: string): Promise<Block> => {
  const { rows } = await sql<{ next: number }>`
    insert into number_block (tenant_id, series, day, next) values (${tenantId}, ${series}, ${day}, ${size + 1})
    on conflict (tenant_id, series, day) do update set next = number_block.next + ${size} returning next`.execute(db)
  const end = rows[0]?.next ?? 0
  return { next: end - size, end }
}

/** `db` is not the caller's transaction: the reservation stands whatever becomes of it. */
export const openNumberBlocks = (db: Db): NumberBlocks => {
  const blocks = new Map<string, Promise<Block>>()
  const start = (key: string, pending: Promise<Block>) => {
    if (blocks.size > 1000) blocks.clear()
    blocks.set(key, pending)
    pending.catch(() => blocks.delete(key))
    return pending
  }
  return {
    take: async (tenantId, series, day) => {
      const key = `${tenantId}/${series}/${day}`
      for (;;) {
        const pending = blocks.get(key) ?? start(key, reserve(db, tenantId, series, day))
        const block = await pending
        if (block.next < block.end) return block.next++
        if (blocks.get(key) === pending) blocks.delete(key)
      }
    },
  }
}
