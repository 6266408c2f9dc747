// A new round: whom to visit on that day, and who walks.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/rounds'
import type { Round } from '@linbang/contract/rounds'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, endOfDay, monthOf as firstOfMonth, startOfDay, weekdayOf } from '../../kit/time.ts'
import { type AreaRow, areaOf, liveAreaOf, pathsAbove } from '../areas/service.ts'
import { policyNow } from '../policies/service.ts'
import {
  type Candidate,
  checkpointsUnder,
  type Due,
  householdsDue,
  monthOf,
  peopleChosen,
  taggedDue,
  walkersFor,
} from './due-queries.ts'
import { insertRound, insertStops, insertWorkers } from './queries.ts'
import { clockOf, dueOn, minuteOf, monthlyLeft } from './rules.ts'
import { presentRound, todayOf } from './show-round.ts'

type NewRound = Input<typeof contract.planRound>['body']
type Pick = NewRound['picks'][number]
type Walker = NewRound['walkers'][number]

const plannable = async (ctx: Context, areaId: string): Promise<AreaRow> => {
  const area = await liveAreaOf(ctx, areaId)
  ensure(reaches(ctx.actor, 'rounds.plan', area.path), 'not_found')
  return area
}
const hashesOf = (ctx: Context, tag: string) => ctx.kit.vault.finds(ctx.tenantId, 'person_tag.tag', tag)

/** Tags that carry a risk, and how often somebody looks in. */
const riskTags = async (ctx: Context) => {
  const { highDays, keyDays, generalDays } = (await policyNow(ctx, 'rounds')).body
  return [
    { tag: 'extremely_poor', every: highDays },
    { tag: 'lives_alone', every: keyDays },
    { tag: 'very_old', every: keyDays },
    { tag: 'disabled', every: keyDays },
    { tag: 'empty_nest', every: generalDays },
    { tag: 'low_income', every: generalDays },
  ]
}

const candidatesFor = async (ctx: Context, area: AreaRow, day: string): Promise<Candidate[]> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const span = [startOfDay(day, timeZone), endOfDay(day, timeZone)] as const
  return walkersFor(ctx, area.path, pathsAbove(area.path), day, weekdayOf(day), ...span)
}
const usualHours = { from: 540, to: 1020 }

export const getRoundChoices = async (
  ctx: Context,
  { areaId, day }: Input<typeof contract.getRoundChoices>['query'],
): Promise<Output<typeof contract.getRoundChoices>> => {
  const area = await plannable(ctx, areaId)
  const { monthlyPercent } = (await policyNow(ctx, 'rounds')).body
  const [walkers, month, tags, checkpoints] = await Promise.all([
    candidatesFor(ctx, area, day),
    monthOf(ctx, area.path, firstOfMonth(day)),
    riskTags(ctx),
    checkpointsUnder(ctx, area.path),
  ])
  const due = await Promise.all(
    tags.map(async ({ tag, every }) => {
      const people = await taggedDue(ctx, area.path, hashesOf(ctx, tag), addDays(day, -every), day)
      return { tag, every, people: people.length }
    }),
  )
  return {
    walkers: walkers.map(({ personId, name, volunteerId, fromMinute, toMinute, skills, busy }) => ({
      personId,
      name,
      volunteer: volunteerId !== null,
      from: clockOf(fromMinute ?? usualHours.from),
      to: clockOf(Math.min(1439, toMinute ?? usualHours.to)),
      skills,
      busy,
    })),
    monthlyLeft: monthlyLeft(month, monthlyPercent),
    due: due.filter(({ people }) => people > 0),
    checkpoints: checkpoints.map(({ id, name, areaName }) => ({ id, name, areaName })),
  }
}

type Wanted = Omit<Due, 'lastOn' | 'personId'> & {
  readonly personId: string | null
  readonly checkpointId: string | null
  readonly reason: 'monthly' | 'due' | 'chosen' | 'checkpoint'
  readonly dueOn: string
  readonly people: number
  readonly skill: string | null
}
const asWanted = ({ lastOn: _last, ...due }: Due, reason: Wanted['reason'], on: string): Wanted => ({
  ...due,
  reason,
  dueOn: on,
  checkpointId: null,
  people: 1,
  skill: null,
})

