// A thousand people listening: from the commit to the last of them, beside an in-process fan-out to as many plain SSE connections.
// `live [--readers 1000] [--rounds 50]`
import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { inTransaction } from '../server/kit/context.ts'
import { announce } from '../server/kit/events.ts'
import { newId } from '../server/kit/ids.ts'
import { openProduct, percentile } from './product.ts'
import { printMachine, printTable } from './table.ts'

/** The product ends the oldest stream of an account that opens more than ten. */
const streamsEach = 10

/** Calls back for each event a reader gets, by what it carries. */
const listen = async (url: string, token: string, heard: (line: string) => void): Promise<IncomingMessage> => {
  const request = get(url, { headers: { authorization: `Bearer ${token}` } })
  const [stream] = (await once(request, 'response')) as [IncomingMessage]
  if (stream.statusCode !== 200) throw new Error(`the stream answered ${stream.statusCode}`)
  request.on('error', () => undefined)
  let rest = ''
  stream.setEncoding('utf8').on('data', (part: string) => {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data:')) heard(line)
  })
  stream.on('error', () => undefined)
  return stream
}

/** Milliseconds from `send` to the last reader, for each round. */
const timeRounds = async (
  rounds: number,
  readers: number,
  url: string,
  tokens: readonly string[],
  send: (mark: string) => Promise<void>,
): Promise<number[]> => {
  const waiting = new Map<string, { left: number; done: () => void }>()
  const heard = (line: string) => {
    for (const [mark, one] of waiting) if (line.includes(mark) && --one.left === 0) one.done()
  }
  const streams = await Promise.all(
    Array.from({ length: readers }, (_, k) => listen(url, tokens[k % tokens.length] ?? '', heard)),
  )
  const times: number[] = []
  for (let k = 0; k < rounds; k++) {
    const mark = newId()
    const all = new Promise<void>((done) => waiting.set(mark, { left: readers, done }))
    await send(mark)
    const committed = performance.now()
    await Promise.race([all, sleep(10_000)])
    times.push(performance.now() - committed)
    waiting.delete(mark)
    await sleep(60)
  }
  for (const stream of streams) stream.destroy()
  return times
}

/** What no durable stream can beat: a loop over open connections in one process. */
const fanOut = async (rounds: number, readers: number): Promise<number[]> => {
  const open = new Set<ServerResponse>()
  const server = createServer((_request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    open.add(reply)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const times = await timeRounds(rounds, readers, url, ['nobody'], async (mark) => {
    for (const reply of open) reply.write(`data: {"event":"request.changed","ids":{"requestId":"${mark}"}}\n\n`)
  })
  server.closeAllConnections()
  server.close()
  return times
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { readers: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '50' } },
  })
  const [readers, rounds] = [Number(values.readers), Number(values.rounds)]
  printMachine()
  const product = await openProduct()
  try {
    const base = await product.app.listen({ port: 0, host: '127.0.0.1' })
    const { rows: accounts } = await product.owner.query<{ id: string; personId: string }>(
      'select id, person_id as "personId" from account order by id limit $1',
      [Math.ceil(readers / streamsEach)],
    )
    if (accounts.length * streamsEach < readers) throw new Error(`only ${accounts.length} accounts to listen with`)
    const tokens = await Promise.all(accounts.map(({ id }) => product.token(id)))
    const personIds = accounts.map(({ personId }) => personId)
    const ours = await timeRounds(rounds, readers, `${base}/api/v1/events`, tokens, (requestId) =>
      inTransaction(product.ctx(), (ctx) => announce(ctx, 'request.reported', { requestId, personIds })),
    )
    const bare = await fanOut(rounds, readers)
    const cells = (times: readonly number[]) => [0.5, 0.99].map((share) => `${percentile(times, share).toFixed(0)} ms`)
    printTable(
      [`${readers} readers, commit to the last`, 'p50', 'p99'],
      [
        ['ours (aim: p99 300 ms)', ...cells(ours)],
        ['in-process fan-out', ...cells(bare)],
        ['ratio', ...[0.5, 0.99].map((share) => (percentile(ours, share) / percentile(bare, share)).toFixed(1))],
      ],
    )
  } finally {
    await product.close()
  }
}
