// Objections of volunteers against their records.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type ObjectionLine = {
  readonly id: string
  readonly recordId: string
  readonly areaPath: string
  readonly name: string
  readonly words: string
  readonly at: Date
  readonly dueOn: string
  readonly state: 'open' | 'corrected' | 'kept'
  readonly answer: string | null
}
type New = { id: string; recordId: string; personId: string; areaPath: string; words: string; dueOn: string }

export const insertObjection = async (ctx: Context, row: New): Promise<void> => {
  await ctx.db
    .insertInto('recordObjection')
    .values({ ...row, tenantId: ctx.tenantId, at: ctx.now })
    .execute()
}

export const lockObjection = (ctx: Context, id: string) =>
  ctx.db
    .selectFrom('recordObjection')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const closeObjection = async (ctx: Context, id: string, state: 'corrected' | 'kept', answer: string) => {
  await ctx.db
    .updateTable('recordObjection')
    .set({
      state,
      answer,
      decidedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      decidedAt: ctx.now,
    })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

type Search = {
  readonly paths: readonly string[] | null
  readonly open?: boolean | undefined
  readonly id?: string
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

export const objectionList = async (
  ctx: Context,
  { paths, open, id, after, limit }: Search,
): Promise<ObjectionLine[]> => {
  const under = paths && [...paths]
  const { rows } = await sql<ObjectionLine>`
    select o.id, o.record_id as "recordId", o.area_path as "areaPath", p.name, o.words, o.at, o.due_on as "dueOn", o.state, o.answer
    from record_objection o join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
    where o.tenant_id = ${ctx.tenantId} and (${id ?? null}::uuid is null or o.id = ${id ?? null}::uuid)
      and (${open ?? null}::boolean is null or (o.state = 'open') = ${open ?? null}::boolean)
      and (${under}::text[] is null or exists (select from unnest(${under}::text[]) path where o.area_path = path or o.area_path like path || '.%'))
      and (${after?.[0] ?? null}::timestamptz is null or (o.at, o.id) > (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by o.at, o.id limit ${limit}`.execute(ctx.db)
  return rows
}

export const objectionById = async (ctx: Context, id: string): Promise<ObjectionLine | undefined> =>
  (await objectionList(ctx, { paths: null, id, limit: 1 }))[0]
