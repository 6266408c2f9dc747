// Each statement as a span: what it does to which table, and its text; the values stay out of it.
import type pg from 'pg'
import type { Tracer } from './trace.ts'

const verbs: Readonly<Record<string, string>> = {
  from: 'select',
  'insert into': 'insert',
  'delete from': 'delete',
  update: 'update',
}

/** Few different ones, as span names should be: `insert request`, `select person`, `commit`. */
export const summaryOf = (text: string): string => {
  const [, verb = '', table] =
    /\b(insert into|delete from|update|from)\s+"?([a-z_][\w.]*)/i.exec(text.slice(0, 4_000)) ?? []
  if (table) return `${verbs[verb.toLowerCase()]} ${table}`
  return /^(?:\/\*.*?\*\/|\s)*(\w+)/s.exec(text)?.[1]?.toLowerCase() ?? 'statement'
}

/** To be laid over a connection last. Statements that travel together are told one by one. */
export const traceStatements = (client: pg.PoolClient, tracer: Tracer): void => {
  const query = client.query.bind(client) as unknown as (...parts: readonly unknown[]) => unknown
  const traced = (...parts: readonly unknown[]): unknown => {
    const [text] = parts
    if (typeof text !== 'string' || typeof parts.at(-1) === 'function') return query(...parts)
    const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, 1_000) }
    const span = tracer.begin({ name: summaryOf(text), kind: 'client', attributes })
    const done = query(...parts) as Promise<pg.QueryResult>
    done.then(
      () => span.end(),
      (error: { code?: string }) => span.end({ failed: true, attributes: { 'error.type': error.code ?? 'unknown' } }),
    )
    return done
  }
  client.query = traced as typeof client.query
}
