// A proposal in people's hands: a stop given to somebody else, taken back, published, called off; somebody drops out and it is mended.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/rounds'
import type { Round } from '@linbang/contract/rounds'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { type Loaded, loadRound, lockPlan, planningOf, roundFor, together } from './load-round.ts'
import { callOffVisits, publishVisits, stillOpen, tellChanged, tellPublished } from './publish-round.ts'
import { insertPlan, lockRound, markDropped, plansOf, undoPlan, updateRound, updateStop } from './queries.ts'
import { changed } from './search-round.ts'
import { presentRound, unservedIn } from './show-round.ts'
import { solveRound } from './solve-round.ts'
import { tellResidents } from './tell-residents.ts'
import {
  concerned,
  faultsOf,
  figuresOf,
  leftOut,
  listsOf,
  type Option,
  optionsFor,
  type Way,
  waysOf,
  withoutOne,
} from './ways.ts'

type Plan = Awaited<ReturnType<typeof planningOf>>
const beginsAt = (minute: number | null) =>
  minute === null ? null : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const planOf = async (ctx: Context, loaded: Loaded): Promise<Plan> =>
  planningOf(ctx, loaded, await stillOpen(ctx, loaded))

export const listStopOptions = async (
  ctx: Context,
  roundId: string,
  stopId: string,
  slot: number,
): Promise<Output<typeof contract.listStopOptions>> => {
  const loaded = await loadRound(ctx, await roundFor(ctx, roundId, 'rounds.plan'))
  const stop = found(loaded.stops.find(({ id }) => id === stopId))
  const { plan, ahead, forbids } = await planOf(ctx, loaded)
  return {
    items: optionsFor(plan, ahead, { stopId, slot }, forbids).map(({ personId, refusal, walkMinutes, begin }) => ({
      personId,
      refusal,
      walkMinutes,
      begins: beginsAt(begin),
      usual: stop.usualPersonId === personId,
    })),
  }
}

/** Keeps the new plan; a published round's visits follow at once, and those concerned are told. */
const keep = async (
  ctx: Context,
  loaded: Loaded,
  planning: Plan,
  ahead: readonly Way[],
  act: string,
  cost: number,
): Promise<void> => {
  const { round } = loaded
  const ways = together(planning.fixed, ahead)
  const seq = round.planSeq + 1
  await insertPlan(ctx, round.id, seq, act, ways)
  const { lists } = listsOf(planning.plan, ahead)
  const seconds = round.figures?.seconds ?? 0
  const figures = JSON.stringify({ ...figuresOf(planning.plan, lists, cost), seconds })
  await updateRound(ctx, round.id, { planSeq: seq, figures })
  if (round.state === 'published') {
    await publishVisits(ctx, loaded, ahead, planning.ahead)
    await tellResidents(ctx, round, (await loadRound(ctx, round)).stops, ahead, planning.ahead)
    await tellChanged(ctx, round, concerned(planning.ahead, ahead))
  }
  await changed(ctx, round)
}

type Move = Input<typeof contract.moveStop>['body']
export const moveStop = (ctx: Context, roundId: string, { version, stopId, slot, toPersonId }: Move): Promise<Round> =>
  inTransaction(ctx, async (ctx) => {
    const loaded = await lockPlan(ctx, roundId, version)
    ensure(loaded.round.state === 'proposed' || loaded.round.state === 'published', 'round.wrong_state')
    const stop = found(loaded.stops.find(({ id }) => id === stopId))
    const planning = await planOf(ctx, loaded)
    ensure(
      planning.plan.halves.some((half) => half.stop.id === stopId),
      'round.begun',
    )
    if (toPersonId === null) {
      const { ways, cost } = leftOut(planning.plan, planning.ahead, { stopId, slot })
      await keep(ctx, loaded, planning, ways, 'move', cost)
      return presentRound(ctx, stop.roundId)
    }
    const option = found(optionFor(planning, { stopId, slot }, toPersonId))
    if (option.refusal) throw new Refusal(option.refusal)
    await keep(ctx, loaded, planning, option.ways ?? [], 'move', option.cost)
    return presentRound(ctx, roundId)
  })
const optionFor = (
  { plan, ahead, forbids }: Plan,
  moved: { stopId: string; slot: number },
  personId: string,
): Option | undefined => optionsFor(plan, ahead, moved, forbids).find((one) => one.personId === personId)

