// Lists, the board and its counts: staff see what their roles reach, everybody else what they asked and what their family lets them see.
import type { Input, Output } from '@linbang/contract/endpoint'
import { issueSentence } from '@linbang/contract/issues'
import type * as contract from '@linbang/contract/requests'
import type * as requestLists from '@linbang/contract/request-lists'
import { RequestState } from '@linbang/contract/requests'
import { type Context, isUnder, reachOf } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { dayOf, endOfDay, startOfDay } from '../../kit/time.ts'
import { areaOf } from '../areas/service.ts'
import { actsFor, samePerson, wordsQuery } from '../people/service.ts'
import {
  about,
  type After,
  alike,
  boardCounts,
  gridCounts,
  lightsOf,
  type ListFilter,
  requestsListed,
  type Sort,
  under,
} from './list-queries.ts'
import { rowOf } from './present.ts'
import { openStates } from './rules.ts'

type Query = Input<typeof requestLists.listRequests>['query']

/** Oneself, also under merged entries, and those who let one see. */
const mine = async (ctx: Context) => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const me = ctx.actor.personId
  const [same, family] = await Promise.all([samePerson(ctx, me), actsFor(ctx, me)])
  return about(me, [...same, ...family.filter((one) => one.maySee).map((one) => one.personId)])
}

/** Where the actor may read requests of others: as staff, or as leader of a building. */
const readable = (ctx: Context): readonly string[] =>
  ctx.actor.kind === 'person'
    ? [...new Set([...reachOf(ctx.actor, 'requests.staff'), ...reachOf(ctx.actor, 'people.read')])]
    : []

const seenBy = async (ctx: Context, own: boolean | undefined): Promise<ListFilter['seen']> => {
  const reach = readable(ctx)
  return own || reach.length === 0 ? mine(ctx) : under(reach)
}

const statesOf = (ctx: Context, text: string | undefined, sort: Sort): readonly string[] | undefined => {
  if (text === undefined) return sort === 'due' ? openStates : undefined
  const states = text.split(',')
  for (const state of states) {
    const parsed = RequestState.safeParse(state)
    if (!parsed.success)
      throw new Refusal('input.invalid', {
        issues: parsed.error.issues.map((issue) => ({ path: 'state', message: issueSentence(issue, ctx.locale) })),
      })
  }
  return states
}

const filterOf = async (ctx: Context, query: Query, sort: Sort): Promise<ListFilter> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const words = query.q?.trim() ? wordsQuery(query.q) : undefined
  return {
    ...query,
    seen: await seenBy(ctx, query.mine),
    areaPath: query.areaId ? (await areaOf(ctx, query.areaId)).path : undefined,
    states: statesOf(ctx, query.state, sort),
    from: query.from ? startOfDay(query.from, timeZone) : undefined,
    to: query.to ? endOfDay(query.to, timeZone) : undefined,
    words,
  }
}

export const afterOf = (cursor: string | undefined): After | undefined => {
  const read = readCursor(cursor, ['text', 'text'])
  if (!read) return undefined
  const [at, id] = read
  const moment = at === '' ? null : new Date(at)
  if ((moment && Number.isNaN(moment.getTime())) || !/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('input.cursor')
  return { at: moment, id }
}

export const listRequests = async (ctx: Context, query: Query): Promise<Output<typeof requestLists.listRequests>> => {
  const sort = query.sort ?? 'newest'
  const size = pageSize(query.limit)
  const rows = await requestsListed(ctx, await filterOf(ctx, query, sort), sort, afterOf(query.cursor), size + 1)
  const page = pageOf(rows, size, (row) => [
    (sort === 'due' ? row.nextDueAt : row.reportedAt)?.toISOString() ?? '',
    row.id,
  ])
  return { ...page, items: page.items.map((row) => rowOf(ctx, row)) }
}

const dayMs = 86_400_000

export const findDuplicates = async (
  ctx: Context,
  query: Input<typeof contract.findDuplicates>['query'],
): Promise<Output<typeof contract.findDuplicates>> => {
  const { forPersonId, householdId, areaId, serviceCode } = query
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : undefined
  const personId = forPersonId ?? (householdId || areaId ? undefined : me)
  const reach = readable(ctx)
  const seen = personId && personId === me ? await mine(ctx) : await seenBy(ctx, reach.length === 0)
  const rows = await alike(ctx, {
    seen,
    personId,
    householdId,
    areaId,
    serviceCode,
    since: new Date(ctx.now.getTime() - dayMs),
  })
  return { items: rows.map((row) => rowOf(ctx, row)) }
}

/** The areas asked about, within the actor's reach. */
const boardPaths = async (ctx: Context, areaId: string | undefined): Promise<readonly string[]> => {
  const reach = reachOf(ctx.actor, 'requests.staff')
  if (!areaId) return reach
  const { path } = await areaOf(ctx, areaId)
  if (reach.some((above) => isUnder(path, above))) return [path]
  return reach.filter((below) => isUnder(below, path))
}

const midnight = async (ctx: Context): Promise<Date> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  return startOfDay(dayOf(ctx.now, timeZone), timeZone)
}

export const getBoard = async (
  ctx: Context,
  areaId: string | undefined,
): Promise<Output<typeof requestLists.getBoard>> => {
  const paths = await boardPaths(ctx, areaId)
  const [counts, grids] = [await boardCounts(ctx, paths, await midnight(ctx)), await gridCounts(ctx, paths)]
  return { ...counts, grids }
}

export const getLights = async (
  ctx: Context,
  areaId: string | undefined,
): Promise<Output<typeof requestLists.getLights>> =>
  lightsOf(ctx, areaId ? (await areaOf(ctx, areaId)).path : undefined, await midnight(ctx))
