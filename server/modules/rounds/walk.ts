// On the way, on a phone: the stops of today in order, check-in, what was seen, nobody at home, and a finding that becomes a request.
import type { Input, Output } from '@linbang/contract/endpoint'
import type { Endpoint } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/round-walks'
import type { TodayStop } from '@linbang/contract/round-walks'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, momentOf, systemContext } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { staffAt } from '../accounts/service.ts'
import { notify } from '../notices/service.ts'
import { report } from '../requests/service.ts'
import { hasFeed } from '../roster/service.ts'
import { checkIn, closeUnsigned, endRoundVisit, finishVisit, presentVisit, signVisit } from '../visits/service.ts'
import { checkpointOfCode } from './due-queries.ts'
import { lockStop, type StopRow, stopsOfWalker, updateStop } from './queries.ts'
import { todayOf } from './show-round.ts'
import { allFinished } from './walk-queries.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never
const meOf = ({ actor }: Context): string => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor.personId
}
type Mine = Awaited<ReturnType<typeof stopsOfWalker>>[number]

const present = async (ctx: Context, row: Mine): Promise<TodayStop> => ({
  id: row.id,
  roundId: row.roundId,
  roundName: row.roundName,
  kind: row.kind,
  begins: row.plannedFrom,
  ends: row.plannedTo,
  state: row.state,
  checkpointName: row.checkpointName,
  visit: await presentVisit(ctx, found(row.visitId)),
})

export const listMyStops = async (ctx: Context): Promise<Output<typeof contract.listMyStops>> => {
  const me = meOf(ctx)
  const today = await todayOf(ctx)
  const all = await stopsOfWalker(ctx, me, today)
  const items: TodayStop[] = []
  for (const row of all.filter(({ day }) => day === today)) items.push(await present(ctx, row))
  const later = Map.groupBy(
    all.filter(({ day }) => day > today),
    ({ day }) => day,
  )
  const ahead = [...later].map(([day, stops]) => ({
    day,
    stops: stops.length,
    firstAt: stops[0]?.plannedFrom ?? ctx.now,
  }))
  return { items, ahead, feed: await hasFeed(ctx, me, 'rounds') }
}

const presentOne = async (ctx: Context, stopId: string): Promise<TodayStop> =>
  present(ctx, found((await stopsOfWalker(ctx, meOf(ctx), '2000-01-01')).find(({ id }) => id === stopId)))

/** The stop, locked, when the actor walks to it. */
const stepUp = async (ctx: Context, stopId: string): Promise<StopRow & { visitId: string }> => {
  const stop = await lockStop(ctx, stopId)
  const mine = (await stopsOfWalker(ctx, meOf(ctx), '2000-01-01')).some(({ id }) => id === stopId)
  ensure(mine && stop.visitId, 'not_found')
  return { ...stop, visitId: stop.visitId }
}
const told = (ctx: Context, stop: StopRow) =>
  announce(ctx, 'round.changed', { roundId: stop.roundId, areaPath: stop.areaPath })
const codeIn = (text: string): string => text.trim().split(/[/=]/).at(-1) ?? ''

/** A patrol proves its checkpoint by the code that hangs there. */
const ensureCheckpoint = async (ctx: Context, stop: StopRow, code: string | undefined): Promise<void> => {
  ensure(code, 'round.code_needed')
  const hashes = ctx.kit.vault.finds(ctx.tenantId, 'checkpoint.code', codeIn(code))
  ensure((await checkpointOfCode(ctx, hashes)) === stop.checkpointId, 'round.other_checkpoint')
}

export const checkInStop = (
  ctx: Context,
  stopId: string,
  body: Body<typeof contract.checkInStop>,
): Promise<TodayStop> =>
  inTransaction(ctx, async (ctx) => {
    const stop = await stepUp(ctx, stopId)
    if (stop.checkpointId) {
      await ensureCheckpoint(ctx, stop, body.doorCode)
      await checkIn(ctx, stop.visitId, { withoutProof: true })
    } else await checkIn(ctx, stop.visitId, body)
    await told(ctx, stop)
    return presentOne(ctx, stopId)
  })

