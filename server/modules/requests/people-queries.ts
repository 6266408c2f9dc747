// What a request needs to know of people: the one it is for, where they live, and what the actor is to them.
import { CompiledQuery, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Point } from '@linbang/contract/values'
import { openAtOnce, openStates } from './rules.ts'

export type Asker = {
  readonly id: string
  /** Follow it: this entry is somebody else's. */
  readonly mergedInto: string | null
  readonly name: string
  readonly callName: string
  readonly bornOn: string | null
  readonly confirmed: boolean
  readonly lookedBefore: boolean
  /** Counted as far as it matters. */
  readonly open: number
  /** Family who may see. */
  readonly family: readonly string[]
  readonly householdId: string | null
  readonly areaId: string | null
  readonly areaPath: string | null
  readonly areaName: string | null
  readonly point: Point | null
}

type Raw = Omit<Asker, 'point'> & { readonly lat: number | null; readonly lon: number | null }

/** Requests older than this are not counted as open at once; every request that is made asks this, so it reads little. */
const countedDays = 90
const factsText = `
    select p.id, p.merged_into, p.name, p.call_name, p.born_on, p.confirmed_at is not null as confirmed,
      p.confirmed_at is null and exists (select from request r where r.tenant_id = p.tenant_id and r.person_id = p.id and r.looked_at is not null) as looked_before,
      (select count(*)::int from (select from request r where r.tenant_id = p.tenant_id and r.person_id = p.id and r.reported_at > $3
        and r.state in (${openStates.map((state) => `'${state}'`).join(', ')}) limit ${openAtOnce}) few) as open,
      array(select f.family_person_id from family_right f where f.tenant_id = p.tenant_id and f.person_id = p.id and f.may_see and f.ended_at is null) as family,
      home.household_id, home.area_id, home.area_path, home.area_name, home.lat, home.lon
    from person p
    left join lateral (
      select m.household_id, a.id as area_id, a.path as area_path, a.name as area_name, a.lat, a.lon
      from household_member m
      join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
      join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where m.tenant_id = p.tenant_id and m.person_id = p.id and m.to_on is null
      order by m.lives_there desc, m.from_on desc, m.id desc limit 1) home on true
    where p.tenant_id = $1 and p.id = $2 and p.closed_at is null`

/** The person a request is for, with home, family and what is open: one statement. */
const factsOf = async (ctx: Context, personId: string): Promise<Asker | undefined> => {
  const since = new Date(ctx.now.getTime() - countedDays * 86_400_000)
  const { rows } = await ctx.db.executeQuery<Raw>(CompiledQuery.raw(factsText, [ctx.tenantId, personId, since]))
  const row = rows[0]
  if (!row) return undefined
  const { lat, lon, ...rest } = row
  return { ...rest, point: lat === null || lon === null ? null : { lat, lon } }
}

/** The same, of the entry that was kept when this one was merged. */
export const askerFacts = async (ctx: Context, personId: string): Promise<Asker | undefined> => {
  const facts = await factsOf(ctx, personId)
  return facts?.mergedInto ? askerFacts(ctx, facts.mergedInto) : facts
}

/** Staff who write a request down: their names, and whether they could help, or ask as family. */
export type Scribe = {
  readonly name: string
  readonly callName: string
  readonly mayAsk: boolean
  readonly mayHelp: boolean
}

const scribeText = `
    select p.name, p.call_name,
      exists (select from family_right f where f.tenant_id = p.tenant_id and f.person_id = $3 and f.family_person_id = p.id and f.may_ask and f.ended_at is null) as may_ask,
      exists (select from volunteer v where v.tenant_id = p.tenant_id and v.person_id = p.id and v.state = 'approved')
        or exists (select from organisation_staff o where o.tenant_id = p.tenant_id and o.person_id = p.id and o.to_on is null) as may_help
    from person p where p.tenant_id = $1 and p.id = $2`

export const scribeFacts = async (ctx: Context, personId: string, askerId: string): Promise<Scribe | undefined> => {
  const query = CompiledQuery.raw(scribeText, [ctx.tenantId, personId, askerId])
  return (await ctx.db.executeQuery<Scribe>(query)).rows[0]
}

