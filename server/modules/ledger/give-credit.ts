// Giving: neighbours give their minutes to everybody or to a team, a team gives on; the operator gives out a batch by a list, with two people.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/ledger'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, heldFor, inTransaction, isUnder, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { ageOn, personOf, reachesPerson, samePerson, tagHashes, todayOf } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import {
  decideGrant,
  eligiblePeople,
  type GrantLine,
  grantLines,
  insertGrant,
  lockGrant,
  teamOf,
  teamPurses,
} from './grant-queries.ts'
import { donate, issue } from './move-credit.ts'
import { sumsOf } from './read-queries.ts'
import { giftWords } from './text.ts'

type Common = Output<typeof contract.getCommon>
type Gift = Input<typeof contract.giveCredit>['body']
type Grant = Output<typeof contract.proposeGrant>

const meOf = ({ actor }: Context): string => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor.personId
}

export const commonPurse = async (ctx: Context): Promise<Common> => {
  const [sums, teams, { body }] = await Promise.all([
    sumsOf(ctx, 'pool', [null]),
    teamPurses(ctx, ctx.actor.kind === 'person' ? await samePerson(ctx, ctx.actor.personId) : []),
    policyNow(ctx, 'credit'),
  ])
  const pool = sums.find((one) => one.unit === 'minutes') ?? { balance: 0, held: 0 }
  return { pool: { minutes: pool.balance - pool.held, held: pool.held, reserve: body.poolReserve }, teams }
}

const mayGiveFor = (ctx: Context, teamId: string): boolean =>
  heldFor(ctx.actor, 'teams.manage').some((held) => held.role === 'team_leader' && held.teamId === teamId)

/** One's own account, or the team's through its leader. Another team than one's own is not found. */
const giverOf = async (ctx: Context, me: string, fromTeamId: string | undefined) => {
  if (fromTeamId === undefined) return { kind: 'person', ownerId: (await personOf(ctx, me)).id } as const
  found(await teamOf(ctx, fromTeamId, []))
  ensure(mayGiveFor(ctx, fromTeamId), 'auth.forbidden')
  return { kind: 'team', ownerId: fromTeamId } as const
}

/** A team's account only gives: to the pool, never to another team. */
const receiverOf = async (ctx: Context, me: string, { unit, toTeamId, fromTeamId }: Gift) => {
  if (toTeamId === undefined) return { kind: unit === 'minutes' ? 'pool' : 'donation', ownerId: null } as const
  ensure(fromTeamId === undefined, 'auth.forbidden')
  ensure(found(await teamOf(ctx, toTeamId, await samePerson(ctx, me))).member, 'not_found')
  return { kind: 'team', ownerId: toTeamId } as const
}

export const giveCredit = (ctx: Context, gift: Gift): Promise<Common> =>
  inTransaction(ctx, async (ctx) => {
    const me = meOf(ctx)
    const { unit, amount, fromTeamId, toTeamId } = gift
    const [from, to] = [await giverOf(ctx, me, fromTeamId), await receiverOf(ctx, me, gift)]
    const causeId = newId()
    await donate(ctx, { unit, amount, from, to, causeKind: 'gift', causeId, reason: giftWords(to.kind, ctx.locale) })
    const detail = { unit, amount, toTeamId: toTeamId ?? null, fromTeamId: fromTeamId ?? null }
    await recordAudit(ctx, { act: 'ledger.given', subjectKind: 'gift', subjectId: causeId, detail })
    return commonPurse(ctx)
  })

/** The day somebody who is that old today was born on, at the latest. */
const bornBefore = (today: string, age: number): string =>
  `${Number(today.slice(0, 4)) - age}${today.slice(4)}`.replace('-02-29', '-02-28')

export const listEligible = async (
  ctx: Context,
  { areaId, all = false, limit, cursor }: Input<typeof contract.listEligible>['query'],
): Promise<Output<typeof contract.listEligible>> => {
  const { path } = await areaOf(ctx, areaId)
  ensure(reaches(ctx.actor, 'ledger.grant', path), 'not_found')
  const [{ body }, today] = await Promise.all([policyNow(ctx, 'credit'), todayOf(ctx)])
  const size = pageSize(limit)
  const rows = await eligiblePeople(ctx, {
    path,
    today,
    all,
    bornBefore: bornBefore(today, body.poolMinimumAge),
    tagHashes: tagHashes(ctx, body.freeTags),
    after: readCursor(cursor, ['text', 'text']),
    limit: size + 1,
  })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.namePinyin, row.personId])
  return { nextCursor, items: items.map(({ bornOn, ...row }) => ({ ...row, age: ageOn(bornOn, today) })) }
}

