// Offers and decisions: what dispatch writes. Who could be asked at all is read in pool-queries.ts.
import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type OfferRow = Selectable<Tables['offer']>
/** `helperState`: how far the visit of an accepted offer has come. */
export type OfferSeen = OfferRow & { readonly helperState: string | null }

export const offersOf = (ctx: Context, requestId: string): Promise<OfferSeen[]> =>
  ctx.db
    .selectFrom('offer')
    .leftJoin('visitPerson', (join) =>
      join
        .onRef('visitPerson.tenantId', '=', 'offer.tenantId')
        .onRef('visitPerson.offerId', '=', 'offer.id')
        .onRef('visitPerson.visitId', '=', 'offer.visitId'),
    )
    .selectAll('offer')
    .select('visitPerson.state as helperState')
    .where('offer.tenantId', '=', ctx.tenantId)
    .where('offer.requestId', '=', requestId)
    .orderBy('offer.sentAt')
    .orderBy('offer.id')
    .execute()

export const offerById = (ctx: Context, offerId: string): Promise<OfferRow | undefined> =>
  ctx.db
    .selectFrom('offer')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', offerId)
    .executeTakeFirst()

/** Nobody is asked twice in one round: who is already asked stays as they are. Returns the offers made. */
export const insertOffers = (ctx: Context, rows: readonly Insertable<Tables['offer']>[]): Promise<OfferRow[]> =>
  ctx.db
    .insertInto('offer')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute()

