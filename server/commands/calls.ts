// `npm run calls -- simulate`: plays a call centre against a running installation. It rings, answers, hangs up, misses and hands
// over recordings, each signed as docs/calls.md says. `--url`, `--calls 20`, `--speed 60` (a minute in a second), `--agent weimin`, `--from 10000000001`.
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { CallEvent } from '@linbang/contract/calls'
import { readConfig } from '../kit/config.ts'
import { signatureOf } from '../modules/hotline/service.ts'
import { runCommand } from './command.ts'

const options = {
  url: { type: 'string' },
  calls: { type: 'string', default: '5' },
  speed: { type: 'string', default: '1' },
  agent: { type: 'string', default: 'weimin' },
  from: { type: 'string' },
} as const

/** Numbers of the demo's people; nobody outside can have them. */
const callers = [
  '10000000001',
  '10000000002',
  '10000000003',
  '10000000004',
  '10000000005',
  '10000010042',
  '13877100008',
]

/** A quiet tone of a second, 8 kHz, as call centres keep it. */
const tone = (): Buffer => {
  const rate = 8000
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + rate * 2, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(rate * 2, 40)
  const sound = Buffer.alloc(rate * 2)
  for (let place = 0; place < rate; place++)
    sound.writeInt16LE(Math.round(6000 * Math.sin((place / rate) * 2 * Math.PI * 440)), place * 2)
  return Buffer.concat([head, sound])
}

const shelfOf = async (): Promise<Server> => {
  const bytes = tone()
  const shelf = createServer((_, reply) => void reply.setHeader('content-type', 'audio/wav').end(bytes))
  shelf.listen(0, '127.0.0.1')
  await once(shelf, 'listening')
  return shelf
}

type Told = Pick<CallEvent, 'event' | 'reference'> & Partial<CallEvent>

const teller = (url: string, secret: string) => async (told: Told) => {
  const event = { ...told, timestamp: Math.floor(Date.now() / 1000), nonce: randomBytes(18).toString('base64url') }
  const reply = await fetch(`${url.replace(/\/+$/, '')}/api/v1/calls/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...event, signature: signatureOf(secret, event) }),
  })
  const answer = (await reply.json()) as { code?: string; outcome?: string }
  console.log(`${told.event.padEnd(9)} ${told.reference} ${reply.status} ${answer.outcome ?? answer.code ?? ''}`)
  return reply.ok
}

/** Every fourth call is given up by the caller; the others are answered, and recorded after the notice. */
const playOne = async (
  tell: ReturnType<typeof teller>,
  given: { place: number; from: string; agent: string; speed: number; recordingUrl: string },
) => {
  const { place, from, agent, speed, recordingUrl } = given
  const reference = `sim-${Date.now()}-${place}`
  const pause = (seconds: number) => sleep((seconds * 1000) / speed)
  if (!(await tell({ event: 'ring', reference, from, direction: 'in' }))) return false
  await pause(4 + (place % 3) * 3)
  if (place % 4 === 3) return tell({ event: 'hung_up', reference, endedBy: 'caller' })
  await tell({ event: 'answered', reference, agent, notice: true })
  await pause(20)
  await tell({ event: 'hung_up', reference, endedBy: place % 2 === 0 ? 'caller' : 'agent' })
  return tell({ event: 'recording', reference, recordingUrl })
}

const simulate = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  if (positionals[0] !== 'simulate') {
    console.error('npm run calls -- simulate [--url URL] [--calls N] [--speed N] [--agent USERNAME] [--from NUMBER]')
    return 2
  }
  const { callsSecret, publicUrl, port } = readConfig()
  if (callsSecret === undefined) {
    console.error('CALLS_SECRET is not set: give the simulator the secret of the installation it calls')
    return 2
  }
  const shelf = await shelfOf()
  const recordingUrl = `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/recording.wav`
  const tell = teller(values.url ?? publicUrl ?? `http://127.0.0.1:${port}`, callsSecret)
  let fine = true
  for (let place = 0; place < Number(values.calls); place++) {
    const from = values.from ?? callers[place % callers.length] ?? ''
    const done = await playOne(tell, { place, from, agent: values.agent, speed: Number(values.speed), recordingUrl })
    fine = done && fine
  }
  await sleep(3000) // the last recording is fetched a moment later
  shelf.close()
  return fine ? 0 : 1
}

await runCommand(simulate)
