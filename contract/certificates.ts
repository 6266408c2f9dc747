// Certificates of volunteer service: who recorded certifies; anybody can check one by number and check code.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, page, PageQuery, QueryFlag } from './values.ts'

export const CertificateState = z.enum(['valid', 'revoked', 'superseded'])
export type CertificateState = z.infer<typeof CertificateState>
export const Certificate = z.object({
  id: Id,
  number: z.string(),
  code: z.string(),
  volunteerId: Id,
  volunteerNumber: z.string(),
  name: z.string(),
  documentMasked: z.nullable(z.string()),
  unit: z.string(),
  fromOn: Day,
  toOn: Day,
  times: z.int(),
  minutes: z.int(),
  issuedAt: Moment,
  handler: z.string(),
  state: CertificateState,
  endReason: z.nullable(z.string()),
  verifyUrl: z.string(),
  can: z.object({ revoke: z.boolean() }),
})
export type Certificate = z.infer<typeof Certificate>
const Number = z.object({ number: z.string().check(z.regex(/^\d{8}-\d{4,8}$/)) })

export const issueCertificate = endpoint({
  method: 'POST',
  path: '/certificates',
  summary: 'A certificate of the records of one unit: mine, or by staff for a volunteer of their areas',
  allow: 'signed-in',
  body: z.object({
    volunteerId: z.optional(Id),
    unitAreaId: z.optional(Id),
    from: z.optional(Day),
    to: z.optional(Day),
  }),
  returns: Certificate,
  errors: [
    'not_found',
    'auth.forbidden',
    'certificate.no_records',
    'certificate.which_unit',
    'certificate.span_wrong',
    'print.missing_character',
  ],
})
export const listCertificates = endpoint({
  method: 'GET',
  path: '/certificates',
  summary: 'My certificates, those of a volunteer, or those issued in my areas',
  allow: 'signed-in',
  query: z.object({
    mine: z.optional(QueryFlag),
    volunteerId: z.optional(Id),
    areaId: z.optional(Id),
    ...PageQuery,
  }),
  returns: page(Certificate),
  errors: ['not_found', 'auth.forbidden'],
})
/** Units that recorded something for me, and how much: each certifies its own. */
export const CertifyingUnit = z.object({ unitAreaId: Id, unit: z.string(), records: z.int(), minutes: z.int() })
export const listCertifyingUnits = endpoint({
  method: 'GET',
  path: '/certificates/units',
  summary: 'Which units can certify my records',
  allow: 'signed-in',
  query: z.object({ volunteerId: z.optional(Id) }),
  returns: z.object({ items: z.array(CertifyingUnit) }),
  errors: ['not_found'],
})
export const printCertificate = endpoint({
  method: 'GET',
  path: '/certificates/:number/pdf',
  summary: 'The certificate as a sealed PDF',
  allow: 'signed-in',
  params: Number,
  returns: 'file',
  errors: ['not_found', 'print.missing_character'],
})
export const revokeCertificate = endpoint({
  method: 'POST',
  path: '/certificates/:number/revoke',
  summary: 'It no longer holds, and why',
  allow: 'certificates.revoke',
  params: Number,
  body: z.object({ reason: Line(200) }),
  returns: Certificate,
  errors: ['not_found', 'certificate.ended_already', 'record.own'],
})

/** What anybody with number and code learns; without the code nothing, not even that it exists. */
export const PublicCertificate = z.object({
  number: z.string(),
  nameMasked: z.string(),
  unit: z.string(),
  fromOn: Day,
  toOn: Day,
  minutes: z.int(),
  times: z.int(),
  issuedOn: Day,
  state: CertificateState,
})
export type PublicCertificate = z.infer<typeof PublicCertificate>
export const checkCertificate = endpoint({
  method: 'GET',
  path: '/certificates/:number',
  summary: 'Is this certificate genuine and in force',
  allow: 'anyone',
  params: z.object({ number: z.string().check(z.maxLength(40)) }),
  query: z.object({ code: z.optional(z.string().check(z.maxLength(20))) }),
  returns: PublicCertificate,
  errors: ['not_found', 'rate.limited'],
})
export const getSealKeys = endpoint({
  method: 'GET',
  path: '/certificates/keys',
  summary: 'Public keys certificates are sealed with: for `npm run verify -- FILE --keys THIS`',
  allow: 'anyone',
  returns: z.object({
    keys: z.array(z.object({ id: Id, algorithm: z.string(), publicKey: z.string(), madeAt: Moment })),
  }),
})
/** Hashes of number and code: whoever holds a certificate finds it here, nobody else learns what exists. */
export const listRevoked = endpoint({
  method: 'GET',
  path: '/certificates/revoked',
  summary: 'Certificates no longer in force, as SHA-256 of `number:code`',
  allow: 'anyone',
  returns: z.object({
    at: Moment,
    items: z.array(z.object({ hash: z.string(), kind: z.enum(['revoked', 'superseded']), on: Day })),
  }),
})

export const CertificateBatch = z.object({
  id: Id,
  teamName: z.string(),
  people: z.int(),
  made: z.int(),
  leftOut: z.array(
    z.object({ name: z.string(), why: z.enum(['no_records', 'missing_character']), detail: z.string() }),
  ),
  state: z.enum(['waiting', 'printing', 'ready', 'failed']),
  at: Moment,
})
export type CertificateBatch = z.infer<typeof CertificateBatch>
const BatchRef = z.object({ batchId: Id })
export const startBatch = endpoint({
  method: 'POST',
  path: '/certificate-batches',
  summary: 'Certificates for all members of a team, made in the background into one file',
  allow: 'certificates.issue',
  body: z.object({ teamId: Id, from: z.optional(Day), to: z.optional(Day) }),
  returns: CertificateBatch,
  errors: ['not_found', 'certificate.span_wrong'],
})
export const getBatch = endpoint({
  method: 'GET',
  path: '/certificate-batches/:batchId',
  summary: 'How far a batch is, and who was left out',
  allow: 'certificates.issue',
  params: BatchRef,
  returns: CertificateBatch,
  errors: ['not_found'],
})
export const downloadBatch = endpoint({
  method: 'GET',
  path: '/certificate-batches/:batchId/zip',
  summary: 'All certificates of a batch in one zip',
  allow: 'certificates.issue',
  params: BatchRef,
  returns: 'file',
  errors: ['not_found'],
})
