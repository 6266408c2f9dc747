// What any page needs before sign-in: who runs this place, and in a demo the accounts to try.
import * as contract from '@linbang/contract/installation'
import type { Context } from '../../kit/context.ts'
import { pushOf } from '../../kit/push.ts'
import * as z from 'zod/mini'
import { consentText } from '../consents/service.ts'
import { communities, isSetUp } from './me-queries.ts'
import { codeAt } from './totp.ts'

/** The part of a tenant's brand that accounts reads; a demo's seed writes `demoAccounts`, there `totp` is the secret. */
const Brand = z.object({ demoAccounts: z._default(contract.Installation.shape.demoAccounts, []) })

export const getInstallation = async (ctx: Context): Promise<contract.Installation> => {
  const tenant = await ctx.kit.tenants.of(ctx.tenantId)
  const [privacy, places, setUp, push] = await Promise.all([
    consentText(ctx, 'privacy'),
    communities(ctx),
    isSetUp(ctx),
    pushOf(ctx.kit),
  ])
  return {
    operator: tenant.name.zh,
    operatorEn: tenant.name.en,
    hotline: tenant.hotline ?? '',
    demo: tenant.demo,
    setUp,
    timeZone: tenant.timeZone,
    communities: places.map(({ id, name, nameEn }) => ({ areaId: id, name, nameEn })),
    privacy: { version: privacy.version, zh: privacy.zh, en: privacy.en },
    pushKey: push?.publicKey ?? null,
    demoAccounts: tenant.demo
      ? Brand.parse(tenant.brand).demoAccounts.map((one) =>
          one.totp ? { ...one, totp: codeAt(one.totp, ctx.now) } : one,
        )
      : [],
  }
}
