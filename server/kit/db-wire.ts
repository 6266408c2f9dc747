// What goes to PostgreSQL when. Each way there and back costs more than most statements, so BEGIN travels with the first
// statement of its transaction and the last words with COMMIT; and statements are named, so that each is planned once.
import type { Socket } from 'node:net'
import type pg from 'pg'

/** A statement that begins with this travels with the next one of its transaction; nobody waits for its answer. */
export const firstWords = '/* with the next */'

/** A statement that begins with this is kept and sent together with the COMMIT; its error is the commit's. */
export const lastWords = '/* with the commit */'

export type PlanName = (text: string) => string | undefined

/** A name for each of the first thousand different statements. Unnamed they are planned anew each time: 1.7 times the work. */
export const planNames = (): PlanName => {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known || names.size >= 1000) return known
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }
}

type Parts = readonly unknown[]
type Send = (...parts: Parts) => Promise<pg.QueryResult>

const done = (command: string): Promise<pg.QueryResult> =>
  Promise.resolve({ command, rowCount: 0, oid: 0, fields: [], rows: [] })

type Wire = { readonly send: Send; readonly together: (all: readonly Parts[]) => Promise<pg.QueryResult> }

const openWire = (client: pg.PoolClient, planName: PlanName): Wire => {
  const plain = client.query.bind(client) as unknown as Send
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  const send: Send = (...parts) => {
    const [text, values, ...callback] = parts
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? planName(text) : undefined
    return name ? plain({ name, text, values }, ...callback) : plain(...parts)
  }
  /** In one packet; answers the last reply, or throws the first error once all have replied. */
  const together = async (all: readonly Parts[]) => {
    stream.cork()
    const sent = all.map((parts) => send(...parts))
    stream.uncork()
    const replies = await Promise.allSettled(sent)
    for (const reply of replies) if (reply.status === 'rejected') throw reply.reason
    return sent.at(-1) ?? done('')
  }
  return { send, together }
}

/** Needs a client in pipeline mode, which does not wait for an answer before it sends the next. */
export const economise = (client: pg.PoolClient, planName: PlanName): void => {
  const { send, together } = openWire(client, planName)
  let first: Parts[] = []
  let last: Parts | undefined
  const take = (): Parts[] => {
    const waiting = last ? [...first, last] : first
    first = []
    last = undefined
    return waiting
  }
  /** As long as BEGIN waits with the first words nothing has begun: calling it off, or ending it empty, needs no word at all. */
  const end = (parts: Parts, command: 'COMMIT' | 'ROLLBACK') => {
    const begun = !first.some(([text]) => text === 'begin')
    const waiting = take()
    if (!begun && (command === 'ROLLBACK' || waiting.length === 1)) return done(command)
    return command === 'ROLLBACK' ? send(...parts) : together([...waiting, parts])
  }
  const query = (...parts: Parts): unknown => {
    const [text] = parts
    if (typeof text !== 'string' || typeof parts.at(-1) === 'function') return send(...parts)
    if (text === 'commit') return end(parts, 'COMMIT')
    if (text === 'rollback') return end(parts, 'ROLLBACK')
    if (text === 'begin' || text.startsWith(firstWords)) {
      first.push(parts)
      return done(text === 'begin' ? 'BEGIN' : 'SELECT')
    }
    if (text.startsWith(lastWords)) {
      last = parts
      return done('UPDATE')
    }
    return first.length > 0 ? together([...take(), parts]) : send(...parts)
  }
  client.query = query as typeof client.query
}
