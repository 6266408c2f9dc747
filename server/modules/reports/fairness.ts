// How the load is shared, and who waits longest where. For staff only; the busiest are named so that others can be asked,
// never as an order of merit.
import type { Fairness } from '@linbang/contract/reports'
import { gini } from '@linbang/engine/statistics'
import type { Context } from '../../kit/context.ts'
import { loadsUnder, waitsUnder } from './history-queries.ts'
import type { WaitRow } from './history-queries.ts'
import { periodWithin } from './service.ts'
import type { Wish } from './service.ts'

const steps = [0, 1, 2, 3, 5, 8, 13, 21] as const
const shown = 20
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)

const waitOf = ({ longestId, longestNumber, longestMinutes, ...row }: WaitRow): Fairness['waits'][number] => ({
  ...row,
  medianMinutes: rounded(row.medianMinutes),
  p90Minutes: rounded(row.p90Minutes),
  longest:
    longestId !== null && longestNumber !== null && longestMinutes !== null
      ? { requestId: longestId, number: longestNumber, minutes: longestMinutes }
      : null,
})

export const fairnessOf = async (ctx: Context, wish: Wish): Promise<Fairness> => {
  const { area, from, to, period } = await periodWithin(ctx, wish, 'reports.fairness')
  const loads = await loadsUnder(ctx, period)
  const jobs = loads.map((one) => one.jobs)
  const all = jobs.reduce((sum, count) => sum + count, 0)
  const busiest = jobs.slice(0, Math.max(1, Math.round(jobs.length / 20)))
  return {
    areaId: area.id,
    areaName: area.name,
    from,
    to,
    volunteers: loads.length,
    active: jobs.filter((count) => count > 0).length,
    neverAsked: loads.filter((one) => one.asked === 0).length,
    gini: gini(jobs),
    busiestShare: all === 0 ? null : busiest.reduce((sum, count) => sum + count, 0) / all,
    spread: steps.map((step, place) => {
      const next = steps[place + 1]
      const count = jobs.filter((one) => one >= step && (next === undefined || one < next)).length
      return { from: step, to: next === undefined ? null : next - 1, volunteers: count }
    }),
    carrying: loads.filter((one) => one.jobs > 0).slice(0, shown),
    waits: (await waitsUnder(ctx, period)).map(waitOf),
  }
}
