// What people agreed to, by purpose and version, with evidence. Taking it back is as easy as giving it.
import * as contract from '@linbang/contract/consents'
import type { Input, Output } from '@linbang/contract/endpoint'
import * as z from 'zod/mini'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, type PersonActor } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { reachesPerson } from '../people/service.ts'
import { insertConsent, lastAnswers } from './queries.ts'
import { counts, mayAsk } from './rules.ts'
import { consentTexts } from './text.ts'

export { privacyDraft } from './text.ts'

export type PurposeName = z.infer<typeof contract.Purpose>
export type ConsentText = z.infer<typeof contract.ConsentText>

/** The part of a tenant's brand that consents read: the operator's own privacy text, entered at set-up. */
const Brand = z.object({ privacy: z.optional(z.object({ version: z.int(), zh: z.string(), en: z.string() })) })

/** The text in force; the privacy text is the operator's own where it has one. */
export const consentText = async (ctx: Context, purpose: PurposeName): Promise<ConsentText> => {
  const own = purpose === 'privacy' ? Brand.parse((await ctx.kit.tenants.of(ctx.tenantId)).brand).privacy : undefined
  const { version, zh, en } = own ?? consentTexts[purpose]
  return { purpose, version, zh, en: en || zh }
}

/** Did the person say yes to the text that is in force, and not take it back? */
export const hasConsent = async (ctx: Context, personId: string, purpose: PurposeName): Promise<boolean> => {
  const [answers, { version }] = await Promise.all([lastAnswers(ctx, personId), consentText(ctx, purpose)])
  return counts(
    answers.find((answer) => answer.purpose === purpose),
    version,
  )
}

type Evidence = Readonly<Record<string, string | null>>

/** A yes must be to the text in force (refused with consent.old_version); a no is taken whatever was read. */
export const recordConsentOf = async (
  ctx: Context,
  personId: string,
  purpose: PurposeName,
  version: number,
  given: boolean,
  evidence: Evidence,
  via: string,
): Promise<void> => {
  ensure(!given || version === (await consentText(ctx, purpose)).version, 'consent.old_version')
  await insertConsent(ctx, { personId, purpose, version, given, evidence, via })
  if (!given) await announce(ctx, 'consent.withdrawn', { personId })
}

type Listed = Output<typeof contract.listMyConsents>

const listOf = async (ctx: Context, personId: string): Promise<Listed> => {
  const answers = await lastAnswers(ctx, personId)
  const items = await Promise.all(
    contract.Purpose.options.map(async (purpose) => {
      const current = await consentText(ctx, purpose)
      const answer = answers.find((each) => each.purpose === purpose)
      const { version = current.version, given = false, at = null, via = null } = answer ?? {}
      return { purpose, version, given, at, via, current, mayAsk: mayAsk(answer, current.version, ctx.now) }
    }),
  )
  return { items }
}

const meOf = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

export const myConsents = (ctx: Context): Promise<Listed> => listOf(ctx, meOf(ctx).personId)

export const giveConsent = (ctx: Context, body: Input<typeof contract.giveConsent>['body']): Promise<Listed> =>
  inTransaction(ctx, async (ctx) => {
    const { personId, sessionId } = meOf(ctx)
    const evidence = { sessionId, requestId: ctx.requestId, agent: ctx.client?.agent ?? null }
    await recordConsentOf(ctx, personId, body.purpose, body.version, body.given, evidence, 'phone')
    return listOf(ctx, personId)
  })

/** What somebody said or signed in front of staff who may enter things for them. */
export const recordConsent = (
  ctx: Context,
  personId: string,
  body: Input<typeof contract.recordConsent>['body'],
): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(await reachesPerson(ctx, personId, 'people.manage'), 'not_found')
    const { purpose, version, given, evidence } = body
    await recordConsentOf(ctx, personId, purpose, version, given, { words: evidence }, 'desk')
    await recordAudit(ctx, {
      act: 'consent.recorded',
      subjectKind: 'person',
      subjectId: personId,
      detail: { purpose, version, given },
    })
    return {}
  })
