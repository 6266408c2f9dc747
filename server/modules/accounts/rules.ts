// What signing in allows and for how long, and where a role may be held.
import type { AreaKind } from '@linbang/contract/areas'
import { type Permission, permissions, type Role, secondFactorRoles, staffRoles } from '@linbang/contract/permissions'
import { type Actor, holds } from '../../kit/context.ts'

export const codeMinutes = 5
export const codeTries = 5
export const linkDays = 14
export const setUpLinkHours = 24
export const lockAfter = 5
export const lockMinutes = 15

export type CodeLimits = {
  readonly secondsBetween: number
  readonly perPhoneAnHour: number
  readonly perAddressAnHour: number
}

/** Codes sent: one number once a minute and five times an hour, one address twenty times an hour. */
export const codeLimits: CodeLimits = { secondsBetween: 60, perPhoneAnHour: 5, perAddressAnHour: 20 }
/** A demo sends nothing, and a roomful of people tries it behind one address with the same few numbers. */
export const demoCodeLimits: CodeLimits = { secondsBetween: 5, perPhoneAnHour: 60, perAddressAnHour: 200 }

/** Sign-ins that failed from one address before it has to wait, and for how long. */
export const failuresAllowed = 50
export const failureMinutes = 10

type Sent = {
  readonly lastOfPhone: Date | null
  readonly ofPhone: number
  readonly oldestOfPhone: Date | null
  readonly ofAddress: number
  readonly oldestOfAddress: Date | null
}

/** Seconds until this number and address may have another code; 0 is now. */
export const codeWait = (sent: Sent, now: Date, limits: CodeLimits = codeLimits): number => {
  const until = (from: Date | null, seconds: number) =>
    from === null ? 0 : Math.max(0, Math.ceil((from.getTime() + seconds * 1000 - now.getTime()) / 1000))
  return Math.max(
    until(sent.lastOfPhone, limits.secondsBetween),
    sent.ofPhone >= limits.perPhoneAnHour ? until(sent.oldestOfPhone, 3600) : 0,
    sent.ofAddress >= limits.perAddressAnHour ? until(sent.oldestOfAddress, 3600) : 0,
  )
}

const residentMinutes = 180 * 24 * 60
const staffMinutes = 12 * 60

/** Staff sign in for a working day, everybody else for half a year since they were last here. */
export const sessionMinutes = (roles: readonly Role[], secondFactor: boolean): number =>
  roles.some((role) => staffRoles.includes(role) && (secondFactor || !secondFactorRoles.includes(role)))
    ? staffMinutes
    : residentMinutes

export const permissionsOf = (actor: Actor): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => holds(actor, permission))

const everywhere: readonly AreaKind[] = ['district', 'street', 'community', 'grid', 'building', 'unit', 'door']
const places: Readonly<Record<Role, readonly AreaKind[]>> = {
  resident: everywhere,
  family_member: everywhere,
  volunteer: everywhere,
  guardian: everywhere,
  building_leader: ['building', 'unit'],
  grid_worker: ['grid', 'community'],
  grid_lead: ['grid', 'community'],
  operator: ['district', 'street', 'community'],
  community_worker: ['community'],
  community_lead: ['community'],
  org_manager: ['district', 'street', 'community', 'grid', 'building'],
  org_staff: ['district', 'street', 'community', 'grid', 'building'],
  team_leader: ['district', 'street', 'community', 'grid'],
  counsellor: ['district', 'street', 'community'],
  street_manager: ['street'],
  district_manager: ['district'],
  auditor: ['district', 'street', 'community'],
  system_admin: ['district', 'street', 'community'],
}
export const mayBeHeldAt = (role: Role, kind: AreaKind): boolean => places[role].includes(kind)

/** Roles that anybody may have; whoever has another works here. */
const everyday: readonly Role[] = ['resident', 'family_member', 'volunteer', 'guardian']
export const isStaffAccount = (roles: readonly string[]): boolean =>
  roles.some((role) => !(everyday as readonly string[]).includes(role))

/** What one level of the tree hands a matter up to. */
export const levels = ['building', 'grid', 'community', 'street', 'district'] as const
export type Level = (typeof levels)[number]

const topKinds: readonly (readonly [RegExp, AreaKind])[] = [
  [/(街道|街道办|街道办事处|镇|镇政府|乡|乡政府)$/, 'street'],
  [/(?<!社)区(政府|民政局)?$/, 'district'],
]

/** A street or district office gets its own area with the community below; any other operator is a lone community. */
export const topKindOf = (operator: string): AreaKind =>
  topKinds.find(([ending]) => ending.test(operator))?.[1] ?? 'community'