export const updateOffer = (ctx: Context, offerId: string, set: Partial<OfferRow>): Promise<OfferRow> =>
  ctx.db
    .updateTable('offer')
    .set(set)
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', offerId)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Marks an open offer as seen; false when it was seen or answered before. */
export const markSeen = async (ctx: Context, offerId: string): Promise<boolean> => {
  const done = await ctx.db
    .updateTable('offer')
    .set({ state: 'seen', seenAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', offerId)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** A yes that came after somebody else's; false when it was said before. */
export const markLateYes = async (ctx: Context, offerId: string): Promise<boolean> => {
  const done = await ctx.db
    .updateTable('offer')
    .set({ lateYesAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', offerId)
    .where('lateYesAt', 'is', null)
    .where('state', '<>', 'accepted')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Takes back the offers still open; returns them. */
export const withdrawOpenOffers = (ctx: Context, requestId: string): Promise<OfferRow[]> =>
  ctx.db
    .updateTable('offer')
    .set({ state: 'withdrawn', answeredAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('state', 'in', ['sent', 'seen', 'expired'])
    .returningAll()
    .execute()

/** Offers whose reply time has passed. They may still be accepted while the request is open. Returns whom they lay before. */
export const expireOffers = async (ctx: Context, requestId: string): Promise<string[]> => {
  const rows = await ctx.db
    .updateTable('offer')
    .set({ state: 'expired' })
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('state', 'in', ['sent', 'seen'])
    .where('replyBy', '<=', ctx.now)
    .returning(['volunteerId', 'organisationId'])
    .execute()
  return rows.flatMap((row) => row.volunteerId ?? row.organisationId ?? [])
}

export const insertDecision = async (ctx: Context, row: Insertable<Tables['dispatchDecision']>): Promise<void> => {
  await ctx.db.insertInto('dispatchDecision').values(row).execute()
}

export const decisionById = (ctx: Context, decisionId: string) =>
  ctx.db
    .selectFrom('dispatchDecision')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', decisionId)
    .executeTakeFirst()

export const lastDecision = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('dispatchDecision')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

type HelperKey = { readonly volunteerId: string | null; readonly organisationId: string | null }

/** A helper's offers: those that can still be answered, or the last 50 that are over. */
export const offersForHelper = (ctx: Context, helper: HelperKey, past: boolean): Promise<OfferRow[]> => {
  const mine = ctx.db
    .selectFrom('offer')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where(helper.volunteerId ? 'volunteerId' : 'organisationId', '=', helper.volunteerId ?? helper.organisationId)
  return past
    ? mine.where('state', 'not in', ['sent', 'seen']).orderBy('sentAt', 'desc').limit(50).execute()
    : mine.where('state', 'in', ['sent', 'seen']).orderBy('sentAt', 'desc').limit(50).execute()
}

/** Open requests this helper was not asked about: services they can do, in areas they serve; the most urgent first. */
export const nearbyRequests = async (
  ctx: Context,
  helper: HelperKey & { readonly personId: string },
): Promise<string[]> => {
  const fits = helper.volunteerId
    ? sql`(exists (select 1 from holding h join requirement q on q.tenant_id = h.tenant_id and q.kind = 'skill' and q.code = h.code
            where h.tenant_id = r.tenant_id and h.person_id = ${helper.personId} and h.kind = 'skill' and h.ended_at is null and q.service_id = r.service_id)
          or not exists (select 1 from requirement q where q.tenant_id = r.tenant_id and q.service_id = r.service_id and q.kind = 'skill'))
        and exists (select 1 from serving where r.area_path = serving.path or r.area_path like serving.path || '.%')`
    : sql`exists (select 1 from organisation_service os where os.tenant_id = r.tenant_id and os.organisation_id = ${helper.organisationId} and os.service_id = r.service_id and os.active)
        and exists (select 1 from serving where r.area_path like serving.path || '.%')`
  const serving = helper.volunteerId
    ? sql`select a.path from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id where va.tenant_id = ${ctx.tenantId} and va.volunteer_id = ${helper.volunteerId}
        union select c.path from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area b on b.tenant_id = h.tenant_id and b.id = h.area_id
          join area c on c.tenant_id = b.tenant_id and c.kind = 'community' and b.path like c.path || '.%'
          where hm.tenant_id = ${ctx.tenantId} and hm.person_id = ${helper.personId} and hm.to_on is null`
    : sql`select c.path from organisation o join area a on a.tenant_id = o.tenant_id and a.id = o.area_id
        join area c on c.tenant_id = a.tenant_id and c.kind = 'community' and (a.path = c.path or a.path like c.path || '.%')
        where o.tenant_id = ${ctx.tenantId} and o.id = ${helper.organisationId}`
  const { rows } = await sql<{ id: string }>`
    with serving as (${serving})
    select r.id from request r
    where r.tenant_id = ${ctx.tenantId} and r.state = 'dispatching' and not r.needs_look and r.person_id <> ${helper.personId} and ${fits}
      and not exists (select 1 from offer o where o.tenant_id = r.tenant_id and o.request_id = r.id
        and (o.volunteer_id = ${helper.volunteerId}::uuid or o.organisation_id = ${helper.organisationId}::uuid))
    order by r.urgency, r.next_due_at nulls last, r.id limit 20`.execute(ctx.db)
  return rows.map((row) => row.id)
}

export const photosOf = async (ctx: Context, requestId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('requestFile')
      .select('fileId')
      .where('tenantId', '=', ctx.tenantId)
      .where('requestId', '=', requestId)
      .where('kind', '=', 'photo')
      .execute()
  ).map((row) => row.fileId)

/** The look that counts for this request, if one was set. */
export const timerOf = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('waveTimer')
    .select(['lookId', 'at'])
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .executeTakeFirst()

export const setTimer = async (ctx: Context, requestId: string, lookId: string, at: Date | null): Promise<void> => {
  await ctx.db
    .insertInto('waveTimer')
    .values({ tenantId: ctx.tenantId, requestId, lookId, at })
    .onConflict((conflict) => conflict.columns(['tenantId', 'requestId']).doUpdateSet({ lookId, at }))
    .execute()
}

/** What an SMS of this person can mean: invitations to what still looks for somebody, and one that ended in the last hour. */
export const offersToAnswer = async (ctx: Context, personId: string): Promise<OfferRow[]> => {
  const asked = ctx.db
    .selectFrom('offer')
    .innerJoin('request', (join) =>
      join.onRef('request.tenantId', '=', 'offer.tenantId').onRef('request.id', '=', 'offer.requestId'),
    )
    .selectAll('offer')
    .where('offer.tenantId', '=', ctx.tenantId)
    .where('offer.personId', '=', personId)
    .orderBy('offer.sentAt', 'desc')
  const open = await asked
    .where('offer.state', 'in', ['sent', 'seen'])
    .where('request.state', 'in', ['dispatching', 'assigned'])
    .limit(2)
    .execute()
  if (open.length > 0) return open
  const hourAgo = new Date(ctx.now.getTime() - 3_600_000)
  const ended = asked.where('offer.state', 'in', ['expired', 'withdrawn']).where('offer.sentAt', '>', hourAgo)
  return ended.limit(1).execute()
}
