// A round as the desk sees it: stops by form of address and building, ways with their times; never a door.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/rounds'
import type { Round, RoundRow, RoundStop, RoundWorker } from '@linbang/contract/rounds'
import { type Context, reaches } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { dayOf, monthOf as firstOfMonth } from '../../kit/time.ts'
import { areaOf } from '../areas/service.ts'
import { policyNow } from '../policies/service.ts'
import { monthOf } from './due-queries.ts'
import { type Loaded, loadRound, roundFor } from './load-round.ts'
import { type RoundRecord, roundsWhere, type StopRow, type WorkerRow } from './queries.ts'
import { abilitiesOf, clockOf } from './rules.ts'
import { planned, type Planned, type PlanStop, walkOf, listsOf, type Way } from './ways.ts'

export const todayOf = async (ctx: Context): Promise<string> =>
  dayOf(ctx.now, (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)

const presentRow = (row: RoundRecord): RoundRow => {
  const { id, areaId, areaName, kind, name, day, state, stops, done, workers, version } = row
  return { id, areaId, areaName, kind, name, day, state, stops, done, workers, version }
}
const presentStop = (row: StopRow): RoundStop => ({
  id: row.id,
  callName: row.checkpointName ?? row.callName,
  placeName: row.areaName,
  point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
  reason: row.reason,
  dueOn: row.dueOn,
  windowFrom: clockOf(row.fromMinute),
  windowTo: clockOf(row.toMinute),
  minutes: row.minutes,
  people: row.people,
  skill: row.skill,
  usualName: row.usualName,
  state: row.state,
  worry: row.worry,
  requestId: row.requestId,
})

/** Only the distances matter here: every stop of the round, whether it is over or not. */
const wholePlan = ({ stops, workers }: Loaded): Planned =>
  planned({
    stops: stops.map((row): PlanStop => ({
      ...row,
      point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    })),
    workers: workers.map((row) => ({
      ...row,
      start: row.startLat === null || row.startLon === null ? null : { lat: row.startLat, lon: row.startLon },
      end: row.endLat === null || row.endLon === null ? null : { lat: row.endLat, lon: row.endLon },
    })),
    forbids: () => null,
    continuity: 0,
  })

const presentWays = (loaded: Loaded): { ways: Round['ways']; people: RoundWorker[] } => {
  const plan = wholePlan(loaded)
  const { lists } = listsOf(plan, loaded.ways)
  const minutes = new Map(loaded.stops.map((row) => [row.id, row.minutes]))
  const ways = plan.workers.map(({ personId }, worker) => {
    const walk = walkOf(plan, worker, lists[worker] ?? [])
    const legs = (loaded.ways.find((way) => way.personId === personId)?.legs ?? []).filter(({ stopId }) =>
      minutes.has(stopId),
    )
    const shown = legs.map((leg, place) => ({
      stopId: leg.stopId,
      slot: leg.slot,
      begins: clockOf(leg.begin),
      ends: clockOf(leg.begin + (minutes.get(leg.stopId) ?? 0)),
      walkMinutes: Math.round(walk[place] ?? 0),
    }))
    return { personId, legs: shown, walk: Math.round(walk.reduce((sum, one) => sum + one, 0)) }
  })
  const people = loaded.workers.map((row) =>
    presentWorker(
      row,
      ways.find((way) => way.personId === row.personId),
      minutes,
    ),
  )
  return { ways: ways.map(({ walk: _walk, ...way }) => way), people }
}
const presentWorker = (
  row: WorkerRow,
  way: { legs: readonly { stopId: string }[]; walk: number } | undefined,
  minutes: ReadonlyMap<string, number>,
): RoundWorker => ({
  personId: row.personId,
  name: row.name,
  volunteer: row.volunteerId !== null,
  from: clockOf(row.fromMinute),
  to: clockOf(row.toMinute),
  breakMinutes: row.breakMinutes,
  skills: row.skills,
  startPoint: row.startLat === null || row.startLon === null ? null : { lat: row.startLat, lon: row.startLon },
  endPoint: row.endLat === null || row.endLon === null ? null : { lat: row.endLat, lon: row.endLon },
  dropped: row.droppedAt !== null,
  walkMinutes: way?.walk ?? 0,
  visitMinutes: (way?.legs ?? []).reduce((sum, { stopId }) => sum + (minutes.get(stopId) ?? 0), 0),
})

const presentLoaded = async (ctx: Context, loaded: Loaded): Promise<Round> => {
  const { round, stops, ways, plans } = loaded
  const over = round.day < (await todayOf(ctx))
  const planner = reaches(ctx.actor, 'rounds.plan', round.areaPath)
  return {
    ...presentRow(round),
    progress: round.progress,
    list: stops.map(presentStop),
    ...presentWays(loaded),
    unserved: plans === 0 ? [] : unservedIn(stops, ways),
    figures: round.figures,
    can: abilitiesOf({ state: round.state, planner, plans, over }),
  }
}
/** Planned stops that nobody, or only one of two, walks to. */
export const unservedIn = (stops: readonly StopRow[], ways: readonly Way[]): string[] => {
  const legs = ways.flatMap((way) => way.legs)
  return stops
    .filter((row) => row.state === 'planned' && legs.filter(({ stopId }) => stopId === row.id).length < row.people)
    .map(({ id }) => id)
}
export const presentRound = async (ctx: Context, roundId: string): Promise<Round> =>
  presentLoaded(ctx, await loadRound(ctx, await roundFor(ctx, roundId, 'rounds.read')))

export const listRounds = async (
  ctx: Context,
  query: Input<typeof contract.listRounds>['query'],
): Promise<Output<typeof contract.listRounds>> => {
  const area = await areaOf(ctx, query.areaId)
  ensure(reaches(ctx.actor, 'rounds.read', area.path), 'not_found')
  const today = await todayOf(ctx)
  const [rounds, month, { body: policy }] = await Promise.all([
    roundsWhere(ctx, { under: area.path, from: query.from ?? firstOfMonth(today) }),
    monthOf(ctx, area.path, firstOfMonth(today)),
    policyNow(ctx, 'rounds'),
  ])
  return {
    items: rounds.map(presentRow),
    month: { ...month, target: Math.ceil((month.households * policy.monthlyPercent) / 100) },
    can: { plan: reaches(ctx.actor, 'rounds.plan', area.path) },
  }
}
