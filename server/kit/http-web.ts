// The web app's built files; an address that is no file is the app's own page.
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'
import { sendProblem } from './http-errors.ts'
import { openHints } from './http-hints.ts'

const hashed = /-[\w-]{8,}\.\w+$/

/** True for a page somebody opened, not for a file or a call that went astray. */
const isPage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html')

export const mountWeb = async (app: FastifyInstance, webDir: string | undefined): Promise<void> => {
  const present = webDir !== undefined && existsSync(join(webDir, 'index.html'))
  if (present) {
    await app.register(fastifyStatic, {
      root: webDir,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const lasting = path.includes(`${sep}assets${sep}`) && hashed.test(path.replace(/\.(br|gz)$/, ''))
        void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  const pageAt = present ? openHints(webDir) : undefined
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    if (!pageAt || !isPage(request)) return sendProblem(request, reply, new Refusal('not_found'))
    const signedIn = (request.headers.cookie ?? '').includes('linbang_session=')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(pageAt(request.url, signedIn))
  })
}
