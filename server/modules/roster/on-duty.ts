// Who is on duty at a place now, and so who is alerted: agents whose console is heard, those in the field, and the lead who is rung.
import { type Context, inTransaction } from '../../kit/context.ts'
import type { DutyNow } from '@linbang/contract/duties'
import { staffAt } from '../accounts/service.ts'
import { pathsAbove } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { briefs } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { type DutyPerson, pressedAt, rosteredAt, takeUnopened } from './duty-queries.ts'
import { gapsUnder, rosterAreaOf } from './show-roster.ts'
import { addDays, addMinutes, dayOf } from '../../kit/time.ts'

const agentRoles: ReadonlySet<string> = new Set(['operator', 'community_worker', 'community_lead'])
const isAgent = ({ role }: DutyPerson) => agentRoles.has(role)

type OnDuty = {
  /** Agents at a console that has been heard within the last seconds and whose sound was tested: the nearest level first. */
  readonly agents: readonly DutyPerson[]
  /** Agents on duty who cannot hear an alarm now. */
  readonly silent: readonly DutyPerson[]
  /** Grid workers and leads on duty, by a press or by the roster: their phone rings. */
  readonly field: readonly DutyPerson[]
  /** Agents the roster names for now who have not begun. */
  readonly expected: readonly DutyPerson[]
  /** Who is rung when no console listens: the nearest lead on duty, else the nearest leads. */
  readonly leads: readonly { readonly personId: string }[]
  /** The step of the ladder an alert begins with: 1, or 3 when no console listens (rules.md §7). */
  readonly beginsAt: 1 | 3
}

/** Decides who is alerted for something at `areaPath`; asked anew at every step of a ladder. */
export const whoIsOnDuty = async (ctx: Context, areaPath: string): Promise<OnDuty> => {
  const paths = [...pathsAbove(areaPath), areaPath]
  const [{ body: policy }, pressed, rostered, leads] = await Promise.all([
    policyNow(ctx, 'roster'),
    pressedAt(ctx, paths),
    rosteredAt(ctx, paths),
    staffAt(ctx, areaPath, ['community_lead', 'grid_lead', 'street_manager']),
  ])
  const heardSince = new Date(ctx.now.getTime() - policy.consoleSeconds * 1000)
  const heard = pressed.filter((one) => isAgent(one) && one.soundOkAt && one.seenAt && one.seenAt >= heardSince)
  const heardIds = new Set(heard.map((one) => one.personId))
  const onDuty = leads.filter((one) => one.onDuty)
  return {
    agents: heard,
    silent: pressed.filter((one) => isAgent(one) && !heardIds.has(one.personId)),
    field: [...pressed, ...rostered].filter((one) => !isAgent(one)),
    expected: rostered.filter(isAgent),
    leads: onDuty.length > 0 ? onDuty : leads.slice(0, 2),
    beginsAt: heard.length > 0 ? 1 : 3,
  }
}

export const getDutyNow = async (ctx: Context, areaId: string): Promise<DutyNow> => {
  const area = await rosterAreaOf(ctx, areaId)
  const { leads, agents, silent, field, expected, beginsAt } = await whoIsOnDuty(ctx, area.path)
  const names = await briefs(
    ctx,
    leads.map(({ personId }) => personId),
  )
  return {
    agents: [...agents],
    silent: [...silent],
    field: [...field],
    expected: [...expected],
    beginsAt,
    leads: leads.map(({ personId }) => ({ personId, callName: names.get(personId)?.callName ?? '' })),
  }
}

const leadOf = async (ctx: Context, areaPath: string, notId?: string): Promise<string[]> => {
  const leads = (await staffAt(ctx, areaPath, ['grid_lead', 'community_lead', 'street_manager'])).filter(
    (one) => one.personId !== notId,
  )
  const chosen = leads.filter((one) => one.onDuty)
  return [...new Set((chosen.length > 0 ? chosen : leads.slice(0, 1)).map((one) => one.personId))]
}

/** A rostered shift that nobody opened: the lead is told once, at any hour. */
export const alarmUnopened = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { body: policy } = await policyNow(ctx, 'roster')
    const late = await takeUnopened(ctx, addMinutes(ctx.now, -policy.openMinutes))
    const names = await briefs(
      ctx,
      late.map(({ personId }) => personId),
    )
    for (const { id, personId, areaPath, areaName, kindName, fromAt } of late)
      await notify(ctx, {
        personIds: [...(await leadOf(ctx, areaPath, personId)), personId],
        kind: 'shift.unopened',
        subjectKind: 'shift',
        subjectId: id,
        urgent: true,
        params: { shift: kindName, area: areaName, from: fromAt, callName: names.get(personId)?.callName ?? '' },
      })
  })

/** Shifts of the next days nobody stands on: told to the lead each morning, before they happen. */
export const tellGaps = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const [{ body: policy }, { timeZone }] = await Promise.all([
      policyNow(ctx, 'roster'),
      ctx.kit.tenants.of(ctx.tenantId),
    ])
    const today = dayOf(ctx.now, timeZone)
    const days = Array.from({ length: Math.ceil(policy.gapHours / 24) + 1 }, (_, place) => addDays(today, place))
    const until = addMinutes(ctx.now, policy.gapHours * 60)
    const gaps = (await gapsUnder(ctx, null, days)).filter((gap) => gap.fromAt < until)
    for (const [kind, empty] of Map.groupBy(gaps, (gap) => gap.kind))
      await notify(ctx, {
        personIds: await leadOf(ctx, kind.areaPath),
        kind: 'shift.gap',
        subjectKind: 'shift_kind',
        subjectId: kind.id,
        params: { shift: kind.name, area: kind.areaName, from: empty[0]?.fromAt ?? ctx.now, shifts: empty.length },
      })
  })
