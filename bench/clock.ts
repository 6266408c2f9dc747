// `npm run bench clock [COUNT]`: one look of the clock over open requests: what is nearly late, late, and late too long, each found once.
// Beside it the plain way: reading every open step and deciding in the process. Then the look's work itself, a transaction for each.
import { setTimeout as sleep } from 'node:timers/promises'
import { dueSoon, lateRequests, toRaise } from '../server/modules/requests/late-queries.ts'
import { markLate } from '../server/modules/requests/lateness.ts'
import { remindBefore } from '../server/modules/requests/reminders.ts'
import { policyNow } from '../server/modules/policies/service.ts'
import { openProduct, type Product } from './product.ts'
import { median, printMachine, printTable } from './table.ts'

/** Copies of a request of the demo with one step round now: of a hundred 1 late, 1 late too long, 1 nearly late, 97 far ahead. */
const fill = async ({ owner }: Product, count: number): Promise<void> => {
  await owner.query(
    `insert into request select (jsonb_populate_record(one, jsonb_build_object(
       'id', gen_random_uuid(), 'number', 'B' || k, 'state', 'dispatching', 'urgency', 'ordinary', 'paused_until', null,
       'reported_at', now() - interval '3 days'))).*
     from (select id from request limit 1) first join request one using (id) cross join generate_series(1, ${count}) k`,
  )
  await owner.query(
    `insert into request_due (tenant_id, request_id, step, due_at, first_due_at, late_since, raised_to, raise_at, policy_version)
     select tenant_id, id, 'result', moment, moment, case when kind = 1 then moment end, case when kind = 1 then 'grid' end,
       case when kind = 1 then now() - interval '1 minute' end, 1
     from (select tenant_id, id, kind, now() + case kind when 0 then interval '-1 minute' when 1 then interval '-2 hours'
         when 2 then interval '30 minutes' else interval '4 days' end as moment
       from (select tenant_id, id, substr(number, 2)::int % 100 as kind from request where number like 'B%') numbered) timed`,
  )
  await owner.query('vacuum analyze request, request_due')
}

const timesOf = async (work: () => Promise<unknown>): Promise<number> => {
  const times: number[] = []
  for (let run = 0; run < 7; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
    await sleep(20)
  }
  return median(times)
}

const secondsOf = async (work: () => Promise<unknown>): Promise<string> => {
  const start = performance.now()
  await work()
  return ((performance.now() - start) / 1000).toFixed(1)
}

export const run = async ([said]: string[]): Promise<void> => {
  const count = Number(said ?? 100_000)
  printMachine()
  const product = await openProduct()
  try {
    await fill(product, count)
    const { body } = await policyNow(product.ctx(), 'requests')
    const look = async () => {
      const ctx = product.ctx()
      return [...(await lateRequests(ctx, count)), ...(await toRaise(ctx, count)), ...(await dueSoon(ctx, body, count))]
    }
    const everything = `select d.*, r.state, r.paused_until from request_due d join request r on r.tenant_id = d.tenant_id and r.id = d.request_id where d.met_at is null`
    const plainly = () => product.owner.query(everything)
    const found = await look()
    const twice = found.length - new Set(found).size
    printTable(
      ['', 'milliseconds', 'found'],
      [
        [
          `one look at ${count} open requests`,
          (await timesOf(look)).toFixed(0),
          `${found.length}, ${twice} of them twice`,
        ],
        [
          'every open step read into the process',
          (await timesOf(plainly)).toFixed(0),
          String((await plainly()).rowCount),
        ],
      ],
    )
    const ctx = product.ctx()
    console.log(
      `telling everybody: late and raised ${await secondsOf(() => markLate(ctx))} s, reminded ${await secondsOf(() => remindBefore(ctx))} s`,
    )
    console.log(`left for the next look: ${(await look()).length}`)
  } finally {
    await product.close()
  }
}
