// Accounts: signing in, roles at areas, sessions.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { roles } from './permissions.ts'
import { Id, Line, Locale, Moment, Nothing, PageQuery, Phone, page } from './values.ts'

export const RoleName = z.enum(roles)
export const HeldRole = z.object({
  role: RoleName,
  areaId: Id,
  areaName: z.string(),
  areaKind: z.string(),
  areaPath: z.string(),
  organisationId: z.nullable(Id),
  organisationName: z.nullable(z.string()),
  teamId: z.nullable(Id),
})

export const Preferences = z.object({
  locale: z.optional(Locale),
  elder: z.optional(z.boolean()),
  textSize: z.optional(z.enum(['normal', 'large', 'largest'])),
  theme: z.optional(z.enum(['light', 'dark'])),
  askMeLess: z.optional(z.boolean()),
})

export const Me = z.object({
  personId: Id,
  accountId: Id,
  name: z.string(),
  callName: z.string(),
  phoneMasked: z.nullable(z.string()),
  confirmed: z.boolean(),
  /** False until the person has said what neighbours call them, where they live, and read the privacy text. */
  welcomed: z.boolean(),
  preferences: Preferences,
  roles: z.array(HeldRole),
  /** Every permission any role gives; the web shows a tab only for what is here. */
  may: z.array(z.string()),
  home: z.nullable(
    z.object({
      householdId: Id,
      areaId: Id,
      doorName: z.string(),
      buildingName: z.string(),
      communityId: z.nullable(Id),
      communityName: z.string(),
    }),
  ),
  volunteer: z.nullable(
    z.object({
      volunteerId: Id,
      number: z.string(),
      state: z.string(),
      class: z.string(),
      freeUntil: z.nullable(Moment),
    }),
  ),
  families: z.array(
    z.object({ personId: Id, callName: z.string(), relation: z.string(), mayAsk: z.boolean(), maySee: z.boolean() }),
  ),
  balances: z.object({ points: z.int(), minutes: z.int(), pointsHeld: z.int(), minutesHeld: z.int() }),
  duty: z.nullable(z.object({ dutyId: Id, role: RoleName, areaId: Id, fromAt: Moment, shiftId: z.nullable(Id) })),
  secondFactor: z.boolean(),
  unreadNotices: z.int(),
})
export type Me = z.infer<typeof Me>

export const sendCode = endpoint({
  method: 'POST',
  path: '/auth/codes',
  summary: 'Send a sign-in code by SMS',
  allow: 'anyone',
  once: true,
  body: z.object({ phone: Phone }),
  returns: z.object({ sent: z.literal(true), retryAfterSeconds: z.int(), demoCode: z.optional(z.string()) }),
  errors: ['rate.limited', 'auth.code_not_sent'],
})
export const signIn = endpoint({
  method: 'POST',
  path: '/auth/sessions',
  summary: 'Sign in by code, by password, or by a printed code',
  allow: 'anyone',
  once: true,
  body: z.union([
    z.strictObject({ phone: Phone, code: z.string().check(z.regex(/^\d{6}$/)) }),
    z.strictObject({
      username: Line(60),
      password: z.string().check(z.minLength(1), z.maxLength(200)),
      totp: z.optional(z.string().check(z.regex(/^\d{6}$/))),
    }),
    z.strictObject({ link: z.string().check(z.regex(/^[A-Za-z0-9_-]{20,100}$/)) }),
  ]),
  returns: z.object({ me: Me, token: z.optional(z.string()) }),
  errors: [
    'auth.wrong_code',
    'auth.code_expired',
    'auth.too_many_tries',
    'auth.wrong_password',
    'auth.second_factor',
    'auth.second_factor_wrong',
    'auth.locked',
    'auth.link_used',
    'rate.limited',
  ],
})
export const signOut = endpoint({
  method: 'DELETE',
  path: '/auth/sessions/current',
  summary: 'Sign out here',
  allow: 'signed-in',
  once: true,
  returns: Nothing,
})
export const Session = z.object({
  id: Id,
  current: z.boolean(),
  device: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment,
})
export const listSessions = endpoint({
  method: 'GET',
  path: '/auth/sessions',
  summary: 'Where I am signed in',
  allow: 'signed-in',
  returns: z.object({ items: z.array(Session) }),
})
export const endSession = endpoint({
  method: 'DELETE',
  path: '/auth/sessions/:sessionId',
  summary: 'End one of my sessions',
  allow: 'signed-in',
  params: z.object({ sessionId: Id }),
  returns: Nothing,
  errors: ['not_found'],
})
export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  summary: 'Who I am, what I may, what I hold',
  allow: 'signed-in',
  returns: Me,
})
export const changePreferences = endpoint({
  method: 'PATCH',
  path: '/me/preferences',
  summary: 'Language, 长辈版, text size',
  allow: 'signed-in',
  body: Preferences,
  returns: Me,
})
/** The first sign-in of an unknown phone: what neighbours call me, where I live, the privacy text. */
export const welcome = endpoint({
  method: 'POST',
  path: '/me/welcome',
  summary: 'First sign-in: how to call me, where I live, privacy text',
  allow: 'signed-in',
  body: z.object({
    callName: Line(20),
    name: z.optional(Line(40)),
    doorCode: z.optional(z.string().check(z.maxLength(64))),
    doorAreaId: z.optional(Id),
    buildingId: z.optional(Id),
    doorName: z.optional(Line(20)),
    privacyVersion: z.int(),
  }),
  returns: Me,
  errors: ['area.unknown_card', 'consent.old_version', 'not_found', 'account.no_home'],
})

