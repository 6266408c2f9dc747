// For machines that look after the product: is the process up, is it fit to serve.
import type { FastifyInstance } from 'fastify'
import type { Kit } from './kit.ts'
import { type Finding, findings } from './readiness.ts'

const keptMs = 2000

export const mountOperations = (app: FastifyInstance, kit: Kit): void => {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  let kept: { readonly until: number; readonly found: Promise<Finding[]> } | undefined
  app.get('/readyz', async (_request, reply) => {
    if (!kept || kept.until < Date.now()) kept = { until: Date.now() + keptMs, found: findings(kit) }
    const found = await kept.found
    const ready = found.every(({ state }) => state !== 'fail')
    // Why is in the log and the doctor's; strangers learn only that and where.
    const checks = Object.fromEntries(found.map(({ name, state }) => [name, state]))
    if (!ready) kit.log.warn({ found: found.filter(({ state }) => state === 'fail') }, 'not ready')
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ready' : 'not ready', checks })
  })
}
