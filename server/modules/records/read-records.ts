// Records as shown: one's own, and those of volunteers of one's areas; what may be done with each travels with it.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/records'
import type { Context } from '../../kit/context.ts'
import { reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { samePerson } from '../people/service.ts'
import { recordList, type RecordLine, recordTotals, volunteerPlace } from './queries.ts'

export const myIds = async (ctx: Context): Promise<readonly string[]> =>
  ctx.actor.kind === 'person' ? samePerson(ctx, ctx.actor.personId) : []

/** Staff of the place or of the unit that recorded it. */
export const mayRule = (ctx: Context, { unitPath }: RecordLine, mine: readonly string[], personId: string): boolean =>
  unitPath !== null && reaches(ctx.actor, 'records.approve', unitPath) && !mine.includes(personId)

export const presentRecord = (ctx: Context, line: RecordLine, mine: readonly string[]): contract.ServiceRecord => {
  const { replaced, objected, personId } = line
  return {
    ...line,
    can: {
      object: !replaced && !objected && mine.includes(personId),
      correct: !replaced && mayRule(ctx, line, mine, personId),
    },
  }
}

export const listRecords = async (
  ctx: Context,
  query: Input<typeof contract.listRecords>['query'],
): Promise<Output<typeof contract.listRecords>> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const mine = await myIds(ctx)
  const personIds = query.volunteerId ? await ofVolunteer(ctx, query.volunteerId, mine) : mine
  const size = pageSize(query.limit)
  const wish = { personIds, from: query.from, to: query.to }
  const rows = await recordList(ctx, wish, readCursor(query.cursor, ['text', 'text']), size + 1)
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.day, row.id])
  const { minutes, times } = await recordTotals(ctx, wish)
  return { items: items.map((row) => presentRecord(ctx, row, mine)), nextCursor, totalMinutes: minutes, total: times }
}

const ofVolunteer = async (ctx: Context, volunteerId: string, mine: readonly string[]): Promise<readonly string[]> => {
  const place = found(await volunteerPlace(ctx, volunteerId))
  ensure(
    mine.includes(place.personId) || place.paths.some((path) => reaches(ctx.actor, 'records.read', path)),
    'not_found',
  )
  return samePerson(ctx, place.personId)
}
