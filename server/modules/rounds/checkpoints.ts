// Checkpoints of patrols, their codes to hang up, and calendars of rounds.
import { randomBytes } from 'node:crypto'
import type { FileAnswer, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/checkpoints'
import { type CalendarEvent, calendarFile } from '../../kit/calendar.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { printPdf } from '../../kit/pdf.ts'
import { qrSvg } from '../../kit/qr.ts'
import { addDays, dayOf } from '../../kit/time.ts'
import { areaOf, communityOf, linkTo, liveAreaOf } from '../areas/service.ts'
import { ownerOfFeed } from '../roster/service.ts'
import {
  checkpointById,
  type CheckpointRow,
  checkpointsUnder,
  insertCheckpoint,
  stopCheckpoint,
} from './due-queries.ts'
import { stopsOfWalker } from './queries.ts'
import { todayOf } from './show-round.ts'

type Shown = Output<typeof contract.addCheckpoint>
const present = ({ id, areaId, areaName, name, lastAt }: CheckpointRow): Shown => ({
  id,
  areaId,
  areaName,
  name,
  lastAt,
})
const field = 'checkpoint.code'

export const listCheckpoints = async (ctx: Context, areaId: string): Promise<{ items: Shown[] }> => {
  const area = await areaOf(ctx, areaId)
  ensure(reaches(ctx.actor, 'rounds.read', area.path), 'not_found')
  return { items: (await checkpointsUnder(ctx, area.path)).map(present) }
}
export const addCheckpoint = (ctx: Context, areaId: string, name: string): Promise<Shown> =>
  inTransaction(ctx, async (ctx) => {
    const area = await liveAreaOf(ctx, areaId)
    ensure(reaches(ctx.actor, 'rounds.plan', area.path), 'not_found')
    const [id, code] = [newId(), randomBytes(9).toString('base64url')]
    const { vault } = ctx.kit
    const secret = {
      codeHash: vault.find(ctx.tenantId, field, code),
      codeSealed: vault.seal(ctx.tenantId, field, code),
    }
    const madeBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null
    await insertCheckpoint(ctx, { tenantId: ctx.tenantId, id, areaId, name, ...secret, madeBy, createdAt: ctx.now })
    return present(found(await checkpointById(ctx, id)))
  })
export const endCheckpoint = (ctx: Context, id: string): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const row = found(await checkpointById(ctx, id))
    ensure(reaches(ctx.actor, 'rounds.plan', row.areaPath), 'not_found')
    await stopCheckpoint(ctx, id)
    return {}
  })

export const printCheckpoints = async (ctx: Context, areaId: string): Promise<FileAnswer> => {
  const area = await areaOf(ctx, areaId)
  ensure(reaches(ctx.actor, 'rounds.plan', area.path), 'not_found')
  const rows = await checkpointsUnder(ctx, area.path)
  ensure(rows.length > 0, 'area.nothing_to_print')
  const { timeZone, demo } = await ctx.kit.tenants.of(ctx.tenantId)
  const codeOf = (row: CheckpointRow) => ctx.kit.vault.open(ctx.tenantId, field, row.codeSealed)
  const cards = await Promise.all(
    rows.map(async (row) => ({
      name: row.name,
      area: row.areaName,
      qr: await qrSvg(await linkTo(ctx, `/rounds?checkpoint=${codeOf(row)}`)),
    })),
  )
  const community = await communityOf(ctx, area.path).then(
    ({ name }) => name,
    () => area.name,
  )
  const data = {
    kind: 'cards',
    english: ctx.locale === 'en',
    community,
    demo,
    printedOn: dayOf(ctx.now, timeZone),
    cards,
    pages: [],
  }
  const bytes = await printPdf(ctx, new URL('./print.typ', import.meta.url), data)
  return { contentType: 'application/pdf', bytes, fileName: `巡查点-${area.name}.pdf` }
}

/** Form of address and building; the door stands on the phone, not in a calendar that others may host. */
export const roundFeed = async (ctx: Context, token: string): Promise<FileAnswer> => {
  const personId = await ownerOfFeed(ctx, 'rounds', token)
  const stops = await stopsOfWalker(ctx, personId, addDays(await todayOf(ctx), -7))
  const events: CalendarEvent[] = stops.map((stop) => ({
    id: stop.id,
    fromAt: stop.plannedFrom,
    toAt: stop.plannedTo,
    title: stop.checkpointName ?? stop.callName ?? stop.roundName,
    place: stop.areaName,
    words: stop.roundName,
  }))
  return calendarFile('邻帮走访', events, ctx.now)
}
