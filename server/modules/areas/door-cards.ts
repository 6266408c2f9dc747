// Door cards: a QR at a door names the door without saying who lives there. 128 random bits, found by their hash.
import { randomBytes } from 'node:crypto'
import type { FileAnswer } from '@linbang/contract/endpoint'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { printPdf } from '../../kit/pdf.ts'
import { qrSvg } from '../../kit/qr.ts'
import { dayOf } from '../../kit/time.ts'
import { type Door, doorsUnder, setCardCodes } from './card-queries.ts'
import { areaById, type AreaRow } from './queries.ts'
import { areasAlong } from './read-areas.ts'

const field = 'area.card'

/** An address of this installation that goes on paper or into a message. */
export const linkTo = async (ctx: Context, path: `/${string}`): Promise<string> => {
  const { config, tenants } = ctx.kit
  const [host] = (await tenants.of(ctx.tenantId)).hosts
  return `${config.publicUrl ?? (host ? `https://${host}` : `http://localhost:${config.port}`)}${path}`
}

export type CodedDoor = { readonly areaId: string; readonly doorName: string; readonly code: string | null }

const coded = ({ kit, tenantId }: Context, { id, unitName, name, sealedCode }: Door): CodedDoor => ({
  areaId: id,
  doorName: `${unitName}${name}`,
  code: sealedCode === null ? null : kit.vault.open(tenantId, field, sealedCode),
})

/** The doors of a building in walking order, each with the code of its card if it has one. */
export const doorCodesUnder = async (ctx: Context, path: string): Promise<CodedDoor[]> =>
  (await doorsUnder(ctx, path)).map((door) => coded(ctx, door))

/** Doors without a card get a code; with `renew` all get a new one and the old cards open nothing any more. */
const giveCodes = (ctx: Context, area: AreaRow, renew: boolean): Promise<CodedDoor[]> =>
  inTransaction(ctx, async (ctx) => {
    const doors = await doorCodesUnder(ctx, area.path)
    const withCodes = doors.map((door) =>
      door.code !== null && !renew ? door : { ...door, code: randomBytes(16).toString('base64url'), fresh: true },
    )
    const fresh = withCodes.flatMap((door) => ('fresh' in door ? [{ areaId: door.areaId, code: door.code }] : []))
    const seal = (code: string) => ctx.kit.vault.seal(ctx.tenantId, field, code)
    await setCardCodes(
      ctx,
      fresh.map(({ areaId, code }) => ({ areaId, code, sealed: seal(code) })),
    )
    await recordAudit(ctx, {
      act: 'door_cards.printed',
      subjectKind: 'area',
      subjectId: area.id,
      areaPath: area.path,
      detail: { cards: doors.length, newCodes: fresh.length, renew },
    })
    return withCodes
  })

/** The cards of a building, a unit or a single door, ten on a page. */
export const printDoorCards = async (ctx: Context, areaId: string, renew: boolean): Promise<FileAnswer> => {
  const area = found(await areaById(ctx, areaId))
  ensure(reaches(ctx.actor, 'people.manage', area.path), 'not_found')
  ensure(['building', 'unit', 'door'].includes(area.kind) && area.validTo === null, 'not_found')
  const doors = await giveCodes(ctx, area, renew)
  ensure(doors.length > 0, 'area.nothing_to_print')
  const along = await areasAlong(ctx, area.path)
  const nameOf = (kind: AreaRow['kind']) => along.find((each) => each.kind === kind)?.name ?? ''
  const { hotline, demo, timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const cards = await Promise.all(
    doors.map(async ({ doorName, code }) => ({ door: doorName, qr: await qrSvg(await linkTo(ctx, `/d/${code}`)) })),
  )
  const printedOn = dayOf(ctx.now, timeZone)
  const names = { community: nameOf('community'), building: nameOf('building') }
  const data = { ...names, hotline: hotline ?? '', demo, printedOn, cards }
  const bytes = await printPdf(ctx, new URL('./print.typ', import.meta.url), data)
  return { contentType: 'application/pdf', bytes, fileName: `门牌卡-${names.building}.pdf` }
}
