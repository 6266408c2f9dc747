// Becoming a volunteer and leaving: registration with identity and age, the guardian's consent, review by staff of the place.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/volunteers'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { giveRole, staffAt, takeRole } from '../accounts/service.ts'
import { areaOf, communityOf, liveAreaOf } from '../areas/service.ts'
import { recordConsentOf } from '../consents/service.ts'
import { notify } from '../notices/service.ts'
import { staffOf } from '../partners/service.ts'
import { ageOn, homeOf, identifyPerson, personByPhone, personOf, samePerson, todayOf } from '../people/service.ts'
import { insertHoldings } from './holding-queries.ts'
import { skillOf } from './holdings.ts'
import { lockForReview, lockMine, meOf, placeOf } from './know-volunteer.ts'
import {
  hasOpenVisit,
  holdPerson,
  insertVolunteer,
  lockVolunteer,
  updateVolunteer,
  volunteerOf,
  type VolunteerRecord,
} from './queries.ts'
import { ageVerdict, badgeNumber, lieApart } from './rules.ts'
import { presentAgain } from './show-volunteer.ts'
import { areasOf, replaceAreas, replaceHours } from './time-queries.ts'

type Volunteer = Output<typeof contract.getVolunteer>
type Registration = Input<typeof contract.registerVolunteer>['body']

/** Numbers of volunteers rise through all days, and say nothing about the person. */
const nextBadgeNumber = async ({ kit, tenantId }: Context): Promise<string> =>
  badgeNumber(await kit.numbers.take(tenantId, 'volunteer', '2000-01-01'))

export const tellChanged = async (ctx: Context, volunteer: VolunteerRecord): Promise<void> =>
  announce(ctx, 'volunteer.changed', {
    volunteerId: volunteer.id,
    areaPath: await placeOf(ctx, volunteer),
    personIds: [volunteer.personId],
  })

/** Those named, else the community one lives in. Who lives nowhere we know and names no area is asked for the home first. */
const areasServed = async (ctx: Context, personId: string, areaIds: readonly string[]): Promise<string[]> => {
  for (const areaId of areaIds) await liveAreaOf(ctx, areaId)
  if (areaIds.length > 0) return [...areaIds]
  const home = found(await homeOf(ctx, personId), 'account.no_home')
  return [(await communityOf(ctx, home.areaPath)).id]
}

/** Null for grown-ups. A minor names the guardian, who is somebody else and is asked. */
const guardianOf = async (ctx: Context, bornOn: string, { guardianPhone }: Registration): Promise<string | null> => {
  const verdict = ageVerdict(ageOn(bornOn, await todayOf(ctx)))
  ensure(verdict !== 'too_young', 'volunteer.too_young')
  if (verdict === 'by_themselves') return null
  const callName = ctx.locale === 'en' ? 'Guardian' : '监护人'
  const phone = found(guardianPhone, 'volunteer.guardian_needed')
  const { personId } = await personByPhone(ctx, phone, { name: callName, callName })
  ensure(!(await samePerson(ctx, personId)).includes(meOf(ctx).personId), 'volunteer.guardian_needed')
  return personId
}

const insertNumbered = async (ctx: Context, row: Omit<Parameters<typeof insertVolunteer>[1], 'number'>) => {
  while (!(await insertVolunteer(ctx, { ...row, number: await nextBadgeNumber(ctx) })));
}

/** Whoever was refused or has left applies anew under the old number. */
const writeRow = async (
  ctx: Context,
  before: VolunteerRecord | undefined,
  personId: string,
  body: Registration,
  guardianPersonId: string | null,
): Promise<string> => {
  const [post] = await staffOf(ctx, personId)
  const row = {
    class: body.class ?? 'general',
    state: 'applied',
    organisationId: body.class === 'organisation' ? (post?.organisationId ?? null) : null,
    guardianPersonId,
    guardianAgreedAt: null,
    about: body.about ?? '',
    appliedAt: ctx.now,
    reviewedAt: null,
    reviewedBy: null,
    reviewReason: null,
  } as const
  if (before) {
    await updateVolunteer(ctx, before.id, row)
    return before.id
  }
  const id = newId()
  await insertNumbered(ctx, { ...row, id, personId })
  return id
}

/** Staff of the place hear of it, and the guardian of a minor. */
const tellReviewers = async (ctx: Context, volunteer: VolunteerRecord) => {
  const { callName } = await personOf(ctx, volunteer.personId)
  const subject = { subjectKind: 'volunteer', subjectId: volunteer.id }
  const path = (await placeOf(ctx, volunteer)) ?? ''
  const staff = await staffAt(ctx, path, ['community_worker', 'community_lead'])
  const area = (await areasOf(ctx, volunteer.id))[0]?.name ?? ''
  const personIds = staff.map(({ personId }) => personId)
  await notify(ctx, { personIds, kind: 'volunteer.review_waiting', params: { callName, area }, ...subject })
  if (volunteer.guardianPersonId === null) return
  await notify(ctx, {
    personIds: [volunteer.guardianPersonId],
    kind: 'guardian.asked',
    params: { callName },
    ...subject,
  })
}

export const evidenceOf = (ctx: Context, more: Record<string, string> = {}) => ({
  sessionId: meOf(ctx).sessionId,
  requestId: ctx.requestId,
  ...more,
})

