// SQL of vouchers at the counter: what a shop's phone keeps, what holds a voucher, and what clashed.
import type { RewardOrderState } from '@linbang/contract/rewards'
import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { Shop } from './queries.ts'

export const shopsNamed = async ({ db, tenantId }: Context, ids: readonly string[]): Promise<Shop[]> => {
  const { rows } = await sql<Shop>`
    select id as organisation_id, name from organisation
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) order by name`.execute(db)
  return rows
}

type Taken = { readonly id: string; readonly zh: string; readonly en: string; readonly points: number }
/** Also what was taken off: vouchers of it are still out. */
export const rewardsAt = async ({ db, tenantId }: Context, organisationIds: readonly string[]): Promise<Taken[]> => {
  const { rows } = await sql<Taken>`
    select r.id, r.zh, r.en, r.points from reward r where r.tenant_id = ${tenantId} and exists (select from reward_shop s
      where s.tenant_id = r.tenant_id and s.reward_id = r.id and s.organisation_id = any(${[...organisationIds]}::uuid[])) order by r.zh limit 500`.execute(
    db,
  )
  return rows
}

/** The request somebody pays with the voucher, unless nobody comes for it any more. */
export const requestPaidBy = async ({ db, tenantId }: Context, orderId: string): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select id from request where tenant_id = ${tenantId} and voucher_id = ${orderId}
      and state not in ('cancelled', 'declined', 'duplicate', 'unmet', 'answered')`.execute(db)
  return rows[0]?.id
}

/** What a sealed visit was paid with, and the organisation that came. */
export const voucherOfVisit = async ({ db, tenantId }: Context, visitId: string) => {
  const { rows } = await sql<{ orderId: string; organisationId: string }>`
    select q.voucher_id as order_id, p.organisation_id from visit v join request q on q.tenant_id = v.tenant_id and q.id = v.request_id and q.voucher_id is not null
    join visit_person p on p.tenant_id = v.tenant_id and p.visit_id = v.id and p.state = 'signed' and p.organisation_id is not null
    where v.tenant_id = ${tenantId} and v.id = ${visitId} limit 1`.execute(db)
  return rows[0]
}

type NewClash = Pick<
  Insertable<Tables['voucherClash']>,
  'id' | 'orderId' | 'organisationId' | 'staffPersonId' | 'occurredAt'
>
/** Told twice it is written once. */
export const insertClash = async ({ db, tenantId, now }: Context, row: NewClash): Promise<void> => {
  await db
    .insertInto('voucherClash')
    .values({ ...row, tenantId, heardAt: now })
    .onConflict((conflict) => conflict.constraint('voucher_clash_once').doNothing())
    .execute()
}

type Outcome = 'same_use' | 'shop' | 'owner' | 'nobody'
export type ClashRow = {
  readonly id: string
  readonly number: string
  readonly zh: string
  readonly en: string
  readonly points: number
  readonly callName: string
  readonly state: RewardOrderState
  readonly firstAt: string | null
  readonly firstUsedAt: Date | null
  readonly organisationName: string
  readonly staffName: string
  readonly occurredAt: Date
  readonly heardAt: Date
  readonly outcome: Outcome | null
  readonly words: string | null
  readonly reviewedBy: string | null
  readonly areaPath: string
}
type Question = {
  readonly paths: readonly string[]
  readonly id?: string
  readonly open: boolean
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

export const clashList = async ({ db, tenantId }: Context, question: Question): Promise<ClashRow[]> => {
  const { paths, id = null, open, after, limit } = question
  const { rows } = await sql<ClashRow>`
    select c.id, o.number, r.zh, r.en, o.points, p.call_name, o.state, f.name as first_at, o.ended_at as first_used_at, g.name as organisation_name,
      coalesce(st.entered_as, s.call_name) as staff_name, c.occurred_at, c.heard_at, c.outcome, c.words, v.name as reviewed_by, r.area_path
    from voucher_clash c join reward_order o on o.tenant_id = c.tenant_id and o.id = c.order_id join reward r on r.tenant_id = o.tenant_id and r.id = o.reward_id
    join person p on p.tenant_id = o.tenant_id and p.id = o.person_id join organisation g on g.tenant_id = c.tenant_id and g.id = c.organisation_id
    join person s on s.tenant_id = c.tenant_id and s.id = c.staff_person_id
    left join organisation_staff st on st.tenant_id = c.tenant_id and st.organisation_id = c.organisation_id and st.person_id = c.staff_person_id and st.to_on is null
    left join organisation f on f.tenant_id = o.tenant_id and f.id = o.organisation_id left join person v on v.tenant_id = c.tenant_id and v.id = c.reviewed_by
    where c.tenant_id = ${tenantId} and exists (select from unnest(${[...paths]}::text[]) above where r.area_path = above or r.area_path like above || '.%')
      and (${id}::uuid is null or c.id = ${id}::uuid) and (not ${open}::boolean or c.outcome is null)
      and (${after?.[0] ?? null}::timestamptz is null or (c.heard_at, c.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by c.heard_at desc, c.id desc limit ${limit}`.execute(db)
  return rows
}

/** False when somebody has reviewed it before. */
export const reviewClash = async (
  { db, tenantId, now }: Context,
  id: string,
  set: { readonly outcome: Outcome; readonly words: string; readonly reviewedBy: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('voucherClash')
    .set({ ...set, reviewedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
