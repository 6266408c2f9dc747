// Batches: work of the coming days put to people as a proposal; a person changes it, publishes it, and only then it holds.
import * as z from 'zod/mini'
import { WhyNot } from './dispatch.ts'
import { endpoint } from './endpoint.ts'
import { Window } from './requests.ts'
import { Id, Moment, Nothing, Version } from './values.ts'

/** One place of one request in a batch. */
export const BatchItem = z.object({
  requestId: Id,
  place: z.int(),
  number: z.string(),
  serviceZh: z.string(),
  serviceEn: z.string(),
  icon: z.string(),
  areaName: z.string(),
  window: z.nullable(Window),
  minutes: z.int(),
  startAt: Moment,
  volunteerId: z.nullable(Id),
  /** What this one costs in the plan, in metres: the way, and more for whoever has much already. */
  cost: z.number(),
  byHand: z.boolean(),
  state: z.enum(['proposed', 'published', 'gone', 'refused']),
  reasons: z.array(WhyNot),
})
export type BatchItem = z.infer<typeof BatchItem>
export const BatchHelper = z.object({
  volunteerId: Id,
  name: z.string(),
  callName: z.string(),
  buildingName: z.nullable(z.string()),
  jobsLast14Days: z.int(),
})
export type BatchHelper = z.infer<typeof BatchHelper>
export const BatchState = z.enum(['proposed', 'published', 'dropped', 'replaced'])
export const Batch = z.object({
  id: Id,
  areaId: Id,
  areaName: z.string(),
  state: BatchState,
  madeAt: Moment,
  /** Null: the machine proposed it by itself. */
  madeBy: z.nullable(z.string()),
  from: Moment,
  to: Moment,
  publishedAt: z.nullable(Moment),
  publishedBy: z.nullable(z.string()),
  /** Cost of the plan as it stands, and the least any plan could cost. */
  cost: z.number(),
  bound: z.number(),
  jobs: z.int(),
  open: z.int(),
  version: z.int(),
})
export type Batch = z.infer<typeof Batch>
export const BatchWhole = z.object({ batch: Batch, items: z.array(BatchItem), helpers: z.array(BatchHelper) })
export type BatchWhole = z.infer<typeof BatchWhole>

const BatchRef = z.object({ batchId: Id })
export const listBatches = endpoint({
  method: 'GET',
  path: '/batches',
  summary: 'Proposals of a community and what became of them, newest first',
  allow: 'dispatch.run',
  query: z.object({ areaId: Id }),
  returns: z.object({ items: z.array(Batch) }),
  errors: ['not_found'],
})
export const proposeBatch = endpoint({
  method: 'POST',
  path: '/batches',
  summary: 'Propose who takes which work of the coming days; nobody is told yet',
  allow: 'dispatch.run',
  body: z.object({ areaId: Id }),
  returns: BatchWhole,
  errors: ['not_found', 'batch.nothing'],
})
export const getBatch = endpoint({
  method: 'GET',
  path: '/batches/:batchId',
  summary: 'One batch with its work and its people',
  allow: 'dispatch.run',
  params: BatchRef,
  returns: BatchWhole,
  errors: ['not_found'],
})
const Move = { requestId: Id, place: z.int().check(z.minimum(0), z.maximum(9)), volunteerId: z.nullable(Id) }
export const priceMove = endpoint({
  method: 'POST',
  path: '/batches/:batchId/price',
  summary: 'What it costs to give this work to somebody else, or why it is not possible',
  allow: 'dispatch.run',
  params: BatchRef,
  body: z.object(Move),
  returns: z.object({ cost: z.nullable(z.number()), reasons: z.array(WhyNot) }),
  errors: ['not_found', 'batch.over'],
})
export const moveInBatch = endpoint({
  method: 'POST',
  path: '/batches/:batchId/move',
  summary: 'Give this work to somebody else, or to nobody; refused where a condition is broken',
  allow: 'dispatch.run',
  params: BatchRef,
  body: z.object({ ...Move, version: Version }),
  returns: BatchWhole,
  errors: ['not_found', 'row.stale', 'batch.over', 'dispatch.unqualified'],
})
export const publishBatch = endpoint({
  method: 'POST',
  path: '/batches/:batchId/publish',
  summary:
    'Let the batch hold: visits are planned and everybody sees their week; what was taken meanwhile is left out and told',
  allow: 'dispatch.run',
  params: BatchRef,
  body: z.object({ version: Version }),
  returns: BatchWhole,
  errors: ['not_found', 'row.stale', 'batch.over'],
})
export const dropBatch = endpoint({
  method: 'POST',
  path: '/batches/:batchId/drop',
  summary: 'Put the proposal away',
  allow: 'dispatch.run',
  params: BatchRef,
  body: z.object({ version: Version }),
  returns: Nothing,
  errors: ['not_found', 'row.stale', 'batch.over'],
})
