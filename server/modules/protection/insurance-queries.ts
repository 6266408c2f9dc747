// Policies and the people named on them. What they amount to on a day is the view accident_cover.
import { type Insertable, sql } from 'kysely'
import type { Words } from '@linbang/contract/values'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { InsuranceCovers, InsuranceKind } from '../../kit/tables.ts'

export type PolicyRow = {
  readonly id: string
  readonly areaId: string
  readonly areaName: string
  readonly areaPath: string
  readonly kind: InsuranceKind
  readonly insurer: string
  readonly number: string
  readonly fromOn: string
  readonly toOn: string
  readonly endedOn: string | null
  readonly endReason: string | null
  readonly covers: InsuranceCovers
  readonly teamName: string | null
  readonly service: Words | null
  readonly note: string
  readonly people: number
  readonly version: number
  readonly isOver: boolean
  readonly lastOn: string
}
type Search = {
  readonly id?: string
  readonly paths?: readonly string[] | null
  readonly today: string
  readonly after?: readonly [number, string, string] | undefined
  readonly limit: number
}

const under = (path: ReturnType<typeof sql>, paths: readonly string[] | null | undefined) => {
  const some = paths ? [...paths] : null
  return sql`(${some}::text[] is null or exists (select from unnest(${some}::text[]) above where ${path} = above or ${path} like above || '.%'))`
}

const counted = sql`case p.covers
  when 'people' then (select count(*) from insured_person i where i.tenant_id = p.tenant_id and i.policy_id = p.id and i.to_on is null)
  when 'team' then (select count(*) from team_member m where m.tenant_id = p.tenant_id and m.team_id = p.team_id and m.to_on is null)
  else (select count(distinct c.person_id) from accident_cover c where c.tenant_id = p.tenant_id and c.policy_id = p.id) end::int`

/** Those that run out first at the top; behind them those that are over, the latest first. */
export const policyList = async (ctx: Context, { id, paths, today, after, limit }: Search): Promise<PolicyRow[]> => {
  const last = sql`least(p.to_on, p.ended_on)`
  const over = sql`(${last} < ${today}::date)::int`
  const far = sql`(case when ${last} < ${today}::date then -1 else 1 end) * (${last} - date '2000-01-01')`
  const { rows } = await sql<PolicyRow>`
    select p.id, p.area_id as "areaId", a.name as "areaName", p.area_path as "areaPath", p.kind, p.insurer, p.number, p.from_on as "fromOn", p.to_on as "toOn", p.ended_on as "endedOn", p.end_reason as "endReason",
      p.covers, t.name as "teamName", case when s.id is not null then jsonb_build_object('zh', s.zh, 'en', s.en) end as service, p.note, p.version, ${counted} as people, ${last} < ${today}::date as "isOver", ${last} as "lastOn"
    from insurance_policy p join area a on a.tenant_id = p.tenant_id and a.id = p.area_id
    left join team t on t.tenant_id = p.tenant_id and t.id = p.team_id left join service s on s.tenant_id = p.tenant_id and s.id = p.service_id
    where p.tenant_id = ${ctx.tenantId} and (${id ?? null}::uuid is null or p.id = ${id ?? null}::uuid) and ${under(sql`p.area_path`, paths)}
      and (${after?.[0] ?? null}::int is null or (${over}, ${far}, p.id) > (${after?.[0] ?? 0}::int,
        (case when ${after?.[0] ?? 0}::int = 1 then -1 else 1 end) * (${after?.[1] ?? null}::date - date '2000-01-01'), ${after?.[2] ?? null}::uuid))
    order by ${over}, ${far}, p.id limit ${limit}`.execute(ctx.db)
  return rows
}

export const lockPolicy = async (ctx: Context, id: string, today: string): Promise<PolicyRow | undefined> => {
  await sql`select from insurance_policy where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(ctx.db)
  return (await policyList(ctx, { id, today, limit: 1 }))[0]
}

export const insertPolicy = async (
  ctx: Context,
  row: Omit<Insertable<Tables['insurancePolicy']>, 'tenantId' | 'createdAt'>,
): Promise<void> => {
  await ctx.db
    .insertInto('insurancePolicy')
    .values({ ...row, tenantId: ctx.tenantId, createdAt: ctx.now })
    .execute()
}

export const endPolicyRow = async (ctx: Context, id: string, endedOn: string, endReason: string): Promise<void> => {
  await ctx.db
    .updateTable('insurancePolicy')
    .set(({ eb }) => ({ endedOn, endReason, version: eb('version', '+', 1) }))
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export const insuredList = async (
  ctx: Context,
  policyId: string,
  after: readonly [string, string] | undefined,
  limit: number,
) =>
  (
    await sql<{
      id: string
      personId: string
      name: string
      sortKey: string
      volunteerNumber: string
      fromOn: string
      toOn: string | null
    }>`
    select i.id, i.person_id as "personId", p.name, p.name_pinyin as "sortKey", coalesce(v.number, '') as "volunteerNumber", i.from_on as "fromOn", i.to_on as "toOn"
    from insured_person i join person p on p.tenant_id = i.tenant_id and p.id = i.person_id left join volunteer v on v.tenant_id = i.tenant_id and v.person_id = i.person_id
    where i.tenant_id = ${ctx.tenantId} and i.policy_id = ${policyId} and (${after?.[0] ?? null}::text is null or (p.name_pinyin, i.id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid))
    order by p.name_pinyin, i.id limit ${limit}`.execute(ctx.db)
  ).rows

/** Answers how many were not on the list before. */
export const insertInsured = async (
  ctx: Context,
  rows: readonly Omit<Insertable<Tables['insuredPerson']>, 'tenantId' | 'addedAt'>[],
): Promise<number> => {
  const { numInsertedOrUpdatedRows = 0n } = await ctx.db
    .insertInto('insuredPerson')
    .values(rows.map((row) => ({ ...row, tenantId: ctx.tenantId, addedAt: ctx.now })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'policyId', 'personId']).where('toOn', 'is', null).doNothing(),
    )
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows)
}

/** False when the person was not on the list. */
export const endInsured = async (ctx: Context, policyId: string, personId: string, toOn: string): Promise<boolean> => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('insuredPerson')
    .set({ toOn })
    .where('tenantId', '=', ctx.tenantId)
    .where('policyId', '=', policyId)
    .where('personId', '=', personId)
    .where('toOn', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export type PolicyRunningOut = {
  readonly id: string
  readonly areaPath: string
  readonly insurer: string
  readonly number: string
  readonly lastOn: string
  readonly remindedAt: Date | null
}

/** Policies whose last day comes by `until`, unless a later one of the same kind covers the same already. */
export const policiesRunningOut = async (ctx: Context, today: string, until: string): Promise<PolicyRunningOut[]> => {
  const { rows } = await sql<PolicyRunningOut>`
    select p.id, p.area_path as "areaPath", p.insurer, p.number, p.to_on as "lastOn",
      (select max(n.created_at) from notice n where n.tenant_id = p.tenant_id and n.kind = 'insurance.expires' and n.subject_id = p.id) as "remindedAt"
    from insurance_policy p
    where p.tenant_id = ${ctx.tenantId} and p.ended_on is null and p.to_on between ${today}::date and ${until}::date
      and not exists (select from insurance_policy n where n.tenant_id = p.tenant_id and n.id <> p.id and n.ended_on is null and n.kind = p.kind and n.covers = p.covers and n.area_id = p.area_id
        and n.team_id is not distinct from p.team_id and n.service_id is not distinct from p.service_id and n.to_on > p.to_on)
    order by p.id`.execute(ctx.db)
  return rows
}
