// SQL about recordings: where the call centre keeps one, what was fetched, who has listened.
import { type Selectable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'

export type RecordingRow = Selectable<Tables['callRecording']>

/** The first link told of a call is the one that counts. */
export const insertRecording = async (ctx: Context, callId: string, linkSealed: string): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('callRecording')
    .values({ tenantId: ctx.tenantId, id: newId(), callId, linkSealed, toldAt: ctx.now })
    .onConflict((conflict) => conflict.columns(['tenantId', 'callId']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const recordingOf = (ctx: Context, callId: string): Promise<RecordingRow | undefined> =>
  ctx.db
    .selectFrom('callRecording')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('callId', '=', callId)
    .executeTakeFirst()

export const updateRecording = async (
  ctx: Context,
  callId: string,
  set: Updateable<Tables['callRecording']>,
): Promise<void> => {
  await ctx.db
    .updateTable('callRecording')
    .set(set)
    .where('tenantId', '=', ctx.tenantId)
    .where('callId', '=', callId)
    .execute()
}

/** Told before the moment: marked as removed; answers the bytes nothing else of this house names. */
export const removeRecordings = async (ctx: Context, before: Date): Promise<string[]> => {
  const { rows } = await sql<{ sha256: string }>`
    with old as (
      update call_recording set removed_at = ${ctx.now}
      where tenant_id = ${ctx.tenantId} and removed_at is null and told_at < ${before}
      returning call_id, sha256)
    select distinct old.sha256 from old
    where old.sha256 is not null
      and not exists (select from stored_file f where f.tenant_id = ${ctx.tenantId} and f.sha256 = old.sha256)
      and not exists (select from call_recording r where r.tenant_id = ${ctx.tenantId} and r.sha256 = old.sha256 and r.removed_at is null
        and r.call_id not in (select call_id from old))`.execute(ctx.db)
  return rows.map(({ sha256 }) => sha256)
}

export type ListeningRow = { readonly at: Date; readonly who: string; readonly reason: string }
export const listeningsOf = async (ctx: Context, callId: string): Promise<ListeningRow[]> => {
  const { rows } = await sql<ListeningRow>`
    select e.happened_at as at, coalesce(p.name, '') as who, coalesce(e.detail ->> 'reason', '') as reason
    from audit_entry e left join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
    where e.tenant_id = ${ctx.tenantId} and e.subject_kind = 'call' and e.subject_id = ${callId} and e.act = 'call.listened'
    order by e.happened_at desc, e.id desc limit 50`.execute(ctx.db)
  return rows
}
