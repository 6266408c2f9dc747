// Whose registration it is and who may see it: oneself, and staff who reach where the volunteer lives or serves.
import type { Permission } from '@linbang/contract/permissions'
import { type Context, heldFor, type PersonActor, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { personOf, reachesPerson, samePerson } from '../people/service.ts'
import type { Reach } from './list-queries.ts'
import { lockVolunteer, volunteerOf, type VolunteerRecord } from './queries.ts'
import { areasOf } from './time-queries.ts'

export const meOf = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

/** The registration of a person, also one not yet reviewed; null without one. */
export const volunteerOfPerson = async (ctx: Context, personId: string): Promise<VolunteerRecord | null> =>
  (await volunteerOf(ctx, await samePerson(ctx, personId))) ?? null

/** One's own registration. Refused as not found. */
const mineOf = async (ctx: Context): Promise<VolunteerRecord> => found(await volunteerOfPerson(ctx, meOf(ctx).personId))

/** One's own registration with its row locked. Refused as not found. */
export const lockMine = async (ctx: Context): Promise<VolunteerRecord> => {
  const { id } = await mineOf(ctx)
  return found(await lockVolunteer(ctx, id))
}

/** Where a volunteer belongs: home, else the first area served. */
export const placeOf = async (ctx: Context, { id, personId }: VolunteerRecord): Promise<string | null> =>
  (await personOf(ctx, personId)).areaPath ?? (await areasOf(ctx, id))[0]?.path ?? null

/** Staff who may act on the registration: by home, without one by the areas served. */
export const reachesVolunteer = async (ctx: Context, volunteer: VolunteerRecord, permission: Permission) => {
  const path = await placeOf(ctx, volunteer)
  return path === null ? reachesPerson(ctx, volunteer.personId, permission) : reaches(ctx.actor, permission, path)
}

/** The registration with its row locked, for staff who may review it; nobody reviews their own, other areas' is not found. */
export const lockForReview = async (ctx: Context, volunteerId: string): Promise<VolunteerRecord> => {
  const volunteer = found(await lockVolunteer(ctx, volunteerId))
  ensure(await reachesVolunteer(ctx, volunteer, 'volunteers.review'), 'not_found')
  const own = ctx.actor.kind === 'person' && (await samePerson(ctx, volunteer.personId)).includes(ctx.actor.personId)
  ensure(!own, 'auth.forbidden')
  return volunteer
}

/** A leader sees the team's members, staff whoever lives or serves below them. */
export const readerReach = ({ actor }: Context): Reach => {
  if (actor.kind === 'system') return 'everywhere'
  const held = heldFor(actor, 'volunteers.read')
  return {
    paths: held.filter(({ role }) => role !== 'team_leader').map(({ areaPath }) => areaPath),
    teamIds: held.flatMap(({ role, teamId }) => (role === 'team_leader' && teamId ? [teamId] : [])),
  }
}
