// The figures of the hotline standard (GB/T 33358): answered in time, connected, abandoned; each a count of a count.
import type { CallFigures } from '@linbang/contract/calls'
import { type Context, reachOf } from '../../kit/context.ts'
import { Refusal } from '../../kit/errors.ts'
import { addDays, daysBetween, startOfDay } from '../../kit/time.ts'
import { policyNow } from '../policies/service.ts'
import { seenBy } from './call-queries.ts'
import { callCounts, callsByAgent, callsByHour } from './figure-queries.ts'

const longestDays = 366

/** Calls of the tenant's days from and to, both counted. A call that still rings is not counted yet. */
export const getCallFigures = async (ctx: Context, period: { from: string; to: string }): Promise<CallFigures> => {
  const days = daysBetween(period.from, period.to)
  if (days < 0 || days > longestDays) {
    const message = ctx.locale === 'en' ? 'At most a year, the first day first' : '最多一年，先填前一天'
    throw new Refusal('input.invalid', { issues: [{ path: 'to', message }] })
  }
  const [{ body }, { timeZone }] = await Promise.all([policyNow(ctx, 'hotline'), ctx.kit.tenants.of(ctx.tenantId)])
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  const span = {
    from: startOfDay(period.from, timeZone),
    to: startOfDay(addDays(period.to, 1), timeZone),
    seen: seenBy(reachOf(ctx.actor, 'calls.read'), me),
    ...body,
    timeZone,
  }
  const [counts, byHour, agents] = await Promise.all([
    callCounts(ctx, span),
    callsByHour(ctx, span),
    callsByAgent(ctx, span),
  ])
  const { incoming, slips, inTime, connected, abandoned, averageWaitSeconds, averageTalkSeconds, outgoing } = counts
  return {
    incoming,
    slips,
    answeredInTime: { count: inTime, of: incoming },
    connected: { count: connected, of: incoming },
    abandoned: { count: abandoned, of: incoming },
    answerSeconds: body.answerSeconds,
    slipSeconds: body.slipSeconds,
    averageWaitSeconds,
    averageTalkSeconds,
    outgoing,
    byHour,
    agents,
  }
}
