// A volunteer as shown: in a list, in full to staff, and to oneself.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/volunteers'
import type { Context } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { isId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { areaOf } from '../areas/service.ts'
import { organisationOf } from '../partners/service.ts'
import { ageOn, personOf, samePerson, todayOf, wordsQuery } from '../people/service.ts'
import { holdingsOf } from './holding-queries.ts'
import { meOf, reachesVolunteer, readerReach, volunteerOfPerson } from './know-volunteer.ts'
import { minutesServed, teamsOf, type VolunteerLine, volunteersFound } from './list-queries.ts'
import { volunteerById, type VolunteerRecord } from './queries.ts'
import { isExpired, numberTyped, ratingOf } from './rules.ts'
import { areasOf, exceptionsOf, hoursOf } from './time-queries.ts'

type Volunteer = Output<typeof contract.getVolunteer>

const rowOf = ({ ratingSum, sortKey: _, ...line }: VolunteerLine) => ({
  ...line,
  rating: ratingOf({ ratingSum, ratingCount: line.ratingCount }),
})

export const listVolunteers = async (
  ctx: Context,
  { areaId, skill, state, q, limit, cursor }: Input<typeof contract.listVolunteers>['query'],
): Promise<Output<typeof contract.listVolunteers>> => {
  const size = pageSize(limit)
  const after = readCursor(cursor, ['text', 'text'])
  ensure(!after || isId(after[1]), 'input.cursor')
  const number = q?.trim() ? numberTyped(q) : null
  const rows = await volunteersFound(ctx, {
    reach: readerReach(ctx),
    underPath: areaId === undefined ? undefined : (await areaOf(ctx, areaId)).path,
    skill,
    state,
    ...(number !== null ? { number } : { words: q?.trim() ? wordsQuery(q) : undefined }),
    after,
    limit: size + 1,
  })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.sortKey, row.id])
  return { items: items.map(rowOf), nextCursor }
}

const holdingsShown = async (ctx: Context, personIds: readonly string[], today: string) =>
  (await holdingsOf(ctx, personIds)).map(({ verifiedAt, personId: _, ...holding }) => ({
    ...holding,
    verified: verifiedAt !== null,
    expired: isExpired(holding.toOn, today),
  }))

/** A form of one's own can be changed as long as one has not left or been refused. */
const isLive = ({ state }: VolunteerRecord): boolean =>
  state === 'applied' || state === 'approved' || state === 'paused'

/** What hangs on a registration: papers, times, places, teams, and how long this person has helped. */
const belongings = async (
  ctx: Context,
  { id, personId }: VolunteerRecord,
  personIds: readonly string[],
  today: string,
) => {
  const [holdings, hours, exceptions, areas, teams, minutes] = await Promise.all([
    holdingsShown(ctx, personIds, today),
    hoursOf(ctx, id),
    exceptionsOf(ctx, id, today),
    areasOf(ctx, id),
    teamsOf(ctx, personId),
    minutesServed(ctx, personIds),
  ])
  return { holdings, hours, exceptions, areas, teams, minutesServed: minutes }
}

const abilities = async (ctx: Context, record: VolunteerRecord, personIds: readonly string[]) => {
  const mine = ctx.actor.kind === 'person' && personIds.includes(ctx.actor.personId)
  const mayReview = !mine && (await reachesVolunteer(ctx, record, 'volunteers.review'))
  return { review: mayReview && record.state === 'applied', change: mine && isLive(record), verify: mayReview }
}

/** Everything about one registration. The caller has checked who may see it. */
const presentVolunteer = async (ctx: Context, record: VolunteerRecord): Promise<Volunteer> => {
  const [today, personIds, person] = await Promise.all([
    todayOf(ctx),
    samePerson(ctx, record.personId),
    personOf(ctx, record.personId),
  ])
  const [line] = await volunteersFound(ctx, { reach: 'everywhere', id: record.id, limit: 1 })
  const organisation = record.organisationId === null ? null : await organisationOf(ctx, record.organisationId)
  const { about, reviewReason, awayFrom, awayTo, asksADay, version } = record
  const own = { about, reviewReason, awayFrom, awayTo, asksADay, version }
  return {
    ...rowOf(found(line)),
    ...(await belongings(ctx, record, personIds, today)),
    ...own,
    phoneMasked: person.phoneMasked,
    age: person.bornOn === null ? null : ageOn(person.bornOn, today),
    organisationName: organisation?.name ?? null,
    can: await abilities(ctx, record, personIds),
  }
}

export const getVolunteer = async (ctx: Context, volunteerId: string): Promise<Volunteer> => {
  const [line] = await volunteersFound(ctx, { reach: readerReach(ctx), id: volunteerId, limit: 1 })
  found(line)
  return presentVolunteer(ctx, found(await volunteerById(ctx, volunteerId)))
}

/** The row has just been changed: it is read anew. */
export const presentAgain = async (ctx: Context, volunteerId: string): Promise<Volunteer> =>
  presentVolunteer(ctx, found(await volunteerById(ctx, volunteerId)))

export const getMine = async (ctx: Context): Promise<Volunteer> =>
  presentVolunteer(ctx, found(await volunteerOfPerson(ctx, meOf(ctx).personId)))
