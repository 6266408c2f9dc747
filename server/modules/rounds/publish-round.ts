// What leaves a round: visits for its stops, brought up to date when the plan changes, and a word to everybody concerned.
import { type Context } from '../../kit/context.ts'
import { Refusal } from '../../kit/errors.ts'
import { addMinutes, momentAt } from '../../kit/time.ts'
import { notify } from '../notices/service.ts'
import { endRoundVisit, openRoundVisit, standRoundVisits } from '../visits/service.ts'
import type { Loaded } from './load-round.ts'
import { type RoundRecord, type StopRow, updateStop } from './queries.ts'
import { tellNobodyComes } from './tell-residents.ts'
import { begunVisits } from './walk-queries.ts'
import { clockOf } from './rules.ts'
import type { Leg, Way } from './ways.ts'

/** Visits of the round that somebody has begun. */
export const stillOpen = (ctx: Context, { stops }: Loaded): Promise<Set<string>> =>
  begunVisits(
    ctx,
    stops.flatMap(({ visitId }) => (visitId ? [visitId] : [])),
  )

type Hands = { readonly personIds: readonly string[]; readonly begin: number }
const handsOf = (ways: readonly Way[]): Map<string, Hands> => {
  const legs = ways.flatMap(({ personId, legs }) => legs.map((leg: Leg) => ({ ...leg, personId })))
  return new Map(
    [...Map.groupBy(legs, ({ stopId }) => stopId)].map(([stopId, all]) => [
      stopId,
      { personIds: all.map(({ personId }) => personId), begin: Math.min(...all.map(({ begin }) => begin)) },
    ]),
  )
}

const isSame = (one: Hands, other: Hands | undefined): boolean =>
  other !== undefined &&
  clockOf(one.begin) === clockOf(other.begin) &&
  one.personIds.toSorted().join() === other.personIds.toSorted().join()

const opened = async (ctx: Context, stop: StopRow, from: Date, to: Date): Promise<string> => {
  if (stop.visitId) return stop.visitId
  const { areaId, areaPath, householdId, personId } = stop
  const { id } = await openRoundVisit(ctx, { areaId, areaPath, householdId, personId, from, to })
  await updateStop(ctx, stop.id, { visitId: id })
  return id
}

/** The stops that are planned get their visits, hours and people, as far as these are others than before. Refused when somebody is promised elsewhere at that time. */
export const publishVisits = async (
  ctx: Context,
  { round, stops, workers }: Loaded,
  ways: readonly Way[],
  before: readonly Way[] = [],
): Promise<void> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const volunteerIds = new Map(workers.map((one) => [one.personId, one.volunteerId]))
  const [hands, had] = [handsOf(ways), handsOf(before)]
  const standings = []
  for (const stop of stops.filter(({ state }) => state === 'planned')) {
    const has = hands.get(stop.id)
    if (!has || has.personIds.length < stop.people) {
      if (stop.visitId && !has) await unplan(ctx, stop)
      continue
    }
    if (stop.visitId && isSame(has, had.get(stop.id))) continue
    const from = momentAt(round.day, clockOf(has.begin), timeZone)
    const to = addMinutes(from, stop.minutes)
    const walkers = has.personIds.map((personId) => ({ personId, volunteerId: volunteerIds.get(personId) ?? null }))
    standings.push({ visitId: await opened(ctx, stop, from, to), from, to, walkers })
  }
  await standRoundVisits(ctx, standings).catch(asBusy)
}
/** Somebody took another job since the search. */
const asBusy = (error: unknown): never => {
  throw error instanceof Refusal && error.code === 'offer.overlap' ? new Refusal('round.person_busy') : error
}
const unplan = async (ctx: Context, stop: StopRow): Promise<void> => {
  if (!stop.visitId) return
  await endRoundVisit(ctx, stop.visitId, 'dropped', '改了安排')
  await updateStop(ctx, stop.id, { visitId: null })
}

const dayIn = async (ctx: Context, { day }: RoundRecord, minute = 540) =>
  momentAt(day, clockOf(minute), (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)

export const tellPublished = async (ctx: Context, { round, ways }: Loaded): Promise<void> => {
  for (const { personId, legs } of ways.filter((way) => way.legs.length > 0))
    await notify(ctx, {
      personIds: [personId],
      kind: 'round.yours',
      subjectKind: 'round',
      subjectId: round.id,
      params: { round: round.name, stops: legs.length, from: await dayIn(ctx, round, legs[0]?.begin) },
    })
}
export const tellChanged = async (ctx: Context, round: RoundRecord, personIds: readonly string[]): Promise<void> => {
  await notify(ctx, {
    personIds,
    kind: 'round.changed',
    subjectKind: 'round',
    subjectId: round.id,
    urgent: true,
    params: { round: round.name, from: await dayIn(ctx, round) },
  })
}

export const callOffVisits = async (
  ctx: Context,
  { round, stops, ways }: Loaded,
  begun: ReadonlySet<string>,
  reason: string,
) => {
  const open = stops.filter(({ visitId, state }) => visitId && state === 'planned' && !begun.has(visitId))
  for (const { visitId } of open) if (visitId) await endRoundVisit(ctx, visitId, 'dropped', reason)
  await tellNobodyComes(ctx, round, open)
  await notify(ctx, {
    personIds: ways.filter((way) => way.legs.length > 0).map(({ personId }) => personId),
    kind: 'round.called_off',
    subjectKind: 'round',
    subjectId: round.id,
    params: { round: round.name, from: await dayIn(ctx, round), reason },
  })
}
