// Spot checks: a finished visit is drawn by rule, somebody who was not there calls or looks, and what was not good is put right.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/ratings'
import { type Context, inTransaction, momentOf, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { addHours } from '../../kit/time.ts'
import { policyNow } from '../policies/service.ts'
import { lockRequest, noteProgress } from '../requests/service.ts'
import { helpedWith } from './queries.ts'
import { drawSpotCheck } from './rules.ts'
import { openRectification } from './service.ts'
import { checkableVisit, insertSpotCheck, lockSpotCheck, updateSpotCheck } from './spot-queries.ts'

type Found = Input<typeof contract.recordSpotCheck>['body']

/** Once a visit, however often the sealing is heard of. */
export const drawCheck = async (ctx: Context, visitId: string): Promise<void> => {
  const visit = await checkableVisit(ctx, visitId)
  if (!visit) return
  const { body } = await policyNow(ctx, 'requests')
  const drawn = drawSpotCheck(visitId, visit.unproved, body.spotCheckPercent)
  if (!drawn) return
  await insertSpotCheck(ctx, {
    ...drawn,
    id: newId(),
    visitId,
    requestId: visit.requestId,
    areaPath: visit.areaPath,
    dueAt: addHours(ctx.now, body.spotCheckDays * 24),
  })
}

/** By anybody of the grid or the desk who was not at that door. Nobody reached in as many tries as a call-back has ends it too. */
export const recordSpotCheck = (ctx: Context, id: string, { way, finding, words }: Found): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const { actor } = inner
    const check = found(await lockSpotCheck(inner, id))
    ensure(actor.kind === 'person' && reaches(actor, 'ratings.call_back', check.areaPath), 'not_found')
    ensure(!(await helpedWith(inner, check.requestId, actor.personId)), 'not_found')
    ensure(check.finding === null, 'spot_check.done_already')
    ensure(finding !== 'bad' || words !== '', 'spot_check.words_needed')
    const { body } = await policyNow(inner, 'requests')
    const tries = check.tries + 1
    const over = finding !== 'not_reached' || tries >= body.reachableTries
    const ended = { finding, checkedBy: actor.personId, checkedAt: momentOf(inner) }
    await updateSpotCheck(inner, id, { way, tries, words, ...(over && ended) })
    const request = await lockRequest(inner, check.requestId)
    const note = { act: 'spot_checked', staffOnly: true, detail: { finding, way } }
    await noteProgress(inner, request, { ...note, ...(words && { why: words }) })
    if (finding === 'bad') await openRectification(inner, request, 'spot_check', words)
  })
