// A choice against the proposal feeds the model, in the way the screen declares: known to this household, or busy for today.
import type { Because } from '@linbang/contract/dispatch'
import type { Context } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, dayOf, startOfDay } from '../../kit/time.ts'
import type { Field } from './find-candidates.ts'
import { insertLessons } from './learning-queries.ts'

export const learnFromChoice = async (ctx: Context, field: Field, ids: readonly string[], because: Because) => {
  if (ctx.actor.kind !== 'person' || because === 'agreed' || because === 'other') return
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const busy = because === 'first_busy'
  const first = field.ranked.map((one) => one.id).find((id) => !ids.includes(id))
  const about = busy ? (first === undefined ? [] : [first]) : ids
  const lesson = {
    tenantId: ctx.tenantId,
    requestId: field.request.id,
    personId: field.request.personId,
    kind: busy ? 'busy' : 'familiar',
    until: busy ? startOfDay(addDays(dayOf(ctx.now, timeZone), 1), timeZone) : null,
    madeBy: ctx.actor.personId,
    at: ctx.now,
  }
  await insertLessons(
    ctx,
    about.map((id) => {
      const organisation = field.rows.get(id)?.kind === 'organisation'
      return { ...lesson, id: newId(), volunteerId: organisation ? null : id, organisationId: organisation ? id : null }
    }),
  )
}
