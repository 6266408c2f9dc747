// A matter of life among ten thousand who could be asked: from the database to the alert rows written. Beside it the bare
// statement that asks the five nearest with the skill. `urgent [--volunteers 10000] [--requests 60]`
import { parseArgs } from 'node:util'
import { look } from '../engine/look.ts'
import type { Known } from '../engine/look.ts'
import { unpack } from '../engine/packed.ts'
import { newId } from '../server/kit/ids.ts'
import { askNextWave } from '../server/modules/dispatch/service.ts'
import { openProduct, percentile } from './product.ts'
import type { Product } from './product.ts'
import { printMachine, printTable } from './table.ts'

const skill = 'patrol'

/** So many more volunteers with the skill, in the homes of those who live in the first community. */
const addVolunteers = async ({ owner }: Product, count: number): Promise<void> => {
  const { rows } = await owner.query<{ tenant: string }>('select id as tenant from tenant limit 1')
  const tenant = rows[0]?.tenant
  await owner.query(
    `create temp table made as select gen_random_uuid() as person, gen_random_uuid() as volunteer, k from generate_series(1, ${count}) k`,
  )
  await owner.query(
    // as a table, not as (…).*, which would build each row anew for every one of its columns
    `insert into person select made_up.* from made m cross join (select * from person where tenant_id = $1 limit 1) p
       cross join lateral jsonb_populate_record(null::person, to_jsonb(p) || jsonb_build_object('id', m.person, 'phone_hash', null, 'phone_last4_hash', null,
         'id_number_hash', null, 'id_number_last4_hash', null, 'born_on', '1970-01-01')) made_up`,
    [tenant],
  )
  await owner.query(
    `insert into household_member (tenant_id, id, household_id, person_id, relation, lives_there, from_on)
     select $1, gen_random_uuid(), h.ids[1 + m.k % array_length(h.ids, 1)], m.person, '其他', true, '2020-01-01'
     from made m, (select array_agg(h.id order by h.id) as ids from household h join area a on a.tenant_id = h.tenant_id and a.id = h.area_id where a.path like (select path || '.%' from area where kind = 'community' order by path limit 1)) h`,
    [tenant],
  )
  await owner.query(
    `insert into home (tenant_id, person_id, area_id) select $1, m.person_id, h.area_id from household_member m join made on made.person = m.person_id
     join household h on h.tenant_id = m.tenant_id and h.id = m.household_id`,
    [tenant],
  )
  await owner.query(
    `insert into volunteer (tenant_id, id, person_id, number, class, skills, state, applied_at) select $1, volunteer, person, 'B' || k, 'general', array[$2], 'approved', now() from made`,
    [tenant, skill],
  )
  await owner.query(
    `insert into holding (tenant_id, id, person_id, kind, code, from_on, verified_at) select $1, gen_random_uuid(), person, 'skill', $2, '2020-01-01', now() from made`,
    [tenant, skill],
  )
  await owner.query(
    `insert into helper_history (tenant_id, helper_id, asks, yes, no, ignored_in_a_row, fatigue, counted_at)
     select $1, volunteer, k % 30, (k % 7), (k % 23), k % 4, (k % 5) / 5.0, now() from made`,
    [tenant],
  )
  await owner.query('analyze')
}

const openRequests = async (product: Product, count: number): Promise<string[]> => {
  const { rows } = await product.owner.query<{ id: string }>(
    `select id from request where area_path like (select path || '.%' from area where kind = 'community' order by path limit 1)
       and not exists (select from request_event e where e.request_id = request.id and e.act = 'asked' and e.at > now()) order by id limit $1`,
    [count],
  )
  const ids = rows.map((row) => row.id)
  await product.owner
    .query(`delete from visit_person where offer_id in (select id from offer where request_id = any($1))`, [ids])
    .catch(() => undefined)
  await product.owner.query(
    `update request set state = 'dispatching', urgency = 'life', needs_look = false, window_from = null, window_to = null, dispatched_at = now(), reported_at = now(),
       service_id = (select id from service where code = 'house-watching' limit 1) where id = any($1)`,
    [ids],
  )
  return ids
}

