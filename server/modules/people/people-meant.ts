// Whom somebody may have meant: people of one building behind the door that was said, or called so. For drafts made from words.
import type * as contract from '@linbang/contract/people'
import { type Context, reachOf } from '../../kit/context.ts'
import { doorNameOf, parseDoorName } from '../areas/service.ts'
import { todayOf } from './know-person.ts'
import { peopleFound, type PersonLine } from './queries.ts'
import { openDoor } from './seal-person.ts'
import { rowShown } from './show-person.ts'

type Said = { readonly door: string | null; readonly callName: string | null }

const atDoor = (ctx: Context, door: string) => {
  const wanted = parseDoorName(door)
  return ({ doorSealed }: PersonLine): boolean => {
    if (doorSealed === null) return false
    const own = parseDoorName(openDoor(ctx, doorSealed).name)
    return wanted.unit === null ? own.door === wanted.door : doorNameOf(own) === doorNameOf(wanted)
  }
}

/** As they are called, or anybody of that family name where nobody is called so. */
const called = (lines: readonly PersonLine[], callName: string): PersonLine[] => {
  const exact = lines.filter((line) => line.callName === callName || line.name === callName)
  return exact.length > 0 ? exact : lines.filter(({ name }) => name.startsWith(callName.slice(0, 1)))
}

const most = 5

export const peopleMeant = async (
  ctx: Context,
  path: string,
  { door, callName }: Said,
): Promise<contract.PersonRow[]> => {
  if (door === null && callName === null) return []
  const reach = ctx.actor.kind === 'system' ? ('everywhere' as const) : reachOf(ctx.actor, 'people.read')
  const inside = await peopleFound(ctx, { reach, underPath: path, unconfirmed: false, after: undefined, limit: 600 })
  const behind = door === null ? inside : inside.filter(atDoor(ctx, door))
  const meant = callName === null ? behind : called(behind, callName)
  const today = await todayOf(ctx)
  return (meant.length > 0 ? meant : door === null ? [] : behind)
    .slice(0, most)
    .map((line) => rowShown(ctx, line, today))
}
