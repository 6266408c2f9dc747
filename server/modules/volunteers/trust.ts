// Whether two people may be brought together.
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { personOf, samePerson } from '../people/service.ts'
import { meOf } from './know-volunteer.ts'
import { blockBetween, deleteBlock, insertBlock } from './queries.ts'

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
