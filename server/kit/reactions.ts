// Brings what was announced to those who react: right after commit, each at least once, whatever process committed.
import type { EventName } from '@linbang/contract/events'
import { sql } from 'kysely'
import type { Background, Reaction } from './background.ts'
import { inTransaction, systemContext } from './context.ts'
import type { TenantId } from './ids.ts'
import { enqueue, job, worker } from './jobs.ts'
import type { Kit } from './kit.ts'

type Row = {
  readonly tenantId: TenantId
  readonly id: string
  readonly event: EventName
  readonly ids: Readonly<Record<string, string>>
  readonly happenedAt: Date
}
type Failed = { readonly name: string; readonly ids: Row['ids']; readonly happenedAt: string }

const reactAgain = job<Failed>('kit.react_again')
export const reactionsAtOnce = 10

export type Reactions = {
  /** Takes the next few; answers how many there were. */
  readonly runSome: () => Promise<number>
  /** Does again what threw. */
  readonly retry: Background
}

export type OnFailure = (name: string, error: unknown) => void

export const openReactions = (kit: Kit, reactions: readonly Reaction[], onFailure: OnFailure): Reactions => {
  const byEvent = Map.groupBy(reactions, ({ event }) => event)
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]))
  const react = async (row: Row, reaction: Reaction) => {
    const ctx = systemContext(kit, row.tenantId, reaction.name, row.id)
    try {
      await reaction.handle(ctx, row.ids, row.happenedAt)
      return undefined
    } catch (error) {
      onFailure(reaction.name, error)
      return { ctx, failed: { name: reaction.name, ids: row.ids, happenedAt: row.happenedAt.toISOString() } }
    }
  }
  const runSome = () =>
    inTransaction(systemContext(kit, '' as TenantId, 'reactions'), async ({ db, afterwards }) => {
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(db)
      const rows = (
        await sql<Row>`
        select tenant_id, id, event, ids, happened_at from outbox where handled_at is null
        order by id limit ${reactionsAtOnce} for update skip locked`.execute(db)
      ).rows
      if (rows.length === 0) return 0
      const outcomes = await Promise.all(
        rows.flatMap((row) => (byEvent.get(row.event) ?? []).map((one) => react(row, one))),
      )
      for (const outcome of outcomes) {
        if (outcome)
          await enqueue({ ...outcome.ctx, db, afterwards }, reactAgain, outcome.failed, {
            startAfter: inFiveSeconds(kit),
          })
      }
      const keys = sql.join(rows.map(({ tenantId, id }) => sql`(${tenantId}::uuid, ${id}::uuid)`))
      await sql`update outbox set handled_at = ${kit.clock()} where (tenant_id, id) in (${keys})`.execute(db)
      return rows.length
    })
  const retry = worker(reactAgain, async (ctx, { name, ids, happenedAt }) => {
    await byName.get(name)?.handle(ctx, ids, new Date(happenedAt))
  })
  return { runSome, retry }
}

const inFiveSeconds = (kit: Kit) => new Date(kit.clock().getTime() + 5000)
