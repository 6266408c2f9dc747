// Planning: kinds of shift, cells painted and taken back, a week copied, a template filled in. Each cell stands or is refused by itself.
import type { Input, Output } from '@linbang/contract/endpoint'
import type { ErrorCode } from '@linbang/contract/errors'
import type * as contract from '@linbang/contract/roster'
import type { ShiftKind } from '@linbang/contract/roster'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, addMinutes, daysBetween, weekdayOf } from '../../kit/time.ts'
import { type AreaRow, areaOf, liveAreaOf } from '../areas/service.ts'
import { briefs } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import {
  insertKind,
  insertShifts,
  insertTemplate,
  kindsByIds,
  type KindRow,
  lockShifts,
  type ShiftRow,
  shiftsWhere,
  stopTemplate,
  templateById,
  updateKind,
  updateShifts,
} from './queries.ts'
import { clashOf, hoursBetween, restedAfter, type Span, spanOf, weekOf } from './rules.ts'
import { fits, holdersFor, presentKind, presentShift } from './show-roster.ts'

type Painted = Output<typeof contract.paintShifts>
type Cell = Input<typeof contract.paintShifts>['body']['cells'][number]
const actorId = ({ actor }: Context) => (actor.kind === 'person' ? actor.personId : null)

const planned = async (ctx: Context, area: AreaRow): Promise<void> => {
  await announce(ctx, 'roster.changed', { areaId: area.id, areaPath: area.path })
}
const plannableArea = async (ctx: Context, areaId: string): Promise<AreaRow> => {
  const area = await areaOf(ctx, areaId)
  ensure(reaches(ctx.actor, 'roster.plan', area.path), 'not_found')
  return area
}
const plannableKind = async (ctx: Context, kindId: string): Promise<KindRow> => {
  const kind = found((await kindsByIds(ctx, [kindId]))[0])
  ensure(reaches(ctx.actor, 'roster.plan', kind.areaPath), 'not_found')
  return kind
}
const checkedHours = async (ctx: Context, from: string, to: string) => {
  const hours = hoursBetween(from, to)
  const { body } = await policyNow(ctx, 'roster')
  ensure(hours.minutes <= body.longestHours * 60, 'shift.too_long')
  return hours
}

export const addShiftKind = (ctx: Context, body: Input<typeof contract.addShiftKind>['body']): Promise<ShiftKind> =>
  inTransaction(ctx, async (ctx) => {
    const { from, to, areaId, ...rest } = body
    await liveAreaOf(ctx, areaId)
    const area = await plannableArea(ctx, areaId)
    const hours = await checkedHours(ctx, from, to)
    const id = newId()
    const made = { tenantId: ctx.tenantId, id, madeBy: actorId(ctx), createdAt: ctx.now }
    await insertKind(ctx, { ...rest, ...made, areaId, ...hours })
    await recordAudit(ctx, { act: 'shift_kind.added', subjectKind: 'shift_kind', subjectId: id, areaPath: area.path })
    await planned(ctx, area)
    return presentKind(await plannableKind(ctx, id))
  })

export const changeShiftKind = (
  ctx: Context,
  kindId: string,
  { version, from, to, ...rest }: Input<typeof contract.changeShiftKind>['body'],
): Promise<ShiftKind> =>
  inTransaction(ctx, async (ctx) => {
    const kind = await plannableKind(ctx, kindId)
    await updateKind(ctx, kindId, version, { ...rest, ...(await checkedHours(ctx, from, to)) })
    await planned(ctx, await areaOf(ctx, kind.areaId))
    return presentKind(await plannableKind(ctx, kindId))
  })

export const endShiftKind = (ctx: Context, kindId: string, version: number): Promise<{ removed: number }> =>
  inTransaction(ctx, async (ctx) => {
    const kind = await plannableKind(ctx, kindId)
    const ahead = (await shiftsWhere(ctx, { under: kind.areaPath, endsAfter: ctx.now })).filter(
      (one) => one.kindId === kindId && one.fromAt > ctx.now,
    )
    await updateKind(ctx, kindId, version, { endedAt: ctx.now })
    await updateShifts(
      ctx,
      ahead.map(({ id }) => id),
      { removedAt: ctx.now },
    )
    await recordAudit(ctx, {
      act: 'shift_kind.ended',
      subjectKind: 'shift_kind',
      subjectId: kindId,
      areaPath: kind.areaPath,
    })
    await planned(ctx, await areaOf(ctx, kind.areaId))
    return { removed: ahead.length }
  })

