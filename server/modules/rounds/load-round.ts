// A round with all that belongs to it: who walks, the stops, the plan that stands, and the hard conditions between them.
import { type Context, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { dayOf, endOfDay, startOfDay, timeOf } from '../../kit/time.ts'
import type { ErrorCode } from '@linbang/contract/errors'
import type { Permission } from '@linbang/contract/permissions'
import { policyNow } from '../policies/service.ts'
import { apartFor, busyHours } from './due-queries.ts'
import {
  lockRound,
  plansOf,
  type RoundRecord,
  roundsWhere,
  type StopRow,
  stopsWhere,
  type WorkerRow,
  workersOf,
} from './queries.ts'
import { minuteOf } from './rules.ts'
import { type Forbids, planned, type Planned, type PlanStop, type PlanWorker, type Way } from './ways.ts'

export type Loaded = {
  readonly round: RoundRecord
  readonly workers: readonly WorkerRow[]
  readonly stops: readonly StopRow[]
  readonly ways: readonly Way[]
  readonly plans: number
}

export const roundFor = async (ctx: Context, roundId: string, permission: Permission): Promise<RoundRecord> => {
  const round = found((await roundsWhere(ctx, { id: roundId }))[0])
  ensure(reaches(ctx.actor, permission, round.areaPath), 'not_found')
  return round
}
export const loadRound = async (ctx: Context, round: RoundRecord): Promise<Loaded> => {
  const [workers, stops, plans] = await Promise.all([
    workersOf(ctx, round.id),
    stopsWhere(ctx, { roundId: round.id }),
    plansOf(ctx, round.id, 2),
  ])
  return { round, workers, stops, ways: plans[0]?.ways ?? [], plans: plans.length }
}
/** With its row locked, for who may plan it. */
export const lockPlan = async (ctx: Context, roundId: string, version?: number): Promise<Loaded> => {
  await roundFor(ctx, roundId, 'rounds.plan')
  const round = await lockRound(ctx, roundId)
  ensure(version === undefined || round.version === version, 'row.stale')
  return loadRound(ctx, round)
}

const planStop = (row: StopRow): PlanStop => ({
  id: row.id,
  areaId: row.areaId,
  point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
  fromMinute: row.fromMinute,
  toMinute: row.toMinute,
  minutes: row.minutes,
  people: row.people,
  usualPersonId: row.usualPersonId,
})
const point = (lat: number | null, lon: number | null) => (lat === null || lon === null ? null : { lat, lon })
const planWorker = (row: WorkerRow): PlanWorker => ({
  personId: row.personId,
  fromMinute: row.fromMinute,
  toMinute: row.toMinute,
  breakMinutes: row.breakMinutes,
  start: point(row.startLat, row.startLon),
  end: point(row.endLat, row.endLon),
})

export type Planning = {
  readonly plan: Planned
  readonly forbids: Forbids
  /** Legs of stops that are over or under way: they stand, whatever is planned after them. */
  readonly fixed: readonly Way[]
  /** Legs still to be walked. */
  readonly ahead: readonly Way[]
}

const forbidsOf = async (ctx: Context, { workers, stops }: Loaded): Promise<Forbids> => {
  const visited = stops.flatMap(({ personId }) => (personId ? [personId] : []))
  const apart = await apartFor(
    ctx,
    workers.map(({ personId }) => personId),
    visited,
  )
  const skills = new Map(workers.map((one) => [one.personId, new Set(one.skills)]))
  const gone = new Set(workers.filter(({ droppedAt }) => droppedAt !== null).map(({ personId }) => personId))
  const rows = new Map(stops.map((row) => [row.id, row]))
  return ({ id }, { personId }): ErrorCode | null => {
    const row = rows.get(id)
    const pair = `${personId} ${row?.personId ?? ''}`
    if (gone.has(personId)) return 'round.dropped_out'
    if (apart.home.has(pair)) return 'round.own_home'
    if (apart.blocked.has(pair)) return 'round.blocked'
    return row?.skill && !skills.get(personId)?.has(row.skill) ? 'round.no_skill' : null
  }
}

/** The minute of the day from which things can still be changed; 0 before the day. */
const minuteNow = async (ctx: Context, day: string): Promise<number> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const today = dayOf(ctx.now, timeZone)
  if (today < day) return 0
  return today > day ? 1440 : minuteOf(timeOf(ctx.now, timeZone))
}

