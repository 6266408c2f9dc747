// The ledger under 32 at once: transfers between ten thousand accounts, and all into one pool; each beside the same movement as
// bare statements in the same run. Then a million transfers: a page of an account's statement, and the proof of the night.
// `ledger [--transfers 3000] [--stored 1000000]`
import { parseArgs } from 'node:util'
import pg from 'pg'
import { newId } from '../server/kit/ids.ts'
import { donate, listTransfers, proveBalances } from '../server/modules/ledger/service.ts'
import { openProduct, percentile } from './product.ts'
import type { Product } from './product.ts'
import { printMachine, printTable } from './table.ts'

const clients = 32
const people = 5000

type Owner = { readonly id: string; readonly account: string }
type Accounts = { readonly givers: readonly Owner[]; readonly teams: readonly Owner[]; readonly pool: string }

/** As many people with minutes as teams without, and the pool. */
const openAccounts = async ({ owner, ctx }: Product): Promise<Accounts> => {
  const { tenantId } = ctx()
  const open = async (kind: string, balance: number) =>
    (
      await owner.query<Owner>(
        `insert into ledger_account (tenant_id, id, unit, kind, owner_id, balance)
         select $1, gen_random_uuid(), 'minutes', $2::ledger_account_kind, gen_random_uuid(), $3 from generate_series(1, ${people}) returning owner_id as id, id as account`,
        [tenantId, kind, balance],
      )
    ).rows
  const [givers, teams] = [await open('person', 0), await open('team', 0)]
  const [issuing, pool] = await Promise.all(
    ['issuing', 'pool'].map(async (kind) => {
      const { rows } = await owner.query<{ id: string }>(
        `insert into ledger_account (tenant_id, id, unit, kind) values ($1, gen_random_uuid(), 'minutes', $2::ledger_account_kind)
         on conflict on constraint ledger_account_owner do update set kind = excluded.kind returning id`,
        [tenantId, kind],
      )
      return rows[0]!.id
    }),
  )
  await owner.query(
    `insert into ledger_transfer (tenant_id, id, unit, debit_account_id, credit_account_id, amount, cause_kind, cause_id, reason, at)
     select $1, gen_random_uuid(), 'minutes', $2, a, 1000000, 'opening', gen_random_uuid(), '', now() from unnest($3::uuid[]) a`,
    [tenantId, issuing, givers.map(({ account }) => account)],
  )
  await settleBalances(owner)
  return { givers, teams, pool: pool! }
}

/** Balances as the transfers say; what lies in the demo already is part of them. */
const settleBalances = async (owner: pg.Pool): Promise<void> => {
  await owner.query(
    `update ledger_account a set balance = m.amount from (select id, sum(amount) as amount from (
       select credit_account_id as id, amount from ledger_transfer union all select debit_account_id, -amount from ledger_transfer) s group by id) m
     where m.id = a.id and a.balance <> m.amount`,
  )
  await owner.query('vacuum analyze ledger_account, ledger_transfer')
}

type Move = (k: number) => Promise<unknown>

/** So many at once, one after the other each, until all are made. */
const together = async (product: Product, count: number, move: Move) => {
  const before = product.spent()
  const began = performance.now()
  let next = 0
  const one = async () => {
    for (let k = next++; k < count; k = next++) await move(k)
  }
  await Promise.all(Array.from({ length: clients }, one))
  const seconds = (performance.now() - began) / 1000
  const after = product.spent()
  return { perSecond: count / seconds, cpu: (after.node + after.database - before.node - before.database) / count }
}

const ours =
  ({ ctx }: Product, { givers, teams }: Accounts, toPool: boolean): Move =>
  (k) =>
    donate(ctx(), {
      unit: 'minutes',
      from: { kind: 'person', ownerId: givers[k % people]!.id },
      to: toPool ? { kind: 'pool', ownerId: null } : { kind: 'team', ownerId: teams[k % people]!.id },
      amount: 1,
      causeKind: 'bench',
      causeId: newId(),
      reason: '',
    })

