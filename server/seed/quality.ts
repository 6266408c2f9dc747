// The demo's quality work: visits of the last week drawn to be looked at again, some with a finding, and one open link of an SMS.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { newId } from '../kit/ids.ts'
import { addHours } from '../kit/time.ts'
import { insertRows } from './insert.ts'

/** Opens `/r/demo-rate-a-help` in a demo: how a person without an account says how it was. */
const demoKey = 'demo-rate-a-help'
const everyNth = 6
const findings = ['阿姨说修得好，人也客气', '电话里说按时来的，没收钱', '看过了，龙头不漏了']

type Visited = {
  readonly visitId: string
  readonly requestId: string
  readonly areaPath: string
  readonly endedAt: Date
}

/** One in six by their numbers, so that every start of the demo draws the same. */
const drawn = async (ctx: Context): Promise<Visited[]> => {
  const { rows } = await sql<Visited>`
    select v.id as "visitId", v.request_id as "requestId", v.area_path as "areaPath", v.ended_at as "endedAt"
    from visit v join request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    where v.tenant_id = ${ctx.tenantId} and v.state = 'signed' and v.ended_at > ${addHours(ctx.now, -7 * 24)} and v.ended_at <= ${ctx.now}
    order by r.number`.execute(ctx.db)
  return rows.filter((_, place) => place % everyNth === 3)
}

const spotChecks = async (ctx: Context, checker: string): Promise<void> => {
  const visits = await drawn(ctx)
  const row = ({ visitId, requestId, areaPath, endedAt }: Visited, place: number) => {
    const done = place % 3 === 2
    return {
      tenantId: ctx.tenantId,
      id: newId(),
      visitId,
      requestId,
      areaPath,
      because: 'sample',
      way: place % 2 === 0 ? 'call' : 'look',
      drawnAt: endedAt,
      dueAt: addHours(endedAt, 7 * 24),
      tries: done ? 1 : 0,
      finding: done ? 'good' : null,
      words: done ? (findings[place % findings.length] ?? '') : '',
      checkedBy: done ? checker : null,
      checkedAt: done ? ctx.now : null,
    }
  }
  await insertRows(ctx.db, 'spotCheck', visits.map(row))
}

/** For the newest request that waits for its word. */
const openLink = async (ctx: Context): Promise<void> => {
  const done = await ctx.db
    .selectFrom('request')
    .select(['id', 'personId'])
    .where('tenantId', '=', ctx.tenantId)
    .where('state', '=', 'done')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!done) return
  const link = {
    tenantId: ctx.tenantId,
    id: newId(),
    hash: createHash('sha256').update(demoKey).digest(),
    path: '/r/:key',
    subjectId: done.id,
    personId: done.personId,
    madeAt: ctx.now,
    expiresAt: addHours(ctx.now, 14 * 24),
  }
  await ctx.db.insertInto('answerLink').values(link).execute()
}

export const seedQuality = async (ctx: Context, checker: string): Promise<void> => {
  await spotChecks(ctx, checker)
  await openLink(ctx)
}
