// Who is on duty now, and who stands for a place: the nearest level first.
import type * as contract from '@linbang/contract/duties'
import type { Output } from '@linbang/contract/endpoint'
import type { Role } from '@linbang/contract/permissions'
import { type Context, heldFor, inTransaction, isUnder, reachOf } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { areaOf, areasAlong, liveAreaOf, pathsAbove } from '../areas/service.ts'
import { dutiesUnder, endDuties, insertDuty, staffAlong, type StaffMember, touchDuty } from './duty-queries.ts'
import { self } from './me.ts'
import { accountNamed } from './queries.ts'
import { type Level, levels } from './rules.ts'

const endThem = async (ctx: Context): Promise<void> => {
  for (const { id, areaId } of await endDuties(ctx, self(ctx).accountId)) {
    await announce(ctx, 'duty.changed', { dutyId: id, areaPath: (await areaOf(ctx, areaId)).path })
  }
}

type NewDuty = {
  readonly areaId: string
  readonly role: Role
  readonly shiftId?: string
  /** The press unlocked the sound, and it was heard. */
  readonly soundHeard?: boolean | undefined
}

/** One duty at a time: the one before ends. */
export const beginDuty = (ctx: Context, { areaId, role, shiftId, soundHeard }: NewDuty): Promise<{ dutyId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const area = await liveAreaOf(ctx, areaId)
    const { accountId, personId } = self(ctx)
    const holds = heldFor(ctx.actor, 'duty.self').some(
      (held) => held.role === role && isUnder(area.path, held.areaPath),
    )
    ensure(holds, 'auth.forbidden')
    await endThem(ctx)
    const dutyId = newId()
    const begun = shiftId ? ({ shiftId, filledBy: 'roster' } as const) : {}
    await insertDuty(ctx, {
      id: dutyId,
      accountId,
      personId,
      role,
      areaId,
      soundOkAt: soundHeard ? ctx.now : null,
      ...begun,
    })
    await announce(ctx, 'duty.changed', { dutyId, areaPath: area.path, personIds: [personId] })
    return { dutyId }
  })

/** The console is awake; false when nobody at it is on duty. */
export const heardDuty = (ctx: Context): Promise<boolean> => touchDuty(ctx, self(ctx).accountId)

export const endDuty = (ctx: Context): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    await endThem(ctx)
    return {}
  })

export const listDuties = async (
  ctx: Context,
  areaId: string | undefined,
): Promise<Output<typeof contract.listDuties>> => {
  const reach = ctx.actor.kind === 'system' ? 'everywhere' : reachOf(ctx.actor, 'people.read')
  return { items: await dutiesUnder(ctx, reach, areaId === undefined ? undefined : (await areaOf(ctx, areaId)).path) }
}

/** Holders of the roles whose area is the place or lies above it: the nearest level first, there who is on duty first. */
export const staffAt = (ctx: Context, areaPath: string, roles: readonly Role[]): Promise<StaffMember[]> =>
  staffAlong(ctx, [...pathsAbove(areaPath), areaPath], roles)

type Standing = { readonly level: Level; readonly areaId: string; readonly areaPath: string; readonly name: string }

/** The next area up from a level that this tenant has: after a grid its community; null at the top. */
export const nextLevel = async (ctx: Context, areaPath: string, level: Level): Promise<Standing | null> => {
  const above = levels.slice(levels.indexOf(level) + 1)
  const along = await areasAlong(ctx, areaPath)
  for (const kind of above) {
    const area = along.find((each) => each.kind === kind)
    if (area) return { level: kind, areaId: area.id, areaPath: area.path, name: area.name }
  }
  return null
}

/** Whom a user name stands for, if an open account bears it. */
export const personNamed = async (ctx: Context, username: string): Promise<string | undefined> =>
  (await accountNamed(ctx, username))?.personId
