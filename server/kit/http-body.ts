// What a call brings: JSON of bounded size and depth, or one uploaded file with its fields.
import type { Upload } from '@linbang/contract/endpoint'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ensure, Refusal } from './errors.ts'

export const bodyBytes = 1024 * 1024
const uploadBytes = 20 * 1024 * 1024
const deepest = 10

const depthWithin = (value: unknown, left: number): boolean => {
  if (typeof value !== 'object' || value === null) return true
  if (left === 0) return false
  for (const key in value) if (!depthWithin((value as Record<string, unknown>)[key], left - 1)) return false
  return true
}

export const takeBodies = async (app: FastifyInstance): Promise<void> => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') {
      done(null, undefined)
      return
    }
    if (request.headers['idempotency-key'] !== undefined) request.rawBody = text
    void parse(request, text, (error, value) => {
      if (error) done(new Refusal('input.malformed'))
      else if (!depthWithin(value, deepest)) done(new Refusal('input.too_deep'))
      else done(null, value)
    })
  })
  await app.register(multipart, {
    limits: { fileSize: uploadBytes, files: 1, fields: 20, fieldSize: 10_000, parts: 21, headerPairs: 50 },
  })
}

export const readUpload = async (request: FastifyRequest): Promise<Upload> => {
  ensure(request.isMultipart(), 'input.media_type')
  const fields: Record<string, string> = {}
  let file: { fileName: string; bytes: Uint8Array } | undefined
  for await (const part of request.parts()) {
    if (part.type === 'file') file = { fileName: part.filename.slice(0, 200), bytes: await part.toBuffer() }
    else if (typeof part.value === 'string') fields[part.fieldname] = part.value
  }
  if (!file) throw new Refusal('input.invalid', { issues: [{ path: 'file', message: 'file' }] })
  return { ...file, fields }
}
