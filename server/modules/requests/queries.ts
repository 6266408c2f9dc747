// The rows of a request: itself, its dues, its timeline, its pauses, its hand-backs. Writes own tables only.
import { CompiledQuery, type Insertable, type Selectable, type Updateable, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { firstWords } from '../../kit/db-wire.ts'
import { found } from '../../kit/errors.ts'
import type { Due } from './dues.ts'

export type RequestRecord = Omit<Selectable<Tables['request']>, 'search'>
export type EventRow = Insertable<Tables['requestEvent']>

const columns = [
  'tenantId',
  'id',
  'number',
  'serviceId',
  'kind',
  'urgency',
  'state',
  'description',
  'personId',
  'enteredBy',
  'householdId',
  'areaId',
  'areaPath',
  'windowFrom',
  'windowTo',
  'minutes',
  'helpers',
  'channel',
  'seriesId',
  'occurrenceOn',
  'providerId',
  'samePersonId',
  'settlement',
  'priceCents',
  'pricePoints',
  'voucherId',
  'freeBecause',
  'policyVersion',
  'needsLook',
  'lookedAt',
  'lookedBy',
  'draftVoiceFileId',
  'ownerPersonId',
  'duplicateOf',
  'reason',
  'level',
  'dispatchPolicy',
  'reportedAt',
  'firstAnsweredAt',
  'dispatchedAt',
  'acceptedAt',
  'contactedAt',
  'doneAt',
  'confirmedAt',
  'closedAt',
  'solved',
  'confirmedHow',
  'pausedUntil',
  'nextDueAt',
  'nextDueStep',
  'escalatedTo',
  'version',
  'createdAt',
] as const satisfies readonly (keyof RequestRecord)[]

const requests = ({ db, tenantId }: Context) =>
  db.selectFrom('request').select(columns).where('tenantId', '=', tenantId)

export const requestById = (ctx: Context, id: string): Promise<RequestRecord | undefined> =>
  requests(ctx).where('id', '=', id).executeTakeFirst()

/** The row, held until the transaction ends. Whoever changes a request or its visit holds it first. */
export const lockRequest = async (ctx: Context, id: string): Promise<RequestRecord> =>
  found(await requests(ctx).where('id', '=', id).forUpdate().executeTakeFirst())

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const places = (from: number, count: number) =>
  Array.from({ length: count }, (_, place) => `$${from + place}`).join(', ')
const eventColumns = [
  'tenantId',
  'id',
  'requestId',
  'act',
  'fromState',
  'toState',
  'actorKind',
  'actorPersonId',
  'actorRole',
  'onBehalfOf',
  'channel',
  'why',
  'detail',
  'staffOnly',
  'occurredAt',
  'at',
] as const satisfies readonly (keyof EventRow)[]

/** Request, dues, first timeline row and files in one statement: it is the hottest write of the product. */
const insertAll = (() => {
  const event = columns.length + 2
  const dues = event + eventColumns.length
  const files = dues + 3
  return `with reported as (
      insert into request (${columns.map(snake).join(', ')}, search) values (${places(1, columns.length)}, array_to_tsvector($${columns.length + 1}::text[]))),
    told as (insert into request_event (${eventColumns.map(snake).join(', ')}) values (${places(event, eventColumns.length)})),
    due as (insert into request_due (tenant_id, request_id, step, due_at, first_due_at, met_at, policy_version)
      select $1, $2, due.step, due.at, due.at, due.met, $${columns.indexOf('policyVersion') + 1}
      from unnest($${dues}::due_step[], $${dues + 1}::timestamptz[], $${dues + 2}::timestamptz[]) as due (step, at, met))
    insert into request_file (tenant_id, request_id, file_id, kind)
      select $1, $2, file.id, file.kind from unnest($${files}::uuid[], $${files + 1}::text[]) as file (id, kind)`
})()

export type Reported = {
  readonly request: RequestRecord
  readonly event: EventRow
  readonly dues: readonly Due[]
  readonly tokens: readonly string[]
  readonly files: readonly { readonly fileId: string; readonly kind: 'photo' | 'voice' }[]
}

const insertFirst = `${firstWords} ${insertAll}`

/** As the first statement of its transaction it travels with the next one, or with the commit, and is not waited for. */
export const insertRequest = async (ctx: Context, reported: Reported, first: boolean): Promise<void> => {
  const { request, event, dues, tokens, files } = reported
  const values = [
    ...columns.map((name) => request[name]),
    tokens,
    ...eventColumns.map((name) => event[name] ?? null),
    dues.map((due) => due.step),
    dues.map((due) => due.dueAt),
    dues.map((due) => due.metAt),
    files.map((file) => file.fileId),
    files.map((file) => file.kind),
  ]
  await ctx.db.executeQuery(CompiledQuery.raw(first ? insertFirst : insertAll, values))
}

export const insertEvent = async (ctx: Context, row: EventRow): Promise<void> => {
  await ctx.db.insertInto('requestEvent').values(row).execute()
}

type Change = Omit<Updateable<Tables['request']>, 'search' | 'version' | 'tenantId' | 'id'>

/** Writes the change and the next version; the row is locked by the caller. */
export const updateRequest = (
  ctx: Context,
  request: Pick<RequestRecord, 'id'>,
  change: Change,
  tokens?: readonly string[],
): Promise<RequestRecord> =>
  ctx.db
    .updateTable('request')
    .set({
      ...change,
      version: sql<number>`version + 1`,
      ...(tokens && { search: sql<string>`array_to_tsvector(${[...tokens]}::text[])` }),
    })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', request.id)
    .returning(columns)
    .executeTakeFirstOrThrow()

export const duesOf = (ctx: Context, requestId: string): Promise<Due[]> =>
  ctx.db
    .selectFrom('requestDue')
    .select(['step', 'dueAt', 'firstDueAt', 'metAt', 'lateSince'])
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .orderBy('step')
    .execute()

const same = (a: Due, b: Due) =>
  a.dueAt.getTime() === b.dueAt.getTime() &&
  a.metAt?.getTime() === b.metAt?.getTime() &&
  a.lateSince?.getTime() === b.lateSince?.getTime()

/** Another moment is reminded of anew; what is not late any more is nobody's to raise. */
const forgotten = {
  remindedAt: sql<Date | null>`case when excluded.due_at = request_due.due_at then request_due.reminded_at end`,
  raisedTo: sql<string | null>`case when excluded.late_since = request_due.late_since then request_due.raised_to end`,
  raiseAt: sql<Date | null>`case when excluded.late_since = request_due.late_since then request_due.raise_at end`,
}

/** Writes what differs. */
export const saveDues = async (
  ctx: Context,
  request: Pick<RequestRecord, 'id' | 'policyVersion'>,
  before: readonly Due[],
  after: readonly Due[],
): Promise<void> => {
  const { db, tenantId } = ctx
  const gone = before.filter((one) => !after.some(({ step }) => step === one.step)).map(({ step }) => step)
  const changed = after.filter((one) => !before.some((old) => old.step === one.step && same(old, one)))
  if (gone.length > 0)
    await db
      .deleteFrom('requestDue')
      .where('tenantId', '=', tenantId)
      .where('requestId', '=', request.id)
      .where('step', 'in', gone)
      .execute()
  if (changed.length === 0) return
  await db
    .insertInto('requestDue')
    .values(changed.map((one) => ({ ...one, tenantId, requestId: request.id, policyVersion: request.policyVersion })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'requestId', 'step']).doUpdateSet((due) => ({
        dueAt: due.ref('excluded.dueAt'),
        metAt: due.ref('excluded.metAt'),
        lateSince: due.ref('excluded.lateSince'),
        ...forgotten,
      })),
    )
    .execute()
}

/** Occurrences of a series that nobody has taken yet ask for this person first. */
export const preferPerson = async (ctx: Context, seriesId: string, personId: string): Promise<void> => {
  await ctx.db
    .updateTable('request')
    .set({ samePersonId: personId })
    .where('tenantId', '=', ctx.tenantId)
    .where('seriesId', '=', seriesId)
    .where('samePersonId', 'is', null)
    .where('state', 'in', ['reported', 'dispatching', 'reopened'])
    .execute()
}
/** Open requests of the person that wait for somebody to look. */
export const waitingForLook = async (ctx: Context, personId: string, notId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('request')
      .select('id')
      .where('tenantId', '=', ctx.tenantId)
      .where('personId', '=', personId)
      .where('needsLook', '=', true)
      .where('state', 'in', ['reported', 'reopened'])
      .where('id', '!=', notId)
      .orderBy('id')
      .execute()
  ).map((row) => row.id)
