// SQL about people: who they are, where they live, who may be found by what. Reads follow a merge to the person kept.
import { sql, type SqlBool } from 'kysely'
import { among } from '../../kit/among.ts'
import type { Context } from '../../kit/context.ts'
import type { TenantId } from '../../kit/ids.ts'

type Reach = readonly string[] | 'everywhere'

/** `path` is one of the areas or lies under one. */
const pathUnder = (path: ReturnType<typeof sql.ref>, areas: readonly string[]) =>
  sql<SqlBool>`(${path} = any(${[...areas]}::text[]) or ${path} like any(${areas.map((area) => `${area}.%`)}::text[]))`

/** Where somebody lives now; those without a home stand at the top of the tree and only who reaches that sees them. */
const livesUnder = (tenantId: TenantId, reach: Reach) => {
  if (reach === 'everywhere') return sql<SqlBool>`true`
  const top = reach.some((path) => !path.includes('.'))
  return sql<SqlBool>`case when home.path is null then ${top} else (home.path = any(${[...reach]}::text[])
    or home.path like any(${reach.map((area) => `${area}.%`)}::text[])) end`
}

const home = (tenantId: TenantId) => sql`left join lateral (
    select h.id as household_id, a.id as area_id, a.path, a.name as building_name, a.lat, a.lon, h.door_sealed
    from household_member m
    join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
    join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
    where m.tenant_id = ${tenantId} and m.person_id = p.id and m.to_on is null
    order by m.lives_there desc, m.from_on desc, m.id desc limit 1) home on true`

const columns = sql`p.id, p.name, p.call_name, p.name_pinyin, p.sex, p.born_on, p.phone_masked, p.id_number_masked,
  p.confirmed_at, p.merged_into, p.version, home.household_id, home.area_id, home.path, home.building_name, home.door_sealed,
  exists (select from volunteer v where v.tenant_id = p.tenant_id and v.person_id = p.id and v.state = 'approved') as volunteer,
  (select c.path from area c where c.tenant_id = p.tenant_id and c.kind = 'community'
     and (home.path = c.path or home.path like c.path || '.%') limit 1) as community_path`

export type PersonLine = {
  id: string
  name: string
  callName: string
  namePinyin: string
  sex: 'female' | 'male' | null
  bornOn: string | null
  phoneMasked: string | null
  idNumberMasked: string | null
  confirmedAt: Date | null
  mergedInto: string | null
  version: number
  householdId: string | null
  areaId: string | null
  path: string | null
  buildingName: string | null
  doorSealed: string | null
  volunteer: boolean
  communityPath: string | null
}

export type PeopleSearch = {
  reach: Reach
  underPath: string | undefined
  unconfirmed: boolean
  after: readonly [string, string] | undefined
  limit: number
} & SearchWords
/** One of these: nothing, keyed hashes of a number, words of which all must fit, or a part of the building's name. */
export type SearchWords = { hashes?: readonly string[]; words?: string; building?: string }

const matching = ({ hashes, words, building }: SearchWords) => {
  if (hashes) {
    const any = sql`any(${[...hashes]}::text[])`
    return sql<SqlBool>`(p.phone_hash = ${any} or p.phone_last4_hash = ${any} or p.id_number_hash = ${any})`
  }
  if (words) return sql<SqlBool>`p.search @@ ${words}::tsquery`
  return building ? sql<SqlBool>`position(${building} in home.building_name) > 0` : sql<SqlBool>`true`
}

export const peopleFound = async ({ db, tenantId }: Context, search: PeopleSearch): Promise<PersonLine[]> => {
  const { reach, underPath, unconfirmed, after, limit } = search
  const { rows } = await sql<PersonLine>`
    select ${columns} from person p ${home(tenantId)}
    where p.tenant_id = ${tenantId} and p.merged_into is null and p.closed_at is null
      and ${livesUnder(tenantId, reach)}
      and ${underPath === undefined ? sql<SqlBool>`true` : pathUnder(sql.ref('home.path'), [underPath])}
      and ${unconfirmed ? sql<SqlBool>`p.confirmed_at is null` : sql<SqlBool>`true`}
      and ${matching(search)}
      and ${after ? sql<SqlBool>`(p.name_pinyin, p.id) > (${after[0]}, ${after[1]})` : sql<SqlBool>`true`}
    order by p.name_pinyin, p.id limit ${limit}`.execute(db)
  return rows
}

/** The row itself, merged or not. */
export const personLine = async ({ db, tenantId }: Context, id: string): Promise<PersonLine | undefined> => {
  const { rows } = await sql<PersonLine>`
    select ${columns} from person p ${home(tenantId)} where p.tenant_id = ${tenantId} and p.id = ${id}`.execute(db)
  return rows[0]
}

export type Brief = {
  asked: string
  id: string
  name: string
  callName: string
  sex: 'female' | 'male' | null
  bornOn: string | null
  speaks: string[]
  confirmed: boolean
  phoneMasked: string | null
  areaId: string | null
  areaPath: string | null
  lat: number | null
  lon: number | null
  householdId: string | null
  doorSealed: string | null
}

/** For each id asked, the person kept. */
export const briefRows = async ({ db, tenantId }: Context, ids: readonly string[]): Promise<Brief[]> => {
  const { rows } = await sql<Brief>`
    with recursive chain (asked, id, merged_into) as (
      select p.id, p.id, p.merged_into from person p where p.tenant_id = ${tenantId} and p.id ${among(ids)}
      union all
      select c.asked, p.id, p.merged_into from chain c join person p on p.tenant_id = ${tenantId} and p.id = c.merged_into)
    select c.asked, p.id, p.name, p.call_name, p.sex, p.born_on, p.speaks, p.confirmed_at is not null as confirmed,
      p.phone_masked, home.area_id, home.path as area_path, home.lat, home.lon, home.household_id, home.door_sealed
    from chain c join person p on p.tenant_id = ${tenantId} and p.id = c.id ${home(tenantId)}
    where c.merged_into is null`.execute(db)
  return rows
}

/** The person and everyone merged into them. */
export const sameIds = async ({ db, tenantId }: Context, id: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with recursive same (id) as (
      select ${id}::uuid
      union
      select p.id from same s join person p on p.tenant_id = ${tenantId} and p.merged_into = s.id)
    select id from same`.execute(db)
  return rows.map((row) => row.id)
}

export const sealedOf = ({ db, tenantId }: Context, ids: readonly string[]) =>
  db
    .selectFrom('person')
    .select(['id', 'phoneSealed', 'idNumberSealed'])
    .where('tenantId', '=', tenantId)
    .where('id', 'in', [...ids])
    .execute()

/** Whom a phone belongs to: who signs in with it first, then who is confirmed, then who was entered first. */
export const personWithPhone = async (
  { db, tenantId }: Context,
  hashes: readonly string[],
): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
    left join account a on a.tenant_id = p.tenant_id and a.person_id = p.id and a.closed_at is null
    where p.tenant_id = ${tenantId} and p.phone_hash = any(${[...hashes]}::text[]) and p.closed_at is null
    order by (a.id is not null) desc, (p.merged_into is null) desc, (p.confirmed_at is not null) desc, p.created_at, p.id
    limit 1`.execute(db)
  return rows[0]?.id
}

/** Two that would make the same person wait for each other here until the transaction ends. */
export const holdPhone = async ({ db, tenantId }: Context, hash: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId}|phone|${hash}`}, 0))`.execute(db)
}

export const personWithIdNumber = ({ db, tenantId }: Context, hashes: readonly string[]) =>
  db
    .selectFrom('person')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('idNumberHash', 'in', [...hashes])
    .executeTakeFirst()
