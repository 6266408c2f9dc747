import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Organisation } from '@linbang/contract/partners'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type OrganisationRow = Omit<Organisation, 'point' | 'rating' | 'opening'> & {
  readonly areaPath: string
  readonly lat: number | null
  readonly lon: number | null
  readonly ratingSum: number
  readonly opening: Organisation['opening']
}
type Filter = {
  readonly underPath?: string | undefined
  readonly serviceCode?: string | undefined
  readonly kind?: string | undefined
  readonly q?: string | undefined
  readonly organisationId?: string
  /** Members only, except under these paths. Without it every state is shown. */
  readonly managed?: readonly string[]
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

export const organisationList = async (ctx: Context, wish: Filter): Promise<OrganisationRow[]> => {
  const {
    underPath = null,
    serviceCode = null,
    kind = null,
    q = null,
    organisationId = null,
    managed,
    after,
    limit,
  } = wish
  const { rows } = await sql<OrganisationRow>`
    select o.id, o.kind, o.name, o.name_en as "nameEn", o.area_id as "areaId", a.name as "areaName", a.path as "areaPath", o.phone, o.about, o.opening, o.state, o.agreement_from as "agreementFrom", o.agreement_to as "agreementTo",
      coalesce(o.lat, a.lat) as lat, coalesce(o.lon, a.lon) as lon, o.version,
      coalesce((select jsonb_agg(jsonb_build_object('serviceCode', s.code, 'zh', s.zh, 'en', s.en, 'priceCents', os.price_cents, 'priceUnit', os.price_unit, 'takesPoints', os.price_points is not null, 'pricePoints', os.price_points) order by s.sort, s.code)
        from organisation_service os join service s on s.tenant_id = os.tenant_id and s.id = os.service_id where os.tenant_id = o.tenant_id and os.organisation_id = o.id and os.active), '[]') as services,
      coalesce(x.sum, 0)::int as "ratingSum", coalesce(x.count, 0)::int as "ratingCount",
      (select count(*)::int from visit_person vp where vp.tenant_id = o.tenant_id and vp.organisation_id = o.id and vp.state = 'signed') as "jobsDone"
    from organisation o join area a on a.tenant_id = o.tenant_id and a.id = o.area_id
    left join lateral (select sum(ra.satisfaction), count(*) from rating ra
      where ra.tenant_id = o.tenant_id and exists (select 1 from visit_person vp where vp.tenant_id = ra.tenant_id and vp.visit_id = ra.visit_id and vp.organisation_id = o.id)) x on true
    where o.tenant_id = ${ctx.tenantId}
      and (${organisationId}::uuid is null or o.id = ${organisationId}::uuid)
      and (${managed ? [...managed] : null}::text[] is null or o.state = 'approved' or exists (select 1 from unnest(${managed ? [...managed] : null}::text[]) path where a.path = path or a.path like path || '.%'))
      and (${underPath}::text is null or a.path = ${underPath} or a.path like ${`${underPath}.%`})
      and (${kind}::text is null or o.kind::text = ${kind})
      and (${q}::text is null or position(lower(${q}::text) in lower(o.name || ' ' || o.name_en)) > 0)
      and (${serviceCode}::text is null or exists (select 1 from organisation_service os join service s on s.tenant_id = os.tenant_id and s.id = os.service_id
        where os.tenant_id = o.tenant_id and os.organisation_id = o.id and os.active and s.code = ${serviceCode}))
      and (${after?.[0] ?? null}::text is null or (o.name, o.id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid))
    order by o.name, o.id limit ${limit}`.execute(ctx.db)
  return rows
}

export const insertOrganisation = async (ctx: Context, row: Insertable<Tables['organisation']>): Promise<void> => {
  await ctx.db.insertInto('organisation').values(row).execute()
}
export const lockOrganisation = (ctx: Context, id: string) =>
  ctx.db
    .selectFrom('organisation')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
export const updateOrganisation = async (
  ctx: Context,
  id: string,
  set: Partial<Insertable<Tables['organisation']>>,
): Promise<void> => {
  await ctx.db.updateTable('organisation').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', id).execute()
}

/** The services named are offered at these prices; the others are no longer offered. */
export const setOffered = async (
  ctx: Context,
  organisationId: string,
  offered: readonly Omit<Insertable<Tables['organisationService']>, 'tenantId' | 'organisationId'>[],
): Promise<void> => {
  await ctx.db
    .updateTable('organisationService')
    .set({ active: false })
    .where('tenantId', '=', ctx.tenantId)
    .where('organisationId', '=', organisationId)
    .execute()
  for (const one of offered)
    await ctx.db
      .insertInto('organisationService')
      .values({ ...one, tenantId: ctx.tenantId, organisationId, active: true })
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'organisationId', 'serviceId']).doUpdateSet({ ...one, active: true }),
      )
      .execute()
}

