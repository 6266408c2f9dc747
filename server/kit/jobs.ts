// Work for later: enqueued in the caller's transaction, done at least once, in any process that works.
import { sql } from 'kysely'
import type { Scheduled, Worker } from './background.ts'
import { inside, queueName } from './boss.ts'
import { afterCommit, type Context } from './context.ts'
import { newId } from './ids.ts'
import { traceparentNow } from './trace.ts'

declare const payloadBrand: unique symbol
/** A job by name, `noun.what_to_do`, and what it needs to know: ids, no personal data. */
export type Job<P extends object> = { readonly name: string; readonly [payloadBrand]?: P }

export const job = <P extends object>(name: string): Job<P> => ({ name })

/** What travels through the queue; with the trace it belongs to, where there is one. */
export type Parcel = {
  readonly job: string
  readonly tenantId: string
  readonly payload: object
  readonly traceparent?: string
}

export type Enqueue = {
  /** Not before this moment. */
  readonly startAfter?: Date
  /** At most one waiting job of this name and key in the tenant; a second is dropped. */
  readonly singletonKey?: string
  readonly retryLimit?: number
}

const keyFor = (ctx: Context, name: string, key: string) => `${ctx.tenantId}/${name}/${key}`

export const enqueue = async <P extends object>(
  ctx: Context,
  { name }: Job<P>,
  payload: P,
  options: Enqueue = {},
): Promise<void> => {
  const { startAfter, singletonKey, retryLimit } = options
  const traceparent = traceparentNow()
  const parcel: Parcel = { job: name, tenantId: ctx.tenantId, payload, ...(traceparent && { traceparent }) }
  await ctx.kit.boss.send(queueName, parcel, {
    singletonKey: singletonKey === undefined ? newId() : keyFor(ctx, name, singletonKey),
    ...(startAfter && { startAfter }),
    ...(retryLimit !== undefined && { retryLimit }),
    db: inside(ctx.db),
  })
  if (!startAfter || startAfter <= ctx.now) afterCommit(ctx, () => ctx.kit.bus.jobs())
}

/** Takes back a waiting job; one that already runs is not stopped. */
export const cancelJob = async <P extends object>(
  ctx: Context,
  { name }: Job<P>,
  singletonKey: string,
): Promise<void> => {
  await sql`
    update pgboss.job set state = 'cancelled', completed_on = now()
    where name = ${queueName} and singleton_key = ${keyFor(ctx, name, singletonKey)} and state < 'active'`.execute(
    ctx.db,
  )
}

/** Does the job in a system context of its tenant. Throwing tries again later; doing it twice must be the same as once. */
export const worker = <P extends object>(
  { name }: Job<P>,
  handle: (ctx: Context, payload: P) => Promise<unknown>,
): Worker => ({ kind: 'worker', name, handle: handle as Worker['handle'] })

/** Runs in each tenant by its own clock: `schedule('records.remind_overdue', '0 9 * * *', …)`. A missed time is made up for once. */
export const schedule = (name: string, cron: string, handle: (ctx: Context) => Promise<unknown>): Scheduled => ({
  kind: 'schedule',
  name,
  cron,
  handle,
})
