// Rows of drawn boundaries, the newest first, with the form of address of who drew.
import type { Outline } from '@linbang/contract/areas'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

type NewOutline = {
  readonly id: string
  readonly areaId: string
  readonly outline: Outline
  readonly fromOn: string
  readonly by: string | null
  readonly at: Date
}
export const insertOutline = async ({ db, tenantId }: Context, { by, outline, ...row }: NewOutline): Promise<void> => {
  await db
    .insertInto('areaOutline')
    .values({ tenantId, ...row, outline: JSON.stringify(outline), drawnBy: by })
    .execute()
}

type OutlineRow = {
  readonly id: string
  readonly outline: Outline
  readonly fromOn: string
  readonly drawnBy: string | null
  readonly at: Date
}
export const outlinesOf = async ({ db, tenantId }: Context, areaId: string): Promise<OutlineRow[]> => {
  const { rows } = await sql<OutlineRow>`
    select o.id, o.outline, o.from_on, p.call_name as drawn_by, o.at from area_outline o
    left join person p on p.tenant_id = o.tenant_id and p.id = o.drawn_by
    where o.tenant_id = ${tenantId} and o.area_id = ${areaId} order by o.at desc, o.id desc limit 50`.execute(db)
  return rows
}

export type ClinicRow = { readonly name: string; readonly phone: string }
export const clinicOf = async ({ db, tenantId }: Context, areaId: string): Promise<ClinicRow | null> => {
  const row = await db
    .selectFrom('area')
    .select(['clinicName as name', 'clinicPhone as phone'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', areaId)
    .executeTakeFirst()
  return row && row.phone !== '' ? row : null
}
