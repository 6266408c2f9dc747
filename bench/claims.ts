// Ten neighbours press 我来帮 on the same request at the same moment, a thousand times: exactly one wins each. Beside it the bare lock:
// one `update … where state = 'dispatching'` by ten connections. `claims [--requests 1000]`
import { parseArgs } from 'node:util'
import { newId } from '../server/kit/ids.ts'
import { printMachine, printTable } from './table.ts'
import { accountOf, openProduct, percentile } from './product.ts'
import type { Product } from './product.ts'

const people = 10
type Helper = { readonly token: string; readonly volunteerId: string; readonly personId: string }

const helpersOf = async (product: Product): Promise<Helper[]> => {
  const { rows } = await product.owner.query<{ account: string; volunteer: string; person: string }>(`
    select a.id account, v.id volunteer, v.person_id person from volunteer v
    join account a on a.tenant_id = v.tenant_id and a.person_id = v.person_id
    where v.state = 'approved' and exists (select from volunteer_area w where w.tenant_id = v.tenant_id and w.volunteer_id = v.id)
    order by a.id limit ${people}`)
  await product.owner.query(
    `insert into holding (tenant_id, id, person_id, kind, code, from_on, verified_at)
     select $1, h.id, h.person, 'skill', 'patrol', current_date - 1, now() from unnest($2::uuid[], $3::uuid[]) h (id, person)`,
    [product.ctx().tenantId, rows.map(() => newId()), rows.map((one) => one.person)],
  )
  return Promise.all(
    rows.map(async ({ account, volunteer, person }) => ({
      token: await product.token(account),
      volunteerId: volunteer,
      personId: person,
    })),
  )
}

/** Open requests an hour apart, so that nobody is promised elsewhere at the time; each offered to all. */
const offer = async (product: Product, helpers: readonly Helper[], count: number): Promise<string[][]> => {
  const operator = await product.token(await accountOf(product, '韦敏'))
  const { rows } = await product.owner.query<{ id: string }>(
    `select m.person_id id from household_member m
     where not exists (select from volunteer v where v.tenant_id = m.tenant_id and v.person_id = m.person_id)
     order by m.person_id limit 200`,
  )
  const all: string[][] = []
  for (let k = 0; k < count; k++) {
    const asked = await product.app.inject({
      method: 'POST',
      url: '/api/v1/requests',
      headers: { authorization: `Bearer ${operator}` },
      payload: { serviceCode: 'house-watching', forPersonId: rows[k % rows.length]?.id, channel: 'hotline' },
    })
    if (asked.statusCode !== 200) throw new Error(asked.body)
    const { id } = asked.json<{ id: string }>()
    await product.owner.query(
      `update request set state = 'dispatching', needs_look = false,
         window_from = date_trunc('hour', now()) + $2 * interval '2 hours', window_to = date_trunc('hour', now()) + ($2 * 2 + 1) * interval '1 hour' where id = $1`,
      [id, k + 24],
    )
    const ids = helpers.map(() => newId())
    await product.owner.query(
      `insert into offer (tenant_id, id, request_id, wave, volunteer_id, person_id, state, made_by, sent_at)
       select $1, o.id, $2, 1, o.volunteer, o.person, 'sent', 'staff', now()
       from unnest($3::uuid[], $4::uuid[], $5::uuid[]) o (id, volunteer, person)`,
      [product.ctx().tenantId, id, ids, helpers.map((one) => one.volunteerId), helpers.map((one) => one.personId)],
    )
    all.push(ids)
  }
  return all
}

const press = async ({ app }: Product, helper: Helper, offerId: string): Promise<[outcome: string, ms: number]> => {
  const began = performance.now()
  const headers = { authorization: `Bearer ${helper.token}` }
  const answer = await app.inject({ method: 'POST', url: `/api/v1/offers/${offerId}/accept`, headers, payload: {} })
  const outcome = answer.statusCode === 200 ? 'won' : answer.json<{ code: string }>().code
  return [outcome, performance.now() - began]
}

/** Milliseconds a request for the same contest in one bare statement. */
const bareContest = async ({ owner }: Product, count: number): Promise<number> => {
  await owner.query('create table bare_request (id int primary key, state text not null, by int)')
  await owner.query(`insert into bare_request select k, 'dispatching', null from generate_series(1, ${count}) k`)
  const began = performance.now()
  let won = 0
  for (let id = 1; id <= count; id++) {
    const tries = Array.from({ length: people }, (_, by) =>
      owner.query(`update bare_request set state = 'assigned', by = $2 where id = $1 and state = 'dispatching'`, [
        id,
        by,
      ]),
    )
    for (const { rowCount } of await Promise.all(tries)) won += rowCount ?? 0
  }
  if (won !== count) throw new Error(`the bare contest had ${won} winners`)
  return (performance.now() - began) / count
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { requests: { type: 'string', default: '1000' } } })
  const count = Number(values.requests)
  printMachine()
  const product = await openProduct()
  try {
    const helpers = await helpersOf(product)
    const offers = await offer(product, helpers, count)
    const outcomes = new Map<string, number>()
    const times: number[] = []
    const began = performance.now()
    for (const ids of offers) {
      const answers = await Promise.all(helpers.map((helper, k) => press(product, helper, ids[k] ?? '')))
      for (const [outcome, ms] of answers) {
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        times.push(ms)
      }
    }
    const ours = (performance.now() - began) / count
    const bare = await bareContest(product, count)
    printTable(
      ['outcome', 'of them', 'aim'],
      [...outcomes].map(([outcome, n]) => [
        outcome,
        String(n),
        outcome === 'won' ? String(count) : outcome === 'offer.taken' ? String(count * (people - 1)) : '0',
      ]),
    )
    console.log(
      `${count} requests, ${people} at once on each: ${(1000 / ours).toFixed(0)} contests/s, an answer p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms; ` +
        `one bare update each ${(1000 / bare).toFixed(0)} contests/s: ratio ${(ours / bare).toFixed(1)}`,
    )
  } finally {
    await product.close()
  }
}
