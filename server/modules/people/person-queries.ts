// SQL that enters and corrects people. Every change raises the version.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { refusedAs } from '../../kit/errors.ts'
import type { Sex } from './rules.ts'

type Protected = {
  phoneSealed: string | null
  phoneHash: string | null
  phoneLast4Hash: string | null
  phoneMasked: string | null
  idNumberSealed: string | null
  idNumberHash: string | null
  idNumberLast4Hash: string | null
  idNumberMasked: string | null
}
export type NewRow = Protected & {
  id: string
  name: string
  callName: string
  namePinyin: string
  nameInitials: string
  tokens: readonly string[]
  sex: Sex | null
  bornOn: string | null
  speaks: readonly string[]
  confirmedAt: Date | null
  confirmedBy: string | null
  confirmedHow: string | null
}

const taken = { person_id_number: 'person.id_number_taken' } as const
const vectorOf = (tokens: readonly string[]) => sql<string>`array_to_tsvector(${[...tokens]}::text[])`

export const insertPeople = async ({ db, tenantId, now }: Context, people: readonly NewRow[]): Promise<void> => {
  if (people.length === 0) return
  const rows = people.map(({ tokens, speaks, ...row }) => ({
    ...row,
    tenantId,
    createdAt: now,
    speaks: [...speaks],
    search: vectorOf(tokens),
  }))
  await refusedAs(db.insertInto('person').values(rows).execute(), taken)
}

type Change = Partial<Omit<NewRow, 'id'>>

/** False when somebody else changed the row first. */
export const updatePerson = async (
  { db, tenantId }: Context,
  id: string,
  version: number,
  change: Change,
): Promise<boolean> => {
  const { tokens, speaks, ...set } = change
  const statement = db
    .updateTable('person')
    .set({ ...set, ...(speaks && { speaks: [...speaks] }), ...(tokens && { search: vectorOf(tokens) }) })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return (await refusedAs(statement, taken)).numUpdatedRows === 1n
}

export const markConfirmed = ({ db, tenantId, now }: Context, id: string, by: string | null, how: string) =>
  db
    .updateTable('person')
    .set((eb) => ({ confirmedAt: now, confirmedBy: by, confirmedHow: how, version: eb('version', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()

export const setMergedInto = ({ db, tenantId }: Context, id: string, into: string | null) =>
  db
    .updateTable('person')
    .set((eb) => ({ mergedInto: into, version: eb('version', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()

/** Held until the transaction ends, so that two merges cannot close a circle. */
export const lockPeople = async ({ db, tenantId }: Context, ids: readonly string[]) =>
  db
    .selectFrom('person')
    .select(['id', 'mergedInto', 'version'])
    .where('tenantId', '=', tenantId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()

/** Everything of the one row that only its own page shows. */
export const personRest = ({ db, tenantId }: Context, id: string) =>
  db
    .selectFrom('person')
    .select(['speaks', 'confirmedHow', 'preferences'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

export const requestCounts = async (
  { db, tenantId }: Context,
  ids: readonly string[],
): Promise<{ open: number; all: number }> => {
  const { rows } = await sql<{ open: number; all: number }>`
    select count(*) filter (where state not in ('closed', 'cancelled', 'declined', 'duplicate', 'unmet', 'answered', 'confirmed')) as open,
      count(*) as all
    from request where tenant_id = ${tenantId} and person_id = any(${[...ids]}::uuid[])`.execute(db)
  return rows[0] ?? { open: 0, all: 0 }
}

export const preferencesOf = async ({ db, tenantId }: Context, id: string): Promise<unknown> =>
  (
    await db
      .selectFrom('person')
      .select('preferences')
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst()
  )?.preferences ?? {}

export const setPreferences = ({ db, tenantId }: Context, id: string, preferences: object) =>
  db
    .updateTable('person')
    .set({ preferences: JSON.stringify(preferences) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()

/** Everybody who has this number, whoever is confirmed first. */
export const peopleWithPhone = async ({ db, tenantId }: Context, hashes: readonly string[]): Promise<string[]> => {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('phoneHash', 'in', [...hashes])
    .where('mergedInto', 'is', null)
    .where('closedAt', 'is', null)
    .orderBy('confirmedAt')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(20)
    .execute()
  return rows.map(({ id }) => id)
}
