// The certificate on paper, sealed as a file; what anybody with number and check code may read of it, as JSON and as a page.
import { timingSafeEqual } from 'node:crypto'
import type { FileAnswer, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/certificates'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { printPdf } from '../../kit/pdf.ts'
import { qrSvg } from '../../kit/qr.ts'
import { ensureWithin, openLimiter } from '../../kit/rate.ts'
import { listedHash, sealFile } from '../../kit/seal.ts'
import { dayOf } from '../../kit/time.ts'
import { linkTo } from '../areas/service.ts'
import { type CertificateLine, certificateList, codeField, endedCertificates } from './certificate-queries.ts'
import { contentHolds, keyWith } from './certificate-seal.ts'
import { type CertificateContent, codeLength, plainCode } from './rules.ts'
import { certificateWords } from './text.ts'

const template = new URL('./certificate.typ', import.meta.url)

const hours = (minutes: number): string => (minutes / 60).toFixed(1)

/** The PDF without its seal. Refused as print.missing_character, naming it, when no font has a letter of it. */
const renderCertificate = async (ctx: Context, content: CertificateContent, code: string): Promise<Buffer> => {
  const { hotline, demo } = await ctx.kit.tenants.of(ctx.tenantId)
  const link = await linkTo(ctx, `/verify/${content.number}/${code}`)
  const { host } = new URL(link)
  return printPdf(ctx, template, {
    ...content,
    documentMasked: content.documentMasked ?? '',
    groups: content.groups.map((one) => ({ ...one, hours: hours(one.minutes) })),
    lines: content.lines.map((one) => ({ ...one, hours: hours(one.minutes) })),
    hours: hours(content.minutes),
    code: `${code.slice(0, 4)}-${code.slice(4)}`,
    qr: await qrSvg(link),
    verifyAt: `${host}/verify`,
    hotline: hotline ?? '',
    demo,
    labels: certificateWords('zh-CN'),
  })
}

/** The finished file: printed from what was frozen, sealed with the key it was issued under. */
export const sealedCertificate = async (ctx: Context, line: CertificateLine): Promise<Buffer> => {
  const content = JSON.parse(line.content) as CertificateContent
  const code = ctx.kit.vault.open(ctx.tenantId, codeField, line.codeSealed)
  const [pdf, key] = await Promise.all([
    // The date of the file is the date of issue: the same certificate is always the same bytes.
    renderCertificate({ ...ctx, now: line.issuedAt }, content, code),
    keyWith(ctx, line.sealKeyId),
  ])
  const claim = { number: content.number, code, keyId: key.id, publicKey: key.publicKey }
  return sealFile(pdf, claim, key.privateKey)
}

export const printCertificate = async (ctx: Context, number: string, mine: readonly string[]): Promise<FileAnswer> => {
  const line = found((await certificateList(ctx, { number, limit: 1 }))[0])
  const own = mine.includes(line.personId)
  ensure(own || reaches(ctx.actor, 'certificates.issue', line.areaPath), 'not_found')
  const bytes = await sealedCertificate(ctx, line)
  if (!own) {
    await recordAudit(ctx, {
      act: 'certificate.printed',
      subjectKind: 'certificate',
      subjectId: line.id,
      areaPath: line.areaPath,
      detail: { number },
    })
  }
  return { contentType: 'application/pdf', bytes, fileName: `志愿服务证明-${number}.pdf`, inline: true }
}

/** Enough for an employer with a pile of papers; at this rate all codes of one number take a hundred thousand years. */
const checks = openLimiter({ perMinute: 10, burst: 20 })

const sameCode = (given: string, code: string): boolean =>
  given.length === code.length && timingSafeEqual(Buffer.from(given), Buffer.from(code))

/** Whoever has number and code; a wrong code, an unknown number and a row that was tampered with answer the same. */
export const checkCertificate = async (
  ctx: Context,
  number: string,
  typed: string | undefined,
): Promise<Output<typeof contract.checkCertificate>> => {
  ensureWithin(checks, `${ctx.tenantId}/${ctx.client?.address ?? ''}`)
  const given = plainCode(typed ?? '')
  ensure(/^[A-Z0-9]+$/.test(given) && given.length === codeLength, 'not_found')
  const line = found((await certificateList(ctx, { number: number.trim(), limit: 1 }))[0])
  ensure(sameCode(given, ctx.kit.vault.open(ctx.tenantId, codeField, line.codeSealed)), 'not_found')
  if (!(await contentHolds(ctx, line.sealKeyId, line.content, line.signature))) {
    ctx.log.error({ certificateId: line.id }, 'the signature of a certificate does not hold')
    ensure(false, 'not_found')
  }
  const content = JSON.parse(line.content) as CertificateContent
  const { nameMasked, unit, fromOn, toOn, minutes, times, issuedOn } = content
  return {
    number: content.number,
    nameMasked,
    unit,
    fromOn,
    toOn,
    minutes,
    times,
    issuedOn,
    state: line.ended ?? 'valid',
  }
}

export const listRevoked = async (ctx: Context): Promise<Output<typeof contract.listRevoked>> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const items = (await endedCertificates(ctx)).map(({ number, codeSealed, kind, at }) => ({
    hash: listedHash(number, ctx.kit.vault.open(ctx.tenantId, codeField, codeSealed)),
    kind,
    on: dayOf(at, timeZone),
  }))
  return { at: ctx.now, items: items.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)) }
}
