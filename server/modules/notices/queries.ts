// Notices, their deliveries, and the browsers that want push.
import { type SqlBool, sql } from 'kysely'
import type { Locale } from '@linbang/contract/values'
import type { Context } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import type { DeliveryState, DeliveryWay } from '../../kit/tables.ts'

export type NewNotice = {
  readonly personId: string
  readonly kind: string
  readonly params: object
  readonly subjectKind: string
  readonly subjectId: string
  readonly urgent: boolean
  /** Waits for the summary of the day. */
  readonly digestAt: Date | null
}

/** Answers id and person of those that are new: the same message at the same moment is one. */
export const insertNotices = async (
  { db, tenantId, now }: Context,
  notices: readonly NewNotice[],
): Promise<{ id: string; personId: string }[]> => {
  const rows = notices.map((notice) => ({
    ...notice,
    tenantId,
    id: newId(),
    params: JSON.stringify(notice.params),
    createdAt: now,
  }))
  return db
    .insertInto('notice')
    .values(rows)
    .onConflict((conflict) => conflict.constraint('notice_once').doNothing())
    .returning(['id', 'personId'])
    .execute()
}

export type NewDelivery = {
  readonly id: string
  readonly noticeId: string
  readonly way: DeliveryWay
  readonly state: DeliveryState
  readonly toMasked: string | null
  readonly notBefore: Date | null
}

export const insertDeliveries = async (
  { db, tenantId, now }: Context,
  deliveries: readonly NewDelivery[],
): Promise<void> => {
  if (deliveries.length === 0) return
  await db
    .insertInto('delivery')
    .values(deliveries.map((delivery) => ({ ...delivery, tenantId, updatedAt: now })))
    .execute()
}

export type Outgoing = {
  readonly id: string
  readonly noticeId: string
  readonly way: DeliveryWay
  readonly tries: number
  /** When an earlier try went out whose answer was lost. */
  readonly lostAt: Date | null
  readonly notBefore: Date | null
  readonly personId: string
  readonly kind: string
  readonly params: unknown
  readonly subjectId: string
  readonly urgent: boolean
  readonly createdAt: Date
  readonly locale: Locale
}

/** Takes the next try of a delivery that is still to be made; two workers never take the same one. */
export const takeTry = async ({ db, tenantId, now }: Context, deliveryId: string): Promise<Outgoing | undefined> => {
  const { rows } = await sql<Outgoing>`
    with before as (select id, sending_at from delivery
      where tenant_id = ${tenantId} and id = ${deliveryId} and state in ('queued', 'held', 'uncertain') for update)
    update delivery d set tries = d.tries + 1, updated_at = ${now}, sending_at = coalesce(b.sending_at, ${now})
    from before b, notice n join person p on p.tenant_id = n.tenant_id and p.id = n.person_id
    where d.tenant_id = ${tenantId} and d.id = b.id and n.tenant_id = d.tenant_id and n.id = d.notice_id
    returning d.id, d.notice_id, d.way, d.tries, b.sending_at as lost_at, d.not_before, n.person_id, n.kind, n.params, n.subject_id, n.urgent, n.created_at,
      case when p.preferences->>'locale' = 'en' then 'en' else 'zh-CN' end as locale`.execute(db)
  return rows[0]
}

