// The rows of what-ifs. A running one is written by the thread that computes it, through its own process only.
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

type Row = Selectable<Tables['whatIf']>
export type WhatIfRow = Row & { readonly areaName: string }

export const insertWhatIf = async (ctx: Context, row: Insertable<Tables['whatIf']>): Promise<void> => {
  await ctx.db.insertInto('whatIf').values(row).execute()
}

const withArea = (ctx: Context) =>
  ctx.db
    .selectFrom('whatIf')
    .innerJoin('area', (join) =>
      join.onRef('area.tenantId', '=', 'whatIf.tenantId').onRef('area.id', '=', 'whatIf.areaId'),
    )
    .selectAll('whatIf')
    .select('area.name as areaName')
    .where('whatIf.tenantId', '=', ctx.tenantId)

export const whatIfById = (ctx: Context, id: string): Promise<WhatIfRow | undefined> =>
  withArea(ctx).where('whatIf.id', '=', id).executeTakeFirst()

export const lastWhatIfs = (ctx: Context, areaId: string, kind: Row['kind'] | undefined): Promise<WhatIfRow[]> => {
  const rows = withArea(ctx).where('whatIf.areaId', '=', areaId)
  const chosen = kind ? rows.where('whatIf.kind', '=', kind) : rows
  return chosen.orderBy('whatIf.startedAt', 'desc').orderBy('whatIf.id', 'desc').limit(20).execute()
}

type Told = {
  readonly runs: number
  readonly result: object
  readonly ended: { readonly state: 'done' | 'failed'; readonly because: 'precise' | 'time' | 'finished' | null } | null
}

/** What was found so far; false when it is no longer running (somebody stopped it). */
export const tellWhatIf = async (
  ctx: Context,
  id: string,
  now: Date,
  { runs, result, ended }: Told,
): Promise<boolean> => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('whatIf')
    .set({
      runs,
      result: JSON.stringify(result),
      toldAt: now,
      ...(ended ? { state: ended.state, stoppedBecause: ended.because, endedAt: now } : {}),
    })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const stopWhatIf = async (ctx: Context, id: string): Promise<boolean> => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('whatIf')
    .set({ state: 'cancelled', stoppedBecause: 'cancelled', endedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Running ones nothing was heard of for so many seconds: their process is gone. */
export const giveUpSilent = async (ctx: Context, now: Date, seconds: number): Promise<void> => {
  await sql`update what_if set state = 'failed', ended_at = ${now} where tenant_id = ${ctx.tenantId} and state = 'running'
    and told_at < ${now}::timestamptz - make_interval(secs => ${seconds})`.execute(ctx.db)
}

export const countRunning = async (ctx: Context): Promise<number> => {
  const row = await ctx.db
    .selectFrom('whatIf')
    .select((query) => query.fn.countAll<string>().as('count'))
    .where('tenantId', '=', ctx.tenantId)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
