// What a transaction writes besides its own rows — announcements, audit entries, the answer to repeat — gathered and
// written in one statement just before the commit: each would otherwise be a way to the database and back.
import { CompiledQuery } from 'kysely'
import type { Announcement } from './bus.ts'
import { lastWords } from './db-wire.ts'
import type { Db } from './db.ts'
import type { TenantId } from './ids.ts'

/** `handledAt` at once when nobody reacts to it. */
export type OutboxDraft = Announcement & { readonly happenedAt: Date; readonly handledAt: Date | null }

export type AuditDraft = {
  readonly tenantId: TenantId
  readonly id: string
  readonly happenedAt: Date
  readonly actorKind: 'person' | 'anyone' | 'system'
  readonly accountId: string | null
  readonly personId: string | null
  readonly actorName: string | null
  readonly act: string
  readonly subjectKind: string
  readonly subjectId: string | null
  readonly areaPath: string | null
  readonly detail: unknown
  readonly requestId: string
}

export type AnswerDraft = {
  readonly tenantId: TenantId
  readonly callerId: string
  readonly key: string
  readonly inputHash: Buffer
  readonly answer: string
  readonly createdAt: Date
}

export type Pending = { readonly outbox: OutboxDraft[]; readonly audit: AuditDraft[]; answer: AnswerDraft | undefined }

export const nothingPending = (): Pending => ({ outbox: [], audit: [], answer: undefined })

/** One statement text for any number of rows, so that it is planned once; it travels with the commit. */
const statement = `${lastWords}
with told as (
  insert into outbox (tenant_id, id, event, ids, area_path, person_ids, happened_at, handled_at)
  select "tenantId", id, event, ids, "areaPath", "personIds", "happenedAt", "handledAt"
  from jsonb_to_recordset($1::jsonb) as x ("tenantId" uuid, id uuid, event text, ids jsonb, "areaPath" text,
    "personIds" uuid[], "happenedAt" timestamptz, "handledAt" timestamptz)
), noted as (
  insert into audit_entry (tenant_id, id, happened_at, actor_kind, account_id, person_id, actor_name, act, subject_kind,
    subject_id, area_path, detail, request_id)
  select "tenantId", id, "happenedAt", "actorKind", "accountId", "personId", "actorName", act, "subjectKind",
    "subjectId", "areaPath", detail, "requestId"
  from jsonb_to_recordset($2::jsonb) as x ("tenantId" uuid, id uuid, "happenedAt" timestamptz, "actorKind" text,
    "accountId" uuid, "personId" uuid, "actorName" text, act text, "subjectKind" text, "subjectId" uuid,
    "areaPath" text, detail jsonb, "requestId" text)
)
insert into idempotency_key (tenant_id, caller_id, key, input_hash, answer, created_at)
select $3::uuid, $4::uuid, $5::text, $6::bytea, $7::text, $8::timestamptz where $3::uuid is not null`

/** To be called last in the transaction. */
export const writePending = async (db: Db, { outbox, audit, answer }: Pending): Promise<void> => {
  if (outbox.length === 0 && audit.length === 0 && !answer) return
  const { tenantId = null, callerId = null, key = null, inputHash = null, createdAt = null } = answer ?? {}
  const call = [tenantId, callerId, key, inputHash, answer?.answer ?? null, createdAt]
  await db.executeQuery(CompiledQuery.raw(statement, [JSON.stringify(outbox), JSON.stringify(audit), ...call]))
}