/** A message that may have to go another way: locked, with the ways it has gone. */
export const noticeSent = async ({ db, tenantId }: Context, noticeId: string) => {
  const notice = await db
    .selectFrom('notice')
    .select(['id', 'personId', 'kind', 'params', 'subjectId', 'urgent', 'createdAt', 'readAt'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', noticeId)
    .forUpdate()
    .executeTakeFirst()
  const deliveries = await db
    .selectFrom('delivery')
    .select(['way', 'notBefore'])
    .where('tenantId', '=', tenantId)
    .where('noticeId', '=', noticeId)
    .execute()
  return (
    notice && { ...notice, tried: deliveries.map(({ way }) => way), heldUntil: deliveries.map((one) => one.notBefore) }
  )
}

export type DeliveryChange = {
  readonly state: DeliveryState
  readonly error?: string | null
  readonly providerReference?: string | null
  readonly notBefore?: Date
}

export const setDelivery = async (
  { db, tenantId, now }: Context,
  deliveryId: string,
  change: DeliveryChange,
): Promise<void> => {
  await db
    .updateTable('delivery')
    .set({ ...change, updatedAt: now, ...(change.state !== 'uncertain' && { sendingAt: null }) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', deliveryId)
    .execute()
}

type After = { readonly at: Date; readonly id: string } | undefined

export const noticesOf = ({ db, tenantId }: Context, personId: string, after: After, limit: number) => {
  const mine = db.selectFrom('notice').where('tenantId', '=', tenantId).where('personId', '=', personId)
  const rest = after ? mine.where(sql<SqlBool>`(created_at, id) < (${after.at}, ${after.id}::uuid)`) : mine
  return rest
    .select(['id', 'kind', 'params', 'subjectId', 'urgent', 'createdAt', 'readAt'])
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Marks one, or all; answers how many of the person's there were. What was read before keeps its moment. */
export const markRead = async (
  { db, tenantId, now }: Context,
  personId: string,
  noticeId?: string,
): Promise<number> => {
  const mine = db
    .updateTable('notice')
    .set({ readAt: sql<Date>`coalesce(read_at, ${now})` })
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
  const which = noticeId === undefined ? mine.where('readAt', 'is', null) : mine.where('id', '=', noticeId)
  return Number((await which.executeTakeFirst()).numUpdatedRows)
}

export const deliveriesLog = (
  { db, tenantId }: Context,
  state: DeliveryState | undefined,
  after: After,
  limit: number,
) => {
  const all = db
    .selectFrom('delivery')
    .innerJoin('notice', (on) =>
      on.onRef('notice.id', '=', 'delivery.noticeId').onRef('notice.tenantId', '=', 'delivery.tenantId'),
    )
    .where('delivery.tenantId', '=', tenantId)
  const some = state ? all.where('delivery.state', '=', state) : all
  const rest = after
    ? some.where(sql<SqlBool>`(delivery.updated_at, delivery.id) < (${after.at}, ${after.id}::uuid)`)
    : some
  return rest
    .select([
      'delivery.id',
      'way',
      'state',
      'toMasked as to',
      'kind',
      'params',
      'subjectId',
      'createdAt',
      'tries',
      'error',
      'providerReference',
      'delivery.updatedAt',
    ])
    .orderBy('delivery.updatedAt', 'desc')
    .orderBy('delivery.id', 'desc')
    .limit(limit)
    .execute()
}

export type Subscription = {
  readonly id: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

/** A browser belongs to whoever subscribed with it last. */
export const keepSubscription = async (
  { db, tenantId, now }: Context,
  personId: string,
  given: Omit<Subscription, 'id'>,
): Promise<void> => {
  await db
    .insertInto('pushSubscription')
    .values({ ...given, tenantId, id: newId(), personId, createdAt: now })
    .onConflict((conflict) =>
      conflict
        .constraint('push_subscription_endpoint')
        .doUpdateSet({ personId, p256dh: given.p256dh, auth: given.auth, goneAt: null }),
    )
    .execute()
}

export const subscriptionsOf = ({ db, tenantId }: Context, personId: string): Promise<Subscription[]> =>
  db
    .selectFrom('pushSubscription')
    .select(['id', 'endpoint', 'p256dh', 'auth'])
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('goneAt', 'is', null)
    .execute()

export const dropSubscription = async ({ db, tenantId, now }: Context, subscriptionId: string): Promise<void> => {
  await db
    .updateTable('pushSubscription')
    .set({ goneAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', subscriptionId)
    .execute()
}
