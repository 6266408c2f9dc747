// 借人: beyond its quota a community lends people only when its lead agrees; asked here, decided on a screen, and only then are they asked.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/lending'
import { recordAudit } from '../../kit/audit.ts'
import type { Context } from '../../kit/context.ts'
import { inTransaction, reachOf, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { staffAt } from '../accounts/service.ts'
import { communityOf } from '../areas/service.ts'
import { addMinutes } from '../../kit/time.ts'
import { notify } from '../notices/service.ts'
import { policyNow } from '../policies/service.ts'
import { lockRequest, noteProgress } from '../requests/service.ts'
import { communitiesUnder, communityAt, decideLending, insertLending, lendings, lentSince } from './lending-queries.ts'
import type { LendingRow } from './lending-queries.ts'
import type { Planned } from './plan-wave.ts'
import { roundOf } from './rules.ts'
import { weekMinutes } from './wave-rules.ts'

/** Asks the leads of those communities that could lend more than their quota allows. Once a round each. */
export const askForLoans = async (ctx: Context, { field, known }: Planned): Promise<void> => {
  const { request, policy } = field
  const fit = new Set(field.ranked.map((one) => one.id))
  const asked = new Set(known.wave.asks.map((one) => one.id))
  const free = new Map<string, number>()
  for (const { id, community } of known.people)
    if (community !== field.communityPath && fit.has(id) && !asked.has(id))
      free.set(community, (free.get(community) ?? 0) + 1)
  for (const [path, able] of [...free].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const people = Math.min(able - policy.lenderKeeps, Math.max(1, policy.lentByEach))
    const lender = people > 0 ? await communityAt(ctx, path) : undefined
    if (!lender) continue
    const row = { requestId: request.id, round: roundOf(field.offers), lenderAreaId: lender.id, people }
    if (!(await insertLending(ctx, row))) continue
    const leads = await staffAt(ctx, lender.path, ['community_lead', 'street_manager'])
    await notify(ctx, {
      personIds: leads.slice(0, 2).map((one) => one.personId),
      kind: 'lending.asked',
      subjectKind: 'request',
      subjectId: request.id,
      params: { number: request.number, area: (await communityOf(ctx, request.areaPath)).name, people },
    })
    await noteProgress(ctx, request, { act: 'loan_asked', detail: { area: lender.name, people }, staffOnly: true })
  }
}

const present = (row: LendingRow, mayDecide: boolean): Output<typeof contract.listLendings>['items'][number] => ({
  ...row,
  state: row.state as 'asked',
  window: row.windowFrom && row.windowTo ? { from: row.windowFrom, to: row.windowTo } : null,
  can: { decide: mayDecide && row.state === 'asked' && row.requestState === 'dispatching' },
})

export const listLendings = async (ctx: Context): Promise<Output<typeof contract.listLendings>> => {
  const under = ctx.actor.kind === 'person' ? reachOf(ctx.actor, 'lending.decide') : null
  const [rows, communities, lent, { body }] = await Promise.all([
    lendings(ctx, under),
    communitiesUnder(ctx, under),
    lentSince(ctx, addMinutes(ctx.now, -weekMinutes)),
    policyNow(ctx, 'dispatch'),
  ])
  return {
    items: rows.map((row) => present(row, true)),
    week: communities.map(({ name, path }) => ({ lender: name, lent: lent.get(path) ?? 0, quota: body.lentAWeek })),
  }
}

/** The lead of the lending community says yes or no, once. What to do next is the caller's: a yes asks them at once. */
export const decideOnLending = (
  ctx: Context,
  lendingId: string,
  { grant, people, reason }: Input<typeof contract.decideLending>['body'],
): Promise<{ readonly requestId: string; readonly granted: boolean }> =>
  inTransaction(ctx, async (inner) => {
    ensure(inner.actor.kind === 'person', 'auth.required')
    const row = found((await lendings(inner, null, lendingId))[0])
    ensure(reaches(inner.actor, 'lending.decide', row.lenderPath), 'not_found')
    ensure(grant || reason, 'lending.reason_needed')
    const request = await lockRequest(inner, row.requestId)
    const state = grant ? 'granted' : 'refused'
    const set = {
      state,
      reason: reason ?? null,
      decidedBy: inner.actor.personId,
      ...(grant && people ? { people } : {}),
    } as const
    ensure(await decideLending(inner, lendingId, set), 'lending.decided')
    await recordAudit(inner, {
      act: `lending.${state}`,
      subjectKind: 'request',
      subjectId: request.id,
      areaPath: row.lenderPath,
      detail: { lendingId, people: people ?? row.people, reason: reason ?? '' },
    })
    await noteProgress(inner, request, { act: `loan_${state}`, detail: { area: row.lender }, staffOnly: true })
    return { requestId: request.id, granted: grant }
  })
