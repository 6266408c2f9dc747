// SQL on the tenant row: accounts makes it before anybody can sign in, and names it when the place is set up.
import type { Context } from '../../kit/context.ts'
import type { Db } from '../../kit/db.ts'
import { mintTenantId, newId, type TenantId } from '../../kit/ids.ts'

/** An installation without a name yet; the only tenant answers to every host name. */
export const insertTenant = async (db: Db, now: Date): Promise<TenantId> => {
  const id = mintTenantId(newId())
  await db
    .insertInto('tenant')
    .values({ id, slug: 'main', nameZh: '邻帮', nameEn: 'Linbang', createdAt: now })
    .execute()
  return id
}

type Naming = { nameZh: string; nameEn: string; hotline: string; timeZone: string; brand: object }

export const nameTenant = ({ db, tenantId }: Context, naming: Naming) =>
  db
    .updateTable('tenant')
    .set({ ...naming, brand: JSON.stringify(naming.brand) })
    .where('id', '=', tenantId)
    .execute()
