// Every decision is written down with all the engine was told and what it answered, ids and numbers only, so that it can be
// computed again: `npm run engine -- explain ID`.
import { ENGINE_VERSION, explain } from '@linbang/engine/decision'
import type { Decision, Explanation, Step } from '@linbang/engine/decision'
import { partsOf } from '@linbang/engine/look'
import type { Known, Look } from '@linbang/engine/look'
import { pack, unpack } from '@linbang/engine/packed'
import type { Context } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { batchById } from './batch-queries.ts'
import type { Field } from './find-candidates.ts'
import { decisionById, insertDecision } from './queries.ts'

export type Made = {
  readonly act: 'wave' | 'ask' | 'assign'
  readonly wave: number
  readonly asked: readonly string[]
  readonly nextLookAt: Date | null
  readonly reason: string | null
}

export const recordDecision = (ctx: Context, field: Field, known: Known, look: Look, made: Made): Promise<void> =>
  insertDecision(ctx, {
    tenantId: ctx.tenantId,
    id: newId(),
    requestId: field.request.id,
    act: made.act,
    wave: made.wave,
    level: field.request.level,
    engineVersion: ENGINE_VERSION,
    policyVersion: field.policyVersion,
    inputs: pack(known),
    result: pack({
      asked: made.asked,
      rule: known.waves.rule.kind,
      escalate: look.plan.escalate,
      parts: partsOf(look),
    }),
    reason: made.reason,
    madeBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    nextLookAt: made.nextLookAt,
    at: ctx.now,
  })

export type Explained = Explanation & {
  readonly id: string
  /** Null where one decision was about many: a batch. */
  readonly requestId: string | null
  readonly act: string
  readonly at: Date
  readonly reason: string | null
  readonly policyVersion: number
  /** Who was asked in the end, by the machine or by a person against it; of a batch, who could be given work. */
  readonly asked: readonly string[]
  readonly steps: Explanation['steps']
  /** The decision as `engine explain FILE` takes it. */
  readonly decision: Decision
}

/** Computes a decision again from what was written down: one about a request, or the proposal of a batch. */
export const explainDecision = async (ctx: Context, decisionId: string): Promise<Explained> => {
  const row = await decisionById(ctx, decisionId)
  if (!row) return explainBatch(ctx, decisionId)
  const inputs = unpack(JSON.stringify(row.inputs)) as Known
  const { asked, parts } = unpack(JSON.stringify(row.result)) as {
    asked: readonly string[]
    parts: Extract<Step, { act: 'look' }>['parts']
  }
  const decision: Decision = { engine: row.engineVersion, seed: row.seed, steps: [{ act: 'look', inputs, parts }] }
  const { id, requestId, act, at, reason, policyVersion } = row
  return { id, requestId, act, at, reason, policyVersion, asked, ...explain(decision), decision }
}

const explainBatch = async (ctx: Context, batchId: string): Promise<Explained> => {
  const { id, madeAt: at, policyVersion, decision: kept, volunteerIds } = found(await batchById(ctx, batchId))
  const decision = unpack(JSON.stringify(kept)) as Decision
  const asked = volunteerIds as readonly string[]
  return { id, requestId: null, act: 'batch', at, reason: null, policyVersion, asked, ...explain(decision), decision }
}
