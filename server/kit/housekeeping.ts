// What the ground floor no longer needs is taken away each night: heard events, replayable answers, ended sessions.
import type { Context } from './context.ts'
import { schedule } from './jobs.ts'
import { addHours } from './time.ts'

const keptDays = { outbox: 3, idempotencyKey: 30, session: 90 }

const before = (ctx: Context, days: number) => addHours(ctx.now, -24 * days)

export const tidyUp = schedule('kit.tidy_up', '40 3 * * *', async (ctx) => {
  const { db, tenantId } = ctx
  await db
    .deleteFrom('outbox')
    .where('tenantId', '=', tenantId)
    .where('handledAt', 'is not', null)
    .where('happenedAt', '<', before(ctx, keptDays.outbox))
    .execute()
  await db
    .deleteFrom('idempotencyKey')
    .where('tenantId', '=', tenantId)
    .where('createdAt', '<', before(ctx, keptDays.idempotencyKey))
    .execute()
  await db
    .deleteFrom('session')
    .where('tenantId', '=', tenantId)
    .where((either) =>
      either.or([
        either('endedAt', '<', before(ctx, keptDays.session)),
        either('expiresAt', '<', before(ctx, keptDays.session)),
      ]),
    )
    .execute()
})