const split = (ways: readonly Way[], open: ReadonlySet<string>) => ({
  fixed: ways.map(({ personId, legs }) => ({ personId, legs: legs.filter(({ stopId }) => !open.has(stopId)) })),
  ahead: ways.map(({ personId, legs }) => ({ personId, legs: legs.filter(({ stopId }) => open.has(stopId)) })),
})

/** Somebody who is on the way already starts where their last stop was, when it is over. */
const fromWhereTheyAre = (
  worker: PlanWorker,
  fixed: readonly Way[],
  stops: ReadonlyMap<string, PlanStop>,
  now: number,
): PlanWorker => {
  const last = fixed.find((way) => way.personId === worker.personId)?.legs.at(-1)
  const at = last && stops.get(last.stopId)
  const ready = Math.max(worker.fromMinute, now, last && at ? last.begin + at.minutes : 0)
  return {
    ...worker,
    fromMinute: Math.min(ready, worker.toMinute),
    start: at?.point ?? worker.start,
    breakMinutes: last ? 0 : worker.breakMinutes,
  }
}

/** Where those who walk are promised otherwise on that day: they go there at that hour, and to nobody else's stop. */
const busyStops = async (ctx: Context, { round, workers }: Loaded): Promise<PlanStop[]> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const [from, to] = [startOfDay(round.day, timeZone), endOfDay(round.day, timeZone)]
  const hours = await busyHours(
    ctx,
    round.id,
    workers.filter(({ droppedAt }) => !droppedAt).map(({ personId }) => personId),
    from,
    to,
  )
  return hours.map(({ personId, areaId, lat, lon, fromAt, toAt }) => {
    const fromMinute = minuteOf(timeOf(fromAt, timeZone))
    const minutes = Math.max(1, Math.round((toAt.getTime() - fromAt.getTime()) / 60_000))
    const id = `busy:${personId}:${fromMinute}`
    const when = { fromMinute, toMinute: fromMinute + minutes, minutes, people: 1 }
    return { id, areaId, point: point(lat, lon), ...when, usualPersonId: null, busyFor: personId }
  })
}

/** The stops that can still be given away, as the planner is to see them. `begun`: visits that somebody has begun. */
export const planningOf = async (ctx: Context, loaded: Loaded, begun: ReadonlySet<string>): Promise<Planning> => {
  const { round, workers, stops, ways } = loaded
  const { body: policy } = await policyNow(ctx, 'rounds')
  const now = await minuteNow(ctx, round.day)
  const busy = await busyStops(ctx, loaded)
  const openStops = stops.filter((row) => row.state === 'planned' && !(row.visitId && begun.has(row.visitId)))
  const parts = split(ways, new Set([...openStops, ...busy].map(({ id }) => id)))
  const all = new Map(stops.map((row) => [row.id, planStop(row)]))
  const walkers = workers.map((row) => fromWhereTheyAre(planWorker(row), parts.fixed, all, now))
  const forbids = await forbidsOf(ctx, loaded)
  // once published, a stop whose hours are over is still walked to
  const late = (stop: PlanStop): PlanStop =>
    round.state !== 'published' ? stop : { ...stop, toMinute: Math.max(stop.toMinute, Math.min(1440, now + 60)) }
  const plan = planned({
    stops: [...openStops.map((row) => late(planStop(row))), ...busy],
    workers: walkers,
    forbids,
    continuity: policy.continuityMinutes,
  })
  return { plan, forbids, ...parts }
}

/** What is over stays in front of what is planned. */
export const together = (fixed: readonly Way[], ahead: readonly Way[]): Way[] => {
  const people = [...new Set([...fixed, ...ahead].map(({ personId }) => personId))]
  const legs = (ways: readonly Way[], personId: string) => ways.find((way) => way.personId === personId)?.legs ?? []
  return people.map((personId) => ({ personId, legs: [...legs(fixed, personId), ...legs(ahead, personId)] }))
}
