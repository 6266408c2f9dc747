// Who asks, for whom and where: residents and family speak for themselves, staff write down what others tell them.
import { may, type Role } from '@linbang/contract/permissions'
import type { NewRequest } from '@linbang/contract/requests'
import { type Context, heldFor, isUnder } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { mayAskFor } from '../people/service.ts'
import type { Via } from './change-state.ts'
import { type Asker, askerFacts, mayComeAgain } from './people-queries.ts'
import { type Place, placeFor } from './place.ts'

/** What is asked for; a series names its occurrence. `enteredBy` is for work without an actor of flesh. */
export type Wish = Omit<NewRequest, 'repeat' | 'occurredAt'> & {
  readonly enteredBy?: string
  /** `first`: the one that staff and the asker are told of. */
  readonly series?: { readonly id: string; readonly day: string; readonly first: boolean }
}

export type Caller = {
  readonly personId: string
  readonly byStaff: boolean
  readonly role: Role | null
  readonly channel: Via
}

const deskChannels: readonly Via[] = ['hotline', 'desk', 'grid', 'leader', 'button', 'paper', 'import']
const usual = (role: Role | null): Via => {
  if (role === 'building_leader') return 'leader'
  if (role === 'grid_worker' || role === 'grid_lead') return 'grid'
  return role === 'operator' ? 'hotline' : 'desk'
}

/** The role with which the actor writes down somebody else's need at this place, if any. */
const roleFor = (ctx: Context, asker: Asker, place: Place): Role | null => {
  const { actor } = ctx
  if (actor.kind !== 'person' || asker.id === actor.personId) return null
  const held = heldFor(actor, 'requests.open_for_others').find((one) => isUnder(place.areaPath, one.areaPath))
  return held?.role ?? null
}

export const callerOf = (ctx: Context, wish: Wish, asker: Asker, place: Place): Caller => {
  const { actor } = ctx
  if (actor.kind !== 'person') {
    const channel = wish.series ? 'system' : (wish.channel ?? 'system')
    return { personId: wish.enteredBy ?? asker.id, byStaff: false, role: null, channel }
  }
  const role = roleFor(ctx, asker, place)
  if (role === null) {
    return { personId: actor.personId, byStaff: false, role, channel: wish.channel === 'button' ? 'button' : 'phone' }
  }
  const named = wish.channel && deskChannels.includes(wish.channel) ? wish.channel : undefined
  const byStaff = may(role, 'requests.staff') || role === 'building_leader'
  return { personId: actor.personId, byStaff, role, channel: named ?? usual(role) }
}

const actorId = ({ actor }: Context): string => {
  if (actor.kind === 'person') return actor.personId
  throw new Refusal('auth.required')
}

const ensureMayAsk = async (ctx: Context, wish: Wish, asker: Asker) => {
  if (ctx.actor.kind !== 'person' || asker.id === ctx.actor.personId) return
  ensure(await mayAskFor(ctx, wish.forPersonId ?? asker.id), 'request.not_for_them')
}

/** The person a wish is for and the place it means, when the actor may ask for them. */
export const whoAndWhere = async (ctx: Context, wish: Wish): Promise<{ asker: Asker; place: Place }> => {
  const named = wish.forPersonId ?? wish.enteredBy ?? actorId(ctx)
  const asker = found(await askerFacts(ctx, named), 'person.unknown')
  await ensureMayAsk(ctx, wish, asker)
  return { asker, place: await placeFor(ctx, asker, wish) }
}

/** The same person again: somebody who came before, or who is registered to help. */
export const ensureSamePerson = async (ctx: Context, wish: Wish, asker: Asker, caller: Caller): Promise<void> => {
  if (!wish.samePersonId) return
  ensure(await mayComeAgain(ctx, wish.samePersonId, [asker.id, caller.personId]), 'person.unknown')
}
