// The audit log: written unchained with what it tells of; a sealer links what is committed, so that nothing can be changed unseen.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Context, inTransaction } from './context.ts'
import type { Db } from './db.ts'
import { newId, type TenantId } from './ids.ts'
import type { Kit } from './kit.ts'

export type AuditNote = {
  /** `noun.verb`, `person.phone_revealed`. */
  readonly act: string
  readonly subjectKind: string
  readonly subjectId?: string | null
  readonly areaPath?: string | null
  /** Ids, codes, reasons; never the sensitive value itself. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Writes who does this, in the caller's transaction: it is in the log exactly when it happened. */
export const recordAudit = (ctx: Context, note: AuditNote): Promise<void> =>
  inTransaction(ctx, async ({ actor, tenantId, pending }) => {
    const person = actor.kind === 'person' ? actor : undefined
    pending?.audit.push({
      tenantId,
      id: newId(),
      happenedAt: ctx.now,
      actorKind: actor.kind,
      accountId: person?.accountId ?? null,
      personId: person?.personId ?? null,
      actorName: actor.kind === 'system' ? actor.name : null,
      act: note.act,
      subjectKind: note.subjectKind,
      subjectId: note.subjectId ?? null,
      areaPath: note.areaPath ?? null,
      detail: note.detail ?? {},
      requestId: ctx.requestId,
    })
  })

type Entry = {
  id: string
  happenedAt: Date
  actorKind: string
  accountId: string | null
  personId: string | null
  actorName: string | null
  act: string
  subjectKind: string
  subjectId: string | null
  areaPath: string | null
  detail: unknown
  requestId: string
}
type Seal = { seq: number; era: number; first: string; last: string; entries: number; hash: Buffer; previous: Buffer }

const origin = Buffer.alloc(32)

/** JSON with its keys in order, so that the same content is always the same text. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

const lineOf = (entry: Entry): string =>
  JSON.stringify([
    entry.id,
    entry.happenedAt.toISOString(),
    entry.actorKind,
    entry.accountId,
    entry.personId,
    entry.actorName,
    entry.act,
    entry.subjectKind,
    entry.subjectId,
    entry.areaPath,
    canonical(entry.detail),
    entry.requestId,
  ])

const hashOf = (
  previous: Buffer,
  span: Pick<Seal, 'seq' | 'era' | 'first' | 'last'>,
  entries: readonly Entry[],
): Buffer => {
  const hash = createHash('sha256').update(previous).update(`${span.seq}|${span.era}|${span.first}|${span.last}\n`)
  for (const entry of entries) hash.update(lineOf(entry)).update('\n')
  return hash.digest()
}

/** Entries of the transactions first ≤ xid < last, in an order that never changes. */
const entriesIn = async (
  db: Db,
  tenantId: TenantId,
  { era, first, last }: Pick<Seal, 'era' | 'first' | 'last'>,
): Promise<Entry[]> => {
  const { rows } = await sql<Entry>`
    select id, happened_at, actor_kind, account_id, person_id, actor_name, act, subject_kind, subject_id, area_path, detail, request_id
    from audit_entry where tenant_id = ${tenantId} and era = ${era} and xid >= ${first}::xid8 and xid < ${last}::xid8
    order by xid, id`.execute(db)
  return rows
}

const lastSeal = async (db: Db, tenantId: TenantId): Promise<Seal | undefined> => {
  const { rows } = await sql<Seal>`
    select seq, era, first, last, entries, hash, previous from audit_seal
    where tenant_id = ${tenantId} order by seq desc limit 1`.execute(db)
  return rows[0]
}

/** The transactions that can no longer bring an entry: every one below the oldest still running. A new era begins at 0. */
const nextSpan = async (db: Db, tenantId: TenantId, before: Seal | undefined) => {
  const { rows } = await sql<{ era: number; horizon: string; waiting: boolean }>`
    with now as (
      select coalesce(max(era), 1) as era, pg_snapshot_xmin(pg_current_snapshot()) as horizon
      from audit_entry where tenant_id = ${tenantId} and era >= ${before?.era ?? 0}
    )
    select era, horizon::text, exists (
      select from audit_entry e where e.tenant_id = ${tenantId} and e.era = now.era and e.xid < horizon
      and e.xid >= (case when now.era = ${before?.era ?? 0} then ${before?.last ?? '0'} else '0' end)::xid8
    ) as waiting from now`.execute(db)
  const found = rows[0]
  if (!found?.waiting) return undefined
  const first = before && before.era === found.era ? before.last : '0'
  return { seq: (before?.seq ?? 0) + 1, era: found.era, first, last: found.horizon }
}

/** Seals what the tenant's log has since the last seal. Two sealers at once: the later one finds the place taken and leaves it. */
const sealTenant = async (db: Db, tenantId: TenantId, now: Date): Promise<boolean> => {
  const before = await lastSeal(db, tenantId)
  const span = await nextSpan(db, tenantId, before)
  if (!span) return false
  const entries = await entriesIn(db, tenantId, span)
  const previous = before?.hash ?? origin
  const seal = {
    ...span,
    entries: entries.length,
    previous,
    hash: hashOf(previous, span, entries),
    sealedAt: now,
    tenantId,
  }
  await db
    .insertInto('auditSeal')
    .values(seal)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

export const sealAudit = async ({ aside, tenants, clock }: Kit): Promise<void> => {
  for (const { id } of await tenants.all()) await sealTenant(aside.db, id, clock())
}

/** `brokenAt` is the first seal that does not hold; `head` is what to write down elsewhere as a witness. */
export type AuditReport = {
  readonly seals: number
  readonly entries: number
  readonly unsealed: number
  readonly brokenAt: number | null
  readonly head: string | null
}

export const verifyAudit = async (db: Db, tenantId: TenantId): Promise<AuditReport> => {
  const seals = (
    await sql<Seal>`
    select seq, era, first, last, entries, hash, previous from audit_seal where tenant_id = ${tenantId} order by seq`.execute(
      db,
    )
  ).rows
  let before: Seal | undefined
  let counted = 0
  for (const seal of seals) {
    const entries = await entriesIn(db, tenantId, seal)
    const previous = before?.hash ?? origin
    const first = before && before.era === seal.era ? before.last : '0'
    const holds =
      seal.seq === (before?.seq ?? 0) + 1 &&
      seal.first === first &&
      seal.previous.equals(previous) &&
      seal.entries === entries.length &&
      seal.hash.equals(hashOf(previous, seal, entries))
    if (!holds) return { seals: seals.length, entries: counted, unsealed: 0, brokenAt: seal.seq, head: null }
    counted += entries.length
    before = seal
  }
  const all = await db
    .selectFrom('auditEntry')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow()
  return {
    seals: seals.length,
    entries: counted,
    unsealed: all.n - counted,
    brokenAt: null,
    head: before?.hash.toString('hex') ?? null,
  }
}
