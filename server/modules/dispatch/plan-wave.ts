// The plan of one look at a request: own community first, the street's others when those near are used up, each lending by its quota.
import { planOn } from '@linbang/engine/look'
import type { Known, Look } from '@linbang/engine/look'
import type { Context } from '../../kit/context.ts'
import { addMinutes } from '../../kit/time.ts'
import { policyNow } from '../policies/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { fieldOf } from './find-candidates.ts'
import type { Field, FieldOptions } from './find-candidates.ts'
import { lentSince, loansOf } from './lending-queries.ts'
import { roundOf } from './rules.ts'
import { asksOf, kindOf, lendersOf, wavePolicyOf, weekMinutes } from './wave-rules.ts'

export type Planned = { readonly field: Field; readonly known: Known; readonly look: Look }

/** So many are read at first where seconds count: those of greatest chance and nearness. */
const readAtFirst = 150

/** Moments in minutes are fractions: five minutes later must not come out a little less than five. */
const hair = 1e-5

const deadlineOf = (request: RequestRecord, now: Date): Date => {
  const latest = request.windowTo
    ? addMinutes(request.windowTo, -request.minutes)
    : addMinutes(request.reportedAt, 24 * 60)
  return latest > now ? latest : addMinutes(now, 60)
}

/** The plan on a field that has been read; nothing is asked or written. */
export const planIn = async (ctx: Context, field: Field): Promise<Planned> => {
  const { request, offers, clock, policy } = field
  const { body: quiet } = await policyNow(ctx, 'requests')
  const minute = (moment: Date) => moment.getTime() / 60_000 + clock.offsetMinutes
  const asks = asksOf(offers, roundOf(offers), minute, field.communityOf)
  const fitIds = new Set(field.ranked.map((one) => one.id))
  const fit = field.known.people.filter((one) => fitIds.has(one.id))
  const urgent = request.urgency === 'life'
  const loans = urgent ? [] : await loansOf(ctx, request.id, roundOf(offers))
  const borrows = !urgent && fit.some((one) => one.community !== field.communityPath)
  const lent = borrows ? await lentSince(ctx, addMinutes(ctx.now, -weekMinutes)) : new Map<string, number>()
  const rules = urgent ? { lentByEach: policy.maxAsks, lenderKeeps: 0, lentAWeek: policy.maxAsks } : policy
  const known: Known = {
    ...field.known,
    wave: {
      openedAt: minute(request.dispatchedAt ?? request.reportedAt),
      deadline: minute(deadlineOf(request, ctx.now)),
      asks,
    },
    waves: wavePolicyOf(kindOf(request.urgency, request.windowFrom, ctx.now), policy, quiet, field.lessons),
    lenders: lendersOf(field.communityPath, fit, asks, loans, lent, rules),
    now: minute(ctx.now) + hair,
  }
  return { field, known, look: planOn(known, field) }
}

const stepsOf = (urgent: boolean): readonly FieldOptions[] =>
  urgent ? [{ most: readAtFirst }, { wide: true, most: readAtFirst }, { wide: true }] : [{}, { wide: true }]

/** Looks wider while nobody is left to ask; in a matter of life, while those asked are not likely enough to come. */
export const planLook = async (ctx: Context, request: RequestRecord): Promise<Planned> => {
  const urgent = request.urgency === 'life'
  let planned: Planned | undefined
  for (const options of stepsOf(urgent)) {
    planned = await planIn(ctx, await fieldOf(ctx, request, options))
    const { ask, escalate } = planned.look.plan
    if (escalate !== 'nobody_left' || (!urgent && ask.length > 0)) return planned
  }
  return planned!
}
