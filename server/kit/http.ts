// The HTTP side of the product: every endpoint of the contract under one application, ready to listen.
import { readFileSync } from 'node:fs'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { bodyBytes, takeBodies } from './http-body.ts'
import { type ActorOf, type Limits, openIdentify } from './http-caller.ts'
import { mountDocuments } from './http-documents.ts'
import { answerError } from './http-errors.ts'
import { mountMetrics } from './http-metrics.ts'
import { mountOperations } from './http-operations.ts'
import { mount, type Route } from './http-route.ts'
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
  readonly limits?: Limits
  /** What the live stream listens to; without it there is none. */
  readonly hearing?: Hearing
  /** The built web app. */
  readonly webDir?: string
}

/** Pages and scripts only from here; pictures also as data and blobs; styles inline, as the desk's components make them. */
const ownOriginOnly = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'worker-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
}

const open = ({ config, log }: Kit): FastifyInstance => {
  const { tls, trustProxy } = config
  return Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytes,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    genReqId: () => newId(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    ...(tls && { https: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } }),
  })
}

const protect = async (app: FastifyInstance, kit: Kit) => {
  const secure = kit.config.tls !== undefined || (kit.config.publicUrl?.startsWith('https:') ?? false)
  await app.register(helmet, {
    contentSecurityPolicy: ownOriginOnly,
    strictTransportSecurity: secure ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
  })
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'x-request-id': request.id,
      'permissions-policy': 'camera=(self), microphone=(self), geolocation=(self)',
    })
  })
}

export const buildApp = async ({
  kit,
  routes,
  actorOf,
  limits,
  hearing,
  webDir,
}: AppOptions): Promise<FastifyInstance> => {
  const app = open(kit)
  app.decorateRequest('caller', null)
  app.decorateRequest('rawBody', null)
  app.setErrorHandler(answerError)
  await protect(app, kit)
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
  await mountWeb(app, webDir)
  return app
}