const sealedField = 'round_stop.seen'
type Seen = Body<typeof contract.finishStop>
const isWorry = ({ seen }: Seen) => Object.values(seen).some((fine) => fine === false)

/** What goes onto the sheet says nothing about anybody's health or home; that is sealed at the stop. */
const workWords = (stop: StopRow) => (stop.checkpointId ? `巡查：${stop.checkpointName ?? ''}` : '上门走访')

export const finishStop = (ctx: Context, stopId: string, body: Seen): Promise<TodayStop> =>
  inTransaction(ctx, async (ctx) => {
    const stop = await stepUp(ctx, stopId)
    const { strokes, words, seen, photoIds } = body
    await finishVisit(ctx, stop.visitId, { work: workWords(stop), ...(photoIds && { photoIds }) })
    const text = JSON.stringify({ seen, words: words ?? '', by: meOf(ctx), at: momentOf(ctx) })
    await updateStop(ctx, stopId, {
      seenSealed: ctx.kit.vault.seal(ctx.tenantId, sealedField, text),
      worry: stop.worry || isWorry(body),
    })
    if (await allFinished(ctx, stop.visitId)) {
      await updateStop(ctx, stopId, { state: 'done', endedAt: momentOf(ctx) })
      if (strokes) await signVisit(ctx, stop.visitId, { signature: { strokes } })
      else await closeUnsigned(ctx, stop.visitId)
    }
    if (isWorry(body)) await tellWorry(ctx, stop)
    await told(ctx, stop)
    return presentOne(ctx, stopId)
  })

const tellWorry = async (ctx: Context, stop: StopRow) => {
  const staff = await staffAt(ctx, stop.areaPath, ['grid_worker', 'grid_lead', 'community_worker'])
  const onDuty = staff.filter((one) => one.onDuty)
  const me = meOf(ctx)
  await notify(ctx, {
    personIds: (onDuty.length > 0 ? onDuty : staff.slice(0, 2)).map((one) => one.personId).filter((id) => id !== me),
    kind: 'round.worry',
    subjectKind: 'round',
    subjectId: stop.roundId,
    params: { place: stop.areaName },
  })
}

export const notHome = (ctx: Context, stopId: string, body: Body<typeof contract.notHome>): Promise<TodayStop> =>
  inTransaction(ctx, async (ctx) => {
    const stop = await stepUp(ctx, stopId)
    if (stop.state !== 'planned') throw new Refusal('visit.wrong_state')
    await endRoundVisit(ctx, stop.visitId, 'failed', body.words || '不在家')
    await updateStop(ctx, stopId, { state: 'not_home', endedAt: momentOf(ctx) })
    await told(ctx, stop)
    return presentOne(ctx, stopId)
  })

/** The one who walks by need not have the right to ask for others: it is written down in their name, once. */
export const findingToRequest = (
  ctx: Context,
  stopId: string,
  { serviceCode, words }: Body<typeof contract.findingToRequest>,
) =>
  inTransaction(ctx, async (ctx) => {
    const stop = await stepUp(ctx, stopId)
    ensure(stop.requestId === null, 'round.requested_already')
    const me = meOf(ctx)
    const system = systemContext(ctx.kit, ctx.tenantId, 'rounds')
    const inside = { ...ctx, actor: system.actor }
    const whom =
      stop.personId && stop.householdId
        ? { forPersonId: stop.personId, householdId: stop.householdId }
        : { areaId: stop.areaId }
    const request = await report(inside, { serviceCode, description: words, ...whom, enteredBy: me, channel: 'grid' })
    await updateStop(ctx, stopId, { requestId: request.id })
    await recordAudit(ctx, {
      act: 'round.finding_reported',
      subjectKind: 'request',
      subjectId: request.id,
      areaPath: stop.areaPath,
      detail: { stopId },
    })
    await told(ctx, stop)
    return { requestId: request.id, number: request.number }
  })
