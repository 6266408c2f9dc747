// Somebody leaves: nobody finds them any more; with erasure what is not kept by law is gone. Records of service stay ten years (rules.md §3).
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { settleHomes } from './household-queries.ts'
import { idNumberColumns, nameColumns, phoneColumns } from './seal-person.ts'
import { samePerson, todayOf } from './know-person.ts'

const closedName = '已注销'

/** Open requests of one's own, and jobs promised to somebody. */
export const hasOpenWork = async (ctx: Context, personId: string): Promise<boolean> => {
  const ids = await samePerson(ctx, personId)
  const { rows } = await sql<{ open: boolean }>`
    select exists (select from request r where r.tenant_id = ${ctx.tenantId} and r.person_id = any(${ids}::uuid[])
        and r.state in ('reported', 'dispatching', 'in_meeting', 'assigned', 'under_way', 'done', 'reopened'))
      or exists (select from visit_person v where v.tenant_id = ${ctx.tenantId} and v.person_id = any(${ids}::uuid[])
        and v.state in ('planned', 'set_out', 'on_site', 'finished')) as open`.execute(ctx.db)
  return rows[0]?.open ?? false
}

const hasRecords = async ({ db, tenantId }: Context, ids: readonly string[]): Promise<boolean> =>
  (await db
    .selectFrom('serviceRecord')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('personId', 'in', [...ids])
    .executeTakeFirst()) !== undefined

const endTies = async (ctx: Context, ids: readonly string[], today: string) => {
  const { db, tenantId, now } = ctx
  const end = { endedAt: now }
  await db
    .updateTable('familyRight')
    .set(end)
    .where('tenantId', '=', tenantId)
    .where('endedAt', 'is', null)
    .where((eb) => eb.or([eb('personId', 'in', [...ids]), eb('familyPersonId', 'in', [...ids])]))
    .execute()
  await db
    .updateTable('householdMember')
    .set({ toOn: today })
    .where('tenantId', '=', tenantId)
    .where('personId', 'in', [...ids])
    .where('toOn', 'is', null)
    .execute()
  await settleHomes(ctx, ids)
}

const wipe = async (ctx: Context, ids: readonly string[]) => {
  const { db, tenantId } = ctx
  const of = [...ids]
  const { tokens, ...named } = nameColumns(closedName, closedName)
  const name = (await hasRecords(ctx, ids))
    ? {}
    : { ...named, search: sql<string>`array_to_tsvector(${tokens}::text[])` }
  const plain = { sex: null, bornOn: null, speaks: [], preferences: '{}' }
  await db
    .updateTable('person')
    .set({ ...name, ...plain, ...idNumberColumns(ctx, null) })
    .where('tenantId', '=', tenantId)
    .where('id', 'in', of)
    .execute()
  await db.deleteFrom('personTag').where('tenantId', '=', tenantId).where('personId', 'in', of).execute()
  await sql`delete from request_file f using request r where f.tenant_id = ${tenantId} and r.tenant_id = f.tenant_id and r.id = f.request_id
    and r.person_id = any(${of}::uuid[])`.execute(db)
  await db
    .updateTable('request')
    .set({ description: '', search: sql<string>`''::tsvector`, draftVoiceFileId: null })
    .where('tenantId', '=', tenantId)
    .where('personId', 'in', of)
    .execute()
  await sql`delete from delivery d using notice n where d.tenant_id = ${tenantId} and n.tenant_id = d.tenant_id and n.id = d.notice_id
    and n.person_id = any(${of}::uuid[])`.execute(db)
  await db.deleteFrom('notice').where('tenantId', '=', tenantId).where('personId', 'in', of).execute()
}

/** The number is free for whoever has it next; homes and family rights end today. Call inside a transaction. */
export const closePerson = async (ctx: Context, personId: string, erase: boolean): Promise<void> => {
  const ids = await samePerson(ctx, personId)
  await endTies(ctx, ids, await todayOf(ctx))
  await ctx.db
    .updateTable('person')
    .set({ closedAt: ctx.now, ...phoneColumns(ctx, null) })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', 'in', ids)
    .execute()
  if (erase) await wipe(ctx, ids)
}
