// A sign-in code on paper: opened any number of times, it signs in once, when the answer is sent.
import { createHash, randomBytes } from 'node:crypto'
import type * as contract from '@linbang/contract/accounts'
import type { Output } from '@linbang/contract/endpoint'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { qrSvg } from '../../kit/qr.ts'
import { addHours } from '../../kit/time.ts'
import { linkTo } from '../areas/service.ts'
import { personOf, reachesPerson } from '../people/service.ts'
import { insertLink } from './code-queries.ts'
import { self } from './me.ts'
import { ensureAccount } from './open-account.ts'
import { holdingsOf } from './role-queries.ts'
import { isStaffAccount, linkDays } from './rules.ts'

/** Only this is kept of a link. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex')
export const newLinkToken = (): string => randomBytes(24).toString('base64url')

/** A code on paper for those who cannot read an SMS. It never opens the account of somebody who works here. */
export const issueSignInLink = (ctx: Context, personId: string): Promise<Output<typeof contract.issueSignInLink>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(await reachesPerson(ctx, personId, 'accounts.issue_sign_in'), 'not_found')
    const person = await personOf(ctx, personId)
    const account = await ensureAccount(ctx, person.id, { welcomed: false })
    ensure(!isStaffAccount((await holdingsOf(ctx, [account.id])).map(({ role }) => role)), 'auth.forbidden')
    const token = newLinkToken()
    const expiresAt = addHours(ctx.now, linkDays * 24)
    const madeBy = self(ctx).personId
    await insertLink(ctx, {
      id: newId(),
      purpose: 'sign_in',
      personId: person.id,
      tokenHash: linkHash(token),
      madeBy,
      expiresAt,
    })
    await recordAudit(ctx, {
      act: 'person.sign_in_printed',
      subjectKind: 'person',
      subjectId: person.id,
      areaPath: person.areaPath,
    })
    const url = await linkTo(ctx, `/in#${token}`)
    return { url, qrSvg: await qrSvg(url), expiresAt }
  })
