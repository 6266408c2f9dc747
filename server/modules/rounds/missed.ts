// A visit missed by its due day rises to the grid lead, the next day to the community (rules.md §6).
import { type Context, inTransaction } from '../../kit/context.ts'
import { addDays } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { notify } from '../notices/service.ts'
import { takeMissed, type Missed } from './due-queries.ts'
import { todayOf } from './show-round.ts'

const answerable = {
  grid: ['grid_lead', 'community_worker', 'community_lead'],
  community: ['community_lead', 'community_worker', 'street_manager'],
} as const

const rise = async (ctx: Context, missed: readonly Missed[], level: keyof typeof answerable): Promise<void> => {
  for (const [areaPath, stops] of Map.groupBy(missed, (one) => one.areaPath)) {
    const staff = await staffAt(ctx, areaPath, answerable[level])
    const first = stops[0]
    // the role named first stands before those who stand in for it
    const chosen = staff.filter((one) => one.role === answerable[level][0])
    if (!first) continue
    await notify(ctx, {
      personIds: [...new Set((chosen.length > 0 ? chosen : staff.slice(0, 1)).map((one) => one.personId))],
      kind: level === 'grid' ? 'round.missed' : 'round.missed_still',
      subjectKind: 'round',
      subjectId: first.id,
      params: { area: first.areaName, stops: stops.length },
    })
  }
}

/** Each stop once on each level, whatever happens meanwhile. */
export const raiseMissed = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const today = await todayOf(ctx)
    await rise(ctx, await takeMissed(ctx, 'community', addDays(today, -1)), 'community')
    await rise(ctx, await takeMissed(ctx, 'grid', today), 'grid')
  })
