// Neighbour contact cards: whom to ring, on paper, one card for each door of a building.
import type { FileAnswer } from '@linbang/contract/endpoint'
import type { Role } from '@linbang/contract/permissions'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { printPdf } from '../../kit/pdf.ts'
import { qrSvg } from '../../kit/qr.ts'
import { dayOf } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import {
  areaById,
  type AreaRow,
  areasAlong,
  clinicAlong,
  type CodedDoor,
  doorCodesUnder,
  linkTo,
} from '../areas/service.ts'
import { briefs, phoneOf } from '../people/service.ts'

type Contact = { readonly office: string; readonly name: string; readonly phone: string }

const offices: Readonly<Partial<Record<Role, string>>> = { building_leader: '楼栋长', grid_worker: '网格员' }

/** 100 0000 0123: read from across a room. */
const inGroups = (phone: string) => phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')

/** The nearest holder of each office, and whose number they gave for it: their own. */
const contactsAt = async (ctx: Context, path: string): Promise<{ contacts: Contact[]; personIds: string[] }> => {
  const staff = await staffAt(ctx, path, ['building_leader', 'grid_worker'])
  const nearest = (['building_leader', 'grid_worker'] as const).flatMap(
    (role) => staff.find((one) => one.role === role) ?? [],
  )
  const people = await briefs(
    ctx,
    nearest.map(({ personId }) => personId),
  )
  const contacts = await Promise.all(
    nearest.map(async ({ personId, role }) => ({
      office: offices[role] ?? '',
      name: people.get(personId)?.callName ?? '',
      phone: inGroups((await phoneOf(ctx, personId)) ?? ''),
    })),
  )
  return { contacts, personIds: nearest.map(({ personId }) => personId) }
}

/** A door that has a card opens its own ask page; one without opens the ask page of its building. */
const qrFor = async (ctx: Context, building: AreaRow, { code }: CodedDoor): Promise<string> =>
  qrSvg(await linkTo(ctx, code === null ? `/ask?areaId=${building.id}` : `/d/${code}`))

export const printContactCards = async (ctx: Context, areaId: string): Promise<FileAnswer> => {
  const area = found(await areaById(ctx, areaId))
  ensure(reaches(ctx.actor, 'people.read', area.path), 'not_found')
  ensure(['building', 'unit', 'door'].includes(area.kind) && area.validTo === null, 'not_found')
  const [doors, along] = await Promise.all([doorCodesUnder(ctx, area.path), areasAlong(ctx, area.path)])
  ensure(doors.length > 0, 'area.nothing_to_print')
  const building = along.find(({ kind }) => kind === 'building') ?? area
  const { contacts, personIds } = await contactsAt(ctx, building.path)
  const clinic = await clinicAlong(ctx, along)
  await recordAudit(ctx, {
    act: 'contact_cards.printed',
    subjectKind: 'area',
    subjectId: area.id,
    areaPath: area.path,
    detail: { cards: doors.length, personIds },
  })
  const { hotline, demo, timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const cards = await Promise.all(
    doors.map(async (door) => ({ door: door.doorName, qr: await qrFor(ctx, building, door) })),
  )
  const community = along.find(({ kind }) => kind === 'community')?.name ?? ''
  const data = {
    community,
    building: building.name,
    hotline: hotline ?? '',
    demo,
    printedOn: dayOf(ctx.now, timeZone),
    contacts: [...contacts, ...(clinic ? [{ office: '卫生站', ...clinic }] : [])],
    cards,
  }
  const bytes = await printPdf(ctx, new URL('./print.typ', import.meta.url), data)
  return { contentType: 'application/pdf', bytes, fileName: `联系卡-${building.name}.pdf` }
}
