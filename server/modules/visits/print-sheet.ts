// The sheet on paper: the newest sealed version, or before the visit an empty one to fill by hand, found again by its QR.
import type { FileAnswer, Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/visits'
import type { SheetField } from '@linbang/contract/catalog'
import type * as z from 'zod/mini'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { printPdf } from '../../kit/pdf.ts'
import { qrSvg } from '../../kit/qr.ts'
import { dayOf, timeOf } from '../../kit/time.ts'
import { areasAlong, linkTo } from '../areas/service.ts'
import { serviceOf } from '../catalog/service.ts'
import { getFile } from '../files/service.ts'
import { doorOf, personOf, revealField } from '../people/service.ts'
import { cardsOf, isFree } from '../requests/service.ts'
import { type Sight, sightOf } from './at-visit.ts'
import { stillHelps } from './show-visit.ts'
import { isGone, isLive, type SheetFacts } from './rules.ts'
import { type SheetRow, sheetsOf } from './sheet-queries.ts'
import { labels } from './text.ts'

type Sealed = Omit<SheetFacts, 'helpers' | 'sealedAt'> & {
  readonly helpers: readonly (Omit<SheetFacts['helpers'][number], 'checkedInAt' | 'finishedAt'> & {
    readonly checkedInAt: string
    readonly finishedAt: string
  })[]
}

/** Stored strokes are numbers by the contract's schema; nothing else becomes part of the picture. */
const strokesSvg = (strokes: readonly (readonly number[])[]): string => {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, place) => place % 2 === 0))
  const ys = strokes.flatMap((stroke) => stroke.filter((_, place) => place % 2 === 1))
  const [left, top] = [Math.min(...xs) - 20, Math.min(...ys) - 20]
  const [width, height] = [Math.max(...xs) - left + 20, Math.max(...ys) - top + 20]
  const lines = strokes.map(
    (stroke) => `<polyline points="${stroke.map((number) => Number(number).toFixed(1)).join(' ')}"/>`,
  )
  const box = [left, top, width, height].map((number) => number.toFixed(1)).join(' ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><g fill="none" stroke="#000" stroke-width="8" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</g></svg>`
}

/** Little pictures have no letter in print; a name keeps every sign or is not printed at all, free text goes without them. */
const pictures = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u{FE0F}|\u{200D}|\u{20E3}/gu
const plain = (text: string): string => text.replace(pictures, '')

type Signed = {
  readonly kind: 'none' | 'strokes' | 'photo' | 'witness'
  readonly svg: string
  readonly image: boolean
  readonly witness: string
}
const unsigned: Signed = { kind: 'none', svg: '', image: false, witness: '' }

const signatureOf = async (ctx: Context, sealed: Sealed | null) => {
  if (!sealed) return { signature: unsigned, images: {} }
  const { kind, strokes = [], fileId, witness = '' } = sealed.signature
  if (kind === 'strokes') return { signature: { ...unsigned, kind, svg: strokesSvg(strokes) }, images: {} }
  if (kind === 'witness') return { signature: { ...unsigned, kind, witness }, images: {} }
  const photo = fileId ? await getFile(ctx, fileId).catch(gone) : null
  return {
    signature: { ...unsigned, kind, image: photo !== null },
    images: photo ? { signature: photo.bytes } : {},
  }
}

/** A photo that is no longer there, or not for this reader, leaves a line of words. */
const gone = (error: unknown): null => {
  if (error instanceof Refusal && error.code === 'not_found') return null
  throw error
}

/** The form of the service with what was ticked and written. */
const ticksOf = (
  form: readonly z.output<typeof SheetField>[],
  done: Readonly<Record<string, unknown>>,
  english: boolean,
) =>
  form.map(({ code, zh, en, kind }) => {
    const value = done[code]
    const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return { label: english ? en : zh, kind, on: value === true, value: plain(shown) }
  })

const proofWords = { place: 'proofPlace', door_card: 'proofDoorCard', badge: 'proofBadge', none: 'proofNone' } as const

const helpersFor = async (ctx: Context, { visit }: Sight, sealed: Sealed | null) => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const say = labels(ctx.locale)
  const cards = (await cardsOf(ctx, [visit.id])).filter((card) => !isGone(card.state))
  return cards.map((card) => {
    const own = sealed?.helpers.find((one) => one.personId === card.personId)
    const at = (text: string | undefined) => (text ? timeOf(new Date(text), timeZone) : '')
    return {
      name: card.callName,
      organisation: card.organisationName ?? '',
      badge: card.badgeNumber ?? '',
      came: at(own?.checkedInAt),
      left: at(own?.finishedAt),
      rest: own?.breakMinutes ?? 0,
      minutes: own?.minutes ?? 0,
      proof: say[proofWords[own?.proof ?? 'none']],
    }
  })
}

