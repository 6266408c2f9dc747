// The door of partners: member organisations, what they offer at which price, and who comes for them.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/partners'
import type { Organisation } from '@linbang/contract/partners'
import { recordAudit } from '../../kit/audit.ts'
import type { Context } from '../../kit/context.ts'
import { inTransaction, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found, Refusal, refusedAs } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { areaOf } from '../areas/service.ts'
import { serviceByCode } from '../catalog/service.ts'
import { insertOrganisation, lockOrganisation, organisationList, setOffered, updateOrganisation } from './queries.ts'
import type { OrganisationRow } from './queries.ts'
import { isCreditCode } from './rules.ts'

export { addStaff, endStaff, listStaff, staffOf, staffOfBadge, staffOfOrganisation } from './staff.ts'
export { staffBadge } from './rules.ts'
export { priceOf as offeredBy } from './queries.ts'

type Wish = Input<typeof contract.changeOrganisation>['body']

const present = ({ areaPath: _path, lat, lon, ratingSum, ...row }: OrganisationRow): Organisation => ({
  ...row,
  point: lat !== null && lon !== null ? { lat, lon } : null,
  rating: row.ratingCount > 0 ? Math.round((ratingSum / row.ratingCount) * 10) / 10 : null,
})

const rowById = async (ctx: Context, organisationId: string): Promise<OrganisationRow | undefined> =>
  (await organisationList(ctx, { organisationId, limit: 1 }))[0]

/** Whatever its state; for other modules. Refused organisation.unknown. */
export const organisationOf = async (
  ctx: Context,
  organisationId: string,
): Promise<Organisation & { readonly areaPath: string }> => {
  const row = found(await rowById(ctx, organisationId), 'organisation.unknown')
  return { ...present(row), areaPath: row.areaPath }
}

export const listOrganisations = async (
  ctx: Context,
  { areaId, limit, cursor, ...wish }: Input<typeof contract.listOrganisations>['query'],
) => {
  const size = pageSize(limit)
  const underPath = areaId ? (await areaOf(ctx, areaId)).path : undefined
  const page = pageOf(
    await organisationList(ctx, {
      ...wish,
      underPath,
      managed: reachOf(ctx.actor, 'partners.manage'),
      after: readCursor(cursor, ['text', 'text']),
      limit: size + 1,
    }),
    size,
    (row) => [row.name, row.id],
  )
  return { ...page, items: page.items.map(present) }
}

/** Strangers see members; what has applied or left is the staff's business. */
export const getOrganisation = async (ctx: Context, organisationId: string): Promise<Organisation> => {
  const row = found(await rowById(ctx, organisationId))
  ensure(row.state === 'approved' || reaches(ctx.actor, 'partners.manage', row.areaPath), 'not_found')
  return present(row)
}

const columnsOf = async (ctx: Context, wish: Partial<Wish>) => {
  ensure(wish.creditCode === undefined || isCreditCode(wish.creditCode), 'organisation.credit_code_wrong')
  const area = wish.areaId ? await areaOf(ctx, wish.areaId) : undefined
  if (area) ensure(reaches(ctx.actor, 'partners.manage', area.path), 'not_found')
  const { kind, name, nameEn, creditCode, phone, about, opening, agreementFrom, agreementTo, point } = wish
  const given = {
    kind,
    name,
    nameEn,
    creditCode,
    phone,
    about,
    agreementFrom,
    agreementTo,
    areaId: area?.id,
    ...(opening && { opening: JSON.stringify(opening) }),
    ...(point && { lat: point.lat, lon: point.lon }),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<
    Parameters<typeof insertOrganisation>[1]
  >
}

const offer = async (ctx: Context, organisationId: string, offered: NonNullable<Wish['services']>) => {
  const prices = await Promise.all(
    offered.map(async ({ serviceCode, priceCents, priceUnit = '次', pricePoints = null }) => ({
      serviceId: (await serviceByCode(ctx, serviceCode)).id,
      priceCents,
      priceUnit,
      pricePoints,
      takesPoints: pricePoints !== null,
    })),
  )
  await setOffered(ctx, organisationId, prices)
}

export const addOrganisation = (
  ctx: Context,
  body: Input<typeof contract.addOrganisation>['body'],
): Promise<Organisation> =>
  inTransaction(ctx, async (inner) => {
    const id = newId()
    const columns = await columnsOf(inner, body as Partial<Wish>)
    const row = {
      name: body.name,
      kind: body.kind,
      areaId: body.areaId,
      ...columns,
      tenantId: inner.tenantId,
      id,
      state: 'approved' as const,
    }
    await refusedAs(insertOrganisation(inner, row), { organisation_credit_code: 'organisation.credit_code_taken' })
    if (body.services) await offer(inner, id, body.services)
    const made = found(await rowById(inner, id))
    await recordAudit(inner, {
      act: 'organisation.added',
      subjectKind: 'organisation',
      subjectId: id,
      areaPath: made.areaPath,
    })
    return present(made)
  })

export const changeOrganisation = (ctx: Context, organisationId: string, body: Wish): Promise<Organisation> =>
  inTransaction(ctx, async (inner) => {
    const locked = found(await lockOrganisation(inner, organisationId))
    const before = found(await rowById(inner, organisationId))
    ensure(reaches(inner.actor, 'partners.manage', before.areaPath), 'not_found')
    if (locked.version !== body.version) throw new Refusal('row.stale')
    const columns = {
      ...(await columnsOf(inner, body)),
      ...(body.state && { state: body.state }),
      version: body.version + 1,
    }
    await refusedAs(updateOrganisation(inner, organisationId, columns), {
      organisation_credit_code: 'organisation.credit_code_taken',
    })
    if (body.services) await offer(inner, organisationId, body.services)
    await recordAudit(inner, {
      act: 'organisation.changed',
      subjectKind: 'organisation',
      subjectId: organisationId,
      areaPath: before.areaPath,
      detail: { fields: Object.keys(body) },
    })
    return present(found(await rowById(inner, organisationId)))
  })