const bare = async ({ owner, ctx }: Product, requestId: string): Promise<void> => {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query('select 1 from request where id = $1 for update', [requestId])
    await client.query(
      `insert into offer (tenant_id, id, request_id, round, wave, volunteer_id, person_id, state, made_by, sent_at)
       select $1, gen_random_uuid(), $2, 99, 1, v.id, v.person_id, 'sent', 'alert', now() from volunteer v
       join household_member m on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.to_on is null
       join household h on h.tenant_id = m.tenant_id and h.id = m.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
       where v.tenant_id = $1 and v.state = 'approved' and exists (select from holding s where s.tenant_id = v.tenant_id and s.person_id = v.person_id and s.kind = 'skill' and s.code = $3)
       order by a.lat ^ 2 + a.lon ^ 2, v.id limit 5`,
      [ctx().tenantId, requestId, skill],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}

const measure = async (ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<number[]> => {
  const times: number[] = []
  for (const id of ids) {
    const began = performance.now()
    await work(id)
    times.push(performance.now() - began)
  }
  return times.slice(5)
}

/** The engine alone on what the decisions were made of. */
const engineTimes = async (
  { owner }: Product,
  ids: readonly string[],
): Promise<{ times: number[]; people: number; asked: number }> => {
  const { rows } = await owner.query<{ inputs: object; asked: number }>(
    `select distinct on (request_id) inputs, jsonb_array_length(result->'asked') as asked from dispatch_decision where request_id = any($1) order by request_id, at desc`,
    [ids],
  )
  const knowns = rows.map((row) => unpack(JSON.stringify(row.inputs)) as Known)
  const times = knowns.map((known) => {
    const began = performance.now()
    look(known)
    return performance.now() - began
  })
  const asked = rows.reduce((sum, row) => sum + row.asked, 0) / Math.max(1, rows.length)
  return { times, people: knowns[0]?.people.length ?? 0, asked }
}

/** The engine on all of them at once, which the product does not need. */
const wholeTimes = (known: Known, count: number): number[] => {
  const people = Array.from({ length: count }, (_, k) => ({ ...known.people[k % known.people.length]!, id: newId() }))
  return Array.from({ length: 20 }, () => {
    const began = performance.now()
    look({ ...known, people })
    return performance.now() - began
  })
}

export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: { volunteers: { type: 'string' }, requests: { type: 'string' } } })
  const volunteers = Number(values.volunteers ?? 10_000)
  const product = await openProduct()
  try {
    await addVolunteers(product, volunteers)
    const ids = await openRequests(product, Number(values.requests ?? 60))
    const ours = await measure(ids, (id) => askNextWave(product.ctx(), id))
    const floor = await measure(ids, (id) => bare(product, id))
    const { times, people, asked } = await engineTimes(product, ids)
    const { rows } = await product.owner.query<{ inputs: object }>(
      `select inputs from dispatch_decision where request_id = any($1) limit 1`,
      [ids],
    )
    const whole = wholeTimes(unpack(JSON.stringify(rows[0]?.inputs)) as Known, volunteers)
    const ms = (list: readonly number[], share: number) => `${percentile(list, share).toFixed(1)} ms`
    printTable(
      [`${volunteers} who could be asked, ${ours.length} requests`, 'median', 'p99', 'target'],
      [
        ['decision, database to alert rows', ms(ours, 0.5), ms(ours, 0.99), 'p99 ≤ 50 ms'],
        [`engine's share (${people} read, ${asked.toFixed(1)} asked)`, ms(times, 0.5), ms(times, 0.99), '≤ 10 ms'],
        [`engine alone on all ${volunteers}`, ms(whole, 0.5), ms(whole, 0.99), ''],
        ['bare: the five nearest in one statement', ms(floor, 0.5), ms(floor, 0.99), ''],
      ],
    )
    printMachine()
  } finally {
    await product.close()
  }
}