const serviceFor = async (ctx: Context, { request }: Sight) => {
  if (!request) return { service: '', form: [], description: '', free: true, statusFree: false }
  const service = await serviceOf(ctx, request.serviceId)
  const free = await isFree(ctx, request)
  const name = ctx.locale === 'en' ? service.en : service.zh
  const statusFree = free && service.credit === 'priced'
  return { service: name, form: service.sheetForm, description: plain(request.description), free, statusFree }
}

/** The door for who comes, for the person at home, and for staff who said why. */
const placeFor = async (ctx: Context, sight: Sight, revealed: boolean) => {
  const { visit, asker, staff } = sight
  const along = await areasAlong(ctx, visit.areaPath)
  const named = (kind: string) => along.find((area) => area.kind === kind)?.name ?? ''
  const sees = asker || revealed || (await stillHelps(ctx, sight))
  const door =
    sees && visit.householdId ? ((await doorOf(ctx, visit.householdId)) ?? '') : named('unit') + named('door')
  return {
    community: named('community'),
    place: `${named('community')} ${named('building') || (along.at(-1)?.name ?? '')}`,
    door,
    callName: visit.personId && (sees || staff) ? (await personOf(ctx, visit.personId)).callName : '',
  }
}

const moneyOf = (sight: Sight, sealed: Sealed | null, free: boolean) => {
  const parts = (sealed?.parts ?? []).map(({ name, count, cents = 0 }) => ({ name: plain(name), count, cents }))
  const feeCents = sealed?.feeCents ?? 0
  const organisation = sight.helpers.some((one) => one.organisationId !== null && !isGone(one.state))
  return {
    parts,
    feeCents,
    totalCents: feeCents + parts.reduce((sum, part) => sum + part.cents, 0),
    money: organisation && !free,
  }
}

type Wish = { readonly large: boolean; readonly revealed: boolean }

const sheetData = async (ctx: Context, sight: Sight, sheet: SheetRow | null, sealed: Sealed | null, wish: Wish) => {
  const { visit } = sight
  const { hotline, demo, timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const { service, form, description, free, statusFree } = await serviceFor(ctx, sight)
  const number = sheet?.number ?? sight.request?.number ?? visit.id.slice(0, 8)
  const sealedAt = sheet ? `${dayOf(sheet.sealedAt, timeZone)} ${timeOf(sheet.sealedAt, timeZone)}` : ''
  return {
    labels: labels(ctx.locale),
    english: ctx.locale === 'en',
    large: wish.large,
    demo,
    hotline: hotline ?? '',
    printedOn: dayOf(ctx.now, timeZone),
    number,
    version: sheet?.version ?? 0,
    reason: plain(sheet?.reason ?? ''),
    hash: sheet?.hash ?? '',
    sealedAt,
    empty: sheet === null,
    qr: await qrSvg(await linkTo(ctx, `/visits/${visit.id}`)),
    ...(await placeFor(ctx, sight, wish.revealed)),
    service,
    description,
    code: isLive(visit.state) ? visit.meetingCode : '',
    helpers: await helpersFor(ctx, sight, sealed),
    ticks: ticksOf(form, sealed?.done ?? {}, ctx.locale === 'en'),
    work: plain(sealed?.work ?? ''),
    ...moneyOf(sight, sealed, free),
    freeByStatus: statusFree,
  }
}

export const printSheet = async (ctx: Context, visitId: string, large = false): Promise<FileAnswer> =>
  printFor(ctx, await sightOf(ctx, visitId), { large, revealed: false })

/** The look at the door is on record before the paper is. */
export const printSheetWithDoor = (
  ctx: Context,
  visitId: string,
  { reason, large = false }: Input<typeof contract.printSheetWithDoor>['body'],
): Promise<FileAnswer> =>
  inTransaction(ctx, async (ctx) => {
    const sight = await sightOf(ctx, visitId)
    const { personId } = sight.visit
    ensure(sight.staff && personId !== null, 'not_found')
    await revealField(ctx, personId, { field: 'door', reason })
    return printFor(ctx, sight, { large, revealed: true })
  })

const printFor = async (ctx: Context, sight: Sight, wish: Wish): Promise<FileAnswer> => {
  const visitId = sight.visit.id
  const sheet = (await sheetsOf(ctx, visitId))[0] ?? null
  const sealed = sheet ? (JSON.parse(sheet.content) as Sealed) : null
  const { signature, images } = await signatureOf(ctx, sealed)
  const data = { ...(await sheetData(ctx, sight, sheet, sealed, wish)), signature }
  const bytes = await printPdf(ctx, new URL('./print.typ', import.meta.url), data, { images })
  if (sight.staff && !sight.asker && !sight.me) {
    await recordAudit(ctx, {
      act: 'sheet.printed',
      subjectKind: 'visit',
      subjectId: visitId,
      areaPath: sight.visit.areaPath,
    })
  }
  return { contentType: 'application/pdf', bytes, fileName: `${data.labels.title}-${data.number}.pdf`, inline: true }
}
