// The search for good ways: begun by a person, run by a job in a thread of its own, stopped when asked; the answer is a proposal.
import type { Round } from '@linbang/contract/rounds'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import type { RoundProblem } from '@linbang/engine/round-problem'
import { policyNow } from '../policies/service.ts'
import { balanced, betterServed } from './balance.ts'
import { loadRound, lockPlan, type Planning, planningOf, together } from './load-round.ts'
import { insertPlan, lockRound, type RoundRecord, roundsWhere, updateRound } from './queries.ts'
import { presentRound } from './show-round.ts'
import { solveRound, type Solving } from './solve-round.ts'
import { faultsOf, figuresOf, waysOf } from './ways.ts'

export const searchJob = job<{ roundId: string; seconds: number }>('rounds.search')

export const changed = (ctx: Context, round: Pick<RoundRecord, 'id' | 'areaPath'>) =>
  announce(ctx, 'round.changed', { roundId: round.id, areaPath: round.areaPath })

export const beginSearch = (ctx: Context, roundId: string, version: number, seconds: number): Promise<Round> =>
  inTransaction(ctx, async (ctx) => {
    const { round } = await lockPlan(ctx, roundId, version)
    ensure(round.state === 'draft' || round.state === 'proposed', 'round.wrong_state')
    await updateRound(ctx, roundId, { state: 'solving', progress: 0, stopAskedAt: null })
    await enqueue(ctx, searchJob, { roundId, seconds })
    await changed(ctx, round)
    return presentRound(ctx, roundId)
  })

export const stopSearch = (ctx: Context, roundId: string): Promise<Round> =>
  inTransaction(ctx, async (ctx) => {
    const { round } = await lockPlan(ctx, roundId)
    if (round.state === 'solving') await updateRound(ctx, roundId, { stopAskedAt: ctx.now, bump: false })
    return presentRound(ctx, roundId)
  })

const pollMs = 250
/** Tells how far it is, and hears of a wish to stop. */
const watch = async (ctx: Context, round: RoundRecord, solving: Solving): Promise<void> => {
  const [now] = await roundsWhere(ctx, { id: round.id })
  if (!now || now.state !== 'solving' || now.stopAskedAt) solving.stop()
  await updateRound(ctx, round.id, { progress: Math.min(1, solving.progress()), bump: false })
  await changed(ctx, round)
}

const searched = async (ctx: Context, round: RoundRecord, problem: RoundProblem, seconds: number) => {
  const order = { problem, seed: round.seed, seconds, searches: seconds >= 4 ? 3 : 1 }
  const solving = solveRound({ ...order, from: null, pool: true })
  let watched = Promise.resolve()
  const look = () => watch(ctx, round, solving).catch(() => solving.stop())
  const timer = setInterval(() => void (watched = watched.then(look)), pollMs)
  try {
    return await solving.plan
  } finally {
    clearInterval(timer)
    // A look still under way would write an older progress over that of the finished plan.
    await watched
  }
}

/** Evenly among those who walk; where somebody would be left out for that, once more without it. */
const searchedEvenly = async (ctx: Context, round: RoundRecord, { plan }: Planning, seconds: number) => {
  const { balancePercent } = (await policyNow(ctx, 'rounds')).body
  const even = await searched(ctx, round, balanced(plan, balancePercent), seconds)
  if (even.unserved.length === 0 || balancePercent === 0) return even
  return betterServed(even, await searched(ctx, round, plan.problem, seconds))
}

/** Done again after a crash; a round that is no longer being solved is left alone. */
export const search = async (ctx: Context, roundId: string, seconds: number): Promise<void> => {
  const [round] = await roundsWhere(ctx, { id: roundId })
  if (!round || round.state !== 'solving') return
  const planning = await planningOf(ctx, await loadRound(ctx, round), new Set())
  const began = ctx.kit.clock().getTime()
  const found = await searchedEvenly(ctx, round, planning, seconds)
  const faults = faultsOf(planning.plan, found.routes, found.begin)
  if (faults.length > 0) throw new Error(`the plan of a round breaks a rule: ${faults[0]?.kind}`)
  const took = (ctx.kit.clock().getTime() - began) / 1000
  await inTransaction(ctx, async (ctx) => {
    const now = await lockRound(ctx, roundId)
    if (now.state !== 'solving') return
    const seq = now.planSeq + 1
    await insertPlan(
      ctx,
      roundId,
      seq,
      'search',
      together(planning.fixed, waysOf(planning.plan, found.routes, found.begin)),
    )
    const figures = { ...figuresOf(planning.plan, found.routes, found.cost), seconds: Math.round(took * 10) / 10 }
    await updateRound(ctx, roundId, { state: 'proposed', progress: 1, planSeq: seq, figures: JSON.stringify(figures) })
    await changed(ctx, now)
  })
}
