// Brings what was announced to those who react: right after commit, each at least once, whatever process committed.
import type { EventName } from '@linbang/contract/events'
import { sql } from 'kysely'
import type { Background, Reaction } from './background.ts'
import { inTransaction, systemContext } from './context.ts'
import type { Db } from './db.ts'
import { fewAtOnce } from './few-at-once.ts'
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
export const reactionsAtOnce = 40

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
      const work = async () => reaction.handle(ctx, row.ids, row.happenedAt)
      await (kit.tracer ? kit.tracer.span({ name: `reaction ${reaction.name}`, kind: 'consumer' }, work) : work())
      return undefined
    } catch (error) {
      onFailure(reaction.name, error)
      return { ctx, failed: { name: reaction.name, ids: row.ids, happenedAt: row.happenedAt.toISOString() } }
    }
  }
  const runSome = () =>
    inTransaction(systemContext(kit, '' as TenantId, 'reactions'), async (inside) => {
      const rows = await takeSome(inside.db)
      if (rows.length === 0) return 0
      const due = rows.flatMap((row) => (byEvent.get(row.event) ?? []).map((one) => () => react(row, one)))
      for (const outcome of await fewAtOnce(8, due)) {
        if (!outcome) continue
        const { tenantId, actor } = outcome.ctx
        const again = { startAfter: inFiveSeconds(kit) }
        await enqueue({ ...inside, tenantId, actor }, reactAgain, outcome.failed, again)
      }
      await markHandled(inside.db, rows, kit.clock())
      return rows.length
    })
  const retry = worker(reactAgain, async (ctx, { name, ids, happenedAt }) => {
    await byName.get(name)?.handle(ctx, ids, new Date(happenedAt))
  })
  return { runSome, retry }
}

const inFiveSeconds = (kit: Kit) => new Date(kit.clock().getTime() + 5000)

/** Locked until the reactions are through: should this process die, another takes them. */
const takeSome = async (db: Db): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    with patience as materialized (select set_config('idle_in_transaction_session_timeout', '0', true))
    select o.tenant_id, o.id, o.event, o.ids, o.happened_at from outbox o, patience
    where o.handled_at is null order by o.id limit ${reactionsAtOnce} for update of o skip locked`.execute(db)
  return rows
}

const markHandled = async (db: Db, rows: readonly Row[], at: Date) => {
  const [tenantIds, ids] = [rows.map((row) => row.tenantId), rows.map((row) => row.id)]
  await sql`
    update outbox set handled_at = ${at} from unnest(${tenantIds}::uuid[], ${ids}::uuid[]) as done (tenant_id, id)
    where outbox.tenant_id = done.tenant_id and outbox.id = done.id`.execute(db)
}
