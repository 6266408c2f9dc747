// Borrowing: what another community was asked to lend for one request beyond its quota, and what its lead said.
import type { Context } from '../../kit/context.ts'
import { sql } from 'kysely'
import { newId } from '../../kit/ids.ts'
import type { Loan } from './wave-rules.ts'

/** What was granted for this round, by the path of the lending community. */
export const loansOf = (ctx: Context, requestId: string, round: number): Promise<Loan[]> =>
  ctx.db
    .selectFrom('lending')
    .innerJoin('area', (join) =>
      join.onRef('area.tenantId', '=', 'lending.tenantId').onRef('area.id', '=', 'lending.lenderAreaId'),
    )
    .select(['area.path as community', 'lending.people'])
    .where('lending.tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('round', '=', round)
    .where('lending.state', '=', 'granted')
    .execute()

/** How often people of each community said yes to a request of another since then, by its path. */
export const lentSince = async (ctx: Context, since: Date): Promise<Map<string, number>> => {
  const { rows } = await sql<{ community: string; times: number }>`
    select lender.path as community, count(*)::int as times
    from offer o join request r on r.tenant_id = o.tenant_id and r.id = o.request_id
    left join organisation org on org.tenant_id = o.tenant_id and org.id = o.organisation_id
    left join lateral (select h.area_id from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id
      where o.volunteer_id is not null and hm.tenant_id = o.tenant_id and hm.person_id = o.person_id and hm.to_on is null limit 1) home on true
    join area a on a.tenant_id = o.tenant_id and a.id = coalesce(org.area_id, home.area_id)
    join area lender on lender.tenant_id = a.tenant_id and lender.kind = 'community' and (a.path = lender.path or a.path like lender.path || '.%')
    where o.tenant_id = ${ctx.tenantId} and o.state = 'accepted' and o.answered_at > ${since} and r.area_path <> lender.path and r.area_path not like lender.path || '.%'
    group by lender.path`.execute(ctx.db)
  return new Map(rows.map((row) => [row.community, row.times]))
}

/** `under`: at or below these areas, null for all. */
export const communitiesUnder = async (ctx: Context, under: readonly string[] | null) => {
  const { rows } = await sql<{ name: string; path: string }>`
    select a.name, a.path from area a where a.tenant_id = ${ctx.tenantId} and a.kind = 'community' and a.valid_to is null
      and (${under === null} or exists (select from unnest(${[...(under ?? [])]}::text[]) p where a.path = p or a.path like p || '.%'))
    order by a.path limit 30`.execute(ctx.db)
  return rows
}

/** The id of the new row; undefined when this community was asked already in this round. */
export const insertLending = async (
  ctx: Context,
  row: { readonly requestId: string; readonly round: number; readonly lenderAreaId: string; readonly people: number },
): Promise<string | undefined> =>
  (
    await ctx.db
      .insertInto('lending')
      .values({ ...row, tenantId: ctx.tenantId, id: newId(), state: 'asked', askedAt: ctx.now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
  )?.id

export type LendingRow = {
  readonly id: string
  readonly requestId: string
  readonly number: string
  readonly requestState: string
  readonly serviceZh: string
  readonly serviceEn: string
  readonly icon: string
  readonly windowFrom: Date | null
  readonly windowTo: Date | null
  readonly borrower: string
  readonly lender: string
  readonly lenderPath: string
  readonly people: number
  readonly state: string
  readonly askedAt: Date
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly reason: string | null
}

/** Newest first, open ones before all; `under`: the lending communities the reader answers for, null for all. */
export const lendings = async (ctx: Context, under: readonly string[] | null, one?: string): Promise<LendingRow[]> => {
  const reach =
    under === null
      ? sql`true`
      : sql`exists (select from unnest(${[...under]}::text[]) p where lender.path = p or lender.path like p || '.%')`
  const { rows } = await sql<LendingRow>`
    select l.id, l.request_id as "requestId", r.number, r.state as "requestState", s.zh as "serviceZh", s.en as "serviceEn", s.icon,
      r.window_from as "windowFrom", r.window_to as "windowTo", coalesce(borrower.name, '') as borrower, lender.name as lender, lender.path as "lenderPath",
      l.people, l.state, l.asked_at as "askedAt", l.decided_at as "decidedAt", p.call_name as "decidedBy", l.reason
    from lending l
    join request r on r.tenant_id = l.tenant_id and r.id = l.request_id
    join service s on s.tenant_id = r.tenant_id and s.id = r.service_id
    join area lender on lender.tenant_id = l.tenant_id and lender.id = l.lender_area_id
    left join area borrower on borrower.tenant_id = l.tenant_id and borrower.kind = 'community' and (r.area_path = borrower.path or r.area_path like borrower.path || '.%')
    left join person p on p.tenant_id = l.tenant_id and p.id = l.decided_by
    where l.tenant_id = ${ctx.tenantId} and ${reach} and (${one ?? null}::uuid is null or l.id = ${one ?? null}::uuid)
    order by (l.state = 'asked') desc, l.asked_at desc, l.id limit 100`.execute(ctx.db)
  return rows
}

/** Only one decides, and only once: true for who did. */
export const decideLending = async (
  ctx: Context,
  id: string,
  set: {
    readonly state: 'granted' | 'refused'
    readonly people?: number
    readonly reason: string | null
    readonly decidedBy: string
  },
): Promise<boolean> => {
  const done = await ctx.db
    .updateTable('lending')
    .set({ ...set, decidedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export const communityAt = (ctx: Context, path: string) =>
  ctx.db
    .selectFrom('area')
    .select(['id', 'name', 'path'])
    .where('tenantId', '=', ctx.tenantId)
    .where('path', '=', path)
    .executeTakeFirst()
