// Founding a real installation from the one-time link in the terminal: operator, first administrator, areas, settings, texts.
import type * as contract from '@linbang/contract/installation'
import type { Input, Output } from '@linbang/contract/endpoint'
import { recordAudit } from '../../kit/audit.ts'
import { afterCommit, type Context, inTransaction, systemContext } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import type { Kit } from '../../kit/kit.ts'
import { qrSvg } from '../../kit/qr.ts'
import { addHours } from '../../kit/time.ts'
import { addArea, linkTo } from '../areas/service.ts'
import { foundCatalog } from '../catalog/service.ts'
import { privacyDraft } from '../consents/service.ts'
import { enterPerson } from '../people/service.ts'
import { foundPolicies } from '../policies/service.ts'
import { insertLink, linkIsLive, useLink } from './code-queries.ts'
import { isSetUp } from './me-queries.ts'
import { ensureAccount, giveRoleTo } from './open-account.ts'
import { hashPassword } from './passwords.ts'
import { updateAccount } from './queries.ts'
import { setUpLinkHours, topKindOf } from './rules.ts'
import { linkHash, newLinkToken } from './sign-in-link.ts'
import { signInAs } from './sign-in.ts'
import { insertTenant, nameTenant } from './tenant-queries.ts'
import { enrolUrl, newSecret, stepOf } from './totp.ts'

/**
 * For a start with DEMO=0: the address to print in the terminal, or undefined when the place is set up already.
 * A new link takes the place of the one before.
 */
export const ensureSetUpLink = async (kit: Kit): Promise<string | undefined> => {
  const [first] = await kit.tenants.all()
  const tenantId = first?.id ?? (await insertTenant(kit.database.db, kit.clock()))
  if (!first) kit.tenants.forget()
  const ctx = systemContext(kit, tenantId, 'set-up')
  if (await isSetUp(ctx)) return undefined
  const token = newLinkToken()
  const expiresAt = addHours(ctx.now, setUpLinkHours)
  await inTransaction(ctx, (ctx) =>
    insertLink(ctx, {
      id: newId(),
      purpose: 'setup',
      personId: null,
      tokenHash: linkHash(token),
      madeBy: null,
      expiresAt,
    }),
  )
  return linkTo(ctx, `/setup#${token}`)
}

export const checkSetUp = async (ctx: Context, link: string): Promise<Output<typeof contract.checkSetUp>> => {
  ensure(!(await isSetUp(ctx)), 'setup.done')
  ensure(await linkIsLive(ctx, 'setup', linkHash(link)), 'auth.link_used')
  const secret = newSecret()
  const url = enrolUrl('邻帮', 'admin', secret)
  return { secret, url, qrSvg: await qrSvg(url), privacyDraftZh: privacyDraft.zh, privacyDraftEn: privacyDraft.en }
}

const plantTree = async (ctx: Context, operator: string, community: string): Promise<string> => {
  const kind = topKindOf(operator)
  if (kind === 'community') return (await addArea(ctx, { kind, name: community })).id
  const top = await addArea(ctx, { kind, name: operator })
  await addArea(ctx, { kind: 'community', parentId: top.id, name: community })
  return top.id
}

const ensureZone = (timeZone: string): void => {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw new Refusal('input.invalid', { issues: [{ path: 'timeZone', message: timeZone }] })
  }
}

type Founding = Input<typeof contract.setUp>['body']

const firstAdmin = async (ctx: Context, { admin }: Founding, areaId: string): Promise<string> => {
  const step = found(stepOf(admin.secret, admin.totp, ctx.now, null), 'auth.second_factor_wrong')
  const personId = await enterPerson(ctx, { name: admin.name, callName: admin.name }, { by: null, how: '开通' })
  const { vault } = ctx.kit
  const { id } = await ensureAccount(ctx, personId, {
    welcomed: true,
    username: admin.username,
    passwordHash: await hashPassword(admin.password),
    totpSealed: vault.seal(ctx.tenantId, 'account.totp', admin.secret),
  })
  await updateAccount(ctx, id, { totpLastStep: step })
  await giveRoleTo(ctx, id, { role: 'system_admin', areaId })
  return id
}

/** Everything or nothing: a wrong one-time code leaves the link unused. */
const foundTenant = (asked: Context, given: Founding): Promise<string> =>
  inTransaction({ ...asked, actor: { kind: 'system', tenantId: asked.tenantId, name: 'set-up' } }, async (ctx) => {
    ensure(!(await isSetUp(ctx)), 'setup.done')
    found(await useLink(ctx, 'setup', linkHash(given.link)), 'auth.link_used')
    const timeZone = given.timeZone ?? 'Asia/Shanghai'
    ensureZone(timeZone)
    const privacy = { version: 1, zh: given.privacyZh, en: given.privacyEn ?? '' }
    const nameEn = given.operatorEn || given.operator
    await nameTenant(ctx, { nameZh: given.operator, nameEn, hotline: given.hotline, timeZone, brand: { privacy } })
    afterCommit(ctx, () => ctx.kit.tenants.forget())
    await foundPolicies(ctx)
    await foundCatalog(ctx)
    const accountId = await firstAdmin(ctx, given, await plantTree(ctx, given.operator, given.community))
    await recordAudit(ctx, { act: 'tenant.founded', subjectKind: 'tenant', detail: { operator: given.operator } })
    return accountId
  })

export const setUp = async (ctx: Context, given: Founding): Promise<Output<typeof contract.setUp>> => {
  const accountId = await foundTenant(ctx, given)
  return signInAs(ctx, accountId, true)
}
