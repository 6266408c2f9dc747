// Every night the coming days are made; whoever came first is asked again where the asker wants the same person.
import { type Context, inTransaction } from '../../kit/context.ts'
import { reaction } from '../../kit/events.ts'
import { schedule } from '../../kit/jobs.ts'
import { addDays, dayOf } from '../../kit/time.ts'
import { policyNow } from '../policies/service.ts'
import { preferPerson } from '../requests/service.ts'
import { makeAhead } from './open-series.ts'
import { lockSeries, seriesOfVisit, unfinished, updateSeries } from './queries.ts'

/** One series, one transaction: a fault in one leaves the others whole. */
export const makeAllAhead = async (ctx: Context): Promise<void> => {
  const [{ body }, { timeZone }] = await Promise.all([policyNow(ctx, 'requests'), ctx.kit.tenants.of(ctx.tenantId)])
  const until = addDays(dayOf(ctx.now, timeZone), body.seriesDaysAhead)
  for (const id of await unfinished(ctx, until)) {
    try {
      await inTransaction(ctx, async (ctx) => makeAhead(ctx, { series: await lockSeries(ctx, id) }, until))
    } catch (error) {
      ctx.log.error({ err: error, seriesId: id }, 'the next days of a series could not be made')
    }
  }
}

const keepWhoCame = (ctx: Context, visitId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const came = await seriesOfVisit(ctx, visitId)
    if (!came) return
    const series = await lockSeries(ctx, came.seriesId)
    if (!series.keepPerson || series.keepPersonId !== null) return
    await updateSeries(ctx, series.id, { keepPersonId: came.personId })
    await preferPerson(ctx, series.id, came.personId)
  })

export const seriesJobs = [
  schedule('series.make_ahead', '10 2 * * *', makeAllAhead),
  reaction('visit.sealed', 'series.keep_who_came', (ctx, { visitId }) => keepWhoCame(ctx, visitId)),
]
