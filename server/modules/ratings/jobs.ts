// 来的人不对 opens an item to put right.
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { reaction } from '../../kit/events.ts'
import { lockRequest } from '../requests/service.ts'
import { alarmOf } from './queries.ts'
import { openRectification } from './service.ts'

const wrongPerson = (ctx: Context, visitId: string) =>
  inTransaction(ctx, async (inner) => {
    const alarm = await alarmOf(inner, visitId)
    if (alarm?.act !== 'wrong_person' || alarm.opened) return
    await openRectification(inner, await lockRequest(inner, alarm.requestId), 'wrong_person', alarm.why ?? '')
  })

export const ratingJobs = [
  reaction('visit.alarm', 'ratings.wrong_person', (ctx, { visitId }) => wrongPerson(ctx, visitId)),
]
