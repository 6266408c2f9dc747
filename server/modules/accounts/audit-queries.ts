// SQL that reads the audit log; nothing here or elsewhere changes it.
import { sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type Entry = {
  readonly id: string
  readonly happenedAt: Date
  readonly actorKind: 'person' | 'anyone' | 'system'
  readonly personId: string | null
  readonly actorName: string | null
  readonly act: string
  readonly subjectKind: string
  readonly subjectId: string | null
  readonly detail: string
  readonly sealed: boolean
}
export type EntrySearch = {
  readonly reach: readonly string[] | 'everywhere'
  readonly act: string | undefined
  readonly personIds: readonly string[] | undefined
  readonly subjectId: string | undefined
  readonly from: Date | undefined
  readonly to: Date | undefined
  readonly after: readonly [Date, string] | undefined
  readonly limit: number
}

/** An entry without a place belongs to the whole tenant: whoever reaches a topmost area reads it. */
const within = (reach: EntrySearch['reach']) => {
  if (reach === 'everywhere' || reach.some((path) => !path.includes('.'))) return sql<SqlBool>`true`
  return sql<SqlBool>`(e.area_path = any(${[...reach]}::text[]) or e.area_path like any(${reach.map((path) => `${path}.%`)}::text[]))`
}

/** What somebody did, and what was done to them. */
const about = (personIds: readonly string[]) =>
  sql<SqlBool>`(e.person_id = any(${[...personIds]}::uuid[]) or e.subject_id = any(${[...personIds]}::uuid[]))`

const all = sql<SqlBool>`true`

export const auditEntries = async ({ db, tenantId }: Context, search: EntrySearch): Promise<Entry[]> => {
  const { reach, act, personIds, subjectId, from, to, after, limit } = search
  const { rows } = await sql<Entry>`
    select e.id, e.happened_at, e.actor_kind, e.person_id, e.actor_name, e.act, e.subject_kind, e.subject_id, e.detail::text as detail,
      exists (select from audit_seal s where s.tenant_id = e.tenant_id and s.era = e.era and s.first <= e.xid and e.xid < s.last) as sealed
    from audit_entry e
    where e.tenant_id = ${tenantId} and ${within(reach)}
      and ${act === undefined ? all : sql<SqlBool>`(e.act = ${act} or e.act like ${`${act.replaceAll(/[\\%_]/g, '\\$&')}.%`})`}
      and ${personIds ? about(personIds) : all}
      and ${subjectId === undefined ? all : sql<SqlBool>`e.subject_id = ${subjectId}`}
      and ${from ? sql<SqlBool>`e.happened_at >= ${from}` : all}
      and ${to ? sql<SqlBool>`e.happened_at < ${to}` : all}
      and ${after ? sql<SqlBool>`(e.happened_at, e.id) < (${after[0]}, ${after[1]}::uuid)` : all}
    order by e.happened_at desc, e.id desc limit ${limit}`.execute(db)
  return rows
}
