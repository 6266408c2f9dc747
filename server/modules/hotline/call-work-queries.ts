// SQL about what came of calls: requests opened in them, transfers and scripts noted.
import { type Insertable, sql } from 'kysely'
import type { CallNote } from '@linbang/contract/call-desk'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

type Link = { readonly callId: string; readonly requestId: string; readonly madeBy: string }
export const insertCallRequest = async (ctx: Context, link: Link): Promise<void> => {
  await ctx.db
    .insertInto('callRequest')
    .values({ ...link, tenantId: ctx.tenantId, at: ctx.now })
    .execute()
}

export const lockCallRequest = (ctx: Context, callId: string, requestId: string) =>
  ctx.db
    .selectFrom('callRequest')
    .select(['at', 'undoneAt'])
    .where('tenantId', '=', ctx.tenantId)
    .where('callId', '=', callId)
    .where('requestId', '=', requestId)
    .forUpdate()
    .executeTakeFirst()

export const markUndone = async (ctx: Context, callId: string, requestId: string): Promise<void> => {
  await ctx.db
    .updateTable('callRequest')
    .set({ undoneAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('callId', '=', callId)
    .where('requestId', '=', requestId)
    .execute()
}

type RequestLine = {
  readonly requestId: string
  readonly number: string
  readonly serviceZh: string
  readonly serviceEn: string
  readonly at: Date
  readonly undoneAt: Date | null
}
export const requestsOf = async (ctx: Context, callId: string): Promise<RequestLine[]> => {
  const { rows } = await sql<RequestLine>`
    select l.request_id, r.number, s.zh as service_zh, s.en as service_en, l.at, l.undone_at
    from call_request l join request r on r.tenant_id = l.tenant_id and r.id = l.request_id
    join service s on s.tenant_id = r.tenant_id and s.id = r.service_id
    where l.tenant_id = ${ctx.tenantId} and l.call_id = ${callId} order by l.at, l.request_id`.execute(ctx.db)
  return rows
}

export const insertCallNote = async (
  ctx: Context,
  note: Omit<Insertable<Tables['callNote']>, 'tenantId' | 'at'>,
): Promise<void> => {
  await ctx.db
    .insertInto('callNote')
    .values({ ...note, tenantId: ctx.tenantId, at: ctx.now })
    .execute()
}

export const notesOf = async (ctx: Context, callId: string): Promise<CallNote[]> => {
  const { rows } = await sql<CallNote>`
    select n.id, n.kind, n.code, n.words, n.reported_to, n.reported_at, p.call_name as by, n.at
    from call_note n join person p on p.tenant_id = n.tenant_id and p.id = n.made_by
    where n.tenant_id = ${ctx.tenantId} and n.call_id = ${callId} order by n.at, n.id`.execute(ctx.db)
  return rows
}