const wantedBy = async (ctx: Context, area: AreaRow, day: string, pick: Pick): Promise<Wanted[]> => {
  if (pick.kind === 'monthly') {
    const month = firstOfMonth(day)
    const endOfMonth = addDays(firstOfMonth(addDays(month, 31)), -1)
    return (await householdsDue(ctx, area.path, month, pick.count)).map((due) => asWanted(due, 'monthly', endOfMonth))
  }
  if (pick.kind === 'due') {
    const { people = 1, skill = null } = pick
    const found = await taggedDue(ctx, area.path, hashesOf(ctx, pick.tag), addDays(day, -pick.every), day)
    return found.map((due) => ({ ...asWanted(due, 'due', dueOn(due.lastOn, pick.every, day)), people, skill }))
  }
  if (pick.kind === 'chosen')
    return (await peopleChosen(ctx, area.path, pick.personIds)).map((due) => asWanted(due, 'chosen', day))
  const checkpoints = await checkpointsUnder(ctx, area.path, pick.checkpointIds)
  return checkpoints.map(({ id, areaId, areaPath }) => ({
    householdId: null,
    personId: null,
    usualPersonId: null,
    people: 1,
    skill: null,
    areaId,
    areaPath,
    checkpointId: id,
    reason: 'checkpoint',
    dueOn: day,
  }))
}

/** Each door once: the first pick that wants it has it. */
const everyDoorOnce = (wanted: readonly Wanted[]): Wanted[] =>
  [
    ...new Map(wanted.toReversed().map((one) => [one.checkpointId ?? one.householdId ?? one.personId, one])).values(),
  ].toReversed()

/** Where the way begins: the building named, else home, else the middle of the area. */
const workerRow = async (
  ctx: Context,
  roundId: string,
  area: AreaRow,
  walker: Walker,
  candidates: readonly Candidate[],
) => {
  const one = found(
    candidates.find(({ personId }) => personId === walker.personId),
    'round.unfit_walker',
  )
  const [fromMinute, toMinute] = [minuteOf(walker.from), minuteOf(walker.to)]
  ensure(fromMinute + 30 <= toMinute, 'round.hours_wrong')
  const at = async (areaId: string | undefined) => {
    if (!areaId && one.lat !== null) return { lat: one.lat, lon: one.lon }
    const { point } = areaId ? await areaOf(ctx, areaId) : area
    return { lat: point?.lat ?? null, lon: point?.lon ?? null }
  }
  const [start, end] = [await at(walker.startAreaId), await at(walker.endAreaId ?? walker.startAreaId)]
  return {
    tenantId: ctx.tenantId,
    roundId,
    personId: one.personId,
    volunteerId: one.volunteerId,
    fromMinute,
    toMinute,
    breakMinutes: walker.breakMinutes,
    skills: one.skills,
    startLat: start.lat,
    startLon: start.lon,
    endLat: end.lat,
    endLon: end.lon,
  }
}

/** The row itself, those who walk, and a stop for each door. */
const write = async (
  ctx: Context,
  id: string,
  area: AreaRow,
  body: NewRound,
  wanted: readonly Wanted[],
): Promise<void> => {
  const { visitMinutes } = (await policyNow(ctx, 'rounds')).body
  const patrol = wanted.some(({ checkpointId }) => checkpointId !== null)
  const hours = { fromMinute: minuteOf(body.windowFrom ?? '08:30'), toMinute: minuteOf(body.windowTo ?? '18:00') }
  ensure(hours.fromMinute < hours.toMinute, 'round.hours_wrong')
  const minutes = body.minutes ?? (patrol ? 5 : visitMinutes)
  await insertRound(ctx, {
    tenantId: ctx.tenantId,
    id,
    areaId: area.id,
    areaPath: area.path,
    kind: patrol ? 'patrol' : 'care',
    name: body.name,
    day: body.day,
    state: 'draft',
    picks: JSON.stringify(body.picks),
    seed: 1,
    madeBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    createdAt: ctx.now,
  })
  const candidates = await candidatesFor(ctx, area, body.day)
  const walkers = [...new Map(body.walkers.map((walker) => [walker.personId, walker])).values()]
  await insertWorkers(ctx, await Promise.all(walkers.map((walker) => workerRow(ctx, id, area, walker, candidates))))
  const { tenantId } = ctx
  await insertStops(
    ctx,
    wanted.map((one) => ({ ...one, ...hours, tenantId, id: newId(), roundId: id, minutes })),
  )
}

export const planRound = (ctx: Context, body: NewRound): Promise<Round> =>
  inTransaction(ctx, async (ctx) => {
    const area = await plannable(ctx, body.areaId)
    ensure(body.day >= (await todayOf(ctx)), 'round.past')
    const lists = await Promise.all(body.picks.map((pick) => wantedBy(ctx, area, body.day, pick)))
    const wanted = everyDoorOnce(lists.flat()).slice(0, 250)
    ensure(wanted.length > 0, 'round.nobody_due')
    const id = newId()
    await write(ctx, id, area, body, wanted)
    const detail = { stops: wanted.length, walkers: body.walkers.length }
    await recordAudit(ctx, { act: 'round.planned', subjectKind: 'round', subjectId: id, areaPath: area.path, detail })
    await announce(ctx, 'round.changed', { roundId: id, areaPath: area.path })
    return presentRound(ctx, id)
  })
