// What happened to a request beside its states: pauses and extensions, hand-backs and rulings, hand-overs, calls that reached nobody.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { refusedAs } from '../../kit/errors.ts'

export type Shift = {
  readonly id: string
  readonly requestId: string
  readonly kind: 'pause' | 'extension'
  readonly reason: string
  readonly approvedBy: string
  readonly fromAt: Date
  readonly untilAt: Date
}
export const insertShift = async (ctx: Context, shift: Shift): Promise<void> => {
  await ctx.db
    .insertInto('requestShift')
    .values({ ...shift, tenantId: ctx.tenantId })
    .execute()
}
/** The pause that has not ended. */
export const openPause = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('requestShift')
    .select(['id', 'fromAt', 'untilAt'])
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('kind', '=', 'pause')
    .where('endedAt', 'is', null)
    .orderBy('fromAt', 'desc')
    .executeTakeFirst()
export const endShift = async (ctx: Context, id: string): Promise<void> => {
  await ctx.db
    .updateTable('requestShift')
    .set({ endedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export const openHandBack = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('handBack')
    .select(['id', 'byPersonId', 'reason', 'rulingDueAt'])
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('ruledAt', 'is', null)
    .executeTakeFirst()
export const insertHandBack = async (
  ctx: Context,
  row: { id: string; requestId: string; byPersonId: string; reason: string; rulingDueAt: Date },
): Promise<void> => {
  await refusedAs(
    ctx.db
      .insertInto('handBack')
      .values({ ...row, tenantId: ctx.tenantId, at: ctx.now })
      .execute(),
    { hand_back_open: 'request.wrong_state' },
  )
}
export const ruleHandBack = async (
  ctx: Context,
  id: string,
  ruling: { ruledBy: string; upheld: boolean; ruling: string },
): Promise<void> => {
  await ctx.db
    .updateTable('handBack')
    .set({ ...ruling, ruledAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}
/** Who was asked to take the request over and has not moved since. */
export const handedTo = async (ctx: Context, requestId: string): Promise<string | null> => {
  const row = await ctx.db
    .selectFrom('requestEvent')
    .select(sql<string>`detail ->> 'toPersonId'`.as('to'))
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('act', '=', 'hand_over')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.to ?? null
}

/** Calls that reached nobody, for closing what nobody confirmed. */
export const missedCalls = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('callAttempt')
    .select(['byPersonId', 'reached', 'halfDay'])
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .execute()
