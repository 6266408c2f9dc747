// What a call costs in processor time, node and PostgreSQL together, beside a bare Fastify + pg handler that writes the same rows in one statement;
// the board's list among many requests beside the same; and the slowest answers at half of saturation. `api [--calls 400] [--rows 100000]`
import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { newId } from '../server/kit/ids.ts'
import { accountOf, openProduct, percentile } from './product.ts'
import type { Product } from './product.ts'
import { bareBoard, bareInsert, manyRequests } from './bare-handlers.ts'
import { median, printMachine, printTable } from './table.ts'

type Call = () => Promise<unknown>
type Cost = { readonly cpu: number; readonly ms: number }

/** Nobody may have too many requests open at once, so what is asked goes in parts; `between` is done before each and not counted. */
const callsAPart = 80

/** Processor milliseconds and time a call; ten at a time. */
const cost = async (product: Product, calls: number, call: Call, between: Call): Promise<Cost> => {
  let [cpu, ms] = [0, 0]
  for (let done = 0; done < calls; done += callsAPart) {
    await between()
    const before = product.spent()
    const began = performance.now()
    let left = Math.min(callsAPart, calls - done)
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        while (left-- > 0) await call()
      }),
    )
    const after = product.spent()
    ms += performance.now() - began
    cpu += after.node - before.node + after.database - before.database
  }
  return { cpu: cpu / calls, ms: ms / calls }
}

/** Turn and turn about, so that the noise of the machine meets both; medians of the rounds. */
const beside = async (
  product: Product,
  calls: number,
  ours: Call,
  bare: Call,
  between: Call = async () => undefined,
): Promise<[Cost, Cost]> => {
  const rounds: [Cost, Cost][] = []
  const nothing: Call = async () => undefined
  await cost(product, calls, ours, between)
  await cost(product, calls, bare, nothing)
  for (let k = 0; k < 5; k++)
    rounds.push([await cost(product, calls, ours, between), await cost(product, calls, bare, nothing)])
  const middle = (which: 0 | 1): Cost => ({
    cpu: median(rounds.map((one) => one[which].cpu)),
    ms: median(rounds.map((one) => one[which].ms)),
  })
  return [middle(0), middle(1)]
}

/** Calls come at a fixed rate, whatever the answers do. */
const atRate = async (perSecond: number, seconds: number, call: Call): Promise<number[]> => {
  const times: number[] = []
  const under: Promise<void>[] = []
  const began = performance.now()
  for (let k = 0; k < perSecond * seconds; k++) {
    const due = began + (1000 * k) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((done) => setTimeout(done, wait))
    under.push(call().then(() => void times.push(performance.now() - due)))
  }
  await Promise.all(under)
  return times
}

type Headers = () => Record<string, string>

const caller =
  (app: FastifyInstance, method: 'GET' | 'POST', url: string, headers: Headers, body?: () => object) =>
  async (): Promise<string> => {
    const answer = await app.inject({ method, url, headers: headers(), ...(body && { payload: body() }) })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.body
  }

const rowOf = (what: string, [ours, bare]: readonly [Cost, Cost], aim: string): string[] => [
  what,
  ours.cpu.toFixed(2),
  bare.cpu.toFixed(2),
  (ours.cpu / bare.cpu).toFixed(2),
  aim,
]

const turns = <T>(all: readonly T[]) => {
  let turn = 0
  return (): T => all[turn++ % all.length]!
}

type Way = { readonly name: string; readonly headers: Headers; readonly body: () => object }

