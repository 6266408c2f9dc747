// What the actor is to a request, and what is true of it now: the two things every ability is decided from.
import { type Context, holds, reaches } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { policyNow } from '../policies/service.ts'
import { tieOf } from './people-queries.ts'
import { lockRequest, type RequestRecord } from './queries.ts'
import { type Facts, maySeeIt, refusalOf, type Standing, type Verb } from './rules.ts'

export type Seen = { readonly who: Standing; readonly facts: Facts }

/** Entered by the resident themselves, or by family: that makes one the asker. Staff who write a request down are staff. */
const enteredOwn = (request: RequestRecord) => request.channel === 'phone' || request.channel === 'button'

export const standingOf = async (ctx: Context, request: RequestRecord): Promise<Seen> => {
  const { actor } = ctx
  const me = actor.kind === 'person' ? actor.personId : null
  const tie = await tieOf(ctx, request, me)
  const system = actor.kind === 'system'
  const entered = me !== null && request.enteredBy === me && enteredOwn(request)
  const at = request.areaPath
  return {
    who: {
      own: tie.own,
      asker: system || tie.own || entered || tie.mayAsk,
      family: tie.maySee,
      staff: reaches(actor, 'requests.staff', at),
      ruler: reaches(actor, 'requests.rule', at),
      callBack: reaches(actor, 'ratings.call_back', at),
      leader: reaches(actor, 'people.read', at),
      helper: tie.helper,
      mayHelp: tie.mayHelp && holds(actor, 'offers.answer'),
    },
    facts: {
      state: request.state,
      urgency: request.urgency,
      needsLook: request.needsLook,
      looked: request.lookedAt !== null,
      paused: request.pausedUntil !== null && request.pausedUntil > ctx.now,
      onSite: tie.onSite,
      handBackOpen: tie.handBackBy !== null,
      handedBackByMe: me !== null && tie.handBackBy === me,
      rated: tie.rated,
      unconfirmed: request.confirmedHow === 'unconfirmed',
    },
  }
}

/** Days after the end during which a helper still sees who and where. */
export const isHidden = async (ctx: Context, endedAt: Date | null): Promise<boolean> => {
  if (!endedAt) return false
  const { body } = await policyNow(ctx, 'requests')
  return ctx.now.getTime() - endedAt.getTime() > body.addressHiddenAfterDays * 86_400_000
}

/** Locks the request and checks that this actor may do this to it now, and has seen its newest version. */
export const lockFor = async (ctx: Context, requestId: string, verb: Verb, version: number): Promise<RequestRecord> => {
  const request = await lockRequest(ctx, requestId)
  const { who, facts } = await standingOf(ctx, request)
  ensure(maySeeIt(who), 'not_found')
  ensure(request.version === version, 'row.stale')
  const refusal = refusalOf(verb, who, facts)
  if (refusal) throw new Refusal(refusal)
  return request
}
