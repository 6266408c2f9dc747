// 来的人不对, and a request taken up again by whoever asked, open an item to put right.
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { reaction } from '../../kit/events.ts'
import { lockRequest } from '../requests/service.ts'
import { alarmOf, lastReopening } from './queries.ts'
import { openRectification } from './service.ts'
import { drawCheck } from './spot-checks.ts'

const wrongPerson = (ctx: Context, visitId: string) =>
  inTransaction(ctx, async (inner) => {
    const alarm = await alarmOf(inner, visitId)
    if (alarm?.act !== 'wrong_person' || alarm.opened) return
    await openRectification(inner, await lockRequest(inner, alarm.requestId), 'wrong_person', alarm.why ?? '')
  })

/** A rating that reopens has opened its own items, in the same step. */
const reopened = (ctx: Context, requestId: string) =>
  inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    const reopening = await lastReopening(inner, requestId)
    if (reopening && !reopening.opened) await openRectification(inner, request, 'not_solved', reopening.why ?? '')
  })

export const ratingJobs = [
  reaction('request.reopened', 'ratings.put_right', (ctx, { requestId }) => reopened(ctx, requestId)),
  reaction('visit.sealed', 'ratings.draw_spot_check', (ctx, { visitId }) => drawCheck(ctx, visitId)),
  reaction('visit.alarm', 'ratings.wrong_person', (ctx, { visitId }) => wrongPerson(ctx, visitId)),
]
