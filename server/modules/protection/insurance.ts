// Policies: entered, ended early, and who is named on them. Staff are told 60, 30 and 7 days before one runs out.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/insurance'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found, refusedAs } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addDays, startOfDay } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf, underPaths } from '../areas/service.ts'
import { serviceByCode } from '../catalog/service.ts'
import { notify } from '../notices/service.ts'
import { todayOf } from '../people/service.ts'
import { getTeam } from '../teams/service.ts'
import { daysToRemindOf } from '../volunteers/service.ts'
import { volunteersUnder } from './cover-queries.ts'
import {
  endInsured,
  endPolicyRow,
  insertInsured,
  insertPolicy,
  insuredList,
  lockPolicy,
  policiesRunningOut,
  policyList,
  type PolicyRow,
} from './insurance-queries.ts'
import { coverFrom, lastDayOf, stateOf } from './rules.ts'

type Policy = Output<typeof contract.addInsurance>

const present = (row: PolicyRow, today: string): Policy => ({ ...row, state: stateOf(row, today) })

const note = (ctx: Context, act: string, { id, areaPath }: Pick<PolicyRow, 'id' | 'areaPath'>, detail: object) =>
  recordAudit(ctx, { act, subjectKind: 'insurance_policy', subjectId: id, areaPath, detail: { ...detail } })

export const listInsurance = async (
  ctx: Context,
  { areaId, limit, cursor }: Input<typeof contract.listInsurance>['query'],
): Promise<Output<typeof contract.listInsurance>> => {
  const [paths, today] = [await underPaths(ctx, 'protection.manage', areaId), await todayOf(ctx)]
  const size = pageSize(limit)
  const after = readCursor(cursor, ['number', 'text', 'text'])
  const rows = await policyList(ctx, { paths, today, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, ({ isOver, lastOn, id }) => [isOver ? 1 : 0, lastOn, id])
  return { items: items.map((row) => present(row, today)), nextCursor }
}

const onePolicy = async (ctx: Context, id: string): Promise<Policy> => {
  const today = await todayOf(ctx)
  return present(found((await policyList(ctx, { id, today, limit: 1 }))[0]), today)
}

export const addInsurance = (
  ctx: Context,
  { teamId, serviceCode, areaId, note: words = '', ...given }: Input<typeof contract.addInsurance>['body'],
): Promise<Policy> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const area = await areaOf(ctx, areaId)
    ensure(reaches(ctx.actor, 'protection.manage', area.path), 'not_found')
    ensure(given.fromOn <= given.toOn && given.toOn >= (await todayOf(ctx)), 'insurance.wrong_days')
    ensure(given.covers !== 'team' || teamId !== undefined, 'insurance.team_missing')
    const team = given.covers === 'team' && teamId ? await getTeam(ctx, teamId) : null
    const service = serviceCode === undefined ? null : await serviceByCode(ctx, serviceCode)
    const id = newId()
    const row = { ...given, id, note: words, areaId: area.id, areaPath: area.path, createdBy: ctx.actor.personId }
    await refusedAs(insertPolicy(ctx, { ...row, teamId: team?.id ?? null, serviceId: service?.id ?? null }), {
      insurance_policy_number: 'insurance.number_taken',
    })
    await note(ctx, 'insurance.added', { id, areaPath: area.path }, { insurer: given.insurer, number: given.number })
    return onePolicy(ctx, id)
  })

const lockManaged = async (ctx: Context, id: string): Promise<PolicyRow> => {
  const policy = found(await lockPolicy(ctx, id, await todayOf(ctx)))
  ensure(reaches(ctx.actor, 'protection.manage', policy.areaPath), 'not_found')
  return policy
}

export const endInsurance = (
  ctx: Context,
  id: string,
  { lastDay, reason, version }: Input<typeof contract.endInsurance>['body'],
): Promise<Policy> =>
  inTransaction(ctx, async (ctx) => {
    const policy = await lockManaged(ctx, id)
    ensure(policy.version === version, 'row.stale')
    ensure(policy.fromOn <= lastDay && lastDay <= policy.toOn, 'insurance.wrong_days')
    await endPolicyRow(ctx, id, lastDay, reason)
    await note(ctx, 'insurance.ended', policy, { lastDay, reason })
    return onePolicy(ctx, id)
  })

export const listInsured = async (
  ctx: Context,
  id: string,
  { limit, cursor }: Input<typeof contract.listInsured>['query'],
): Promise<Output<typeof contract.listInsured>> => {
  const policy = found((await policyList(ctx, { id, today: await todayOf(ctx), limit: 1 }))[0])
  ensure(reaches(ctx.actor, 'protection.manage', policy.areaPath), 'not_found')
  const size = pageSize(limit)
  const rows = await insuredList(ctx, id, readCursor(cursor, ['text', 'text']), size + 1)
  return pageOf(rows, size, (row) => [row.sortKey, row.id])
}

export const insurePeople = (
  ctx: Context,
  id: string,
  { volunteerIds, fromOn }: Input<typeof contract.insurePeople>['body'],
): Promise<{ added: number }> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const addedBy = ctx.actor.personId
    const policy = await lockManaged(ctx, id)
    const today = await todayOf(ctx)
    ensure(policy.covers === 'people', 'insurance.no_list')
    ensure(lastDayOf(policy) >= today, 'insurance.over')
    const from = coverFrom(policy, today, fromOn)
    ensure(from !== null, 'insurance.wrong_days')
    const asked = [...new Set(volunteerIds)]
    const people = await volunteersUnder(ctx, asked, await underPaths(ctx, 'protection.manage', undefined))
    ensure(people.length === asked.length, 'not_found')
    const rows = people.map(({ personId }) => ({ id: newId(), policyId: id, personId, fromOn: from, addedBy }))
    const added = await insertInsured(ctx, rows)
    await note(ctx, 'insurance.people_added', policy, { volunteerIds: asked, fromOn: from })
    return { added }
  })

export const uninsurePerson = (ctx: Context, id: string, personId: string): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const policy = await lockManaged(ctx, id)
    ensure(await endInsured(ctx, id, personId, await todayOf(ctx)), 'not_found')
    await note(ctx, 'insurance.person_taken_off', policy, { personId })
    return {}
  })

const firstReminderDays = 60

/** Once each 60, 30 and 7 days before; a night that was missed is made up for by the next. */
export const remindOfInsurance = async (ctx: Context): Promise<void> => {
  const [today, { timeZone }] = await Promise.all([todayOf(ctx), ctx.kit.tenants.of(ctx.tenantId)])
  for (const policy of await policiesRunningOut(ctx, today, addDays(today, firstReminderDays))) {
    const { id, areaPath, insurer, number, lastOn, remindedAt } = policy
    const days = daysToRemindOf({ today, lastOn, remindedAt, timeZone })
    if (days === null) continue
    const staff = await staffAt(ctx, areaPath, ['community_worker', 'community_lead'])
    await notify(ctx, {
      personIds: staff.map(({ personId }) => personId),
      kind: 'insurance.expires',
      params: { insurer, number, days, on: startOfDay(lastOn, timeZone) },
      subjectKind: 'insurance_policy',
      subjectId: id,
    })
  }
}
