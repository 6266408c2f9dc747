// The guardian of a volunteer of 14 to 17: says yes, takes it back as easily, and from then on the minor is not asked.
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { hasConsent, recordConsentOf } from '../consents/service.ts'
import { notify } from '../notices/service.ts'
import { personOf, samePerson } from '../people/service.ts'
import { meOf, placeOf } from './know-volunteer.ts'
import { guardedBy, lockVolunteer, updateVolunteer, type VolunteerRecord } from './queries.ts'
import { auditReview, evidenceOf, tellChanged } from './register.ts'

/** From this moment nobody asks the minor any more; what they had promised is given back (visits hear of it). */
const endGuardianship = async (ctx: Context, volunteer: VolunteerRecord): Promise<void> => {
  if (volunteer.guardianAgreedAt === null) return
  await updateVolunteer(ctx, volunteer.id, { guardianAgreedAt: null })
  await auditReview(ctx, 'volunteer.guardian_withdrew', volunteer, await placeOf(ctx, volunteer))
  await announce(ctx, 'volunteer.unguarded', { volunteerId: volunteer.id })
  const { callName } = await personOf(ctx, volunteer.personId)
  const subject = { subjectKind: 'volunteer', subjectId: volunteer.id }
  await notify(ctx, { ...subject, personIds: [volunteer.personId], kind: 'guardian.withdrew', params: { callName } })
}

/** A guardian who takes the consent back on their own page takes it back for every child of theirs. */
export const followWithdrawal = (ctx: Context, personId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (await hasConsent(ctx, personId, 'guardian')) return
    for (const id of await guardedBy(ctx, await samePerson(ctx, personId))) {
      const volunteer = found(await lockVolunteer(ctx, id))
      await endGuardianship(ctx, volunteer)
      await tellChanged(ctx, volunteer)
    }
  })

/** Only the guardian who was named can agree, and take it back. */
export const agreeAsGuardian = (
  ctx: Context,
  volunteerId: string,
  version: number,
  given = true,
): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const volunteer = found(await lockVolunteer(ctx, volunteerId))
    const { guardianPersonId } = volunteer
    const { personId } = meOf(ctx)
    ensure(guardianPersonId !== null && (await samePerson(ctx, guardianPersonId)).includes(personId), 'not_found')
    await recordConsentOf(ctx, personId, 'guardian', version, given, evidenceOf(ctx, { volunteerId }), 'phone')
    if (!given) await endGuardianship(ctx, volunteer)
    else if (volunteer.guardianAgreedAt === null) await updateVolunteer(ctx, volunteerId, { guardianAgreedAt: ctx.now })
    await tellChanged(ctx, volunteer)
    return {}
  })
