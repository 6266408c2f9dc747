// Calendars that read from here: a secret address for each person and kind, voided by making another; times in UTC.
import { randomBytes } from 'node:crypto'
import type { FileAnswer } from '@linbang/contract/endpoint'
import { type Context, inTransaction } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { type CalendarEvent, calendarFile } from '../../kit/calendar.ts'
import { newId } from '../../kit/ids.ts'
import { addMinutes } from '../../kit/time.ts'
import { linkTo } from '../areas/service.ts'
import { endFeeds, feedOwner, insertFeed } from './duty-queries.ts'
import { shiftsWhere } from './queries.ts'
import { selfOf } from './swaps.ts'

export type FeedKind = 'shifts' | 'rounds'

export const makeFeed = (ctx: Context, kind: FeedKind): Promise<{ url: string }> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = selfOf(ctx)
    const token = randomBytes(24).toString('base64url')
    await endFeeds(ctx, personId, kind)
    const tokenHash = ctx.kit.vault.find(ctx.tenantId, 'calendar_feed.token', token)
    await insertFeed(ctx, { id: newId(), personId, kind, tokenHash })
    return { url: await linkTo(ctx, `/api/v1/calendar/${kind}/${token}.ics`) }
  })

export const endFeed = async (ctx: Context, kind: FeedKind): Promise<Record<string, never>> => {
  await endFeeds(ctx, selfOf(ctx).personId, kind)
  return {}
}

/** Whose calendar the address opens. An address that was voided or never was is not found. */
export const ownerOfFeed = async (ctx: Context, kind: FeedKind, token: string): Promise<string> => {
  const secret = token.replace(/\.ics$/, '')
  return found(await feedOwner(ctx, kind, ctx.kit.vault.finds(ctx.tenantId, 'calendar_feed.token', secret)))
}

const weeksShown = 12
export const shiftFeed = async (ctx: Context, token: string): Promise<FileAnswer> => {
  const personId = await ownerOfFeed(ctx, 'shifts', token)
  const shifts = await shiftsWhere(ctx, {
    personIds: [personId],
    endsAfter: addMinutes(ctx.now, -7 * 1440),
    beginsBefore: addMinutes(ctx.now, weeksShown * 7 * 1440),
  })
  const events: CalendarEvent[] = shifts.map(({ id, fromAt, toAt, kindName, areaName }) => ({
    id,
    fromAt,
    toAt,
    title: `${kindName} · ${areaName}`,
    place: areaName,
  }))
  return calendarFile('邻帮值班', events, ctx.now)
}
