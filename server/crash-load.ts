// Neighbours who ask, press 我来帮 together, come and have it signed, over and over until the server dies; and what must be true afterwards.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { verifyAudit } from './kit/audit.ts'
import type { Db } from './kit/db.ts'
import { mintTenantId } from './kit/ids.ts'
import { lookInto } from './crash-world.ts'
import type { Answer, Caller, Crew, Doomed } from './crash-world.ts'

/** What the product has answered with 200, and what it refused. */
export type Acknowledged = {
  readonly requests: string[]
  readonly visits: { readonly id: string; readonly requestId: string }[]
  readonly sheets: { readonly visitId: string; readonly hash: string }[]
  readonly refused: Map<string, number>
}
export const nothingYet = (): Acknowledged => ({ requests: [], visits: [], sheets: [], refused: new Map() })

type Post = (caller: Caller, path: string, body: object) => Promise<Answer | undefined>

/** Answers of 200 only; what was refused is counted. A killed server ends the round by throwing. */
const poster =
  (heard: Acknowledged): Post =>
  async (caller, path, body) => {
    const answer = await caller('POST', path, body, randomUUID())
    if (answer.status === 200) return answer
    const code = String(answer.body.code)
    heard.refused.set(code, (heard.refused.get(code) ?? 0) + 1)
    return undefined
  }

const goThrough = async (post: Post, helper: Caller, visitId: string, heard: Acknowledged): Promise<void> => {
  if (!(await post(helper, `/visits/${visitId}/set-out`, {}))) return
  if (!(await post(helper, `/visits/${visitId}/check-in`, { withoutProof: true }))) return
  if (!(await post(helper, `/visits/${visitId}/finish`, { work: '看过了，都好' }))) return
  const signed = await post(helper, `/visits/${visitId}/sign`, { signature: { witness: '楼下陈叔' } })
  if (signed) heard.sheets.push({ visitId, hash: String(signed.body.hash) })
}

const becomesOpen = async (asker: Caller, id: string): Promise<boolean> => {
  for (let tries = 0; tries < 100; tries++) {
    const { state } = (await asker('GET', `/requests/${id}`)).body
    if (state === 'dispatching') return true
    await sleep(20)
  }
  return false
}

const round = async (post: Post, asker: Caller, helpers: readonly Caller[], code: string, heard: Acknowledged) => {
  const asked = await post(asker, '/requests', { serviceCode: code, description: '请来看看' })
  if (!asked) return sleep(50)
  const id = String(asked.body.id)
  heard.requests.push(id)
  if (!(await becomesOpen(asker, id))) return
  const claims = await Promise.allSettled(
    helpers.map(async (helper) => {
      const claimed = await post(helper, `/requests/${id}/claim`, {})
      if (!claimed) return undefined
      const visitId = String(claimed.body.visitId)
      heard.visits.push({ id: visitId, requestId: id })
      return { helper, visitId }
    }),
  )
  for (const claim of claims) {
    if (claim.status === 'rejected') throw claim.reason
    if (claim.value) await goThrough(post, claim.value.helper, claim.value.visitId, heard)
  }
}

/** Runs until `over` says so or the server is gone. */
export const load = async (world: Doomed, crews: readonly Crew[], heard: Acknowledged, over: () => boolean) => {
  const post = poster(heard)
  await Promise.all(
    crews.map(async (crew) => {
      const asker = world.caller(crew.asker)
      const helpers = crew.helpers.map((token) => world.caller(token))
      try {
        while (!over()) await round(post, asker, helpers, crew.serviceCode, heard)
      } catch {
        // the server was killed in the middle: what it had not acknowledged is nobody's loss
      }
    }),
  )
}

export type Seals = ReadonlyMap<string, string>
export type Damage = {
  readonly lost: number
  readonly doubled: number
  readonly unbalanced: number
  readonly sealsChanged: number
  readonly auditBroken: number
}

const missing = async (db: Db, table: 'request' | 'visit', ids: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${sql.table(table)} where id = any(${ids}::uuid[])`.execute(db)
  return ids.length - (rows[0]?.n ?? 0)
}

const sheetsMissing = async (db: Db, { sheets }: Acknowledged): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from sheet where hash = any(${sheets.map((one) => one.hash)}::text[])`.execute(db)
  return sheets.length - (rows[0]?.n ?? 0)
}

const count = async (db: Db, question: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  (await question.execute(db)).rows[0]?.n ?? 0

/** Two helpers of a request for one, or a paid sheet without its record of payment. */
const doubled = (db: Db) =>
  count(
    db,
    sql<{ n: number }>`select count(*) as n from (
      select o.request_id from offer o join request r on r.tenant_id = o.tenant_id and r.id = o.request_id
      where o.state = 'accepted' group by o.request_id, o.round, r.helpers having count(*) > r.helpers) twice`,
  )

const unbalanced = (db: Db) =>
  count(
    db,
    sql<{ n: number }>`select count(*) as n from ledger_account a where a.balance <>
      coalesce((select sum(t.amount) from ledger_transfer t where t.tenant_id = a.tenant_id and t.credit_account_id = a.id), 0)
      - coalesce((select sum(t.amount) from ledger_transfer t where t.tenant_id = a.tenant_id and t.debit_account_id = a.id), 0)`,
  )

export const sealsNow = ({ appUrl }: Doomed): Promise<Seals> =>
  lookInto(appUrl, async (db) => {
    const { rows } = await sql<{ seal: string; hash: string }>`
      select tenant_id || ' ' || seq as seal, encode(hash, 'hex') as hash from audit_seal`.execute(db)
    return new Map(rows.map(({ seal, hash }) => [seal, hash]))
  })

/** Everything that must be 0 after a crash. `before` are seals that were there earlier. */
export const damage = (world: Doomed, heard: Acknowledged, before: Seals): Promise<Damage> =>
  lookInto(world.appUrl, async (db) => {
    const after = await sealsNow(world)
    const tenants = await sql<{ id: string }>`select id from tenant`.execute(db)
    let auditBroken = 0
    for (const { id } of tenants.rows) if ((await verifyAudit(db, mintTenantId(id))).brokenAt !== null) auditBroken++
    const visitIds = heard.visits.map(({ id }) => id)
    return {
      lost:
        (await missing(db, 'request', heard.requests)) +
        (await missing(db, 'visit', visitIds)) +
        (await sheetsMissing(db, heard)),
      doubled: (await doubled(db)) + (visitIds.length - new Set(heard.visits.map((one) => one.requestId)).size),
      unbalanced: await unbalanced(db),
      sealsChanged: [...before].filter(([seal, hash]) => after.get(seal) !== hash).length,
      auditBroken,
    }
  })
