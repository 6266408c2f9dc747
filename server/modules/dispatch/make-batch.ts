// A batch is proposed: who could take which work of the coming days at its hour, and the exact flow with repaired overlaps over all of it.
import { ENGINE_VERSION } from '@linbang/engine/decision'
import type { Decision } from '@linbang/engine/decision'
import { assignTimed } from '@linbang/engine/overlaps'
import { pack } from '@linbang/engine/packed'
import { recordedClock } from '@linbang/engine/recorded'
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import { addMinutes } from '../../kit/time.ts'
import { policyNow } from '../policies/service.ts'
import { isDispatchable, requestById } from '../requests/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { insertBatch, replaceUntouched, workAhead } from './batch-queries.ts'
import type { BatchRow } from './batch-queries.ts'
import { placesOf, problemOf } from './batch-rules.ts'
import type { BatchJob, Place } from './batch-rules.ts'
import { fieldOf } from './find-candidates.ts'
import type { Field } from './find-candidates.ts'
import { isComing } from './rules.ts'

/** So many people are looked at for one piece of work; the search takes so many steps, whatever the clock says. */
const mostPeople = 40
const searchSteps = 3000
/** Work that begins sooner is left to the waves. */
const notBeforeMinutes = 120
const roomADay = 2

/** When the work begins: as the window opens, if that is still to come. */
const startOf = (request: RequestRecord, now: Date): Date =>
  request.windowFrom && request.windowFrom > now ? request.windowFrom : now

const jobOf = (field: Field, bufferMinutes: number): BatchJob => {
  const { from, to } = field.known.request.window
  const taken = field.offers.filter(isComing)
  const there = new Set(taken.map((offer) => offer.volunteerId))
  return {
    requestId: field.request.id,
    need: Math.max(0, field.request.helpers - taken.length),
    from,
    to: to + bufferMinutes,
    fit: field.ranked
      .filter((one) => field.rows.get(one.id)?.kind === 'volunteer' && !there.has(one.id))
      .slice(0, mostPeople),
  }
}

const fieldsAhead = async (ctx: Context, areaPath: string, from: Date, to: Date): Promise<Field[]> => {
  const fields: Field[] = []
  for (const id of await workAhead(ctx, areaPath, from, to)) {
    const request = await requestById(ctx, id)
    if (request && isDispatchable(request)) fields.push(await fieldOf(ctx, request, { at: startOf(request, ctx.now) }))
  }
  return fields
}

type Plan = {
  readonly decision: Decision
  readonly bound: number
  readonly volunteerIds: readonly string[]
  readonly places: readonly Place[]
}

/** The exact flow, repaired where hours meet; kept with its inputs so that it can be computed again. */
const planOf = (jobs: readonly BatchJob[], fields: readonly Field[], room: number): Plan => {
  const rows = new Map(fields.flatMap((field) => [...field.rows]))
  const volunteerIds = [...new Set(jobs.flatMap((job) => job.fit.map((one) => one.id)))].sort()
  const helpers = volunteerIds.map((id) => ({ id, jobsLast14Days: rows.get(id)?.jobsLast14Days ?? 0, room }))
  const problem = problemOf(jobs, helpers)
  const clock = recordedClock((made) => made / searchSteps)
  const kept = new Int32Array(0)
  const parts = assignTimed(problem, 1, clock.done, kept)
  const inputs = { problem, kept, course: clock.course() }
  const decision: Decision = { engine: ENGINE_VERSION, seed: 1, steps: [{ act: 'batch', inputs, parts }] }
  return { decision, bound: parts.bound, volunteerIds, places: placesOf(problem, parts.edges) }
}

type Area = { readonly id: string; readonly path: string }

/** Writes a proposal for this community and returns its id; undefined when there is nothing to plan. */
export const makeBatch = (ctx: Context, area: Area): Promise<string | undefined> =>
  inTransaction(ctx, async (inner) => {
    const { version, body: policy } = await policyNow(inner, 'dispatch')
    const from = addMinutes(inner.now, notBeforeMinutes)
    const to = addMinutes(inner.now, policy.batchDaysAhead * 1440)
    const fields = await fieldsAhead(inner, area.path, from, to)
    const jobs = fields.map((field) => jobOf(field, policy.bufferMinutes)).filter((job) => job.need > 0)
    if (jobs.length === 0) return undefined
    const plan = planOf(jobs, fields, Math.max(1, Math.min(policy.weeklyCap, roomADay * policy.batchDaysAhead)))
    await replaceUntouched(inner, area.id)
    const id = newId()
    await writeBatch(inner, { id, areaId: area.id, fromAt: from, toAt: to, policyVersion: version }, jobs, fields, plan)
    return id
  })

type Head = Pick<BatchRow, 'id' | 'areaId' | 'fromAt' | 'toAt' | 'policyVersion'>

const writeBatch = async (
  ctx: Context,
  head: Head,
  jobs: readonly BatchJob[],
  fields: readonly Field[],
  plan: Plan,
) => {
  const { tenantId } = ctx
  const starts = new Map(fields.map((field) => [field.request.id, startOf(field.request, ctx.now)]))
  const batch = {
    ...head,
    tenantId,
    state: 'proposed',
    madeAt: ctx.now,
    madeBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    engineVersion: ENGINE_VERSION,
    decision: pack(plan.decision),
    requestIds: JSON.stringify(jobs.map((job) => job.requestId)),
    volunteerIds: JSON.stringify(plan.volunteerIds),
    bound: plan.bound,
  }
  const items = plan.places.map(({ request, place, person }) => {
    const { requestId } = jobs[request]!
    const volunteerId = person === null ? null : plan.volunteerIds[person]!
    return { tenantId, batchId: head.id, requestId, place, volunteerId, startAt: starts.get(requestId)! }
  })
  await insertBatch(ctx, batch, items)
}
