// Bytes as an answer: the right name in any script, parts of it for players, and nothing a browser would run.
import type { FileAnswer } from '@linbang/contract/endpoint'
import type { FastifyReply, FastifyRequest } from 'fastify'

const shown = /^(image\/(jpeg|png|webp|gif|avif)|application\/pdf|audio\/|video\/|text\/calendar)/

const disposition = (name: string | undefined, inline: boolean): string => {
  const kind = inline ? 'inline' : 'attachment'
  if (name === undefined) return kind
  const plain = name.replace(/[^\u0020-\u007e]|["\\%]/g, '_')
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`
}

type Range = { readonly from: number; readonly to: number }

/** One range, as players ask for; anything fancier gets the whole. */
const rangeOf = (header: string | undefined, size: number): Range | 'beyond' | undefined => {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return undefined
  const from = asked[1] === '' ? Math.max(0, size - Number(asked[2])) : Number(asked[1])
  const to = asked[1] === '' || asked[2] === '' ? size - 1 : Math.min(size - 1, Number(asked[2]))
  return from > to ? 'beyond' : { from, to }
}

export const sendFile = (request: FastifyRequest, reply: FastifyReply, file: FileAnswer): FastifyReply => {
  const inline = file.inline === true && shown.test(file.contentType)
  void reply
    .header('content-disposition', disposition(file.fileName, inline))
    .header('cache-control', 'private, max-age=600')
    .header('accept-ranges', 'bytes')
    .type(file.contentType)
  if (!inline) void reply.header('content-security-policy', "sandbox; default-src 'none'")
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  const range = rangeOf(request.headers.range, bytes.length)
  if (range === undefined) return reply.send(bytes)
  if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${bytes.length}`).send()
  return reply
    .code(206)
    .header('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`)
    .send(bytes.subarray(range.from, range.to + 1))
}
