// Links by which one person answers one thing without signing in: good once and for some days. A GET never uses one up (rules.md §9).
import { createHash } from 'node:crypto'
import type { Context } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { callerAddress, ensureWithin, openLimiter } from '../../kit/rate.ts'
import { policyNow } from '../policies/service.ts'
import { answerLinkBy, insertAnswerLink, markAnswerLinkUsed } from './link-queries.ts'

const field = 'answer_link.key'
const keyLength = 16
const looks = openLimiter({ perMinute: 20, burst: 40 })

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

export type AnswerLink = {
  readonly id: string
  readonly subjectId: string
  readonly personId: string
  readonly state: 'open' | 'used' | 'expired'
}

type Answerable = { readonly id: string; readonly personId: string; readonly subjectId: string }

/** The address to send: the same for every try of a delivery, so that a repeated message opens nothing new. */
export const openAnswerLink = async (ctx: Context, path: `/${string}`, delivery: Answerable): Promise<`/${string}`> => {
  const { body } = await policyNow(ctx, 'requests')
  const key = ctx.kit.vault.find(ctx.tenantId, field, delivery.id).split('.').at(-1)?.slice(0, keyLength) ?? ''
  await insertAnswerLink(ctx, {
    id: newId(),
    hash: hashOf(key),
    path,
    subjectId: delivery.subjectId,
    personId: delivery.personId,
    expiresAt: new Date(ctx.now.getTime() + body.answerLinkDays * 86_400_000),
  })
  return path.replace(':key', key) as `/${string}`
}

/** What a key opens under this path, to be used by `useAnswerLink`. Refused not_found for a wrong one, and after many tries rate.limited. */
export const answerLink = async (ctx: Context, path: `/${string}`, key: string): Promise<AnswerLink> => {
  ensureWithin(looks, `${ctx.tenantId}/${callerAddress(ctx.client?.address ?? '')}`)
  ensure(/^[\w-]{16}$/.test(key), 'not_found')
  const { usedAt, expiresAt, ...link } = found(await answerLinkBy(ctx, path, hashOf(key)))
  return { ...link, state: usedAt ? 'used' : expiresAt <= ctx.now ? 'expired' : 'open' }
}

/** In the transaction of the answer: of two answers at once one finds it used. */
export const useAnswerLink = async (ctx: Context, { id }: AnswerLink): Promise<boolean> =>
  (await markAnswerLinkUsed(ctx, id)) > 0