export const issueSignInLink = endpoint({
  method: 'POST',
  path: '/people/:personId/sign-in-link',
  summary: 'A printed QR that signs a person in, for those who cannot read an SMS',
  allow: 'accounts.issue_sign_in',
  params: z.object({ personId: Id }),
  body: Nothing,
  returns: z.object({ url: z.string(), qrSvg: z.string(), expiresAt: Moment }),
  errors: ['not_found', 'auth.forbidden'],
})

export const AccountRow = z.object({
  accountId: Id,
  personId: Id,
  name: z.string(),
  username: z.nullable(z.string()),
  phoneMasked: z.nullable(z.string()),
  roles: z.array(z.extend(HeldRole, { holdingId: Id })),
  secondFactor: z.boolean(),
  lockedUntil: z.nullable(Moment),
})
export const listAccounts = endpoint({
  method: 'GET',
  path: '/accounts',
  summary: 'Staff accounts',
  allow: 'accounts.manage',
  query: z.object({ role: z.optional(RoleName), q: z.optional(z.string().check(z.maxLength(40))), ...PageQuery }),
  returns: page(AccountRow),
})
export const addAccount = endpoint({
  method: 'POST',
  path: '/accounts',
  summary: 'An account for a member of staff',
  allow: 'accounts.manage',
  body: z.object({
    name: Line(40),
    callName: z.optional(Line(20)),
    phone: z.optional(Phone),
    username: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9._-]{2,30}$/))),
    password: z.optional(z.string().check(z.minLength(10), z.maxLength(200))),
    role: RoleName,
    areaId: Id,
  }),
  returns: z.object({ account: AccountRow, totpUrl: z.nullable(z.string()), totpQrSvg: z.nullable(z.string()) }),
  errors: ['account.username_taken', 'account.area_needed', 'not_found'],
})
export const grantRole = endpoint({
  method: 'POST',
  path: '/accounts/:accountId/roles',
  summary: 'Give a role at an area',
  allow: 'accounts.manage',
  params: z.object({ accountId: Id }),
  body: z.object({ role: RoleName, areaId: Id, organisationId: z.optional(Id), teamId: z.optional(Id) }),
  returns: AccountRow,
  errors: ['not_found'],
})
export const endRole = endpoint({
  method: 'DELETE',
  path: '/accounts/:accountId/roles/:holdingId',
  summary: 'Take a role away; it works no longer at once',
  allow: 'accounts.manage',
  params: z.object({ accountId: Id, holdingId: Id }),
  returns: AccountRow,
  errors: ['not_found', 'account.last_admin'],
})
export const startSecondFactor = endpoint({
  method: 'POST',
  path: '/me/second-factor',
  summary: 'A new secret for my authenticator',
  allow: 'signed-in',
  once: true,
  body: Nothing,
  returns: z.object({ secret: z.string(), url: z.string(), qrSvg: z.string() }),
})
export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/me/second-factor/confirm',
  summary: 'Prove the authenticator works',
  allow: 'signed-in',
  once: true,
  body: z.object({ secret: Line(80), totp: z.string().check(z.regex(/^\d{6}$/)) }),
  returns: Nothing,
  errors: ['auth.second_factor_wrong'],
})