export const registerVolunteer = (ctx: Context, body: Registration): Promise<Volunteer> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = meOf(ctx)
    await holdPerson(ctx, personId)
    const before = await volunteerOf(ctx, await samePerson(ctx, personId))
    ensure(!before || before.state === 'refused' || before.state === 'left', 'volunteer.registered_already')
    ensure(
      lieApart(body.hours ?? [], ({ weekday }) => weekday),
      'volunteer.hours_overlap',
    )
    await recordConsentOf(ctx, personId, 'volunteering', body.consentVersion, true, evidenceOf(ctx), 'phone')
    const { bornOn } = await identifyPerson(ctx, personId, { name: body.name, idNumber: body.idNumber })
    const guardianId = await guardianOf(ctx, found(bornOn, 'person.id_number_wrong'), body)
    const areaIds = await areasServed(ctx, personId, body.areaIds ?? [])
    const id = await writeRow(ctx, before, personId, body, guardianId)
    await replaceAreas(ctx, id, areaIds)
    await replaceHours(ctx, id, body.hours ?? [])
    const today = await todayOf(ctx)
    await insertHoldings(
      ctx,
      [...new Set(body.skills)].map((code) => skillOf(personId, code, today)),
    )
    const volunteer = found(await lockVolunteer(ctx, id))
    await tellReviewers(ctx, volunteer)
    await tellChanged(ctx, volunteer)
    return presentAgain(ctx, id)
  })

const reviewed = (ctx: Context, reason: string | undefined) => ({
  reviewedAt: ctx.now,
  reviewedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
  reviewReason: reason?.trim() || null,
})

export const auditReview = (
  ctx: Context,
  act: string,
  { id, number }: VolunteerRecord,
  areaPath: string | null,
  reason = '',
) => recordAudit(ctx, { act, subjectKind: 'volunteer', subjectId: id, areaPath, detail: { number, reason } })

/** The role is held at the home community, else at the first area served. */
const roleArea = async (ctx: Context, { id, personId }: VolunteerRecord): Promise<string> => {
  const home = await homeOf(ctx, personId)
  if (home) return (await communityOf(ctx, home.areaPath)).id
  return (await areaOf(ctx, (await areasOf(ctx, id))[0]?.areaId ?? '')).id
}

const ensureGuardian = async (ctx: Context, { personId, guardianAgreedAt }: VolunteerRecord) => {
  const { bornOn } = await personOf(ctx, personId)
  const verdict = bornOn === null ? 'by_themselves' : ageVerdict(ageOn(bornOn, await todayOf(ctx)))
  ensure(verdict === 'by_themselves' || guardianAgreedAt !== null, 'volunteer.guardian_needed')
}

type Approval = Input<typeof contract.approveVolunteer>['body']

export const approveVolunteer = (
  ctx: Context,
  volunteerId: string,
  { class: asClass, reason }: Approval,
): Promise<Volunteer> =>
  inTransaction(ctx, async (ctx) => {
    const volunteer = await lockForReview(ctx, volunteerId)
    ensure(volunteer.state === 'applied', 'volunteer.reviewed_already')
    await ensureGuardian(ctx, volunteer)
    await updateVolunteer(ctx, volunteerId, {
      state: 'approved',
      ...(asClass && { class: asClass }),
      ...reviewed(ctx, reason),
    })
    await giveRole(ctx, volunteer.personId, { role: 'volunteer', areaId: await roleArea(ctx, volunteer) })
    const { number, personId } = volunteer
    await notify(ctx, {
      personIds: [personId],
      kind: 'volunteer.approved',
      params: { number },
      subjectKind: 'volunteer',
      subjectId: volunteerId,
    })
    await auditReview(ctx, 'volunteer.approved', volunteer, await placeOf(ctx, volunteer), reason)
    await tellChanged(ctx, volunteer)
    return presentAgain(ctx, volunteerId)
  })

export const refuseVolunteer = (ctx: Context, volunteerId: string, reason: string): Promise<Volunteer> =>
  inTransaction(ctx, async (ctx) => {
    const volunteer = await lockForReview(ctx, volunteerId)
    ensure(volunteer.state === 'applied', 'volunteer.reviewed_already')
    await updateVolunteer(ctx, volunteerId, { state: 'refused', ...reviewed(ctx, reason) })
    const personIds = [volunteer.personId]
    await notify(ctx, {
      personIds,
      kind: 'volunteer.refused',
      params: { reason },
      subjectKind: 'volunteer',
      subjectId: volunteerId,
    })
    await auditReview(ctx, 'volunteer.refused', volunteer, await placeOf(ctx, volunteer), reason)
    await tellChanged(ctx, volunteer)
    return presentAgain(ctx, volunteerId)
  })

/** Records, hours and points stay; what was promised is first done or handed over. */
export const leaveVolunteering = (ctx: Context, version: number): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const volunteer = await lockMine(ctx)
    ensure(volunteer.version === version, 'row.stale')
    ensure(!(await hasOpenVisit(ctx, await samePerson(ctx, volunteer.personId))), 'volunteer.has_open_visit')
    await updateVolunteer(ctx, volunteer.id, { state: 'left', freeUntil: null, awayFrom: null, awayTo: null })
    await takeRole(ctx, volunteer.personId, { role: 'volunteer' })
    await tellChanged(ctx, volunteer)
    return {}
  })

/** Whose account is closed is no volunteer any more; the records stay. */
export const endClosed = (ctx: Context, personId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const volunteer = await volunteerOf(ctx, await samePerson(ctx, personId))
    if (!volunteer || volunteer.state === 'left') return
    await updateVolunteer(ctx, volunteer.id, { state: 'left', freeUntil: null, awayFrom: null, awayTo: null })
    await tellChanged(ctx, volunteer)
  })
