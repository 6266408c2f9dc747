// After a rotation of the data keys: night by night every sealed column is brought under the newest key, so that an old one
// opens less and less. What may only be added to (timelines, audit) stays as it was sealed: old keys are kept to read.
import { sql } from 'kysely'
import type { Context } from './context.ts'
import { schedule } from './jobs.ts'

type Column = { readonly table: string; readonly column: string }
type Sealed = { readonly id: string; readonly sealed: string }

const perStep = 500
const perNight = 200_000

/** Every `…_sealed` column that this role may change. */
const sealedColumns = async ({ db }: Context): Promise<Column[]> => {
  const { rows } = await sql<Column>`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    where c.table_schema = 'public' and c.column_name like '%\\_sealed'
      and has_column_privilege(quote_ident(c.table_name), c.column_name, 'update')
      and exists (select from information_schema.columns i where i.table_schema = 'public' and i.table_name = c.table_name and i.column_name = 'id')
    order by c.table_name, c.column_name`.execute(db)
  return rows
}

const olderThan = async ({ db, tenantId }: Context, { table, column }: Column, current: string, after: string) => {
  const { rows } = await sql<Sealed>`
    select id, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where tenant_id = ${tenantId} and id > ${after}::uuid and ${sql.ref(column)} not like ${`${current}.%`}
    order by id limit ${perStep}`.execute(db)
  return rows
}

/** What seals name themselves by: `area.card_token`, or shorter `area.card`, or for a row sealed as a whole its table. */
const namesOf = ({ table, column }: Column): string[] => {
  const words = column.split('_').slice(0, -1)
  return [...words.map((_, cut) => `${table}.${words.slice(0, words.length - cut).join('_')}`), table]
}

/** Undefined when it opens under none of its names: it stays, and the log says so. */
const anew = ({ kit: { vault }, tenantId, log }: Context, column: Column, sealed: string): string | undefined => {
  for (const field of namesOf(column)) {
    try {
      return vault.seal(tenantId, field, vault.open(tenantId, field, sealed))
    } catch {
      // sealed under the next name
    }
  }
  log.warn(column, 'a sealed value does not open: is a key missing?')
  return undefined
}

/** Written only where nobody changed it meanwhile. */
const replace = async (
  { db, tenantId }: Context,
  { table, column }: Column,
  rows: readonly (Sealed & { fresh: string })[],
) => {
  const list = <K extends 'id' | 'sealed' | 'fresh'>(key: K) => rows.map((row) => row[key])
  await sql`
    update ${sql.table(table)} as t set ${sql.ref(column)} = n.fresh
    from unnest(${list('id')}::uuid[], ${list('sealed')}::text[], ${list('fresh')}::text[]) as n (id, was, fresh)
    where t.tenant_id = ${tenantId} and t.id = n.id and ${sql.ref(`t.${column}`)} = n.was`.execute(db)
}

const bringOver = async (ctx: Context, column: Column, left: number): Promise<number> => {
  let done = 0
  let after = '00000000-0000-0000-0000-000000000000'
  while (done < left) {
    const rows = await olderThan(ctx, column, ctx.kit.vault.current, after)
    if (rows.length === 0) break
    const opened = rows.flatMap((row) => {
      const fresh = anew(ctx, column, row.sealed)
      return fresh === undefined ? [] : [{ ...row, fresh }]
    })
    await replace(ctx, column, opened)
    after = rows.at(-1)?.id ?? after
    done += rows.length
  }
  return done
}

export const sealAnew = schedule('kit.seal_anew', '50 3 * * *', async (ctx) => {
  let done = 0
  for (const column of await sealedColumns(ctx)) done += await bringOver(ctx, column, perNight - done)
  if (done > 0) ctx.log.info({ count: done }, 'values were sealed anew under the newest key')
})
