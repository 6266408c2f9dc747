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

type Call = () => Promise<void>
type Cost = { readonly cpu: number; readonly ms: number }

/** Processor milliseconds and time a call; ten at a time. */
const cost = async (product: Product, calls: number, call: Call): Promise<Cost> => {
  const before = product.spent()
  const began = performance.now()
  let left = calls
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (left-- > 0) await call()
    }),
  )
  const after = product.spent()
  const cpu = after.node - before.node + after.database - before.database
  return { cpu: cpu / calls, ms: (performance.now() - began) / calls }
}

/** Turn and turn about, so that the noise of the machine meets both; medians of the rounds. */
const beside = async (product: Product, calls: number, ours: Call, bare: Call): Promise<[Cost, Cost]> => {
  const rounds: [Cost, Cost][] = []
  await cost(product, Math.ceil(calls / 5), ours)
  await cost(product, Math.ceil(calls / 5), bare)
  for (let k = 0; k < 3; k++) rounds.push([await cost(product, calls, ours), await cost(product, calls, bare)])
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

const caller =
  (app: FastifyInstance, method: 'GET' | 'POST', url: string, headers: Record<string, string>, body?: () => object) =>
  async (): Promise<void> => {
    const answer = await app.inject({ method, url, headers, ...(body && { payload: body() }) })
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }

const rowOf = (what: string, [ours, bare]: readonly [Cost, Cost], aim: string): string[] => [
  what,
  ours.cpu.toFixed(2),
  bare.cpu.toFixed(2),
  (ours.cpu / bare.cpu).toFixed(2),
  aim,
]

const bodies = (people: readonly string[]) => {
  let turn = 0
  return () => ({
    serviceCode: 'plumbing',
    description: '厨房水龙头一直滴水',
    channel: 'hotline',
    forPersonId: people[turn++ % people.length],
  })
}

const measure = async (product: Product, bare: FastifyInstance, pool: pg.Pool, calls: number, rows: number) => {
  const headers = { authorization: `Bearer ${await product.token(await accountOf(product, '韦敏'))}` }
  const people = await product.owner.query<{ id: string }>('select person_id id from household_member limit 200')
  const body = bodies(people.rows.map(({ id }) => id))
  const open = caller(product.app, 'POST', '/api/v1/requests', headers, body)
  const first = await product.app.inject({ method: 'POST', url: '/api/v1/requests', headers, payload: body() })
  const written = await bareInsert(bare, pool, product.owner, first.json<{ id: string }>().id)
  await bareBoard(bare, pool, product.ctx().tenantId)
  await bare.ready()
  const posts = await beside(product, calls, open, caller(bare, 'POST', '/requests', {}, body))
  const slow = await atRate(Math.max(1, Math.floor(500 / posts[0].ms)), 5, open)
  await manyRequests(product.owner, rows, newId)
  const board = caller(product.app, 'GET', '/api/v1/requests?sort=due&limit=20', headers)
  return { written, posts, slow, lists: await beside(product, calls, board, caller(bare, 'GET', '/requests', {})) }
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { calls: { type: 'string', default: '400' }, rows: { type: 'string', default: '100000' } },
  })
  const rows = Number(values.rows)
  printMachine()
  const product = await openProduct()
  const pool = new pg.Pool({ connectionString: product.appUrl, max: 10 })
  pool.on('error', () => undefined)
  const bare = Fastify()
  try {
    const { written, posts, slow, lists } = await measure(product, bare, pool, Number(values.calls), rows)
    console.log(`a request writes ${written} rows; processor ms a call, node and PostgreSQL together`)
    printTable(
      ['', 'ours', 'bare', 'ratio', 'aim'],
      [rowOf('POST /requests', posts, '≤ 2.5'), rowOf(`list of 20 among ${rows}`, lists, '≤ 2')],
    )
    console.log(
      `POST /requests saturates at ${(1000 / posts[0].ms).toFixed(0)}/s here; at half of it p50 ${percentile(slow, 0.5).toFixed(1)} ms, p99 ${percentile(slow, 0.99).toFixed(1)} ms`,
    )
  } finally {
    await bare.close()
    await pool.end()
    await product.close()
  }
}
