// Whether two people may be brought together, and whether somebody at the door is ours.
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/volunteers'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { ensureWithin, openLimiter } from '../../kit/rate.ts'
import { personOf, samePerson } from '../people/service.ts'
import { meOf } from './know-volunteer.ts'
import { blockBetween, deleteBlock, insertBlock, volunteerByNumber } from './queries.ts'
import { badgeOf } from './rules.ts'

/** Nobody is told, and nobody can find out by asking. */
export const blockPerson = (ctx: Context, personId: string): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const me = meOf(ctx).personId
    ensure(!(await samePerson(ctx, me)).includes(personId), 'not_found')
    const { id } = await personOf(ctx, personId).catch(notFound)
    await insertBlock(ctx, me, id)
    return {}
  })

const notFound = (error: unknown): never => {
  throw error instanceof Refusal && error.code === 'person.unknown' ? new Refusal('not_found') : error
}

export const unblockPerson = async (ctx: Context, personId: string): Promise<Record<string, never>> => {
  await personOf(ctx, personId).catch(notFound)
  await deleteBlock(ctx, await samePerson(ctx, meOf(ctx).personId), [personId, ...(await samePerson(ctx, personId))])
  return {}
}

/** Has one of the two blocked the other, whichever it was? */
export const isBlocked = async (ctx: Context, somePersonId: string, otherPersonId: string): Promise<boolean> => {
  const [some, others] = await Promise.all([samePerson(ctx, somePersonId), samePerson(ctx, otherPersonId)])
  return blockBetween(ctx, some, others)
}

/** Enough for a resident at the door and for a hotline; too little to read the register number by number. */
const badgeChecks = openLimiter({ perMinute: 10, burst: 20 })

/** Yes or no and the form of address, nothing else. */
export const checkBadge = async (ctx: Context, number: string): Promise<Output<typeof contract.checkBadge>> => {
  ensureWithin(badgeChecks, `${ctx.tenantId}/${ctx.client?.address ?? ''}`)
  const volunteer = await volunteerByNumber(ctx, number)
  const { ours, active } = volunteer ? badgeOf(volunteer, ctx.now) : { ours: false, active: false }
  return { ours, active, callName: volunteer && ours ? (await personOf(ctx, volunteer.personId)).callName : null }
}
