// Enrolling an authenticator: nothing is kept until its code has been proved.
import type * as contract from '@linbang/contract/accounts'
import type { Input, Output } from '@linbang/contract/endpoint'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { qrSvg } from '../../kit/qr.ts'
import { endSessions } from '../../kit/session.ts'
import { personOf } from '../people/service.ts'
import { self } from './me.ts'
import { accountById, updateAccount } from './queries.ts'
import { sessionMinutes } from './rules.ts'
import { raiseSession } from './session-queries.ts'
import { enrolUrl, newSecret, stepOf } from './totp.ts'

/** A fresh secret that nothing keeps until it is confirmed. Who has one already must have proved it in this session. */
export const startSecondFactor = async (ctx: Context): Promise<Output<typeof contract.startSecondFactor>> => {
  const { accountId, personId, secondFactor } = self(ctx)
  const account = found(await accountById(ctx, accountId))
  ensure(secondFactor || account.totpSealed === null, 'auth.second_factor')
  const secret = newSecret()
  const { name } = await personOf(ctx, personId)
  const url = enrolUrl((await ctx.kit.tenants.of(ctx.tenantId)).name.zh, account.username ?? name, secret)
  return { secret, url, qrSvg: await qrSvg(url) }
}

/** This session counts as proved; every other of the account ends. */
export const confirmSecondFactor = (
  ctx: Context,
  { secret, totp }: Input<typeof contract.confirmSecondFactor>['body'],
): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const { accountId, personId, sessionId, secondFactor, held } = self(ctx)
    const account = found(await accountById(ctx, accountId))
    ensure(secondFactor || account.totpSealed === null, 'auth.second_factor')
    const step = stepOf(secret, totp, ctx.now, null)
    ensure(step !== undefined, 'auth.second_factor_wrong')
    await updateAccount(ctx, accountId, {
      totpSealed: ctx.kit.vault.seal(ctx.tenantId, 'account.totp', secret),
      totpLastStep: step,
    })
    await raiseSession(
      ctx,
      sessionId,
      sessionMinutes(
        held.map(({ role }) => role),
        true,
      ),
    )
    await endSessions(ctx, accountId, { except: sessionId })
    await announce(ctx, 'account.changed', { accountId, personIds: [personId] })
    await recordAudit(ctx, { act: 'account.second_factor_set', subjectKind: 'account', subjectId: accountId })
    return {}
  })
