// Sign-in codes by SMS: six random digits, kept as a keyed hash, few enough that nobody is flooded and nobody can guess.
import { randomInt } from 'node:crypto'
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/accounts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { callerAddress } from '../../kit/rate.ts'
import { newId } from '../../kit/ids.ts'
import { smsFor } from '../../kit/sms.ts'
import { addHours, addMinutes } from '../../kit/time.ts'
import { plainPhone } from '../people/service.ts'
import { codesSent, holdSender, insertCode, newestCode, takeTry, useCode } from './code-queries.ts'
import { type CodeLimits, codeLimits, codeMinutes, demoCodeLimits, codeTries, codeWait } from './rules.ts'
import { codeMessage } from './text.ts'

const hashes = ({ kit: { vault }, tenantId, client }: Context, phone: string) => ({
  phoneHash: vault.find(tenantId, 'sign_in_code.phone', plainPhone(phone)),
  addressHash: vault.find(tenantId, 'sign_in_code.address', callerAddress(client?.address ?? '')),
})
const codeHash = ({ kit: { vault }, tenantId }: Context, id: string, code: string): string =>
  vault.find(tenantId, 'sign_in_code.code', `${id} ${code}`)

/** Counts and keeps in one transaction; callers with the same number or address take turns. */
const makeCode = (ctx: Context, phone: string, limits: CodeLimits): Promise<{ id: string; code: string }> =>
  inTransaction(ctx, async (ctx) => {
    const { phoneHash, addressHash } = hashes(ctx, phone)
    await holdSender(ctx, phoneHash, addressHash)
    const wait = codeWait(await codesSent(ctx, phoneHash, addressHash, addHours(ctx.now, -1)), ctx.now, limits)
    if (wait > 0) throw new Refusal('rate.limited', { retryAfter: wait })
    const id = newId()
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const expiresAt = addMinutes(ctx.now, codeMinutes)
    await insertCode(ctx, { id, phoneHash, addressHash, codeHash: codeHash(ctx, id, code), expiresAt })
    return { id, code }
  })

/** Answers the same whether anybody has the number or not. Only a demo tells the code, and sends nothing. */
export const sendCode = async (ctx: Context, phone: string): Promise<Output<typeof contract.sendCode>> => {
  const { demo, name } = await ctx.kit.tenants.of(ctx.tenantId)
  const limits = demo ? demoCodeLimits : codeLimits
  const { id, code } = await makeCode(ctx, phone, limits)
  const answer = { sent: true, retryAfterSeconds: limits.secondsBetween } as const
  if (demo) return { ...answer, demoCode: code }
  const gateway = await smsFor(ctx)
  const { state } = await gateway.send({
    reference: id,
    to: plainPhone(phone),
    text: codeMessage(name, code, ctx.locale),
    kind: 'sign_in_code',
    params: { code },
  })
  ensure(state === 'accepted', 'auth.code_not_sent')
  return answer
}

/** Refused unless this is the newest code of the number, in time, unused, and one of its first five tries. */
export const ensureCode = async (ctx: Context, phone: string, code: string): Promise<void> => {
  const phoneHashes = ctx.kit.vault.finds(ctx.tenantId, 'sign_in_code.phone', plainPhone(phone))
  const known = await newestCode(ctx, phoneHashes)
  ensure(known && !known.usedAt, 'auth.wrong_code')
  ensure(known.expiresAt > ctx.now, 'auth.code_expired')
  ensure(await takeTry(ctx, known.id, codeTries), 'auth.too_many_tries')
  const fits = ctx.kit.vault.finds(ctx.tenantId, 'sign_in_code.code', `${known.id} ${code}`).includes(known.codeHash)
  ensure(fits && (await useCode(ctx, known.id)), 'auth.wrong_code')
}
