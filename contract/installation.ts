// This installation: what it is called and what it can do, and setting it up once.
import * as z from 'zod/mini'
import { Me } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { Id, Line, Text } from './values.ts'

/** What any page needs before sign-in. */
export const Installation = z.object({
  operator: z.string(),
  operatorEn: z.string(),
  hotline: z.string(),
  demo: z.boolean(),
  setUp: z.boolean(),
  timeZone: z.string(),
  communities: z.array(z.object({ areaId: Id, name: z.string(), nameEn: z.string() })),
  privacy: z.object({ version: z.int(), zh: z.string(), en: z.string() }),
  pushKey: z.nullable(z.string()),
  demoAccounts: z.array(
    z.object({
      role: z.string(),
      zh: z.string(),
      en: z.string(),
      phone: z.optional(z.string()),
      username: z.optional(z.string()),
      password: z.optional(z.string()),
      totp: z.optional(z.string()),
    }),
  ),
})
export type Installation = z.infer<typeof Installation>
export const getInstallation = endpoint({
  method: 'GET',
  path: '/installation',
  summary: 'Who runs this place, its hotline and privacy text',
  allow: 'anyone',
  returns: Installation,
})

/** One-time set-up of a real installation from the link printed in the terminal. */
export const setUp = endpoint({
  method: 'POST',
  path: '/setup',
  summary: 'Found a real installation: operator, first administrator, hotline, privacy text',
  allow: 'anyone',
  once: true,
  body: z.object({
    link: z.string().check(z.maxLength(100)),
    operator: Line(60),
    operatorEn: z.optional(Text(80)),
    community: Line(60),
    hotline: Line(30),
    timeZone: z.optional(z.string().check(z.maxLength(60))),
    privacyZh: Text(20_000),
    privacyEn: z.optional(Text(20_000)),
    admin: z.object({
      name: Line(40),
      username: z.string().check(z.regex(/^[a-z][a-z0-9._-]{2,30}$/)),
      password: z.string().check(z.minLength(10), z.maxLength(200)),
      secret: Line(80),
      totp: z.string().check(z.regex(/^\d{6}$/)),
    }),
  }),
  returns: z.object({ me: Me }),
  errors: ['auth.link_used', 'auth.second_factor_wrong', 'setup.done'],
})
export const checkSetUp = endpoint({
  method: 'GET',
  path: '/setup',
  summary: 'Is this set-up link good; a secret for the first authenticator',
  allow: 'anyone',
  query: z.object({ link: z.string().check(z.maxLength(100)) }),
  returns: z.object({
    secret: z.string(),
    url: z.string(),
    qrSvg: z.string(),
    privacyDraftZh: z.string(),
    privacyDraftEn: z.string(),
  }),
  errors: ['auth.link_used', 'setup.done'],
})
