// What the unit answers for: records due, the public share of hand entries, samples for spot checks, the yearly report.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/records'
import { recordAudit } from '../../kit/audit.ts'
import type { Context } from '../../kit/context.ts'
import { Refusal } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, addMonths, dayOf, daysBetween, timeOf } from '../../kit/time.ts'
import { areaOf, underPaths } from '../areas/service.ts'
import { activitiesOf, dueRows, type Sampled, sampleOf, sharesOf, yearCounts } from './count-queries.ts'
import { recordDue } from './record-visit.ts'
import { standingOf } from './rules.ts'
import { proofWords } from './text.ts'

const zoneOf = async (ctx: Context): Promise<string> => (await ctx.kit.tenants.of(ctx.tenantId)).timeZone

export const listDueRecords = async (
  ctx: Context,
  areaId: string | undefined,
): Promise<Output<typeof contract.listDueRecords>> => {
  const timeZone = await zoneOf(ctx)
  const today = dayOf(ctx.now, timeZone)
  const rows = await dueRows(ctx, await underPaths(ctx, 'records.read', areaId), timeZone)
  const items = await Promise.all(
    rows.map(async ({ endedAt, dueOn, ...row }) => {
      const due = dueOn ?? (await recordDue(ctx, endedAt))
      return { ...row, dueOn: due, standing: standingOf(daysBetween(today, due)) }
    }),
  )
  return { items: items.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)) }
}

export const recordShare = async (ctx: Context, month: string): Promise<Output<typeof contract.getRecordShare>> => {
  const from = `${month}-01`
  const span = { from, to: addDays(addMonths(from, 1), -1), paths: null }
  const { records, minutes, byHand, byHandMinutes, inTime } = await sharesOf(ctx, span, await zoneOf(ctx))
  return { month, records, minutes, byHand, byHandMinutes, inTime }
}

const evidenceOf = (ctx: Context, one: Sampled, timeZone: string): string[] => {
  const t = proofWords(ctx.locale)
  if (one.causeKind === 'hand')
    return [t.entered(one.recorder ?? '', one.approver ?? ''), ...(one.why ? [t.why(one.why)] : [])]
  return [
    ...(one.proof ? [t.proof[one.proof]] : []),
    ...(one.checkedInAt && one.finishedAt
      ? [t.span(timeOf(one.checkedInAt, timeZone), timeOf(one.finishedAt, timeZone))]
      : []),
    ...(one.signed ? [t.signed[one.signed]] : []),
    ...(one.hash ? [t.hash(one.hash)] : []),
    ...(one.satisfaction === null ? [] : [t.rated(one.satisfaction)]),
  ]
}

const mostSampled = 200

export const sampleRecords = async (
  ctx: Context,
  { areaId, from, to, percent, seed = newId().slice(-12) }: Input<typeof contract.sampleRecords>['query'],
): Promise<Output<typeof contract.sampleRecords>> => {
  if (percent < 1 || percent > 100 || from > to) {
    const message = ctx.locale === 'en' ? '1 to 100, and an end after the start' : '请填 1 到 100，结束不早于开始'
    throw new Refusal('input.invalid', { issues: [{ path: 'percent', message }] })
  }
  const timeZone = await zoneOf(ctx)
  const span = { from, to, paths: await underPaths(ctx, 'records.read', areaId) }
  const { records } = await sharesOf(ctx, span, timeZone)
  const count = Math.min(mostSampled, Math.ceil((records * percent) / 100))
  const rows = await sampleOf(ctx, span, seed, count)
  await recordAudit(ctx, {
    act: 'record.sampled',
    subjectKind: 'service_record',
    detail: { from, to, percent, seed, drawn: rows.length },
  })
  const items = rows.map((one) => ({
    ...one,
    evidence: evidenceOf(ctx, one, timeZone),
    can: { object: false, correct: false },
  }))
  return { of: records, seed, items }
}

export const annualReport = async (
  ctx: Context,
  year: string,
  areaId: string | undefined,
): Promise<Output<typeof contract.getAnnualReport>> => {
  const timeZone = await zoneOf(ctx)
  const span = { from: `${year}-01-01`, to: `${year}-12-31`, paths: await underPaths(ctx, 'records.read', areaId) }
  const [shares, counts, activities] = await Promise.all([
    sharesOf(ctx, span, timeZone),
    yearCounts(ctx, span, timeZone),
    activitiesOf(ctx, span),
  ])
  const { name } = await ctx.kit.tenants.of(ctx.tenantId)
  const { people, byHandMinutes: _minutes, ...rest } = shares
  return {
    year: Number(year),
    areaName: areaId === undefined ? (ctx.locale === 'en' ? name.en : name.zh) : (await areaOf(ctx, areaId)).name,
    ...rest,
    served: people,
    ...counts,
    activities,
  }
}
