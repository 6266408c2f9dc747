// SQL for the register table: what is known already, the tables read so far, and taking back what one made.
import { sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { Refusal } from '../../kit/errors.ts'

export type KnownArea = {
  readonly id: string
  readonly parentId: string | null
  readonly kind: string
  readonly name: string
  readonly path: string
  readonly communityId: string
}

type Reach = readonly string[] | 'everywhere'

const within = (path: 'a.path' | 'c.path', reach: Reach) => {
  if (reach === 'everywhere') return sql<SqlBool>`true`
  const column = sql.ref(path)
  return sql<SqlBool>`(${column} = any(${[...reach]}::text[]) or ${column} like any(${reach.map((area) => `${area}.%`)}::text[]))`
}

/** Communities, grids and buildings of the communities in reach, each with the community it lies in. */
export const areasFor = async ({ db, tenantId }: Context, reach: Reach): Promise<KnownArea[]> => {
  const { rows } = await sql<KnownArea>`
    select a.id, a.parent_id, a.kind, a.name, a.path, c.id as community_id
    from area c join area a on a.tenant_id = c.tenant_id and (a.path = c.path or a.path like c.path || '.%')
    where c.tenant_id = ${tenantId} and c.kind = 'community' and c.valid_to is null and a.valid_to is null
      and ${within('c.path', reach)} and a.kind in ('community', 'grid', 'building')
    order by a.path`.execute(db)
  return rows
}

export type Dweller = { readonly buildingId: string; readonly doorSealed: string; readonly name: string }

/** Who lives in the buildings now; the doors are opened by whoever asks. */
export const dwellersOf = async ({ db, tenantId }: Context, buildingIds: readonly string[]): Promise<Dweller[]> => {
  const { rows } = await sql<Dweller>`
    select h.area_id as building_id, h.door_sealed, p.name
    from household h
    join household_member m on m.tenant_id = h.tenant_id and m.household_id = h.id and m.to_on is null
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.merged_into is null
    where h.tenant_id = ${tenantId} and h.area_id = any(${[...buildingIds]}::uuid[]) and h.door_sealed is not null`.execute(
    db,
  )
  return rows
}

export const doorsKnown = async ({ db, tenantId }: Context, buildingPaths: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    select id from area where tenant_id = ${tenantId} and kind in ('unit', 'door')
      and path like any(${buildingPaths.map((path) => `${path}.%`)}::text[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

export const householdsBehind = async (
  { db, tenantId }: Context,
  doorHashes: readonly string[],
): Promise<Map<string, string>> => {
  const { rows } = await sql<{ doorHash: string; id: string }>`
    select door_hash, id from household where tenant_id = ${tenantId} and door_hash = any(${[...doorHashes]}::text[])`.execute(
    db,
  )
  return new Map(rows.map(({ doorHash, id }) => [doorHash, id]))
}

/** The hashes that somebody has already. */
export const idNumbersKnown = async ({ db, tenantId }: Context, hashes: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ hash: string }>`
    select id_number_hash as hash from person where tenant_id = ${tenantId} and id_number_hash = any(${[...hashes]}::text[])`.execute(
    db,
  )
  return new Set(rows.map(({ hash }) => hash))
}

/** Number and name together: `hash|name`. */
export const phonesKnown = async ({ db, tenantId }: Context, hashes: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ key: string }>`
    select phone_hash || '|' || name as key from person
    where tenant_id = ${tenantId} and merged_into is null and phone_hash = any(${[...hashes]}::text[])`.execute(db)
  return new Set(rows.map(({ key }) => key))
}

export type Made = {
  readonly buildings: readonly string[]
  readonly doors: readonly string[]
  readonly households: readonly string[]
  readonly people: readonly string[]
}
export type MadeCounts = { readonly [K in keyof Made]: number }
export type BatchRow = {
  readonly id: string
  readonly fileName: string
  readonly state: 'preview' | 'done' | 'undone'
  readonly rowCount: number
  readonly goodCount: number
  readonly rowsSealed: string | null
  readonly faultsSealed: string
  readonly sampleSealed: string
  readonly madeBy: string
  readonly madeAt: Date
  readonly madeCounts: MadeCounts
}

type NewBatch = Pick<
  BatchRow,
  | 'id'
  | 'fileName'
  | 'rowCount'
  | 'goodCount'
  | 'rowsSealed'
  | 'faultsSealed'
  | 'sampleSealed'
  | 'madeBy'
  | 'madeCounts'
> & { areaId: string }

export const insertBatch = ({ db, tenantId, now }: Context, batch: NewBatch) =>
  db
    .insertInto('importBatch')
    .values({
      ...batch,
      tenantId,
      kind: 'register',
      state: 'preview',
      madeAt: now,
      madeCounts: JSON.stringify(batch.madeCounts),
    })
    .execute()

type BatchSearch = {
  readonly reach: Reach
  readonly id?: string
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

export const batches = async (
  { db, tenantId }: Context,
  { reach, id, after, limit }: BatchSearch,
): Promise<BatchRow[]> => {
  const { rows } = await sql<BatchRow>`
    select b.id, b.file_name, b.state, b.row_count, b.good_count, ${id === undefined ? sql`null` : sql`b.rows_sealed`} as rows_sealed,
      b.faults_sealed, b.sample_sealed, b.made_by, b.made_at, b.made_counts
    from import_batch b join area a on a.tenant_id = b.tenant_id and a.id = b.area_id
    where b.tenant_id = ${tenantId} and b.kind = 'register' and ${within('a.path', reach)}
      and ${id === undefined ? sql<SqlBool>`true` : sql<SqlBool>`b.id = ${id}`}
      and ${after ? sql<SqlBool>`(b.made_at, b.id) < (${after[0]}, ${after[1]}::uuid)` : sql<SqlBool>`true`}
    order by b.made_at desc, b.id desc limit ${limit}`.execute(db)
  return rows
}

/** Held until the transaction ends, so that a table is written once. */
export const lockBatch = ({ db, tenantId }: Context, id: string) =>
  db
    .selectFrom('importBatch')
    .select(['state', 'madeIds'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const batchDone = ({ db, tenantId, now }: Context, id: string, counts: MadeCounts, made: Made) =>
  db
    .updateTable('importBatch')
    .set({
      state: 'done',
      doneAt: now,
      rowsSealed: null,
      madeCounts: JSON.stringify(counts),
      madeIds: JSON.stringify(made),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()

export const batchUndone = ({ db, tenantId, now }: Context, id: string) =>
  db
    .updateTable('importBatch')
    .set({ state: 'undone', undoneAt: now, rowsSealed: null, madeIds: '{}' })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()

const standsOn = (error: unknown): never => {
  if ((error as { code?: unknown } | null)?.code === '23503') throw new Refusal('import.in_use')
  throw error
}

/** Takes the entries out again. Refused when anything names one of them, or somebody has corrected one since. */
export const removeEntries = async ({ db, tenantId }: Context, { people, households }: Made): Promise<void> => {
  const persons = sql`any(${[...people]}::uuid[])`
  const { rows } =
    await sql`select from person where tenant_id = ${tenantId} and id = ${persons} and version > 1 limit 1`.execute(db)
  if (rows.length > 0) throw new Refusal('import.in_use')
  try {
    await sql`delete from household_member where tenant_id = ${tenantId} and person_id = ${persons}`.execute(db)
    await sql`delete from home where tenant_id = ${tenantId} and person_id = ${persons}`.execute(db)
    await sql`delete from person where tenant_id = ${tenantId} and id = ${persons}`.execute(db)
    await sql`delete from household where tenant_id = ${tenantId} and id = any(${[...households]}::uuid[])`.execute(db)
  } catch (error) {
    standsOn(error)
  }
}
