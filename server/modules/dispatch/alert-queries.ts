// The ladder of a matter of life: one alert a round, each step once, until a person takes it.
import type { Context } from '../../kit/context.ts'

/** True for the one who opened it. */
export const insertAlert = async (ctx: Context, requestId: string, round: number): Promise<boolean> => {
  const row = { tenantId: ctx.tenantId, requestId, round, beganAt: ctx.now }
  const done = await ctx.db
    .insertInto('alert')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The alert of the latest round. */
export const alertOf = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('alert')
    .leftJoin('person', (join) =>
      join.onRef('person.tenantId', '=', 'alert.tenantId').onRef('person.id', '=', 'alert.acknowledgedBy'),
    )
    .select(['round', 'beganAt', 'acknowledgedAt', 'acknowledgedHow', 'person.callName as by'])
    .where('alert.tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst()

/** True for the one who took the step; the key lets nobody take it twice. */
export const insertStep = async (
  ctx: Context,
  requestId: string,
  round: number,
  step: number,
  told: readonly string[],
): Promise<boolean> => {
  const done = await ctx.db
    .insertInto('alertStep')
    .values({ tenantId: ctx.tenantId, requestId, round, step, at: ctx.now, told: JSON.stringify(told) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const stepsOf = (ctx: Context, requestId: string, round: number) =>
  ctx.db
    .selectFrom('alertStep')
    .select(['step', 'at', 'told'])
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('round', '=', round)
    .orderBy('step')
    .execute()

export type Taken = { readonly how: 'staff' | 'helper'; readonly by: string; readonly at: Date }

/** True for the first who takes it. */
export const closeAlert = async (ctx: Context, requestId: string, { how, by, at }: Taken): Promise<boolean> => {
  const done = await ctx.db
    .updateTable('alert')
    .set({ acknowledgedAt: at, acknowledgedBy: by, acknowledgedHow: how })
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('acknowledgedAt', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Family who may see this person's requests. */
export const familyOf = async (ctx: Context, personId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('familyRight')
      .select('familyPersonId')
      .where('tenantId', '=', ctx.tenantId)
      .where('personId', '=', personId)
      .where('maySee', '=', true)
      .where('endedAt', 'is', null)
      .execute()
  ).map((row) => row.familyPersonId)

/** 我来处理 and 误报 are pressed where the alarm rings, one module below; the timeline says who did it and when. */
export const takenAtTheDesk = (ctx: Context, requestId: string, since: Date) =>
  ctx.db
    .selectFrom('requestEvent as e')
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenantId', '=', 'e.tenantId').onRef('p.id', '=', 'e.actorPersonId'),
    )
    .select(['p.id as personId', 'p.callName', 'e.at'])
    .where('e.tenantId', '=', ctx.tenantId)
    .where('e.requestId', '=', requestId)
    .where('e.act', 'in', ['alarm_taken', 'alarm_false'])
    .where('e.at', '>=', since)
    .orderBy('e.at')
    .orderBy('e.id')
    .limit(1)
    .executeTakeFirst()
