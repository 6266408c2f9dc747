// When and where I help: hours, days that differ, areas, how often I may be asked, free now, away for a while.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/volunteers'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { addMinutes } from '../../kit/time.ts'
import { liveAreaOf } from '../areas/service.ts'
import { lockMine } from './know-volunteer.ts'
import { updateVolunteer, type VolunteerRecord } from './queries.ts'
import { tellChanged } from './register.ts'
import { lieApart, longestFreeMinutes } from './rules.ts'
import { presentAgain } from './show-volunteer.ts'
import { replaceAreas, replaceExceptions, replaceHours } from './time-queries.ts'

type Volunteer = Output<typeof contract.getVolunteer>
type Change = Input<typeof contract.changeMyVolunteer>['body']

const changeMine = (ctx: Context, work: (ctx: Context, mine: VolunteerRecord) => Promise<void>): Promise<Volunteer> =>
  inTransaction(ctx, async (ctx) => {
    const mine = await lockMine(ctx)
    await work(ctx, mine)
    await tellChanged(ctx, mine)
    return presentAgain(ctx, mine.id)
  })

/** Lists that are given replace those before. */
export const changeMyVolunteer = (ctx: Context, change: Change): Promise<Volunteer> =>
  changeMine(ctx, async (ctx, { id, version }) => {
    const { about, hours, exceptions, areaIds, asksADay } = change
    ensure(change.version === version, 'row.stale')
    ensure(
      lieApart(hours ?? [], ({ weekday }) => weekday),
      'volunteer.hours_overlap',
    )
    ensure(
      lieApart(exceptions ?? [], ({ day }) => day),
      'volunteer.hours_overlap',
    )
    for (const areaId of areaIds ?? []) await liveAreaOf(ctx, areaId)
    if (hours) await replaceHours(ctx, id, hours)
    if (exceptions) await replaceExceptions(ctx, id, exceptions)
    if (areaIds && areaIds.length > 0) await replaceAreas(ctx, id, areaIds)
    await updateVolunteer(ctx, id, {
      ...(about !== undefined && { about }),
      ...(asksADay !== undefined && { asksADay }),
    })
  })

/** A moment that has passed means no longer. */
export const setFree = (ctx: Context, until: Date | null): Promise<Volunteer> =>
  changeMine(ctx, async (ctx, { id }) => {
    ensure(until === null || until <= addMinutes(ctx.now, longestFreeMinutes), 'volunteer.free_too_long')
    await updateVolunteer(ctx, id, { freeUntil: until && until > ctx.now ? until : null })
  })

/** Without a beginning there is no pause; without an end it lasts until the volunteer returns. */
export const setAway = (ctx: Context, from: Date | null, to: Date | null): Promise<Volunteer> =>
  changeMine(ctx, async (ctx, { id }) => {
    if (from !== null && to !== null && to <= from) {
      const message = ctx.locale === 'en' ? 'The end must be later than the start' : '结束要比开始晚'
      throw new Refusal('input.invalid', { issues: [{ path: 'to', message }] })
    }
    await updateVolunteer(ctx, id, { awayFrom: from, awayTo: from && to, ...(from && { freeUntil: null }) })
  })
