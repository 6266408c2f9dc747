// Whether a voucher pays for a request. Vouchers belong to the exchange shop above: here they are read and held, never changed.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

type Asked = {
  readonly voucherId: string
  readonly serviceId: string
  readonly providerId: string
  /** The person helped, and the family member who asks. */
  readonly personIds: readonly string[]
}

/** One of theirs, good today, for this service at this organisation. */
export const isVoucherFor = async ({ db, tenantId, now }: Context, asked: Asked): Promise<boolean> => {
  const { rows } = await sql`
    select from reward_order o join reward r on r.tenant_id = o.tenant_id and r.id = o.reward_id and r.service_id = ${asked.serviceId}
    join reward_shop s on s.tenant_id = r.tenant_id and s.reward_id = r.id and s.organisation_id = ${asked.providerId}
    where o.tenant_id = ${tenantId} and o.id = ${asked.voucherId} and o.way = 'voucher' and o.state = 'open' and o.lasts_until > ${now}
      and o.person_id = any(${[...asked.personIds]}::uuid[])`.execute(db)
  return rows.length > 0
}

/** Held until the transaction ends, so that no counter takes it meanwhile; false when one has. */
export const holdVoucher = async ({ db, tenantId }: Context, voucherId: string): Promise<boolean> => {
  const { rows } = await sql<{ open: boolean }>`
    select state = 'open' as open from reward_order where tenant_id = ${tenantId} and id = ${voucherId} for update`.execute(
    db,
  )
  return rows[0]?.open ?? false
}
