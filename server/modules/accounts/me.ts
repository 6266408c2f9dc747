// Who I am, what I may, what I hold; my preferences; and the first sign-in of somebody we did not know.
import type * as contract from '@linbang/contract/accounts'
import { Preferences } from '@linbang/contract/accounts'
import type { Input } from '@linbang/contract/endpoint'
import type { Role } from '@linbang/contract/permissions'
import { recordAudit } from '../../kit/audit.ts'
import { announce } from '../../kit/events.ts'
import { type Context, holds, inTransaction, type PersonActor } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { areasAlong } from '../areas/service.ts'
import { consentText, recordConsentOf } from '../consents/service.ts'
import {
  actsFor,
  entranceOf,
  homeOf,
  introducePerson,
  keepEntrance,
  keepPreferences,
  moveIn,
  personOf,
  placeOf,
  samePerson,
} from '../people/service.ts'
import { meRow, type MeRow } from './me-queries.ts'
import { updateAccount } from './queries.ts'
import { holdingsOf } from './role-queries.ts'
import { permissionsOf } from './rules.ts'

export const self = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

const homeShown = async (ctx: Context, personId: string): Promise<contract.Me['home']> => {
  const home = await homeOf(ctx, personId)
  if (!home) return null
  const along = await areasAlong(ctx, home.areaPath)
  const community = along.find(({ kind }) => kind === 'community')
  return {
    householdId: home.householdId,
    areaId: home.areaId,
    doorName: home.doorName ?? '',
    buildingName: along.find(({ kind }) => kind === 'building')?.name ?? '',
    communityId: community?.id ?? null,
    communityName: community?.name ?? '',
  }
}

const balancesShown = (rows: MeRow['balances']): contract.Me['balances'] => {
  const sum = (unit: string, key: 'balance' | 'held') =>
    rows.filter((row) => row.unit === unit).reduce((total, row) => total + row[key], 0)
  return {
    points: sum('points', 'balance'),
    minutes: sum('minutes', 'balance'),
    pointsHeld: sum('points', 'held'),
    minutesHeld: sum('minutes', 'held'),
  }
}

/** What JSON carried as text becomes a moment again. */
const momentOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text))

export const getMe = async (ctx: Context): Promise<contract.Me> => {
  const { accountId, personId, secondFactor } = self(ctx)
  const same = await samePerson(ctx, personId)
  const [person, row, roles, home, families] = await Promise.all([
    personOf(ctx, personId),
    meRow(ctx, accountId, [personId, ...same.filter((id) => id !== personId)]),
    holdingsOf(ctx, [accountId]),
    homeShown(ctx, personId),
    actsFor(ctx, personId),
  ])
  const { welcomedAt, preferences, unreadNotices, volunteer, duty, balances, username } = found(row)
  return {
    personId,
    accountId,
    name: person.name || (username ?? ''),
    callName: person.callName,
    phoneMasked: person.phoneMasked,
    confirmed: person.confirmed,
    welcomed: welcomedAt !== null,
    preferences: Preferences.parse(preferences),
    roles,
    may: permissionsOf(ctx.actor),
    home,
    volunteer: volunteer && { ...volunteer, freeUntil: momentOrNull(volunteer.freeUntil) },
    families,
    balances: balancesShown(balances),
    duty: duty && { ...duty, role: duty.role as Role, fromAt: new Date(duty.fromAt) },
    secondFactor,
    unreadNotices,
  }
}

export const changePreferences = async (
  ctx: Context,
  given: Input<typeof contract.changePreferences>['body'],
): Promise<contract.Me> => {
  const { accountId, personId } = self(ctx)
  await inTransaction(ctx, async (ctx) => {
    await keepPreferences(ctx, personId, given)
    await announce(ctx, 'account.changed', { accountId, personIds: [personId] })
  })
  return getMe(ctx)
}

/** Where somebody says they live is kept until staff confirm it; whoever has a home in the register keeps that one. */
export const welcome = (ctx: Context, given: Input<typeof contract.welcome>['body']): Promise<contract.Me> =>
  inTransaction(ctx, async (ctx) => {
    const { accountId, personId } = self(ctx)
    ensure(given.privacyVersion === (await consentText(ctx, 'privacy')).version, 'consent.old_version')
    const home = await homeOf(ctx, personId)
    const place =
      home || (given.buildingId !== undefined && given.doorName === undefined) ? null : await placeOf(ctx, given)
    ensure(home ?? place ?? holds(ctx.actor, 'requests.staff'), 'account.no_home')
    await introducePerson(ctx, personId, given)
    if (place) await moveIn(ctx, personId, place, '')
    await recordConsentOf(ctx, personId, 'privacy', given.privacyVersion, true, { screen: 'welcome' }, 'phone')
    await updateAccount(ctx, accountId, { welcomedAt: ctx.now })
    await announce(ctx, 'account.changed', { accountId, personIds: [personId] })
    return getMe(ctx)
  })

export const getEntrance = async (ctx: Context): Promise<{ howToGetIn: string }> => {
  const home = await homeOf(ctx, self(ctx).personId)
  return { howToGetIn: home ? ((await entranceOf(ctx, home.householdId)) ?? '') : '' }
}

/** Anybody who lives there may say it; whoever comes to help reads it after the yes. */
export const setEntrance = (ctx: Context, howToGetIn: string): Promise<{ howToGetIn: string }> =>
  inTransaction(ctx, async (ctx) => {
    const { householdId, areaPath } = found(await homeOf(ctx, self(ctx).personId), 'account.no_home')
    await keepEntrance(ctx, householdId, howToGetIn)
    await recordAudit(ctx, {
      act: 'household.entrance_said',
      subjectKind: 'household',
      subjectId: householdId,
      areaPath,
    })
    return getEntrance(ctx)
  })
