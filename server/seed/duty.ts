// The demo's duty roster of this week and the next, two checkpoints, and a round for tomorrow that waits to be planned.
import type { Context } from '../kit/context.ts'
import { addDays, dayOf, weekdayOf } from '../kit/time.ts'
import { addShiftKind, paintShifts } from '../modules/roster/service.ts'
import { addCheckpoint, getRoundChoices, planRound } from '../modules/rounds/service.ts'

type Named = (username: string) => string
type Places = {
  readonly street: string
  readonly community: string
  readonly grid: string
  readonly buildings: readonly string[]
}
const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** Each has four days on and rests in between; one night of the next week is left empty, so that the page shows a gap. */
const roster = async (ctx: Context, places: Places, personOf: Named, today: string) => {
  const kind = (
    areaId: string,
    role: 'operator' | 'grid_worker',
    name: string,
    from: string,
    to: string,
    weekdays = everyDay,
  ) => addShiftKind(ctx, { areaId, role, name, from, to, weekdays, people: 1 })
  const day = await kind(places.street, 'operator', '白班', '08:00', '20:00')
  const night = await kind(places.street, 'operator', '夜班', '20:00', '08:00')
  const grid = await kind(places.grid, 'grid_worker', '网格值守', '09:00', '17:00', [1, 2, 3, 4, 5])
  const monday = addDays(today, 1 - weekdayOf(today))
  const days = Array.from({ length: 14 }, (_, place) => addDays(monday, place)).filter((one) => one >= today)
  const cells = days.flatMap((on) => [
    { kindId: day.id, day: on, personId: personOf('weimin') },
    ...(weekdayOf(on) === 6 && on >= addDays(monday, 7)
      ? []
      : [{ kindId: night.id, day: on, personId: personOf('tanjun') }]),
    ...(weekdayOf(on) <= 5 ? [{ kindId: grid.id, day: on, personId: personOf('nongyan') }] : []),
  ])
  await paintShifts(ctx, cells)
}

export const seedDuty = async (ctx: Context, places: Places, personOf: Named): Promise<void> => {
  const today = dayOf(ctx.now, (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)
  await roster(ctx, places, personOf, today)
  for (const [place, name] of ['配电房', '单车棚'].entries())
    await addCheckpoint(ctx, places.buildings[place] ?? places.grid, name)
  const day = addDays(today, 1)
  const { walkers } = await getRoundChoices(ctx, { areaId: places.community, day })
  const chosen = walkers.filter(({ busy }) => !busy).slice(0, 4)
  if (chosen.length === 0) return
  await planRound(ctx, {
    areaId: places.community,
    day,
    name: '独居老人走访',
    picks: [{ kind: 'due', tag: 'lives_alone', every: 30 }],
    walkers: chosen.map(({ personId, from, to, volunteer }) => ({
      personId,
      from,
      to,
      breakMinutes: volunteer ? 0 : 30,
    })),
  })
}
