// A person changes a proposal: what a change costs, what it would break, and the change itself.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/batches'
import { changePrice } from '@linbang/engine/batch-edit'
import type { Decision } from '@linbang/engine/decision'
import type { TimedProblem } from '@linbang/engine/overlaps'
import { unpack } from '@linbang/engine/packed'
import type { Context } from '../../kit/context.ts'
import { inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { requestById } from '../requests/service.ts'
import { batchById, itemsOf, lockBatch, updateBatch, updateItem } from './batch-queries.ts'
import type { BatchRow, ItemRow } from './batch-queries.ts'
import { edgesOf } from './batch-rules.ts'
import type { Place } from './batch-rules.ts'
import { fieldOf } from './find-candidates.ts'
import { whyNotOnWire } from './why-not.ts'

type Move = Input<typeof contract.priceMove>['body']
type Price = Output<typeof contract.priceMove>

export type Opened = {
  readonly problem: TimedProblem
  readonly requestIds: readonly string[]
  readonly volunteerIds: readonly string[]
  readonly places: readonly Place[]
}

/** The problem the proposal answers, and the plan as people have made it since. */
export const openedOf = (batch: BatchRow, items: readonly ItemRow[]): Opened => {
  const decision = unpack(JSON.stringify(batch.decision)) as Decision
  const [step] = decision.steps
  if (step?.act !== 'batch') throw new Error(`batch ${batch.id} keeps no problem`)
  const requestIds = batch.requestIds as string[]
  const volunteerIds = batch.volunteerIds as string[]
  const places = items.map((item) => ({
    request: requestIds.indexOf(item.requestId),
    place: item.place,
    person: item.volunteerId === null ? null : volunteerIds.indexOf(item.volunteerId),
  }))
  return { problem: step.inputs.problem, requestIds, volunteerIds, places }
}

/** The batch, if whoever asks answers for its community. */
export const batchFor = (ctx: Context, batch: BatchRow | undefined): BatchRow => {
  const row = found(batch)
  ensure(reaches(ctx.actor, 'dispatch.run', row.areaPath), 'not_found')
  return row
}

/** Every hard condition as it stands now, at the hour of the work. */
export const reasonsAgainst = async (
  ctx: Context,
  item: Pick<ItemRow, 'requestId' | 'startAt'>,
  volunteerId: string,
) => {
  const request = found(await requestById(ctx, item.requestId))
  const field = await fieldOf(ctx, request, { onlyVolunteerId: volunteerId, at: item.startAt })
  const reasons = field.excluded.find((one) => one.id === volunteerId)?.reasons ?? []
  const fits = field.ranked.some((one) => one.id === volunteerId)
  return { field, fits, reasons: reasons.map((reason) => whyNotOnWire(reason, field.clock)) }
}

const free = -1
const priceOf = async (ctx: Context, batch: BatchRow, items: readonly ItemRow[], move: Move): Promise<Price> => {
  const item = found(items.find((one) => one.requestId === move.requestId && one.place === move.place))
  if (item.volunteerId === move.volunteerId) return { cost: 0, reasons: [] }
  const { problem, requestIds, volunteerIds, places } = openedOf(batch, items)
  if (move.volunteerId !== null) {
    const { fits, reasons } = await reasonsAgainst(ctx, item, move.volunteerId)
    if (!fits)
      return {
        cost: null,
        reasons: reasons.length > 0 ? reasons : [{ reason: 'not_proposed', number: null, code: null }],
      }
  }
  const person = (id: string | null) => (id === null ? free : volunteerIds.indexOf(id))
  const to = person(move.volunteerId)
  if (move.volunteerId !== null && to === free)
    return { cost: null, reasons: [{ reason: 'not_proposed', number: null, code: null }] }
  const edges = edgesOf(problem, places)
  const price = changePrice(problem, edges, requestIds.indexOf(move.requestId), person(item.volunteerId), to)
  if (price.clashes.length === 0) return { cost: Math.round(price.cost), reasons: [] }
  return {
    cost: null,
    reasons: price.clashes.map(({ kind }) => ({ reason: `batch_${kind}`, number: null, code: null })),
  }
}

export const priceInBatch = async (ctx: Context, batchId: string, move: Move): Promise<Price> => {
  const batch = batchFor(ctx, await batchById(ctx, batchId))
  ensure(batch.state === 'proposed', 'batch.over')
  return priceOf(ctx, batch, await itemsOf(ctx, batchId), move)
}

export const changeBatch = (
  ctx: Context,
  batchId: string,
  { version, ...move }: Input<typeof contract.moveInBatch>['body'],
): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const batch = batchFor(inner, await lockBatch(inner, batchId))
    ensure(batch.state === 'proposed', 'batch.over')
    ensure(batch.version === version, 'row.stale')
    const { cost } = await priceOf(inner, batch, await itemsOf(inner, batchId), move)
    ensure(cost !== null, 'dispatch.unqualified')
    await updateItem(inner, batchId, move, { volunteerId: move.volunteerId, byHand: true })
    await updateBatch(inner, batchId, {})
  })

export const dropBatch = (ctx: Context, batchId: string, version: number): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const batch = batchFor(inner, await lockBatch(inner, batchId))
    ensure(batch.state === 'proposed', 'batch.over')
    ensure(batch.version === version, 'row.stale')
    await updateBatch(inner, batchId, { state: 'dropped' })
  })
