// Issuing: who recorded certifies, from records as they are today, frozen and signed. A newer one for the same time takes the old one's place.
import { randomBytes } from 'node:crypto'
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/certificates'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { nextNumber } from '../../kit/numbers.ts'
import { ensurePrintable } from '../../kit/pdf.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { dayOf } from '../../kit/time.ts'
import { linkTo, underPaths } from '../areas/service.ts'
import { personOf, samePerson } from '../people/service.ts'
import { volunteerOfPerson } from '../volunteers/service.ts'
import {
  type CertificateLine,
  certificateList,
  codeField,
  documentOf,
  endCertificate,
  insertCertificate,
  satisfactionOf,
} from './certificate-queries.ts'
import { layOutKeys, sealingKey, signed } from './certificate-seal.ts'
import { holdRecordsOf, recordingUnits, recordList, type RecordLine, volunteerPlace } from './queries.ts'
import { myIds } from './read-records.ts'
import { type CertificateContent, codeFrom, groupLines, maskedName } from './rules.ts'
import { heldStars } from './star-queries.ts'

export type Subject = {
  readonly volunteerId: string
  readonly personId: string
  readonly personIds: readonly string[]
  readonly volunteerNumber: string
}
type Unit = { readonly unitAreaId: string; readonly unit: string; readonly path: string }
type Wish = {
  readonly subject: Subject
  readonly unit: Unit
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly handler: string
  readonly issuedBy: string
}

const mostLines = 5000
const lineOf = ({ id, day, activityName, place, content, minutes, personInCharge }: RecordLine) => ({
  recordId: id,
  day,
  activityName,
  place,
  content,
  minutes,
  personInCharge,
})

type Draft = Omit<CertificateContent, 'number'>

