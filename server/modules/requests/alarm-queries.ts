// What rings: requests where life is at risk and nobody has said yes, and calls from a door, less what a person has taken.
import { sql, type SqlBool } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Alarm } from '@linbang/contract/alarms'
import type { Context } from '../../kit/context.ts'
import { addMinutes } from '../../kit/time.ts'

const rings = sql.join(['need_help', 'wrong_person'])
/** After a day it is no alarm any more but a request that is late. */
const ringsForMinutes = 24 * 60

export const openAlarms = async (ctx: Context, here: RawBuilder<SqlBool>): Promise<Alarm[]> => {
  const since = addMinutes(ctx.now, -ringsForMinutes)
  const { rows } = await sql<Alarm>`
    with rung as (
      select r.id as request_id, 'life' as kind, r.reported_at as since, null::text as words, null::uuid as helper_id from request r
        where r.tenant_id = ${ctx.tenantId} and r.urgency = 'life' and r.state in ('reported', 'dispatching', 'reopened') and r.reported_at > ${since}
      union all
      select e.request_id, e.act, e.at, e.why, case when e.act = 'need_help' then e.actor_person_id end from request_event e
        where e.tenant_id = ${ctx.tenantId} and e.act in (${rings}) and e.at > ${since})
    select r.id as request_id, r.number, rung.kind, rung.since, s.zh as service_zh, s.en as service_en, r.description,
      a.name as area_name, p.call_name, h.call_name as helper_name, rung.words
    from rung join request r on r.tenant_id = ${ctx.tenantId} and r.id = rung.request_id
    join service s on s.tenant_id = r.tenant_id and s.id = r.service_id
    join area a on a.tenant_id = r.tenant_id and a.id = r.area_id
    join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
    left join person h on h.tenant_id = r.tenant_id and h.id = rung.helper_id
    where ${here} and not exists (select from request_event t where t.tenant_id = r.tenant_id and t.request_id = r.id
      and t.act in ('alarm_taken', 'alarm_false') and t.at >= rung.since)
    order by rung.since, r.id limit 20`.execute(ctx.db)
  return rows
}

/** Who took the last alarm of a request; null while one still rings or none ever did. */
export const alarmTakerOf = async (ctx: Context, requestId: string): Promise<string | null> => {
  const { rows } = await sql<{ personId: string | null }>`
    select t.actor_person_id as person_id from request_event t where t.tenant_id = ${ctx.tenantId} and t.request_id = ${requestId}
      and t.act in ('alarm_taken', 'alarm_false') order by t.at desc, t.id desc limit 1`.execute(ctx.db)
  return rows[0]?.personId ?? null
}
