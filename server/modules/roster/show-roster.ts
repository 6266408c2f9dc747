// A week as the desk sees it: kinds of shift, who has which, what is empty, and who could be put there.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/roster'
import type { Roster, Shift, ShiftKind } from '@linbang/contract/roster'
import { type Context, isUnder, reaches } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { type AreaRow, areaOf, pathsAbove } from '../areas/service.ts'
import {
  kindsUnder,
  type KindRow,
  postHolders,
  type PostHolder,
  type ShiftRow,
  shiftsWhere,
  templatesOf,
} from './queries.ts'
import { clockOf, endOf, gapsOf, stateOf, weekOf } from './rules.ts'

export const presentKind = ({ areaPath: _path, fromMinute, minutes, ...kind }: KindRow): ShiftKind => ({
  ...kind,
  from: clockOf(fromMinute),
  to: endOf({ fromMinute, minutes }),
})
export const presentShift = (ctx: Context, row: ShiftRow): Shift => {
  const { areaPath: _path, closedAt: _closed, ...shift } = row
  return { ...shift, state: stateOf(row, ctx.now) }
}

/** The area, when the actor may read its roster; else it does not exist. */
export const rosterAreaOf = async (ctx: Context, areaId: string): Promise<AreaRow> => {
  const area = await areaOf(ctx, areaId)
  ensure(reaches(ctx.actor, 'roster.read', area.path), 'not_found')
  return area
}

/** A post is held at the place of the shift or above it. */
export const fits = (kind: KindRow, holder: PostHolder): boolean =>
  holder.role === kind.role && isUnder(kind.areaPath, holder.path)

export const holdersFor = (ctx: Context, areaPath: string): Promise<PostHolder[]> =>
  postHolders(ctx, areaPath, pathsAbove(areaPath))

const minutesIn = (shifts: readonly ShiftRow[], personId: string): number =>
  shifts
    .filter((one) => one.personId === personId)
    .reduce((sum, { fromAt, toAt }) => sum + (toAt.getTime() - fromAt.getTime()) / 60_000, 0)

const peopleFor = (kinds: readonly KindRow[], holders: readonly PostHolder[], shifts: readonly ShiftRow[]) =>
  [...Map.groupBy(holders, ({ personId }) => personId)]
    .map(([personId, held]) => ({
      personId,
      name: held[0]?.name ?? '',
      kindIds: kinds.filter((kind) => held.some((one) => fits(kind, one))).map(({ id }) => id),
      minutes: minutesIn(shifts, personId),
    }))
    .filter(({ kindIds }) => kindIds.length > 0)

/** Everywhere for null. */
export const gapsUnder = async (ctx: Context, path: string | null, days: readonly string[]) => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const under = path === null ? {} : { under: path }
  const [kinds, shifts] = await Promise.all([kindsUnder(ctx, path), shiftsWhere(ctx, { ...under, days })])
  return gapsOf(kinds, shifts, days, timeZone, ctx.now)
}

export const getRoster = async (ctx: Context, query: Input<typeof contract.getRoster>['query']): Promise<Roster> => {
  const area = await rosterAreaOf(ctx, query.areaId)
  const days = weekOf(query.from)
  const kinds = await kindsUnder(ctx, area.path)
  const [shifts, holders, templates, gaps] = await Promise.all([
    shiftsWhere(ctx, { under: area.path, days }),
    holdersFor(ctx, area.path),
    templatesOf(ctx, area.id),
    gapsUnder(ctx, area.path, days),
  ])
  return {
    days,
    kinds: kinds.map(presentKind),
    shifts: shifts.map((row) => presentShift(ctx, row)),
    gaps: gaps.map(({ kind, day, fromAt, missing }) => ({
      kindId: kind.id,
      kindName: kind.name,
      areaName: kind.areaName,
      day,
      fromAt,
      missing,
    })),
    people: peopleFor(kinds, holders, shifts),
    templates: templates.map(({ id, name, cells }) => ({ id, name, cells: cells.length })),
    can: { plan: reaches(ctx.actor, 'roster.plan', area.path) },
  }
}
