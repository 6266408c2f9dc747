// SQL that reads from the audit log what concerns a person's protected fields.
import { sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type LookRow = {
  readonly id: string
  readonly at: Date
  readonly who: string
  readonly act: string
  readonly field: string | null
  readonly reason: string | null
}

/** Fields shown to staff, and sign-in codes printed in the person's name. */
export const looksAt = async (
  { db, tenantId }: Context,
  personIds: readonly string[],
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<LookRow[]> => {
  const { rows } = await sql<LookRow>`
    select e.id, e.happened_at as at, coalesce(p.name, e.actor_name, '') as who, e.act, e.detail ->> 'field' as field, e.detail ->> 'reason' as reason
    from audit_entry e left join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
    where e.tenant_id = ${tenantId} and e.subject_kind = 'person' and e.subject_id = any(${[...personIds]}::uuid[])
      and e.act in ('person.revealed', 'person.sign_in_printed')
      and ${after ? sql<SqlBool>`(e.happened_at, e.id) < (${after[0]}, ${after[1]}::uuid)` : sql<SqlBool>`true`}
    order by e.happened_at desc, e.id desc limit ${limit}`.execute(db)
  return rows
}