type Try = Cell & { readonly kind: KindRow | undefined; readonly span: Span | null }

/** Why the cell cannot be, with what its person already has and what was painted just now. */
const refusalOf = (ctx: Context, one: Try, own: readonly Span[], posts: Posts, restHours: number): ErrorCode | null => {
  const { kind, span } = one
  if (!kind || !span || !reaches(ctx.actor, 'roster.plan', kind.areaPath)) return 'not_found'
  if (span.toAt <= ctx.now) return 'shift.past'
  if (!(posts.get(kind.areaPath) ?? []).some((held) => held.personId === one.personId && fits(kind, held)))
    return 'shift.unfit'
  return clashOf(own, span, restHours)
}
type Posts = ReadonlyMap<string, Awaited<ReturnType<typeof holdersFor>>>

const around = (tries: readonly Try[]) => {
  const times = tries.flatMap(({ span }) => (span ? [span.fromAt.getTime(), span.toAt.getTime()] : []))
  return { from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) }
}

/** What the people already have around these cells, theirs to be compared with. */
const standing = async (ctx: Context, tries: readonly Try[], restHours: number): Promise<ShiftRow[]> => {
  if (tries.every(({ span }) => span === null)) return []
  const { from, to } = around(tries)
  return shiftsWhere(ctx, {
    personIds: [...new Set(tries.map(({ personId }) => personId))],
    endsAfter: addMinutes(from, -restHours * 60),
    beginsBefore: addMinutes(to, restHours * 60),
  })
}

type Made = Try & { readonly id: string; readonly span: Span; readonly kind: KindRow }

/** One cell after the other, so that two of the same person in one stroke are held to the rule too. */
const sorted = (
  ctx: Context,
  tries: readonly Try[],
  standing: readonly ShiftRow[],
  posts: Posts,
  restHours: number,
) => {
  const own = Map.groupBy<string, { personId: string } & Span>(standing, ({ personId }) => personId)
  const made: Made[] = []
  const refused: (Cell & { code: ErrorCode })[] = []
  for (const one of tries) {
    const { kindId, day, personId, kind, span } = one
    const has = own.get(personId) ?? []
    const code = refusalOf(ctx, one, has, posts, restHours)
    if (code || !span || !kind) refused.push({ kindId, day, personId, code: code ?? 'not_found' })
    else {
      made.push({ ...one, id: newId(), span, kind })
      own.set(personId, [...has, { personId, ...span }])
    }
  }
  return { made, refused }
}

const postsFor = async (ctx: Context, kinds: Iterable<KindRow>): Promise<Posts> => {
  const paths = [...new Set([...kinds].map(({ areaPath }) => areaPath))]
  return new Map(await Promise.all(paths.map(async (path) => [path, await holdersFor(ctx, path)] as const)))
}

const paint = async (ctx: Context, cells: readonly Cell[]): Promise<Painted> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const { restHours } = (await policyNow(ctx, 'roster')).body
  const kindIds = cells.map(({ kindId }) => kindId)
  const kinds = new Map((await kindsByIds(ctx, kindIds)).map((kind) => [kind.id, kind]))
  const tries: Try[] = cells.map((cell) => {
    const kind = kinds.get(cell.kindId)
    return { ...cell, kind, span: kind ? spanOf(kind, cell.day, timeZone) : null }
  })
  const posts = await postsFor(ctx, kinds.values())
  const { made, refused } = sorted(ctx, tries, await standing(ctx, tries, restHours), posts, restHours)
  await keep(ctx, made, restHours)
  const refusedIds = refused.map(({ personId }) => personId)
  const names = await briefs(ctx, refusedIds)
  const shifts = await shiftsWhere(ctx, { ids: made.map(({ id }) => id) })
  return {
    made: shifts.map((row) => presentShift(ctx, row)),
    refused: refused.map((one) => ({ ...one, name: names.get(one.personId)?.name ?? '' })),
  }
}

