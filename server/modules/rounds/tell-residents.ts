// What those who are visited hear of a round: the day, an hour and a half in which somebody comes, who, and the code at the door.
import type { Context } from '../../kit/context.ts'
import { momentAt } from '../../kit/time.ts'
import { notify } from '../notices/service.ts'
import { briefs } from '../people/service.ts'
import type { RoundRecord, StopRow } from './queries.ts'
import { clockOf, hoursTold } from './rules.ts'
import { meetingCodes } from './walk-queries.ts'
import type { Way } from './ways.ts'

type Coming = {
  readonly stopId: string
  readonly walkerIds: string
  readonly fromMinute: number
  readonly toMinute: number
}

const comingOf = (ways: readonly Way[]): Map<string, Coming> => {
  const legs = ways.flatMap(({ personId, legs }) => legs.map((leg) => ({ ...leg, personId })))
  return new Map(
    [...Map.groupBy(legs, ({ stopId }) => stopId)].map(([stopId, all]) => [
      stopId,
      {
        stopId,
        walkerIds: all
          .map(({ personId }) => personId)
          .toSorted()
          .join(),
        ...hoursTold(Math.min(...all.map(({ begin }) => begin))),
      },
    ]),
  )
}

const isSame = (one: Coming, other: Coming | undefined): boolean =>
  other !== undefined && one.walkerIds === other.walkerIds && one.fromMinute === other.fromMinute

/** Somebody is at home there, and has not been visited yet. */
const isExpected = ({ personId, state }: StopRow) => personId !== null && state === 'planned'

/** Tells everybody for whom something is new against `before`; nobody is told twice the same. */
export const tellResidents = async (
  ctx: Context,
  round: RoundRecord,
  stops: readonly StopRow[],
  ways: readonly Way[],
  before: readonly Way[] = [],
): Promise<void> => {
  const [now, was] = [comingOf(ways), comingOf(before)]
  const expected = stops.filter(isExpected)
  const news = expected.filter(({ id }) => now.has(id) && !isSame(now.get(id) as Coming, was.get(id)))
  await tellWhoComes(ctx, round, news, now)
  await tellNobodyComes(
    ctx,
    round,
    expected.filter(({ id }) => was.has(id) && !now.has(id)),
  )
}

const tellWhoComes = async (
  ctx: Context,
  round: RoundRecord,
  stops: readonly StopRow[],
  coming: ReadonlyMap<string, Coming>,
): Promise<void> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const at = (minute: number) => momentAt(round.day, clockOf(minute), timeZone)
  const codes = await meetingCodes(ctx, stops)
  const walkersOf = ({ walkerIds }: Coming) => walkerIds.split(',')
  const names = await briefs(ctx, [...coming.values()].flatMap(walkersOf))
  for (const { id, personId, visitId } of stops) {
    const one = coming.get(id)
    if (!one || !personId || !visitId) continue
    const callName = walkersOf(one).map((walkerId) => names.get(walkerId)?.callName ?? '')
    await notify(ctx, {
      personIds: [personId],
      kind: 'round.comes',
      subjectKind: 'visit',
      subjectId: visitId,
      params: {
        from: at(one.fromMinute),
        to: at(one.toMinute),
        callName: callName.join('、'),
        code: codes.get(visitId) ?? '',
      },
    })
  }
}

export const tellNobodyComes = async (ctx: Context, round: RoundRecord, stops: readonly StopRow[]): Promise<void> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  for (const { id, personId } of stops.filter(isExpected))
    await notify(ctx, {
      personIds: [personId as string],
      kind: 'round.comes_not',
      subjectKind: 'round_stop',
      subjectId: id,
      params: { from: momentAt(round.day, '12:00', timeZone) },
    })
}
