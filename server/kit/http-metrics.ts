// Figures for whoever watches the installation: from this machine, or with the token.
import { hash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { ensure } from './errors.ts'
import type { Kit } from './kit.ts'

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

const timings = (app: FastifyInstance, register: Registry) => {
  const took = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [register],
  })
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    took.observe({ method, route: routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000)
  })
}

const gauge = (register: Registry, name: string, help: string, read: () => number | Promise<number>) =>
  new Gauge({
    name,
    help,
    registers: [register],
    async collect() {
      this.set(await read())
    },
  })

const count = async ({ aside }: Kit, from: 'outbox' | 'jobs waiting' | 'jobs failed'): Promise<number> => {
  const tables = {
    outbox: sql`outbox where handled_at is null`,
    'jobs waiting': sql`pgboss.job where state < 'active' and start_after <= now()`,
    'jobs failed': sql`pgboss.job where state = 'failed'`,
  }
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${tables[from]}`.execute(aside.db)
  return rows[0]?.n ?? 0
}

/** Takes the same time however much of the token is right. */
const isToken = (told: string | undefined, token: string): boolean =>
  timingSafeEqual(hash('sha256', told ?? '', 'buffer'), hash('sha256', `Bearer ${token}`, 'buffer'))

const fromHere = (request: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(request.ip) && request.headers['x-forwarded-for'] === undefined

export const mountMetrics = (app: FastifyInstance, kit: Kit, streams: () => number): void => {
  const register = new Registry()
  collectDefaultMetrics({ register })
  timings(app, register)
  const { pool } = kit.database
  gauge(register, 'database_connections', 'Open connections', () => pool.totalCount)
  gauge(register, 'database_waiting', 'Statements that wait for a connection', () => pool.waitingCount)
  gauge(register, 'live_streams', 'People listening live', streams)
  gauge(register, 'outbox_unhandled', 'Announcements nobody has reacted to yet', () => count(kit, 'outbox'))
  gauge(register, 'jobs_waiting', 'Jobs that are due', () => count(kit, 'jobs waiting'))
  gauge(register, 'jobs_failed', 'Jobs given up in the last days', () => count(kit, 'jobs failed'))
  app.get('/metrics', async (request, reply) => {
    const { metricsToken } = kit.config
    const told = metricsToken !== undefined && isToken(request.headers.authorization, metricsToken)
    ensure(told || fromHere(request), 'not_found')
    return reply.type(register.contentType).send(await register.metrics())
  })
  app.addHook('onClose', async () => register.clear())
}