/** Residents ask for themselves; staff write down what others tell them; both also with a key, as phones send it. */
const waysOf = async (product: Product): Promise<Way[]> => {
  const staff = await product.token(await accountOf(product, '韦敏'))
  const { rows: people } = await product.owner.query<{ id: string; account: string | null }>(
    `select m.person_id id, a.id account from household_member m left join account a on a.tenant_id = m.tenant_id and a.person_id = m.person_id
     order by m.id`,
  )
  const tokens = await Promise.all(people.flatMap(({ account }) => (account ? [product.token(account)] : [])))
  const [resident, person] = [turns(tokens), turns(people)]
  const need = { serviceCode: 'plumbing', description: '厨房水龙头一直滴水' }
  const own: Way = {
    name: 'a resident asks',
    headers: () => ({ authorization: `Bearer ${resident()}` }),
    body: () => need,
  }
  const desk: Way = {
    name: 'staff write it down',
    headers: () => ({ authorization: `Bearer ${staff}` }),
    body: () => ({ ...need, channel: 'hotline', forPersonId: person().id }),
  }
  const keyed = (way: Way): Way => ({
    ...way,
    name: `${way.name}, with Idempotency-Key`,
    headers: () => ({ ...way.headers(), 'idempotency-key': newId() }),
  })
  return [own, keyed(own), desk, keyed(desk)]
}

type Figures = {
  readonly name: string
  readonly rows: number
  readonly costs: readonly [Cost, Cost]
  readonly slow: readonly number[]
}

/** Nobody may have too many open at once, so what was asked before is over. */
const close = ({ owner }: Product) => owner.query(`update request set state = 'closed' where state <> 'closed'`)

const measureWay = async (
  product: Product,
  way: Way,
  number: number,
  pool: pg.Pool,
  calls: number,
): Promise<Figures> => {
  const bare = Fastify()
  const ask = caller(product.app, 'POST', '/api/v1/requests', way.headers, way.body)
  const { id } = JSON.parse(await ask()) as { id: string }
  const path = `/requests/${number}`
  const rows = await bareInsert(bare, path, pool, product.owner, id)
  await bare.ready()
  const over = () => close(product)
  const costs = await beside(
    product,
    calls,
    ask,
    caller(bare, 'POST', path, () => ({}), way.body),
    over,
  )
  await over() // what the bare handler wrote is somebody's too
  const closing = setInterval(() => void over(), 200)
  const slow = await atRate(Math.max(1, Math.floor(500 / costs[0].ms)), 5, ask)
  clearInterval(closing)
  await over()
  await bare.close()
  return { name: way.name, rows, costs, slow }
}

const measureBoard = async (product: Product, pool: pg.Pool, calls: number, rows: number): Promise<[Cost, Cost]> => {
  const bare = Fastify()
  await bareBoard(bare, pool, product.ctx().tenantId)
  await bare.ready()
  await product.owner.query(
    `update request set state = 'reported' where state = 'closed' and id in (select id from request limit 40)`,
  )
  await manyRequests(product.owner, rows, newId)
  const token = await product.token(await accountOf(product, '韦敏'))
  const headers = () => ({ authorization: `Bearer ${token}` })
  const board = caller(product.app, 'GET', '/api/v1/requests?sort=due&limit=20', headers)
  const costs = await beside(
    product,
    calls,
    board,
    caller(bare, 'GET', '/requests', () => ({})),
  )
  await bare.close()
  return costs
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { calls: { type: 'string', default: '400' }, rows: { type: 'string', default: '100000' } },
  })
  const [calls, rows] = [Number(values.calls), Number(values.rows)]
  printMachine()
  const product = await openProduct()
  const pool = new pg.Pool({ connectionString: product.appUrl, max: 10 })
  pool.on('error', () => undefined)
  try {
    const posts: Figures[] = []
    for (const [number, way] of (await waysOf(product)).entries())
      posts.push(await measureWay(product, way, number, pool, calls))
    const board = await measureBoard(product, pool, calls, rows)
    console.log('processor ms a call, node and PostgreSQL together')
    printTable(
      ['', 'ours', 'bare', 'ratio', 'aim'],
      [
        ...posts.map((one) => rowOf(`POST /requests: ${one.name} (${one.rows} rows)`, one.costs, '≤ 2.5')),
        rowOf(`list of 20 among ${rows}`, board, '≤ 2'),
      ],
    )
    for (const { name, costs, slow } of posts)
      console.log(
        `${name}: saturates at ${(1000 / costs[0].ms).toFixed(0)}/s here; at half of it p50 ${percentile(slow, 0.5).toFixed(1)} ms, p99 ${percentile(slow, 0.99).toFixed(1)} ms`,
      )
  } finally {
    await pool.end()
    await product.close()
  }
}