/** Locked in order, looked up by cause, one row, two balances: less would not be the same promise. */
const bare =
  (pool: pg.Pool, tenantId: string, { givers, teams, pool: hot }: Accounts, toPool: boolean): Move =>
  async (k) => {
    const [from, to] = [givers[k % people]!.account, toPool ? hot : teams[k % people]!.account]
    const cause = newId()
    const client = await pool.connect()
    const ask = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
    try {
      await client.query('begin')
      await ask(
        'lock',
        'select id, balance, held from ledger_account where tenant_id = $1 and id = any($2) order by id for no key update',
        [tenantId, [from, to]],
      )
      await ask(
        'known',
        `select id from ledger_transfer where tenant_id = $1 and cause_kind = 'bare' and cause_id = $2 and leg = ''`,
        [tenantId, cause],
      )
      await ask(
        'move',
        `insert into ledger_transfer (tenant_id, id, unit, debit_account_id, credit_account_id, amount, cause_kind, cause_id, reason, at) values ($1, $2, 'minutes', $3, $4, 1, 'bare', $5, '', now())`,
        [tenantId, newId(), from, to, cause],
      )
      await ask('pay', 'update ledger_account set balance = balance - 1 where tenant_id = $1 and id = $2', [
        tenantId,
        from,
      ])
      await ask('receive', 'update ledger_account set balance = balance + 1 where tenant_id = $1 and id = $2', [
        tenantId,
        to,
      ])
      await client.query('commit')
    } finally {
      client.release()
    }
  }

const contests = async (product: Product, accounts: Accounts, count: number): Promise<void> => {
  const { tenantId } = product.ctx()
  const pool = new pg.Pool({ connectionString: product.appUrl, max: 20 })
  const rows: string[][] = []
  for (const toPool of [false, true]) {
    const make = [ours(product, accounts, toPool), bare(pool, tenantId, accounts, toPool)] as const
    for (const move of make) await together(product, 300, move)
    const [own, floor] = [await together(product, count, make[0]), await together(product, count, make[1])]
    const cells = ({ perSecond, cpu }: typeof own) => [perSecond.toFixed(0), `${cpu.toFixed(2)} ms`]
    rows.push([
      toPool ? 'one hot pool' : `${2 * people} accounts`,
      ...cells(own),
      ...cells(floor),
      (own.cpu / floor.cpu).toFixed(2),
    ])
  }
  await pool.end()
  printTable([`${clients} at once`, 'transfers/s', 'processor', 'bare /s', 'processor', 'ratio (≤ 1.5)'], rows)
}

/** So many transfers more between people and teams over two years; the pool takes one of ten. */
const store = async (product: Product, { givers, teams, pool }: Accounts, count: number): Promise<void> => {
  await product.owner.query(
    `insert into ledger_transfer (tenant_id, id, unit, debit_account_id, credit_account_id, amount, cause_kind, cause_id, reason, at)
     select $1, gen_random_uuid(), 'minutes', ($2::uuid[])[1 + k % ${people}], case when k % 10 = 0 then $4 else ($3::uuid[])[1 + (k / 7) % ${people}] end, 1 + k % 50, 'stored', gen_random_uuid(), '', now() - k * interval '1 minute'
     from generate_series(1, ${count}) k`,
    [product.ctx().tenantId, givers.map((one) => one.account), teams.map((one) => one.account), pool],
  )
  await settleBalances(product.owner)
}

const pages = async (product: Product, { givers, pool }: Accounts): Promise<void> => {
  const page = async (account: string): Promise<number> => {
    const began = performance.now()
    await listTransfers(product.ctx(), account, {})
    return performance.now() - began
  }
  const measure = async (accounts: readonly string[]) => {
    const times: number[] = []
    for (const account of accounts) times.push(await page(account))
    return times.slice(10)
  }
  const own = await measure(givers.slice(0, 310).map((one) => one.account))
  const hot = await measure(Array.from({ length: 110 }, () => pool))
  const began = performance.now()
  const { balanced } = await proveBalances(product.ctx())
  const seconds = (performance.now() - began) / 1000
  const ms = (times: readonly number[], share: number) => `${percentile(times, share).toFixed(1)} ms`
  printTable(
    ['with what is stored', 'median', 'p99', 'target'],
    [
      ['a page of a statement', ms(own, 0.5), ms(own, 0.99), 'p99 ≤ 50 ms'],
      ["a page of the pool's", ms(hot, 0.5), ms(hot, 0.99), 'p99 ≤ 50 ms'],
      [`the proof of the night${balanced ? '' : ' FAILED'}`, `${seconds.toFixed(1)} s`, '', '≤ 10 s'],
    ],
  )
}

export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: { transfers: { type: 'string' }, stored: { type: 'string' } } })
  printMachine()
  const product = await openProduct()
  try {
    const accounts = await openAccounts(product)
    await contests(product, accounts, Number(values.transfers ?? 3000))
    const count = Number(values.stored ?? 1_000_000)
    const began = performance.now()
    await store(product, accounts, count)
    console.log(`${count} transfers stored in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    await pages(product, accounts)
  } finally {
    await product.close()
  }
}
