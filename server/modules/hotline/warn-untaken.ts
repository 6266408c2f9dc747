// A call that is owed and taken by nobody in time is told to the lead, once, at any hour.
import { type Context, inTransaction } from '../../kit/context.ts'
import { staffAt } from '../accounts/service.ts'
import { notify } from '../notices/service.ts'
import { briefs } from '../people/service.ts'
import { leadsAnywhere, takeUntaken } from './return-queries.ts'

const leadsAt = async (ctx: Context, areaPath: string | null): Promise<string[]> => {
  if (areaPath === null) return leadsAnywhere(ctx)
  const leads = await staffAt(ctx, areaPath, ['community_lead', 'street_manager'])
  const onDuty = leads.filter((one) => one.onDuty)
  return [...new Set((onDuty.length > 0 ? onDuty : leads.slice(0, 1)).map((one) => one.personId))]
}

export const warnUntaken = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const rows = await takeUntaken(ctx)
    const names = await briefs(
      ctx,
      rows.map(({ personId }) => personId),
    )
    for (const { id, kind, personId, numberMasked, areaPath } of rows)
      await notify(ctx, {
        personIds: await leadsAt(ctx, areaPath),
        kind: 'return_call.untaken',
        subjectKind: 'return_call',
        subjectId: id,
        urgent: true,
        params: {
          owed: kind === 'missed' ? 'missed' : 'promised',
          who: names.get(personId ?? '')?.callName ?? numberMasked,
        },
      })
  })
