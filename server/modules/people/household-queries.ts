// SQL about households and who belongs to them, from which day to which.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { refusedAs } from '../../kit/errors.ts'

export type HouseholdRow = {
  id: string
  areaId: string
  buildingName: string
  path: string
  lat: number | null
  lon: number | null
  doorSealed: string | null
  note: string
  hasHowToGetIn: boolean
  version: number
}

const fromHousehold = ({ db, tenantId }: Context) =>
  db
    .selectFrom('household as h')
    .innerJoin('area as a', (join) => join.onRef('a.tenantId', '=', 'h.tenantId').onRef('a.id', '=', 'h.areaId'))
    .select((eb) => [
      'h.id',
      'h.areaId',
      'a.name as buildingName',
      'a.path',
      'a.lat',
      'a.lon',
      'h.doorSealed',
      'h.note',
      eb('h.howToGetInSealed', 'is not', null).$castTo<boolean>().as('hasHowToGetIn'),
      'h.version',
    ])
    .where('h.tenantId', '=', tenantId)

export const householdRow = (ctx: Context, id: string): Promise<HouseholdRow | undefined> =>
  fromHousehold(ctx).where('h.id', '=', id).executeTakeFirst()

export const householdAt = (ctx: Context, doorHashes: readonly string[]): Promise<HouseholdRow | undefined> =>
  fromHousehold(ctx)
    .where('h.doorHash', 'in', [...doorHashes])
    .executeTakeFirst()

/** The building's own and its units'. */
export const householdsOf = (
  ctx: Context,
  path: string,
  after: string | undefined,
  limit: number,
): Promise<HouseholdRow[]> =>
  fromHousehold(ctx)
    .where((eb) => eb.or([eb('a.path', '=', path), eb('a.path', 'like', `${path}.%`)]))
    .$if(after !== undefined, (query) => query.where('h.id', '>', after ?? ''))
    .orderBy('h.id')
    .limit(limit)
    .execute()

type NewHousehold = { id: string; areaId: string; doorSealed: string | null; doorHash: string | null }

/** A door that has its household already keeps it. */
export const insertHouseholds = async (
  { db, tenantId, now }: Context,
  rows: readonly NewHousehold[],
): Promise<void> => {
  if (rows.length === 0) return
  await db
    .insertInto('household')
    .values(rows.map((row) => ({ ...row, tenantId, createdAt: now })))
    .onConflict((conflict) => conflict.columns(['tenantId', 'doorHash']).doNothing())
    .execute()
}

export type NewMember = { id: string; householdId: string; personId: string; relation: string; fromOn: string }

/**
 * Writes down anew where these people live: by the latest open household of each. Belongs into the transaction that changed
 * it; whoever changes the same person meanwhile waits.
 */
export const settleHomes = async ({ db, tenantId }: Context, personIds: readonly string[]): Promise<void> => {
  const persons = sql`any(${[...personIds]}::uuid[])`
  await sql`select from person where tenant_id = ${tenantId} and id = ${persons} order by id for no key update`.execute(
    db,
  )
  await sql`
    with lives as (
      select distinct on (m.person_id) m.person_id, h.area_id from household_member m
      join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
      where m.tenant_id = ${tenantId} and m.person_id = ${persons} and m.lives_there and m.to_on is null
      order by m.person_id, m.from_on desc, m.id desc),
    gone as (
      delete from home where tenant_id = ${tenantId} and person_id = ${persons} and person_id not in (select person_id from lives))
    insert into home (tenant_id, person_id, area_id) select ${tenantId}, person_id, area_id from lives order by person_id
    on conflict (tenant_id, person_id) do update set area_id = excluded.area_id where home.area_id <> excluded.area_id`.execute(
    db,
  )
}

/** Call inside a transaction. */
export const insertMembers = async (ctx: Context, rows: readonly NewMember[]): Promise<void> => {
  if (rows.length === 0) return
  const { db, tenantId } = ctx
  const statement = db
    .insertInto('householdMember')
    .values(rows.map((row) => ({ ...row, tenantId })))
    .execute()
  await refusedAs(statement, { household_member_once: 'household.member_already' })
  await settleHomes(
    ctx,
    rows.map(({ personId }) => personId),
  )
}

/** False when they did not belong to it. Call inside a transaction. */
export const endMember = async (ctx: Context, householdId: string, personId: string, day: string): Promise<boolean> => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('householdMember')
    .set({ toOn: day })
    .where('tenantId', '=', ctx.tenantId)
    .where('householdId', '=', householdId)
    .where('personId', '=', personId)
    .where('toOn', 'is', null)
    .executeTakeFirst()
  await settleHomes(ctx, [personId])
  return numUpdatedRows > 0n
}

export const membersOf = ({ db, tenantId }: Context, householdIds: readonly string[]) =>
  db
    .selectFrom('householdMember as m')
    .innerJoin('person as p', (join) => join.onRef('p.tenantId', '=', 'm.tenantId').onRef('p.id', '=', 'm.personId'))
    .select(['m.householdId', 'm.personId', 'p.name', 'p.callName', 'p.bornOn', 'm.relation', 'm.livesThere'])
    .where('m.tenantId', '=', tenantId)
    .where('m.householdId', 'in', [...householdIds])
    .where('m.toOn', 'is', null)
    .where('p.mergedInto', 'is', null)
    .orderBy('m.fromOn')
    .orderBy('m.id')
    .execute()

export const householdsWith = ({ db, tenantId }: Context, personIds: readonly string[]) =>
  db
    .selectFrom('householdMember as m')
    .innerJoin('household as h', (join) =>
      join.onRef('h.tenantId', '=', 'm.tenantId').onRef('h.id', '=', 'm.householdId'),
    )
    .innerJoin('area as a', (join) => join.onRef('a.tenantId', '=', 'h.tenantId').onRef('a.id', '=', 'h.areaId'))
    .select([
      'm.personId',
      'm.householdId',
      'h.areaId',
      'a.path',
      'a.name as buildingName',
      'm.relation',
      'm.livesThere',
      'h.doorSealed',
    ])
    .where('m.tenantId', '=', tenantId)
    .where('m.personId', 'in', [...personIds])
    .where('m.toOn', 'is', null)
    .orderBy('m.livesThere', 'desc')
    .orderBy('m.fromOn', 'desc')
    .orderBy('m.id', 'desc')
    .execute()

export const noteHousehold = async (
  { db, tenantId }: Context,
  id: string,
  version: number,
  note: string | undefined,
) => {
  const { numUpdatedRows } = await db
    .updateTable('household')
    .set((eb) => ({ version: eb('version', '+', 1), ...(note !== undefined && { note }) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const sealedEntrance = async ({ db, tenantId }: Context, id: string): Promise<string | null> =>
  (
    await db
      .selectFrom('household')
      .select('howToGetInSealed')
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst()
  )?.howToGetInSealed ?? null

export const sealEntrance = async ({ db, tenantId }: Context, id: string, sealed: string | null): Promise<void> => {
  await db
    .updateTable('household')
    .set({ howToGetInSealed: sealed })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}
