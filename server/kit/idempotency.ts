// The same call twice gives the same answer: work and answer are committed together under the caller's key.
import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { type Context, inTransaction } from './context.ts'
import { ensure } from './errors.ts'

export type Call = { readonly key: string; readonly inputHash: Buffer }
export type Answered = { readonly text: string; readonly replayed: boolean }

const nobody = '00000000-0000-0000-0000-000000000000'
const field = 'idempotency_key.answer'

export const hashOf = (method: string, url: string, body: string | Uint8Array): Buffer =>
  createHash('sha256').update(method).update('\n').update(url).update('\n').update(body).digest()

const callerOf = ({ actor }: Context) => (actor.kind === 'person' ? actor.accountId : nobody)

/**
 * Runs the work once. A second call with the key waits here for the first to commit and gets its answer;
 * when the first was rolled back, the second does the work.
 */
export const once = (ctx: Context, call: Call, work: (ctx: Context) => Promise<string>): Promise<Answered> =>
  inTransaction(ctx, async (inside) => {
    const known = await reserve(inside, call)
    if (known) return known
    const text = await work(inside)
    const { tenantId, pending } = inside
    const answer = inside.kit.vault.seal(tenantId, field, text)
    if (pending) pending.answer = { tenantId, callerId: callerOf(inside), key: call.key, answer }
    return { text, replayed: false }
  })

const reservation = `
insert into idempotency_key (tenant_id, caller_id, key, input_hash, created_at) values ($1, $2, $3, $4, $5)
on conflict do nothing returning 1`

const reserve = async (ctx: Context, { key, inputHash }: Call): Promise<Answered | undefined> => {
  const { tenantId } = ctx
  const callerId = callerOf(ctx)
  const made = await ctx.db.executeQuery(CompiledQuery.raw(reservation, [tenantId, callerId, key, inputHash, ctx.now]))
  if (made.rows.length > 0) return undefined
  const row = await ctx.db
    .selectFrom('idempotencyKey')
    .select(['inputHash', 'answer'])
    .where('tenantId', '=', tenantId)
    .where('callerId', '=', callerId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  ensure(row.inputHash.equals(inputHash), 'idempotency.mismatch')
  return { text: ctx.kit.vault.open(tenantId, field, row.answer ?? ''), replayed: true }
}
