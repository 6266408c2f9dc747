// The HTTP side of the product: every endpoint of the contract under one application, ready to listen.
import { readFileSync } from 'node:fs'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { bodyBytes, takeBodies } from './http-body.ts'
import { type ActorOf, type Limits, openIdentify } from './http-caller.ts'
import { mountDocuments } from './http-documents.ts'
import { answerClientError, answerError } from './http-errors.ts'
import { protect } from './http-headers.ts'
import { mountMetrics } from './http-metrics.ts'
import { mountOperations } from './http-operations.ts'
import { mountPages, type PublicPage } from './http-pages.ts'
import { mount, type Route } from './http-route.ts'
import { traceCalls } from './http-trace.ts'
import { mountWeb } from './http-web.ts'
import { newId } from './ids.ts'
import type { Kit } from './kit.ts'
import type { Hearing } from './outbox.ts'
import { mountStream } from './stream.ts'

export type { ActorOf, Limits } from './http-caller.ts'
export { type Route, serve } from './http-route.ts'
export { withoutSession, withSession } from './http-session.ts'

export type AppOptions = {
  readonly kit: Kit
  readonly routes: readonly Route[]
  readonly actorOf: ActorOf
  /** Pages readable without a script and without signing in. */
  readonly pages?: readonly PublicPage[]
  readonly limits?: Limits
  /** What the live stream listens to; without it there is none. */
  readonly hearing?: Hearing
  /** The built web app. */
  readonly webDir?: string
}

const open = ({ config, log }: Kit): FastifyInstance => {
  const { tls, trustProxy } = config
  return Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytes,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    genReqId: () => newId(),
    clientErrorHandler: answerClientError,
    forceCloseConnections: 'idle',
    requestTimeout: 300_000, // a large photo over a bad line
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    ...(tls && { https: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } }),
  })
}

export const buildApp = async ({
  kit,
  routes,
  actorOf,
  pages = [],
  limits,
  hearing,
  webDir,
}: AppOptions): Promise<FastifyInstance> => {
  const app = open(kit)
  app.decorateRequest('caller', null)
  app.decorateRequest('rawBody', null)
  app.setErrorHandler(answerError)
  if (kit.tracer) traceCalls(app, kit.tracer)
  protect(app, kit.config)
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  await app.register(cookie)
  await takeBodies(app)
  const identify = openIdentify(kit, actorOf, limits)
  const stream = hearing && mountStream(app, kit, hearing, identify)
  mountMetrics(app, kit, () => stream?.count() ?? 0)
  mountOperations(app, kit)
  mountDocuments(
    app,
    routes.map(({ endpoint }) => endpoint),
  )
  for (const route of routes) mount(app, route, kit, identify)
  mountPages(app, pages, kit, identify)
  await mountWeb(app, webDir)
  return app
}
