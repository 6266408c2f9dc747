// Certificates, their keys, their ends, and batches of them.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

/** Names the sealed column for the vault. */
export const codeField = 'certificate.code'

export type CertificateLine = {
  readonly id: string
  readonly number: string
  readonly codeSealed: string
  readonly personId: string
  readonly volunteerId: string
  readonly unitAreaId: string
  readonly areaPath: string
  readonly content: string
  readonly sealKeyId: string
  readonly signature: string
  readonly issuedAt: Date
  readonly ended: 'revoked' | 'superseded' | null
  readonly endReason: string | null
  readonly endedAt: Date | null
}
export type SealKey = {
  readonly id: string
  readonly publicKey: string
  readonly privateSealed: string
  readonly madeAt: Date
}

export const sealKeys = ({ db, tenantId }: Context): Promise<SealKey[]> =>
  db
    .selectFrom('sealKey')
    .select(['id', 'publicKey', 'privateSealed', 'madeAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('madeAt')
    .orderBy('id')
    .execute()

/** One at a time: the tenant's row is the lock. */
export const holdKeys = async ({ db, tenantId }: Context): Promise<void> => {
  await sql`select from tenant where id = ${tenantId} for no key update`.execute(db)
}

export const insertSealKey = async (ctx: Context, row: Omit<SealKey, 'madeAt'>): Promise<void> => {
  await ctx.db
    .insertInto('sealKey')
    .values({ ...row, tenantId: ctx.tenantId, madeAt: ctx.now })
    .execute()
}

type NewCertificate = Omit<CertificateLine, 'ended' | 'endReason' | 'endedAt' | 'issuedAt'> & {
  readonly replaces: string | null
  readonly issuedBy: string
}
export const insertCertificate = async (ctx: Context, row: NewCertificate): Promise<void> => {
  await ctx.db
    .insertInto('certificate')
    .values({ ...row, tenantId: ctx.tenantId, issuedAt: ctx.now })
    .execute()
}

/** False when it had ended before. */
export const endCertificate = async (
  ctx: Context,
  certificateId: string,
  kind: 'revoked' | 'superseded',
  reason: string,
  byPersonId: string,
): Promise<boolean> =>
  ((
    await ctx.db
      .insertInto('certificateEnd')
      .values({ tenantId: ctx.tenantId, certificateId, kind, reason, byPersonId, at: ctx.now })
      .onConflict((conflict) => conflict.columns(['tenantId', 'certificateId']).doNothing())
      .executeTakeFirst()
  ).numInsertedOrUpdatedRows ?? 0n) > 0n

type Search = {
  readonly number?: string
  readonly personIds?: readonly string[]
  readonly unitAreaId?: string
  readonly paths?: readonly string[] | null
  readonly valid?: boolean
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

export const certificateList = async (ctx: Context, search: Search): Promise<CertificateLine[]> => {
  const { number, personIds, unitAreaId, paths, valid, after, limit } = search
  const [people, under] = [personIds ? [...personIds] : null, paths ? [...paths] : null]
  const { rows } = await sql<CertificateLine>`
    select c.id, c.number, c.code_sealed as "codeSealed", c.person_id as "personId", c.volunteer_id as "volunteerId", c.unit_area_id as "unitAreaId", c.area_path as "areaPath", c.content, c.seal_key_id as "sealKeyId", c.signature, c.issued_at as "issuedAt",
      x.kind as ended, x.reason as "endReason", x.at as "endedAt"
    from certificate c left join certificate_end x on x.tenant_id = c.tenant_id and x.certificate_id = c.id
    where c.tenant_id = ${ctx.tenantId} and (${number ?? null}::text is null or c.number = ${number ?? null}::text)
      and (${people}::uuid[] is null or c.person_id = any(${people}::uuid[])) and (${unitAreaId ?? null}::uuid is null or c.unit_area_id = ${unitAreaId ?? null}::uuid)
      and (${under}::text[] is null or exists (select from unnest(${under}::text[]) path where c.area_path = path or c.area_path like path || '.%'))
      and (${valid ?? null}::boolean is null or (x.kind is null) = ${valid ?? null}::boolean)
      and (${after?.[0] ?? null}::timestamptz is null or (c.issued_at, c.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by c.issued_at desc, c.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export const endedCertificates = async (ctx: Context) =>
  (
    await sql<{ number: string; codeSealed: string; kind: 'revoked' | 'superseded'; at: Date }>`
    select c.number, c.code_sealed as "codeSealed", x.kind, x.at from certificate_end x join certificate c on c.tenant_id = x.tenant_id and c.id = x.certificate_id
    where x.tenant_id = ${ctx.tenantId} order by x.at, c.id`.execute(ctx.db)
  ).rows

/** What the people helped said of these visits, by the sheets the records come from. */
export const satisfactionOf = async (ctx: Context, sheetIds: readonly string[]) => {
  const { rows } = await sql<{ rated: number; satisfied: number }>`
    select count(*)::int as rated, count(*) filter (where t.satisfaction >= 3)::int as satisfied
    from sheet s join rating t on t.tenant_id = s.tenant_id and t.visit_id = s.visit_id where s.tenant_id = ${ctx.tenantId} and s.id = any(${[...sheetIds]}::uuid[])`.execute(
    ctx.db,
  )
  return rows[0] ?? { rated: 0, satisfied: 0 }
}

export const documentOf = async ({ db, tenantId }: Context, personId: string): Promise<string | null> =>
  (
    await db
      .selectFrom('person')
      .select('idNumberMasked')
      .where('tenantId', '=', tenantId)
      .where('id', '=', personId)
      .executeTakeFirst()
  )?.idNumberMasked ?? null

type Left = { readonly name: string; readonly why: 'no_records' | 'missing_character'; readonly detail: string }
export type BatchLine = {
  readonly id: string
  readonly teamId: string
  readonly teamName: string
  readonly unitAreaId: string
  readonly areaPath: string
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly people: number
  readonly made: number
  readonly leftOut: readonly Left[]
  readonly state: 'waiting' | 'printing' | 'ready' | 'failed'
  readonly fileHash: string | null
  readonly madeBy: string
  readonly at: Date
}

type NewBatch = Pick<BatchLine, 'id' | 'teamId' | 'unitAreaId' | 'areaPath' | 'fromOn' | 'toOn' | 'people' | 'madeBy'>
export const insertBatch = async (ctx: Context, row: NewBatch): Promise<void> => {
  await ctx.db
    .insertInto('certificateBatch')
    .values({ ...row, tenantId: ctx.tenantId, at: ctx.now })
    .execute()
}

export const batchById = async (ctx: Context, id: string): Promise<BatchLine | undefined> => {
  const { rows } = await sql<BatchLine>`
    select b.id, b.team_id as "teamId", t.name as "teamName", b.unit_area_id as "unitAreaId", b.area_path as "areaPath", b.from_on as "fromOn", b.to_on as "toOn", b.people, b.made, b.left_out as "leftOut", b.state, b.file_hash as "fileHash", b.made_by as "madeBy", b.at
    from certificate_batch b join team t on t.tenant_id = b.tenant_id and t.id = b.team_id where b.tenant_id = ${ctx.tenantId} and b.id = ${id}`.execute(
    ctx.db,
  )
  return rows[0]
}

type BatchChange = {
  readonly state: 'printing' | 'ready' | 'failed'
  readonly made: number
  readonly leftOut: readonly Left[]
  readonly fileHash?: string
}
export const updateBatch = async (ctx: Context, id: string, { leftOut, ...change }: BatchChange): Promise<void> => {
  await ctx.db
    .updateTable('certificateBatch')
    .set({
      ...change,
      leftOut: JSON.stringify(leftOut),
      ...(change.state !== 'printing' && { endedAt: ctx.now }),
    })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}