/** Null when the unit has recorded nothing in that time. */
const draftOf = async (ctx: Context, { subject, unit, from, to, handler }: Wish): Promise<Draft | null> => {
  const wish = { personIds: subject.personIds, unitAreaId: unit.unitAreaId, from, to }
  const rows = (await recordList(ctx, wish, undefined, mostLines)).toReversed()
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return null
  const [{ name }, documentMasked, { rated, satisfied }, { timeZone }] = await Promise.all([
    personOf(ctx, subject.personId),
    documentOf(ctx, subject.personId),
    satisfactionOf(
      ctx,
      rows.map((row) => row.causeId),
    ),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  return {
    name,
    nameMasked: maskedName(name),
    documentMasked,
    volunteerNumber: subject.volunteerNumber,
    unit: unit.unit,
    fromOn: from ?? first.day,
    toOn: to ?? last.day,
    asked: [from ?? null, to ?? null],
    lines: rows.map(lineOf),
    groups: groupLines(rows),
    times: rows.length,
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
    rated,
    satisfied,
    stars: await heldStars(ctx, subject.personIds),
    handler,
    issuedOn: dayOf(ctx.now, timeZone),
  }
}

const sameSpan = (old: CertificateContent, { asked }: Draft): boolean =>
  old.asked[0] === asked[0] && old.asked[1] === asked[1]
const saysTheSame = (old: CertificateContent, draft: Draft): boolean =>
  old.name === draft.name && old.stars === draft.stars && JSON.stringify(old.lines) === JSON.stringify(draft.lines)

export const contentOf = ({ content }: Pick<CertificateLine, 'content'>): CertificateContent =>
  JSON.parse(content) as CertificateContent

/** Writes the certificate down, signed, and ends those it takes the place of. */
const freeze = async (
  ctx: Context,
  { subject, unit, issuedBy }: Wish,
  draft: Draft,
  number: string,
  before: readonly CertificateLine[],
) => {
  const key = await sealingKey(ctx)
  const content = JSON.stringify({ number, ...draft })
  const code = codeFrom(randomBytes(32))
  const id = newId()
  await insertCertificate(ctx, {
    id,
    number,
    codeSealed: ctx.kit.vault.seal(ctx.tenantId, codeField, code),
    personId: subject.personId,
    volunteerId: subject.volunteerId,
    unitAreaId: unit.unitAreaId,
    areaPath: unit.path,
    content,
    sealKeyId: key.id,
    signature: signed(key, content),
    replaces: before[0]?.id ?? null,
    issuedBy,
  })
  for (const old of before) await endCertificate(ctx, old.id, 'superseded', number, issuedBy)
  await recordAudit(ctx, {
    act: 'certificate.issued',
    subjectKind: 'certificate',
    subjectId: id,
    areaPath: unit.path,
    detail: { number, minutes: draft.minutes, times: draft.times },
  })
}

/** The certificate for a wish, new or, when nothing has changed since, the one in force. Null without records. */
export const makeCertificate = async (
  ctx: Context,
  wish: Wish,
  /** The seed knows its letters and does not wake the press. */
  look: (ctx: Context, draft: object) => Promise<void> = ensurePrintable,
): Promise<CertificateLine | null> => {
  const draft = await draftOf(ctx, wish)
  if (!draft) return null
  // A name no font of ours can print stops this one certificate before there is one.
  await look(ctx, draft)
  const { subject, unit } = wish
  const number = await nextNumber(ctx, 'certificate')
  return inTransaction(ctx, async (ctx) => {
    await holdRecordsOf(ctx, subject.personId)
    const search = { personIds: subject.personIds, unitAreaId: unit.unitAreaId, valid: true, limit: 200 }
    const before = (await certificateList(ctx, search)).filter((one) => sameSpan(contentOf(one), draft))
    const same = before.find((one) => saysTheSame(contentOf(one), draft))
    if (same) return same
    await freeze(ctx, wish, draft, number, before)
    await layOutKeys(ctx)
    return found((await certificateList(ctx, { number, limit: 1 }))[0])
  })
}

const subjectOf = async (ctx: Context, volunteerId: string, personId: string, number: string): Promise<Subject> => ({
  volunteerId,
  personId,
  personIds: await samePerson(ctx, personId),
  volunteerNumber: number,
})

/** Oneself, or a volunteer whom staff name: which of their records staff may certify is the unit's question. */
const subjectFor = async (ctx: Context, volunteerId: string | undefined): Promise<Subject & { own: boolean }> => {
  const mine = await myIds(ctx)
  if (volunteerId === undefined) {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const own = found(await volunteerOfPerson(ctx, ctx.actor.personId))
    return { ...(await subjectOf(ctx, own.id, own.personId, own.number)), own: true }
  }
  const place = found(await volunteerPlace(ctx, volunteerId))
  return {
    ...(await subjectOf(ctx, volunteerId, place.personId, place.number)),
    own: mine.includes(place.personId),
  }
}

const unitsFor = async (
  ctx: Context,
  { personIds, own }: Subject & { own: boolean },
): Promise<(Unit & { records: number; minutes: number })[]> => {
  const units = await recordingUnits(ctx, personIds)
  return own ? units : units.filter(({ path }) => reaches(ctx.actor, 'certificates.issue', path))
}

export const listCertifyingUnits = async (ctx: Context, volunteerId: string | undefined) => {
  const subject = await subjectFor(ctx, volunteerId)
  const units = await unitsFor(ctx, subject)
  ensure(subject.own || units.length > 0, 'not_found')
  return { items: units }
}

export const issueCertificate = async (
  ctx: Context,
  { volunteerId, unitAreaId, from, to }: Input<typeof contract.issueCertificate>['body'],
): Promise<Output<typeof contract.issueCertificate>> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  ensure(!from || !to || from <= to, 'certificate.span_wrong')
  const subject = await subjectFor(ctx, volunteerId)
  const units = await unitsFor(ctx, subject)
  ensure(subject.own || units.length > 0, 'not_found')
  ensure(units.length > 0, 'certificate.no_records')
  const unit = unitAreaId === undefined ? units[0] : units.find((one) => one.unitAreaId === unitAreaId)
  ensure(unit, 'not_found')
  ensure(unitAreaId !== undefined || units.length === 1, 'certificate.which_unit')
  const handler = subject.own ? unit.unit : (await personOf(ctx, ctx.actor.personId)).name
  const made = await makeCertificate(ctx, { subject, unit, from, to, handler, issuedBy: ctx.actor.personId })
  return presentCertificate(ctx, found(made, 'certificate.no_records'), await myIds(ctx))
}

const codeOf = ({ kit, tenantId }: Context, { codeSealed }: Pick<CertificateLine, 'codeSealed'>): string =>
  kit.vault.open(tenantId, codeField, codeSealed)

const presentCertificate = async (
  ctx: Context,
  line: CertificateLine,
  mine: readonly string[],
): Promise<Output<typeof contract.issueCertificate>> => {
  const code = codeOf(ctx, line)
  const content = contentOf(line)
  const { number, volunteerNumber, name, documentMasked, unit, fromOn, toOn, times, minutes, handler } = content
  return {
    number,
    volunteerNumber,
    name,
    documentMasked,
    unit,
    fromOn,
    toOn,
    times,
    minutes,
    handler,
    code,
    id: line.id,
    volunteerId: line.volunteerId,
    issuedAt: line.issuedAt,
    state: line.ended ?? 'valid',
    endReason: line.endReason,
    verifyUrl: await linkTo(ctx, `/verify/${number}/${code}`),
    can: {
      revoke:
        line.ended === null &&
        !mine.includes(line.personId) &&
        reaches(ctx.actor, 'certificates.revoke', line.areaPath),
    },
  }
}

export const listCertificates = async (
  ctx: Context,
  { volunteerId, areaId, limit, cursor }: Input<typeof contract.listCertificates>['query'],
): Promise<Output<typeof contract.listCertificates>> => {
  const size = pageSize(limit)
  const mine = await myIds(ctx)
  const asked = volunteerId === undefined ? undefined : await subjectFor(ctx, volunteerId)
  const whole = areaId === undefined ? undefined : await underPaths(ctx, 'certificates.issue', areaId)
  const own = asked?.own ?? areaId === undefined
  const search = {
    ...(asked ? { personIds: asked.personIds } : own ? { personIds: mine } : {}),
    ...(own ? {} : { paths: whole ?? (await underPaths(ctx, 'certificates.issue', undefined)) }),
  }
  const rows = await certificateList(ctx, { ...search, after: readCursor(cursor, ['moment', 'text']), limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, ({ issuedAt, id }) => [issuedAt, id])
  return { items: await Promise.all(items.map((line) => presentCertificate(ctx, line, mine))), nextCursor }
}

export const revokeCertificate = (
  ctx: Context,
  number: string,
  reason: string,
): Promise<Output<typeof contract.revokeCertificate>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const line = found((await certificateList(ctx, { number, limit: 1 }))[0])
    const mine = await myIds(ctx)
    ensure(reaches(ctx.actor, 'certificates.revoke', line.areaPath), 'not_found')
    ensure(!mine.includes(line.personId), 'record.own')
    ensure(await endCertificate(ctx, line.id, 'revoked', reason, ctx.actor.personId), 'certificate.ended_already')
    await recordAudit(ctx, {
      act: 'certificate.revoked',
      subjectKind: 'certificate',
      subjectId: line.id,
      areaPath: line.areaPath,
      detail: { number, reason },
    })
    return presentCertificate(ctx, found((await certificateList(ctx, { number, limit: 1 }))[0]), mine)
  })
