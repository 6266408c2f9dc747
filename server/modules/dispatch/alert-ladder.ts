// A matter of life is called out step by step: the agent on duty, a second one, the grid and the family, the lead (rules.md §7).
// A person who takes it stops the ladder; each step happens once, at its time, also across a restart.
import type { Alert } from '@linbang/contract/dispatch'
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { staffAt } from '../accounts/service.ts'
import { communityOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { policyNow } from '../policies/service.ts'
import { lockRequest, noteProgress } from '../requests/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { alertOf, closeAlert, familyOf, insertAlert, insertStep, stepsOf, takenAtTheDesk } from './alert-queries.ts'
import { whoIsOnDuty } from '../roster/service.ts'
import type { OfferSeen } from './queries.ts'
import { roundOf } from './rules.ts'

/** One step of the ladder at its moment. */
export const climb = job<{ requestId: string; round: number; step: number }>('dispatch.climb')

const steps = { agent: 1, second: 2, grid: 3, lead: 4 } as const

const secondsOf = async (ctx: Context): Promise<Readonly<Record<number, number>>> => {
  const { ladder } = (await policyNow(ctx, 'dispatch')).body
  return { 1: 0, 2: ladder.second, 3: ladder.grid, 4: ladder.lead }
}

/** Once a round. With no agent on duty it begins at the grid, and the lead is rung at once. */
export const beginAlert = async (ctx: Context, request: RequestRecord, offers: readonly OfferSeen[]): Promise<void> => {
  const round = roundOf(offers)
  if (!(await insertAlert(ctx, request.id, round))) return
  const [watch, seconds] = await Promise.all([whoIsOnDuty(ctx, request.areaPath), secondsOf(ctx)])
  const manned = watch.beginsAt === 1
  for (const step of manned ? [1, 2, 3, 4] : [3, 4]) {
    const after = manned ? (seconds[step] ?? 0) : 0
    if (after === 0) await takeStep(ctx, request, round, step, watch)
    else {
      const startAfter = new Date(ctx.now.getTime() + after * 1000)
      await enqueue(ctx, climb, { requestId: request.id, round, step }, { startAfter })
    }
  }
}

/** The alert as it stands: whoever takes the alarm where it rings ends the ladder. */
const standingAlert = async (ctx: Context, requestId: string) => {
  const alert = await alertOf(ctx, requestId)
  if (!alert || alert.acknowledgedAt) return alert
  const taken = await takenAtTheDesk(ctx, requestId, alert.beganAt)
  if (!taken) return alert
  return { ...alert, acknowledgedAt: taken.at, acknowledgedHow: 'staff', by: taken.callName, takenBy: taken.personId }
}

/** The step of a job whose moment has come; nothing once somebody has taken it. */
export const climbLadder = (ctx: Context, requestId: string, round: number, step: number): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    const alert = await standingAlert(inner, requestId)
    if (alert && 'takenBy' in alert)
      await closeAlert(inner, requestId, { how: 'staff', by: alert.takenBy, at: alert.acknowledgedAt })
    if (request.state !== 'dispatching' || alert?.round !== round || alert.acknowledgedAt) return
    await takeStep(inner, request, round, step, await whoIsOnDuty(inner, request.areaPath))
  })

type Watch = Awaited<ReturnType<typeof whoIsOnDuty>>

const takeStep = async (ctx: Context, request: RequestRecord, round: number, step: number, watch: Watch) => {
  const [told, area] = await Promise.all([whomToTell(ctx, request, step, watch), communityOf(ctx, request.areaPath)])
  if (!(await insertStep(ctx, request.id, round, step, told))) return
  const { number } = request
  const about = { subjectKind: 'request', subjectId: request.id, urgent: true }
  await notify(ctx, {
    ...about,
    personIds: told,
    kind: 'request.alarm',
    params: { number, area: area.name, rung: step },
  })
  if (step === steps.grid) {
    const family = await familyOf(ctx, request.personId)
    await notify(ctx, { ...about, personIds: family, kind: 'request.alarm_family', params: { number } })
  }
  await noteProgress(ctx, request, { act: 'alert_step', detail: { step, told: told.length }, staffOnly: true })
}

/** Asked anew at every step: whoever has come on duty meanwhile is called. */
const whomToTell = async (ctx: Context, request: RequestRecord, step: number, watch: Watch): Promise<string[]> => {
  const { agents, silent, expected, field, leads } = watch
  const ids = (people: readonly { readonly personId: string }[]) => [...new Set(people.map((one) => one.personId))]
  if (step <= steps.second) {
    const told = ids([...agents, ...silent, ...expected])[step - 1]
    return told === undefined ? [] : [told]
  }
  if (step === steps.lead) return ids(leads)
  const nearby = ids(field)
  return nearby.length > 0
    ? nearby
    : ids((await staffAt(ctx, request.areaPath, ['grid_worker', 'grid_lead'])).slice(0, 2))
}

/** As many as are needed go there: the ladder ends. */
export const endAlert = (ctx: Context, requestId: string, personId: string): Promise<boolean> =>
  closeAlert(ctx, requestId, { how: 'helper', by: personId, at: ctx.now })

/** The ladder as the board shows it: what has been done when, what comes when, who took it. */
export const showAlert = async (ctx: Context, request: RequestRecord): Promise<Alert | null> => {
  if (request.urgency !== 'life') return null
  const alert = await standingAlert(ctx, request.id)
  if (!alert) return null
  const taken = new Map((await stepsOf(ctx, request.id, alert.round)).map((one) => [one.step, one.at]))
  const seconds = await secondsOf(ctx)
  const began = alert.beganAt.getTime()
  return {
    beganAt: alert.beganAt,
    acknowledgedAt: alert.acknowledgedAt,
    acknowledgedBy: alert.by,
    how: alert.acknowledgedHow as Alert['how'],
    steps: (['agent', 'second', 'grid', 'lead'] as const).map((name) => ({
      step: name,
      at: taken.get(steps[name]) ?? null,
      due: new Date(began + (seconds[steps[name]] ?? 0) * 1000),
    })),
  }
}
