// Badges: is somebody ours, and the code on the helper's phone that is good for half a minute, so that a photograph proves nothing.
import { timingSafeEqual } from 'node:crypto'
import type * as contract from '@linbang/contract/badges'
import type { Output } from '@linbang/contract/endpoint'
import type { Context } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { qrSvg } from '../../kit/qr.ts'
import { ensureWithin, openLimiter } from '../../kit/rate.ts'
import { linkTo } from '../areas/service.ts'
import { personOf, samePerson } from '../people/service.ts'
import { staffOf, staffOfBadge } from '../partners/service.ts'
import { meOf, volunteerOfPerson } from './know-volunteer.ts'
import { starsHeld, volunteerByNumber } from './queries.ts'
import { badgeOf, badgePeriod } from './rules.ts'

const field = 'volunteer.badge'
const said = (number: string, period: number): string => `${number}|${period}`
/** Without the name of the key: the mark stands in a QR that must stay small. */
const markOf = (hash: string): string => hash.slice(hash.indexOf('.') + 1).slice(0, 22)

type Holder = Pick<Output<typeof contract.showBadge>, 'number' | 'class'> & { readonly personId: string }

/** A volunteer's own number; who comes for an organisation has one from it. */
const holderHere = async (ctx: Context): Promise<Holder> => {
  const { personId } = meOf(ctx)
  const volunteer = await volunteerOfPerson(ctx, personId)
  if (volunteer && badgeOf(volunteer, ctx.now).ours) return volunteer
  const post = found((await staffOf(ctx, personId))[0])
  return { number: post.badgeNumber, personId, class: null }
}

/** What the phone shows now, and when it shows the next. */
export const showBadge = async (ctx: Context): Promise<Output<typeof contract.showBadge>> => {
  const { number, personId, class: kind } = await holderHere(ctx)
  const { period, endsAt } = badgePeriod(ctx.now)
  const lastsMillis = endsAt.getTime() - ctx.now.getTime()
  const code = `${number}.${markOf(ctx.kit.vault.find(ctx.tenantId, field, said(number, period)))}`
  const [{ callName }, stars, url] = await Promise.all([
    personOf(ctx, personId),
    starsHeld(ctx, await samePerson(ctx, personId)),
    linkTo(ctx, `/b/${code}`),
  ])
  return { number, callName, class: kind, stars, code, svg: await qrSvg(url), lastsMillis }
}

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** The number in a code, and whether it was on the phone a moment ago. A bare number is never fresh. */
export const readBadge = (ctx: Context, text: string): { readonly number: string; readonly fresh: boolean } => {
  const [number = '', mark = ''] = text.split('.')
  const { period } = badgePeriod(ctx.now)
  const marks = [period, period - 1].flatMap((one) => ctx.kit.vault.finds(ctx.tenantId, field, said(number, one)))
  return { number, fresh: marks.map(markOf).some((one) => same(one, mark)) }
}

/** Enough for a resident at the door and for a hotline; too little to read the register number by number. */
const badgeChecks = openLimiter({ perMinute: 10, burst: 20 })

/** Yes or no and the form of address, nothing else. */
export const checkBadge = async (ctx: Context, text: string): Promise<Output<typeof contract.checkBadge>> => {
  ensureWithin(badgeChecks, `${ctx.tenantId}/${ctx.client?.address ?? ''}`)
  const { number, fresh } = readBadge(ctx, text)
  const volunteer = await volunteerByNumber(ctx, number)
  if (!volunteer) {
    const { ours, callName } = (await staffOfBadge(ctx, number)) ?? { ours: false, callName: null }
    return { ours, active: ours, fresh: ours && fresh, callName: ours ? callName : null }
  }
  const { ours, active } = badgeOf(volunteer, ctx.now)
  const callName = ours ? (await personOf(ctx, volunteer.personId)).callName : null
  return { ours, active, fresh: ours && fresh, callName }
}
