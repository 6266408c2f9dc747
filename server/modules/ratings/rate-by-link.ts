// Saying how it was by the link of an SMS: whoever it was sent to answers once, as themselves and as nobody of the staff.
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { type AnswerLink, answerLink, useAnswerLink } from '../notices/service.ts'
import { presentRows, requestById } from '../requests/service.ts'
import { isRated, ratedVisit } from './queries.ts'
import { isRateable } from './rules.ts'
import { rateRequest, type Rating } from './service.ts'

export const ratePath = '/r/:key'

/** As whom the link speaks: no roles, so that a grid worker who is helped rates as a neighbour. */
const asReader = (ctx: Context, { id, personId }: AnswerLink): Context => ({
  ...ctx,
  actor: {
    kind: 'person',
    tenantId: ctx.tenantId,
    accountId: id,
    personId,
    sessionId: id,
    held: [],
    secondFactor: false,
    locale: ctx.locale,
  },
})

/** What stands behind the key. Looking changes nothing. */
export const lookByLink = async (ctx: Context, key: string) => {
  const link = await answerLink(ctx, ratePath, key)
  const request = found(await requestById(ctx, link.subjectId))
  const [row] = await presentRows(ctx, [request.id])
  const visit = await ratedVisit(ctx, request.id)
  const open = isRateable(request) && !(await isRated(ctx, request.id, visit?.visitId ?? null))
  const again = request.state === 'reopened' || request.state === 'dispatching'
  return { link, row: found(row), state: link.state !== 'open' ? link.state : open ? 'open' : 'over', again } as const
}

/** The answer uses the link up, in one step with what follows from it. False: somebody has answered meanwhile. */
export const rateByLink = (ctx: Context, key: string, rating: Rating): Promise<boolean> =>
  inTransaction(ctx, async (inner) => {
    const { link, state } = await lookByLink(inner, key)
    if (state !== 'open' || !(await useAnswerLink(inner, link))) return false
    await rateRequest(asReader(inner, link), link.subjectId, rating)
    return true
  })
