// Who may be calling: by the number, by calls before, by family and household; only those the agent may see.
import type { Caller } from '@linbang/contract/call-desk'
import type { Context } from '../../kit/context.ts'
import { areasByIds } from '../areas/service.ts'
import { ageOn, briefs, careWordsFor, reachesPerson, recognise, type Recognised, todayOf } from '../people/service.ts'
import { callersBefore } from './call-queries.ts'
import { numberHashes, openNumber } from './seal-call.ts'
import { callToTake } from './show-calls.ts'

const most = 8

const seenOf = async (ctx: Context, found: readonly Recognised[]): Promise<readonly Recognised[]> => {
  const seen: Recognised[] = []
  for (const one of found) {
    if (seen.length === most) break
    if (await reachesPerson(ctx, one.personId, 'people.read')) seen.push(one)
  }
  return seen
}

const present = async (ctx: Context, seen: readonly Recognised[]): Promise<Caller[]> => {
  const ids = seen.map(({ personId }) => personId)
  const [people, today] = await Promise.all([briefs(ctx, ids), todayOf(ctx)])
  const areaIds = [...people.values()].flatMap(({ areaId }) => areaId ?? [])
  const areas = new Map((await areasByIds(ctx, areaIds)).map((area) => [area.id, area.name]))
  const callers = await Promise.all(
    seen.map(async ({ personId, because }) => {
      const person = people.get(personId)
      if (!person) return []
      const { id, name, callName, sex, bornOn, confirmed, areaId } = person
      const age = bornOn === null ? null : ageOn(bornOn, today)
      const areaName = areas.get(areaId ?? '') ?? null
      const careWords = await careWordsFor(ctx, id, ctx.locale)
      return [{ personId: id, name, callName, sex, age, confirmed, because, careWords, areaName }]
    }),
  )
  return callers.flat()
}

export const listCallers = async (ctx: Context, callId: string): Promise<{ items: Caller[] }> => {
  const call = await callToTake(ctx, callId)
  const number = call.numberSealed === null ? null : openNumber(ctx, call.numberSealed)
  const before = number === null ? [] : await callersBefore(ctx, numberHashes(ctx, number))
  const found = await recognise(ctx, number, call.personId === null ? before : [call.personId, ...before])
  return { items: await present(ctx, await seenOf(ctx, found)) }
}
