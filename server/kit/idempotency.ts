// The same call twice gives the same answer: work and answer are committed together under the caller's key.
import { createHash, hash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { type Context, inTransaction } from './context.ts'
import { firstWords } from './db-wire.ts'
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
    const { tenantId, kit, pending } = inside
    const callerId = callerOf(inside)
    const known = await answered(inside, callerId, call)
    if (known) return { text: kit.vault.open(tenantId, field, known), replayed: true }
    const text = await work(inside)
    const answer = kit.vault.seal(tenantId, field, text)
    if (pending) pending.answer = { tenantId, callerId, ...call, answer, createdAt: ctx.now }
    return { text, replayed: false }
  })

/** Held until the transaction ends. Two keys that happen to share a number only wait for each other. */
const lock = `${firstWords} select pg_advisory_xact_lock($1::bigint)`
const look = 'select input_hash, answer from idempotency_key where tenant_id = $1 and caller_id = $2 and key = $3'

const answered = async ({ db, tenantId }: Context, callerId: string, { key, inputHash }: Call) => {
  const number = hash('sha256', `${tenantId}|${callerId}|${key}`, 'buffer').readBigInt64LE().toString()
  await db.executeQuery(CompiledQuery.raw(lock, [number]))
  const query = CompiledQuery.raw(look, [tenantId, callerId, key])
  const row = (await db.executeQuery<{ inputHash: Buffer; answer: string }>(query)).rows[0]
  if (row) ensure(row.inputHash.equals(inputHash), 'idempotency.mismatch')
  return row?.answer
}