export const undoRound = (ctx: Context, roundId: string, version: number): Promise<Round> =>
  inTransaction(ctx, async (ctx) => {
    const loaded = await lockPlan(ctx, roundId, version)
    ensure(loaded.round.state === 'proposed', 'round.wrong_state')
    ensure(loaded.plans > 1, 'round.nothing_to_undo')
    await undoPlan(ctx, roundId, found((await plansOf(ctx, roundId, 1))[0]).seq)
    const before = await loadRound(ctx, loaded.round)
    const { plan, ahead } = await planOf(ctx, before)
    const { lists } = listsOf(plan, ahead)
    const figures = {
      ...figuresOf(plan, lists, loaded.round.figures?.cost ?? 0),
      seconds: loaded.round.figures?.seconds ?? 0,
    }
    await updateRound(ctx, roundId, { figures: JSON.stringify(figures) })
    await changed(ctx, loaded.round)
    return presentRound(ctx, roundId)
  })
export const publishRound = (ctx: Context, roundId: string, version: number): Promise<Round> =>
  inTransaction(ctx, async (ctx) => {
    const loaded = await lockPlan(ctx, roundId, version)
    const { round } = loaded
    ensure(round.state === 'proposed', 'round.wrong_state')
    const by = ctx.actor.kind === 'person' ? ctx.actor.personId : null
    await updateRound(ctx, roundId, { state: 'published', publishedAt: ctx.now, publishedBy: by })
    await publishVisits(ctx, loaded, loaded.ways)
    await tellPublished(ctx, loaded)
    await tellResidents(ctx, round, (await loadRound(ctx, round)).stops, loaded.ways)
    await recordAudit(ctx, {
      act: 'round.published',
      subjectKind: 'round',
      subjectId: roundId,
      areaPath: round.areaPath,
      detail: { unserved: unservedIn(loaded.stops, loaded.ways).length },
    })
    await changed(ctx, round)
    return presentRound(ctx, roundId)
  })

export const callOffRound = (ctx: Context, roundId: string, version: number, reason: string): Promise<Round> =>
  inTransaction(ctx, async (ctx) => {
    const loaded = await lockPlan(ctx, roundId, version)
    ensure(loaded.round.state !== 'called_off', 'round.wrong_state')
    await updateRound(ctx, roundId, { state: 'called_off', reason })
    const open = await stillOpen(ctx, loaded)
    for (const stop of loaded.stops.filter(
      (row) => row.state === 'planned' && !(row.visitId && open.has(row.visitId)),
    )) {
      await updateStop(ctx, stop.id, { state: 'left_out' })
    }
    if (loaded.round.state === 'published') await callOffVisits(ctx, loaded, open, reason)
    await recordAudit(ctx, {
      act: 'round.called_off',
      subjectKind: 'round',
      subjectId: roundId,
      areaPath: loaded.round.areaPath,
      detail: { reason },
    })
    await changed(ctx, loaded.round)
    return presentRound(ctx, roundId)
  })

/** Another pair of hands costs as much as half an hour on the way: the others keep their people. */
const changeCost = 30
const mendSeconds = 0.35

/** The others take over. The search stands outside of the transaction; whoever changed the round meanwhile is asked to look again. */
export const dropWalker = async (ctx: Context, roundId: string, personId: string, reason: string): Promise<Round> => {
  const round = await roundFor(ctx, roundId, 'rounds.plan')
  ensure(round.state === 'published', 'round.wrong_state')
  const loaded = await loadRound(ctx, round)
  const gone = found(loaded.workers.find((one) => one.personId === personId))
  ensure(gone.droppedAt === null, 'round.dropped_out')
  const { plan, ahead } = await planOf(ctx, loaded)
  const { problem, from } = withoutOne(plan, ahead, personId, changeCost)
  const solving = solveRound({
    problem,
    seed: round.seed,
    seconds: mendSeconds,
    searches: 1,
    from: from.broken ? null : from,
    pool: false,
  })
  const mended = await solving.plan
  const faults = faultsOf({ ...plan, problem }, mended.routes, mended.begin)
  if (faults.length > 0) throw new Error(`the mended round breaks a rule: ${faults[0]?.kind}`)
  return inTransaction(ctx, async (ctx) => {
    const now = await lockRound(ctx, roundId)
    ensure(now.version === round.version, 'row.stale')
    await markDropped(ctx, roundId, personId, reason)
    const again = await loadRound(ctx, now)
    const planning = await planOf(ctx, again)
    await keep(ctx, again, planning, waysOf(plan, mended.routes, mended.begin), 'drop', mended.cost)
    await recordAudit(ctx, {
      act: 'round.walker_dropped',
      subjectKind: 'round',
      subjectId: roundId,
      areaPath: now.areaPath,
      detail: { personId, reason },
    })
    return presentRound(ctx, roundId)
  })
}
