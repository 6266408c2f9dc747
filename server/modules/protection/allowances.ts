// Allowances: asked for by a volunteer, approved by a second person, paid by a third out of the community's money account.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/allowances'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, holds, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { staffAt } from '../accounts/service.ts'
import { communityOf, underPaths } from '../areas/service.ts'
import { payOutMoney, poolBalance, takeInMoney } from '../ledger/service.ts'
import { notify } from '../notices/service.ts'
import { samePerson, todayOf } from '../people/service.ts'
import { placeOfVolunteer, volunteerOfPerson } from '../volunteers/service.ts'
import {
  type AllowanceLine,
  allowanceList,
  insertAllowance,
  lockAllowance,
  updateAllowance,
} from './allowance-queries.ts'

type Allowance = Output<typeof contract.askAllowance>

const meOf = ({ actor }: Context): string => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor.personId
}

const mineOf = (ctx: Context): Promise<readonly string[]> => samePerson(ctx, meOf(ctx))

const present = (ctx: Context, line: AllowanceLine, mine: readonly string[]): Allowance => {
  const { state, areaPath, personId, decidedById } = line
  const own = mine.includes(personId)
  const approvedByMe = decidedById !== null && mine.includes(decidedById)
  return {
    ...line,
    can: {
      decide: state === 'asked' && !own && reaches(ctx.actor, 'protection.manage', areaPath),
      pay: state === 'approved' && !own && !approvedByMe && reaches(ctx.actor, 'protection.pay', areaPath),
      withdraw: state === 'asked' && own,
    },
  }
}

const one = async (ctx: Context, id: string): Promise<Allowance> =>
  present(ctx, found((await allowanceList(ctx, { id, limit: 1 }))[0]), await mineOf(ctx))

const note = (ctx: Context, act: string, { id, areaPath }: Pick<AllowanceLine, 'id' | 'areaPath'>, detail = {}) =>
  recordAudit(ctx, { act, subjectKind: 'allowance', subjectId: id, areaPath, detail })

export const askAllowance = (ctx: Context, given: Input<typeof contract.askAllowance>['body']): Promise<Allowance> =>
  inTransaction(ctx, async (ctx) => {
    const volunteer = found(await volunteerOfPerson(ctx, meOf(ctx)))
    ensure(given.forOn <= (await todayOf(ctx)), 'allowance.wrong_day')
    const community = await communityOf(ctx, found(await placeOfVolunteer(ctx, volunteer)))
    const row = { id: newId(), areaId: community.id, areaPath: community.path, personId: volunteer.personId }
    await insertAllowance(ctx, { ...given, ...row })
    await note(ctx, 'allowance.asked', row, { amountCents: given.amountCents })
    const staff = await staffAt(ctx, community.path, ['community_worker', 'community_lead'])
    await notify(ctx, {
      personIds: staff.map(({ personId }) => personId).filter((id) => id !== volunteer.personId),
      kind: 'allowance.asked',
      params: { cents: given.amountCents },
      subjectKind: 'allowance',
      subjectId: row.id,
    })
    return one(ctx, row.id)
  })

export const listAllowances = async (
  ctx: Context,
  { mine = false, areaId, limit, cursor }: Input<typeof contract.listAllowances>['query'],
): Promise<Output<typeof contract.listAllowances>> => {
  ensure(mine || holds(ctx.actor, 'protection.manage'), 'auth.forbidden')
  const own = await mineOf(ctx)
  const whose = mine ? { personIds: own } : { paths: await underPaths(ctx, 'protection.manage', areaId) }
  const size = pageSize(limit)
  const after = readCursor(cursor, ['number', 'moment', 'text'])
  const rows = await allowanceList(ctx, { ...whose, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, ({ place, askedAt, id }) => [place, askedAt, id])
  const fundCents = mine ? null : await poolBalance(ctx, 'cents')
  return { items: items.map((line) => present(ctx, line, own)), nextCursor, fundCents }
}

export const withdrawAllowance = (ctx: Context, id: string): Promise<Allowance> =>
  inTransaction(ctx, async (ctx) => {
    const line = found(await lockAllowance(ctx, id))
    ensure((await mineOf(ctx)).includes(line.personId), 'not_found')
    ensure(line.state === 'asked', 'allowance.decided')
    await updateAllowance(ctx, id, { state: 'withdrawn' })
    return one(ctx, id)
  })

export const decideAllowance = (
  ctx: Context,
  id: string,
  { approved, words = '', version }: Input<typeof contract.decideAllowance>['body'],
): Promise<Allowance> =>
  inTransaction(ctx, async (ctx) => {
    const line = found(await lockAllowance(ctx, id))
    ensure(reaches(ctx.actor, 'protection.manage', line.areaPath), 'not_found')
    ensure(!(await mineOf(ctx)).includes(line.personId), 'allowance.own')
    ensure(line.state === 'asked', 'allowance.decided')
    ensure(line.version === version, 'row.stale')
    ensure(approved || words.trim() !== '', 'allowance.words')
    const state = approved ? ('approved' as const) : ('refused' as const)
    await updateAllowance(ctx, id, { state, decidedBy: meOf(ctx), decidedAt: ctx.now, decision: words.trim() || null })
    await note(ctx, `allowance.${state}`, line)
    if (!approved) await tell(ctx, line, 'allowance.refused', words.trim())
    return one(ctx, id)
  })

const tell = (ctx: Context, line: AllowanceLine, kind: 'allowance.refused' | 'allowance.paid', reason = '') =>
  notify(ctx, {
    personIds: [line.personId],
    kind,
    params: { cents: line.amountCents, reason },
    subjectKind: 'allowance',
    subjectId: line.id,
  })

export const payAllowance = (ctx: Context, id: string): Promise<Allowance> =>
  inTransaction(ctx, async (ctx) => {
    const line = found(await lockAllowance(ctx, id))
    ensure(reaches(ctx.actor, 'protection.pay', line.areaPath), 'not_found')
    const mine = await mineOf(ctx)
    ensure(!mine.includes(line.personId), 'allowance.own')
    ensure(line.state === 'approved', 'allowance.not_approved')
    ensure(!mine.includes(line.decidedById ?? ''), 'allowance.third_person')
    const { amountCents: cents, reason } = line
    await payOutMoney(ctx, line.personId, { cents, causeKind: 'allowance', causeId: id, reason })
    await updateAllowance(ctx, id, { state: 'paid', paidBy: meOf(ctx), paidAt: ctx.now })
    await note(ctx, 'allowance.paid', line, { cents })
    await tell(ctx, line, 'allowance.paid')
    return one(ctx, id)
  })

export const fillAllowanceFund = (
  ctx: Context,
  { amountCents: cents, reason }: Input<typeof contract.fillAllowanceFund>['body'],
): Promise<{ fundCents: number }> =>
  inTransaction(ctx, async (ctx) => {
    const causeId = newId()
    await takeInMoney(ctx, { cents, causeKind: 'allowance_fund', causeId, reason })
    const detail = { cents, reason }
    await recordAudit(ctx, { act: 'allowance.fund_filled', subjectKind: 'allowance_fund', subjectId: causeId, detail })
    return { fundCents: await poolBalance(ctx, 'cents') }
  })