export const livesIn = async (ctx: Context, householdId: string, personId: string): Promise<boolean> => {
  const row = await ctx.db
    .selectFrom('householdMember')
    .select('id')
    .where('tenantId', '=', ctx.tenantId)
    .where('householdId', '=', householdId)
    .where('personId', '=', personId)
    .where('toOn', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Somebody who came to one of these people before, or who is registered to help. */
export const mayComeAgain = async (ctx: Context, helperId: string, personIds: readonly string[]): Promise<boolean> => {
  const { rows } = await sql`
    select from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id
    where vp.tenant_id = ${ctx.tenantId} and vp.person_id = ${helperId} and vp.state = 'signed' and v.person_id = any(${[...personIds]}::uuid[])
    union all
    select from volunteer where tenant_id = ${ctx.tenantId} and person_id = ${helperId} and state = 'approved' limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

export type Tie = {
  /** The person the request is for, also under an entry that was merged. */
  readonly own: boolean
  readonly mayAsk: boolean
  readonly maySee: boolean
  readonly helper: boolean
  readonly onSite: boolean
  readonly mayHelp: boolean
  readonly handBackBy: string | null
  readonly rated: boolean
}

/** What ties the actor to a request, and what stands in the way of its verbs. */
export const tieOf = async (
  ctx: Context,
  request: { readonly id: string; readonly personId: string },
  actorId: string | null,
): Promise<Tie> => {
  const { rows } = await sql<Tie>`
    select exists (select from person p join person me on me.tenant_id = p.tenant_id and me.id = ${actorId}::uuid and coalesce(me.merged_into, me.id) = coalesce(p.merged_into, p.id)
        where p.tenant_id = ${ctx.tenantId} and p.id = ${request.personId}) as own,
      coalesce(bool_or(f.may_ask), false) as may_ask, coalesce(bool_or(f.may_see), false) as may_see,
      exists (select from visit v join visit_person vp on vp.tenant_id = v.tenant_id and vp.visit_id = v.id
        where v.tenant_id = ${ctx.tenantId} and v.request_id = ${request.id} and vp.person_id = ${actorId}::uuid and vp.state not in ('dropped', 'no_show', 'failed')) as helper,
      exists (select from visit v join visit_person vp on vp.tenant_id = v.tenant_id and vp.visit_id = v.id
        where v.tenant_id = ${ctx.tenantId} and v.request_id = ${request.id} and v.state in ('on_site', 'finished') and vp.state in ('on_site', 'finished')) as on_site,
      exists (select from volunteer where tenant_id = ${ctx.tenantId} and person_id = ${actorId}::uuid and state = 'approved')
        or exists (select from organisation_staff where tenant_id = ${ctx.tenantId} and person_id = ${actorId}::uuid and to_on is null) as may_help,
      (select h.by_person_id from hand_back h where h.tenant_id = ${ctx.tenantId} and h.request_id = ${request.id} and h.ruled_at is null) as hand_back_by,
      exists (select from rating ra where ra.tenant_id = ${ctx.tenantId} and ra.request_id = ${request.id} and ra.visit_id is not distinct from (
        select v.id from visit v where v.tenant_id = ${ctx.tenantId} and v.request_id = ${request.id} and v.state = 'signed' order by v.created_at desc limit 1)) as rated
    from (select 1) one
    left join family_right f on f.tenant_id = ${ctx.tenantId} and f.person_id = ${request.personId} and f.family_person_id = ${actorId}::uuid and f.ended_at is null`.execute(
    ctx.db,
  )
  return (
    rows[0] ?? {
      own: false,
      mayAsk: false,
      maySee: false,
      helper: false,
      onSite: false,
      mayHelp: false,
      handBackBy: null,
      rated: false,
    }
  )
}

/** Who hears of a change besides the staff of the area: the person, family who may see, whoever entered it, who is coming. */
export const audienceOf = async (
  ctx: Context,
  request: { readonly id: string; readonly personId: string; readonly enteredBy: string },
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select f.family_person_id as id from family_right f where f.tenant_id = ${ctx.tenantId} and f.person_id = ${request.personId} and f.may_see and f.ended_at is null
    union
    select vp.person_id from visit v join visit_person vp on vp.tenant_id = v.tenant_id and vp.visit_id = v.id
    where v.tenant_id = ${ctx.tenantId} and v.request_id = ${request.id} and vp.state not in ('dropped', 'no_show', 'failed')`.execute(
    ctx.db,
  )
  return [...new Set([request.personId, request.enteredBy, ...rows.map(({ id }) => id)])]
}