const present = (ctx: Context, { areaPath, proposedById, ...line }: GrantLine): Grant => {
  const open = line.state === 'proposed'
  const other = ctx.actor.kind === 'person' && ctx.actor.personId !== proposedById
  return {
    ...line,
    total: line.people.reduce((sum, { amount }) => sum + amount, 0),
    can: { approve: open && other && reaches(ctx.actor, 'ledger.approve', areaPath), withdraw: open },
  }
}

const grantById = async (ctx: Context, id: string): Promise<Grant> =>
  present(ctx, found((await grantLines(ctx, { paths: reachOf(ctx.actor, 'ledger.grant'), id, limit: 1 }))[0]))

export const listGrants = async (
  ctx: Context,
  { limit, cursor }: Input<typeof contract.listGrants>['query'],
): Promise<Output<typeof contract.listGrants>> => {
  const size = pageSize(limit)
  const after = readCursor(cursor, ['moment', 'text'])
  const rows = await grantLines(ctx, { paths: reachOf(ctx.actor, 'ledger.grant'), after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.proposedAt, row.id])
  return { nextCursor, items: items.map((line) => present(ctx, line)) }
}

export const proposeGrant = (
  ctx: Context,
  { areaId, reason, people }: Input<typeof contract.proposeGrant>['body'],
): Promise<Grant> =>
  inTransaction(ctx, async (ctx) => {
    const me = meOf(ctx)
    const area = await areaOf(ctx, areaId)
    ensure(reaches(ctx.actor, 'ledger.grant', area.path), 'not_found')
    const listed = new Map<string, { amount: number; basis: string }>()
    for (const { personId, minutes, basis } of people) {
      ensure(await reachesPerson(ctx, personId, 'ledger.grant'), 'not_found')
      const { id, areaPath } = await personOf(ctx, personId)
      ensure(areaPath !== null && isUnder(areaPath, area.path), 'not_found')
      listed.set(id, { amount: minutes, basis })
    }
    const id = newId()
    const row = { tenantId: ctx.tenantId, id, unit: 'minutes' as const, areaId, reason, state: 'proposed' }
    const lines = [...listed].map(([personId, given]) => ({ tenantId: ctx.tenantId, grantId: id, personId, ...given }))
    await insertGrant(ctx, { ...row, proposedBy: me, proposedAt: ctx.now }, lines)
    await recordAudit(ctx, {
      act: 'grant.proposed',
      subjectKind: 'grant',
      subjectId: id,
      areaPath: area.path,
      detail: { people: lines.length, reason },
    })
    const leads = await staffAt(ctx, area.path, ['community_lead', 'street_manager', 'district_manager'])
    await notify(ctx, {
      personIds: leads.map(({ personId }) => personId).filter((personId) => personId !== me),
      kind: 'ledger.grant_waiting',
      subjectKind: 'grant',
      subjectId: id,
      params: { people: lines.length, reason },
    })
    return grantById(ctx, id)
  })

const openGrant = async (ctx: Context, id: string) => {
  const grant = found(await lockGrant(ctx, id))
  ensure(reaches(ctx.actor, 'ledger.grant', grant.areaPath), 'not_found')
  ensure(grant.state === 'proposed', 'grant.decided')
  return grant
}

/** Out of the issuing account, to everybody on the list, in one step; told to each of them. */
export const approveGrant = (ctx: Context, id: string): Promise<Grant> =>
  inTransaction(ctx, async (ctx) => {
    const me = meOf(ctx)
    const { areaPath, proposedBy, reason } = await openGrant(ctx, id)
    ensure(reaches(ctx.actor, 'ledger.approve', areaPath), 'auth.forbidden')
    ensure(proposedBy !== me, 'grant.second_person')
    await decideGrant(ctx, id, 'granted', me)
    const { version } = await policyNow(ctx, 'credit')
    const { people } = await grantById(ctx, id)
    for (const { personId, amount } of people) {
      const cause = { causeKind: 'grant', causeId: id, leg: personId }
      await issue(ctx, { unit: 'minutes', toPersonId: personId, amount, ...cause, reason, policyVersion: version })
      const about = { subjectKind: 'grant', subjectId: id }
      await notify(ctx, {
        ...about,
        personIds: [personId],
        kind: 'ledger.granted',
        params: { minutes: amount, reason },
      })
    }
    await recordAudit(ctx, {
      act: 'grant.granted',
      subjectKind: 'grant',
      subjectId: id,
      areaPath,
      detail: { people: people.length },
    })
    return grantById(ctx, id)
  })

export const withdrawGrant = (ctx: Context, id: string): Promise<Grant> =>
  inTransaction(ctx, async (ctx) => {
    const { areaPath } = await openGrant(ctx, id)
    await decideGrant(ctx, id, 'withdrawn', meOf(ctx))
    await recordAudit(ctx, { act: 'grant.withdrawn', subjectKind: 'grant', subjectId: id, areaPath })
    return grantById(ctx, id)
  })
