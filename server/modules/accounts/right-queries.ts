// SQL of the rights desk: what was asked, when it is due, what became of it.
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { refusedAs } from '../../kit/errors.ts'

export type RightLine = {
  readonly id: string
  readonly personId: string
  readonly areaPath: string | null
  readonly placePath: string | null
  readonly kind: 'view' | 'copy' | 'correct' | 'erase' | 'withdraw' | 'close' | 'move'
  readonly words: string
  readonly purpose: string | null
  readonly placeSealed: string | null
  readonly state: 'open' | 'granted' | 'refused' | 'taken_back'
  readonly askedAt: Date
  readonly dueAt: Date
  readonly decidedAt: Date | null
  readonly answer: string | null
  readonly name: string
  readonly callName: string
  readonly decidedByName: string | null
}

export const insertRight = async (ctx: Context, row: Insertable<Tables['privacyRequest']>): Promise<void> => {
  await refusedAs(ctx.db.insertInto('privacyRequest').values(row).execute(), {
    privacy_request_once: 'right.asked_already',
  })
}

export const updateRight = async (
  ctx: Context,
  id: string,
  set: Updateable<Tables['privacyRequest']>,
): Promise<void> => {
  await ctx.db
    .updateTable('privacyRequest')
    .set(set)
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

/** The row, locked until the transaction ends. */
export const holdRight = async (ctx: Context, id: string): Promise<void> => {
  await ctx.db
    .selectFrom('privacyRequest')
    .select('id')
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
}

type Search = {
  readonly id?: string
  readonly personIds?: readonly string[]
  /** Reaches of whoever decides everything, and of whoever decides moves. */
  readonly reach?: { readonly all: readonly string[]; readonly moves: readonly string[]; readonly top: boolean }
  readonly open?: boolean | undefined
  readonly dueBefore?: Date
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

const under = (column: string, paths: readonly string[]) =>
  sql<boolean>`exists (select from unnest(${[...paths]}::text[]) path where ${sql.ref(column)} = path or ${sql.ref(column)} like path || '.%')`

/** The nearest deadline first; of what is closed the last one. */
export const rightLines = async ({ db, tenantId }: Context, search: Search): Promise<RightLine[]> => {
  const { id, personIds, reach, open, dueBefore, after, limit } = search
  const seen = reach
    ? sql`(${under('r.area_path', reach.all)} or (r.area_path is null and ${reach.top})
        or (r.kind = 'move' and (${under('r.area_path', reach.moves)} or ${under('r.place_path', reach.moves)})))`
    : sql`true`
  const forward = open ?? true
  const start = after
    ? forward
      ? sql`(r.due_at, r.id) > (${after[0]}, ${after[1]}::uuid)`
      : sql`(r.due_at, r.id) < (${after[0]}, ${after[1]}::uuid)`
    : sql`true`
  const { rows } = await sql<RightLine>`
    select r.id, r.person_id, r.area_path, r.place_path, r.kind, r.words, r.purpose, r.place_sealed, r.state, r.asked_at, r.due_at, r.decided_at, r.answer,
      p.name, p.call_name, d.name as decided_by_name
    from privacy_request r join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
    left join person d on d.tenant_id = r.tenant_id and d.id = r.decided_by
    where r.tenant_id = ${tenantId} and ${seen} and ${start}
      and (${id ?? null}::uuid is null or r.id = ${id ?? null}::uuid)
      and (${personIds ? [...personIds] : null}::uuid[] is null or r.person_id = any(${personIds ? [...personIds] : null}::uuid[]))
      and (${open ?? null}::boolean is null or (r.state = 'open') = ${open ?? null}::boolean)
      and (${dueBefore ?? null}::timestamptz is null or r.due_at < ${dueBefore ?? null}::timestamptz)
    order by ${forward ? sql`r.due_at, r.id` : sql`r.due_at desc, r.id desc`} limit ${limit}`.execute(db)
  return rows
}
