// The HTTP side of the product: every endpoint of the contract under one application, ready to listen.
import { readFileSync } from 'node:fs'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { Refusal } from './errors.ts'
import { bodyBytes, takeBodies } from './http-body.ts'
import { type ActorOf, type Limits, openIdentify } from './http-caller.ts'
import { answerError, sendProblem } from './http-errors.ts'
import { apiBase, mount, type Route } from './http-route.ts'
import { newId } from './ids.ts'
import type { Kit } from './kit.ts'

export type { ActorOf, Limits } from './http-caller.ts'
export { type Route, serve } from './http-route.ts'
export { withoutSession, withSession } from './http-session.ts'

export type AppOptions = {
  readonly kit: Kit
  readonly routes: readonly Route[]
  readonly actorOf: ActorOf
  readonly limits?: Limits
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
    void reply.headers({ 'x-request-id': request.id, 'permissions-policy': 'camera=(self), microphone=(self), geolocation=(self)' })
  })
}

export const buildApp = async ({ kit, routes, actorOf, limits }: AppOptions): Promise<FastifyInstance> => {
  const app = open(kit)
  app.decorateRequest('caller', null)
  app.decorateRequest('rawBody', null)
  app.setErrorHandler(answerError)
  await protect(app, kit)
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  await app.register(cookie)
  await takeBodies(app)
  const identify = openIdentify(kit, actorOf, limits)
  for (const route of routes) mount(app, route, kit, identify)
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new Refusal('not_found')))
  return app
}

export { apiBase }