export const priceOf = (ctx: Context, organisationId: string, serviceId: string) =>
  ctx.db
    .selectFrom('organisationService')
    .select(['priceCents', 'priceUnit', 'pricePoints'])
    .where('tenantId', '=', ctx.tenantId)
    .where('organisationId', '=', organisationId)
    .where('serviceId', '=', serviceId)
    .where('active', '=', true)
    .executeTakeFirst()

export type StaffRow = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly callName: string
  readonly phoneMasked: string | null
  readonly manager: boolean
  readonly badgeNumber: string
}
export const staffList = (ctx: Context, organisationId: string): Promise<StaffRow[]> =>
  ctx.db
    .selectFrom('organisationStaff as s')
    .innerJoin('person as p', (join) => join.onRef('p.tenantId', '=', 's.tenantId').onRef('p.id', '=', 's.personId'))
    .select((eb) => [
      's.id',
      's.personId',
      eb.fn.coalesce('s.enteredAs', 'p.name').as('name'),
      eb.fn.coalesce('s.enteredAs', 'p.callName').as('callName'),
      'p.phoneMasked',
      's.manager',
      's.badgeNumber',
    ])
    .where('s.tenantId', '=', ctx.tenantId)
    .where('s.organisationId', '=', organisationId)
    .where('s.toOn', 'is', null)
    .orderBy('s.manager', 'desc')
    .orderBy('p.namePinyin')
    .orderBy('s.id')
    .execute()

/** Organisations a person comes for now; only those whose membership stands. */
export const postsOf = (ctx: Context, personId: string) =>
  ctx.db
    .selectFrom('organisationStaff as s')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenantId', '=', 's.tenantId').onRef('o.id', '=', 's.organisationId'),
    )
    .select(['s.organisationId', 'o.name', 's.manager', 's.badgeNumber'])
    .where('s.tenantId', '=', ctx.tenantId)
    .where('s.personId', '=', personId)
    .where('s.toOn', 'is', null)
    .where('o.state', '=', 'approved')
    .orderBy('o.name')
    .execute()

/** False when the person is there already or the badge number is somebody else's. */
export const insertStaff = async (ctx: Context, row: Insertable<Tables['organisationStaff']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('organisationStaff')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Whose badge it is, and whether they still come for an organisation whose membership stands. */
export const staffWithBadge = (ctx: Context, badgeNumber: string) =>
  ctx.db
    .selectFrom('organisationStaff as s')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenantId', '=', 's.tenantId').onRef('o.id', '=', 's.organisationId'),
    )
    .innerJoin('person as p', (join) => join.onRef('p.tenantId', '=', 's.tenantId').onRef('p.id', '=', 's.personId'))
    .select((eb) => [
      eb.fn.coalesce('s.enteredAs', 'p.callName').as('callName'),
      eb
        .and([eb('s.toOn', 'is', null), eb('o.state', '=', 'approved')])
        .$castTo<boolean>()
        .as('ours'),
    ])
    .where('s.tenantId', '=', ctx.tenantId)
    .where('s.badgeNumber', '=', badgeNumber)
    .executeTakeFirst()

export const endStaffRow = (ctx: Context, organisationId: string, staffId: string, day: string) =>
  ctx.db
    .updateTable('organisationStaff')
    .set({ toOn: day })
    .where('tenantId', '=', ctx.tenantId)
    .where('organisationId', '=', organisationId)
    .where('id', '=', staffId)
    .where('toOn', 'is', null)
    .returning('personId')
    .executeTakeFirst()