const keep = async (ctx: Context, made: readonly Made[], restHours: number) => {
  await insertShifts(
    ctx,
    made.map(({ id, kindId, day, personId, span }) => ({
      tenantId: ctx.tenantId,
      id,
      kindId,
      day,
      personId,
      ...span,
      restedAt: restedAfter(span, restHours),
      madeBy: actorId(ctx),
      createdAt: ctx.now,
    })),
  )
  for (const areaId of new Set(made.map(({ kind }) => kind.areaId))) await planned(ctx, await areaOf(ctx, areaId))
}

export const paintShifts = (ctx: Context, cells: readonly Cell[]): Promise<Painted> =>
  inTransaction(ctx, (ctx) => paint(ctx, cells))

export const removeShifts = (ctx: Context, shiftIds: readonly string[]): Promise<{ removed: Cell[] }> =>
  inTransaction(ctx, async (ctx) => {
    await lockShifts(ctx, shiftIds)
    const rows = await shiftsWhere(ctx, { ids: shiftIds })
    ensure(rows.length === new Set(shiftIds).size, 'not_found')
    ensure(
      rows.every(({ areaPath }) => reaches(ctx.actor, 'roster.plan', areaPath)),
      'not_found',
    )
    ensure(
      rows.every(({ openedAt, toAt }) => openedAt === null && toAt > ctx.now),
      'shift.begun',
    )
    await updateShifts(ctx, shiftIds, { removedAt: ctx.now })
    for (const areaId of new Set(rows.map((row) => row.areaId))) await planned(ctx, await areaOf(ctx, areaId))
    return { removed: rows.map(({ kindId, day, personId }) => ({ kindId, day, personId })) }
  })

/** The week of `from` again in the week of `to`, each on the same day of the week. */
export const copyWeek = (
  ctx: Context,
  { areaId, from, to }: Input<typeof contract.copyWeek>['body'],
): Promise<Painted> =>
  inTransaction(ctx, async (ctx) => {
    const area = await plannableArea(ctx, areaId)
    const [before, after] = [weekOf(from), weekOf(to)]
    const shifts = await shiftsWhere(ctx, { under: area.path, days: before })
    ensure(shifts.length > 0, 'roster.nothing_to_copy')
    const apart = daysBetween(before[0] ?? from, after[0] ?? to)
    return paint(
      ctx,
      shifts.map(({ kindId, day, personId }) => ({ kindId, day: addDays(day, apart), personId })),
    )
  })

export const keepTemplate = (ctx: Context, { areaId, from, name }: Input<typeof contract.keepTemplate>['body']) =>
  inTransaction(ctx, async (ctx) => {
    const area = await plannableArea(ctx, areaId)
    const shifts = await shiftsWhere(ctx, { under: area.path, days: weekOf(from) })
    ensure(shifts.length > 0, 'roster.nothing_to_copy')
    const id = newId()
    const cells = shifts.map(({ kindId, day, personId }) => ({ kindId, weekday: weekdayOf(day), personId }))
    const row = { tenantId: ctx.tenantId, id, areaId, name, cells: JSON.stringify(cells), createdAt: ctx.now }
    await insertTemplate(ctx, { ...row, madeBy: actorId(ctx) })
    await planned(ctx, area)
    return { id }
  })

export const applyTemplate = (ctx: Context, id: string, to: string): Promise<Painted> =>
  inTransaction(ctx, async (ctx) => {
    const { areaId, cells } = await templateById(ctx, id)
    await plannableArea(ctx, areaId)
    const days = weekOf(to)
    return paint(
      ctx,
      cells.map(({ kindId, weekday, personId }) => ({ kindId, day: days[weekday - 1] ?? to, personId })),
    )
  })

export const endTemplate = (ctx: Context, id: string): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const area = await plannableArea(ctx, (await templateById(ctx, id)).areaId)
    await stopTemplate(ctx, id)
    await planned(ctx, area)
    return {}
  })
