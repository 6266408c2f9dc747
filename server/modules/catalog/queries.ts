// SQL about the catalogue: services with their demands, and how often each was asked for.
import type { Requirement, Service } from '@linbang/contract/catalog'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Db, Tables } from '../../kit/db.ts'
import { refusedAs } from '../../kit/errors.ts'
import { newId, type TenantId } from '../../kit/ids.ts'
import type { Demand } from './rules.ts'

export type CatalogRow = Omit<Service, 'asked' | 'requirements'> & { readonly demands: readonly Demand[] }
type Write = Insertable<Tables['service']>

const demandRows = (db: Db, tenantId: TenantId) =>
  db
    .selectFrom('requirement')
    .select(['serviceId', 'kind', 'code', 'value', 'fromOn', 'toOn'])
    .where('tenantId', '=', tenantId)
    .orderBy('kind')
    .orderBy('code')
    .orderBy('fromOn')
    .execute()

/** The whole catalogue in the order of the list. */
export const catalogRows = async (db: Db, tenantId: TenantId): Promise<CatalogRow[]> => {
  const [services, demands] = await Promise.all([
    db.selectFrom('service').selectAll().where('tenantId', '=', tenantId).orderBy('sort').orderBy('code').execute(),
    demandRows(db, tenantId),
  ])
  const byService = Map.groupBy(demands, ({ serviceId }) => serviceId)
  return services.map(({ tenantId: _, priceRule, sheetForm, ...row }) => ({
    ...row,
    priceRule: priceRule as Service['priceRule'],
    sheetForm: sheetForm as Service['sheetForm'],
    demands: (byService.get(row.id) ?? []).map(({ serviceId: _service, ...demand }) => demand),
  }))
}

export type Asked = ReadonlyMap<string, number>

export const askedSince = async (db: Db, tenantId: TenantId, since: Date): Promise<Asked> => {
  const rows = await db
    .selectFrom('request')
    .select(['serviceId', sql<number>`count(*)`.as('asked')])
    .where('tenantId', '=', tenantId)
    .where('reportedAt', '>=', since)
    .groupBy('serviceId')
    .execute()
  return new Map(rows.map(({ serviceId, asked }) => [serviceId, asked]))
}

type Content = Omit<Write, 'tenantId' | 'id' | 'version' | 'priceRule' | 'sheetForm'> &
  Pick<Service, 'priceRule' | 'sheetForm'>

const stored = ({ priceRule, sheetForm, ...rest }: Content) => ({
  ...rest,
  priceRule: JSON.stringify(priceRule),
  sheetForm: JSON.stringify(sheetForm),
})

/** Adds those whose code is not there yet; answers the ids of the new ones by code. */
export const insertMissing = async ({ db, tenantId }: Context, services: readonly Content[]) => {
  const rows = await db
    .insertInto('service')
    .values(services.map((service) => ({ ...stored(service), tenantId, id: newId() })))
    .onConflict((conflict) => conflict.constraint('service_code').doNothing())
    .returning(['id', 'code'])
    .execute()
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/** Refused as `service.code_taken`. */
export const insertService = async ({ db, tenantId }: Context, content: Content): Promise<string> => {
  const id = newId()
  const insert = db
    .insertInto('service')
    .values({ ...stored(content), tenantId, id })
    .execute()
  await refusedAs(insert, { service_code: 'service.code_taken' })
  return id
}

type Change = Partial<Omit<Content, 'code'>>

const storedChange = ({ priceRule, sheetForm, ...rest }: Change): Updateable<Tables['service']> => ({
  ...rest,
  ...(priceRule && { priceRule: JSON.stringify(priceRule) }),
  ...(sheetForm && { sheetForm: JSON.stringify(sheetForm) }),
})

/** False when the version has moved on. */
export const updateService = async (
  { db, tenantId }: Context,
  id: string,
  version: number,
  change: Change,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('service')
    .set({ ...storedChange(change), version: version + 1 })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

type Begun = Requirement & { readonly serviceId: string }

export const beginDemands = async ({ db, tenantId }: Context, demands: readonly Begun[], fromOn: string) => {
  if (demands.length === 0) return
  await db
    .insertInto('requirement')
    .values(demands.map((demand) => ({ ...demand, tenantId, id: newId(), fromOn })))
    .execute()
}

/** Yesterday was the last day; what began today never held. */
export const endDemand = async (
  { db, tenantId }: Context,
  serviceId: string,
  { kind, code }: Requirement,
  { today, yesterday }: { today: string; yesterday: string },
): Promise<void> => {
  const open = { tenantId, serviceId, kind, code }
  const held = (column: 'fromOn', operator: '<' | '>=') =>
    sql<boolean>`${sql.ref(column)} ${sql.raw(operator)} ${today}::date and (to_on is null or to_on >= ${today}::date)`
  await db
    .deleteFrom('requirement')
    .where((where) => where.and(open))
    .where(held('fromOn', '>='))
    .execute()
  await db
    .updateTable('requirement')
    .set({ toOn: yesterday })
    .where((where) => where.and(open))
    .where(held('fromOn', '<'))
    .execute()
}
