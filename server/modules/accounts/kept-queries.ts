// SQL of everything that is kept about a person, a statement for each section; every column is text.
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { SectionName } from './right-text.ts'

const questions = (
  tenantId: string,
  timeZone: string,
  ids: readonly string[],
): Record<Exclude<SectionName, 'profile' | 'statuses'>, RawBuilder<unknown>> => {
  const day = (column: string) => sql`to_char(${sql.ref(column)} at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI')`
  const mine = sql`any(${[...ids]}::uuid[])`
  return {
    homes: sql`select m.from_on::text as a, m.to_on::text as b, a.name as c, m.relation as d from household_member m
      join household h on h.tenant_id = m.tenant_id and h.id = m.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where m.tenant_id = ${tenantId} and m.person_id = ${mine} order by m.from_on desc`,
    family: sql`select p.call_name as a, f.relation as b, ${day('f.granted_at')} as c, ${day('f.ended_at')} as d from family_right f
      join person p on p.tenant_id = f.tenant_id and p.id = f.family_person_id where f.tenant_id = ${tenantId} and f.person_id = ${mine} order by f.granted_at desc`,
    consents: sql`select c.purpose as a, case when c.given then '✓' else '✗' end as b, ${day('c.at')} as c, c.via as d from consent c
      where c.tenant_id = ${tenantId} and c.person_id = ${mine} order by c.at desc`,
    requests: sql`select r.number as a, s.zh as b, ${day('r.reported_at')} as c, r.state::text as d, r.description as e from request r
      join service s on s.tenant_id = r.tenant_id and s.id = r.service_id where r.tenant_id = ${tenantId} and r.person_id = ${mine} order by r.reported_at desc`,
    ratings: sql`select r.number as a, g.satisfaction::text as b, g.words as c, ${day('g.at')} as d from rating g
      join request r on r.tenant_id = g.tenant_id and r.id = g.request_id where g.tenant_id = ${tenantId} and g.given_by = ${mine} order by g.at desc`,
    volunteering: sql`select v.number as a, v.class::text as b, v.state::text as c, ${day('v.applied_at')} as d from volunteer v
      where v.tenant_id = ${tenantId} and v.person_id = ${mine} order by v.applied_at desc`,
    papers: sql`select h.kind::text as a, h.code as b, h.from_on::text as c, h.to_on::text as d from holding h
      where h.tenant_id = ${tenantId} and h.person_id = ${mine} order by h.from_on desc`,
    records: sql`select x.day::text as a, x.activity_name as b, x.minutes::text as c, x.place as d, x.unit as e from service_record x
      where x.tenant_id = ${tenantId} and x.person_id = ${mine} order by x.day desc`,
    stars: sql`select coalesce(nullif(t.year, 0)::text, '') as a, t.stars::text as b, t.state::text as c, ${day('t.asked_at')} as d, t.decision as e from star t
      where t.tenant_id = ${tenantId} and t.person_id = ${mine} order by t.made_at desc`,
    credit: sql`select ${day('t.at')} as a, t.unit::text as b, (case when t.credit_account_id = l.id then t.amount else -t.amount end)::text as c, t.reason as d from ledger_account l
      join ledger_transfer t on t.tenant_id = l.tenant_id and (t.credit_account_id = l.id or t.debit_account_id = l.id)
      where l.tenant_id = ${tenantId} and l.kind = 'person' and l.owner_id = ${mine} order by t.at desc`,
    sessions: sql`select ${day('s.created_at')} as a, s.agent as b, ${day('s.ended_at')} as c from session s
      join account a on a.tenant_id = s.tenant_id and a.id = s.account_id where s.tenant_id = ${tenantId} and a.person_id = ${mine} order by s.created_at desc`,
    looks: sql`select ${day('e.happened_at')} as a, coalesce(p.name, e.actor_name) as b, e.detail ->> 'field' as c, e.detail ->> 'reason' as d from audit_entry e
      left join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
      where e.tenant_id = ${tenantId} and e.subject_kind = 'person' and e.subject_id = ${mine} and e.act in ('person.revealed', 'person.sign_in_printed') order by e.happened_at desc`,
  }
}

type Kept = { readonly name: SectionName; readonly rows: readonly (readonly (string | null)[])[] }

export const keptOf = async (ctx: Context, ids: readonly string[], limit: number): Promise<Kept[]> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const kept: Kept[] = []
  for (const [name, question] of Object.entries(questions(ctx.tenantId, timeZone, ids))) {
    const { rows } = await sql<Record<string, string | null>>`${question} limit ${limit}`.execute(ctx.db)
    kept.push({ name: name as SectionName, rows: rows.map((row) => Object.values(row)) })
  }
  return kept
}
