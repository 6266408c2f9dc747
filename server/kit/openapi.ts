// The contract as OpenAPI 3.1: printed from the same objects the server mounts, so that it cannot tell anything else.
import { type Endpoint } from '@linbang/contract/endpoint'
import { type ErrorCode, errorStatus } from '@linbang/contract/errors'
import { events } from '@linbang/contract/events'
import { permissions } from '@linbang/contract/permissions'
import { refusals } from '@linbang/contract/refusals'
import * as z from 'zod/mini'
import { apiBase } from './http-route.ts'

export type Schema = Readonly<Record<string, unknown>>
export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}
export type Operation = {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly security: readonly Schema[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>
  }
  readonly responses: Readonly<Record<string, Schema>>
}
export type OpenApi = Schema & { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }

/** Everything travels in its encoded form, in and out. */
const schemaOf = (schema: z.ZodMiniType): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    // A format says it in a word; the pattern of a date alone is two hundred characters.
    override: ({ jsonSchema }) => void (jsonSchema.format && delete jsonSchema.pattern),
  }) as Schema
  return rest
}

const properties = (schema: z.ZodMiniType | undefined): [name: string, schema: Schema, required: boolean][] => {
  if (!schema) return []
  const { properties: inner = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  return Object.entries(inner).map(([name, value]) => [name, value, required.includes(name)])
}

const repeatKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same body gets the same answer, with another body 409.',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
}

const parametersOf = ({ method, params, query, once, returns }: Endpoint): Parameter[] => [
  ...properties(params).map(([name, schema]) => ({ name, in: 'path' as const, required: true, schema })),
  ...properties(query).map(([name, schema, required]) => ({ name, in: 'query' as const, required, schema })),
  ...(method === 'GET' || once || returns === 'file' ? [] : [repeatKey]),
]

const uploadSchema: Schema = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream', description: 'At most 20 MB.' } },
  additionalProperties: { type: 'string' },
}

const bodyOf = ({ method, body }: Endpoint): Pick<Operation, 'requestBody'> => {
  if (method === 'GET') return {}
  if (body === 'upload')
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: uploadSchema } } } }
  if (!body) return {}
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { ...schemaOf(body), additionalProperties: false } } },
    },
  }
}

/** What any call of this kind can meet, besides what the endpoint itself names. */
const refusalsOf = ({ method, allow, params, body, errors = [] }: Endpoint): ErrorCode[] => {
  const usual: ErrorCode[] = ['rate.limited', 'internal']
  if (allow !== 'anyone') usual.unshift('auth.required')
  if (allow !== 'anyone' && allow !== 'signed-in') usual.unshift('auth.forbidden')
  if (params) usual.unshift('not_found')
  if (body) usual.unshift('input.invalid', 'input.unknown_field', 'input.too_large')
  if (method !== 'GET') usual.unshift('auth.same_origin', 'idempotency.mismatch')
  return [...new Set([...errors, ...usual])]
}

const responsesOf = (endpoint: Endpoint): Operation['responses'] => {
  const { returns } = endpoint
  const content =
    returns === 'file'
      ? { '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } }
      : { 'application/json': { schema: schemaOf(returns) } }
  const byStatus = Map.groupBy(refusalsOf(endpoint), (code) => errorStatus[code])
  const refused = [...byStatus]
    .toSorted(([a], [b]) => a - b)
    .map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ])
  return { '200': { description: 'Done', content }, ...Object.fromEntries(refused) }
}

const rights = ({ allow }: Endpoint): string => {
  if (allow === 'anyone') return 'Anyone.'
  if (allow === 'signed-in') return 'Whoever has signed in.'
  return `\`${allow}\`: ${permissions[allow].join(', ')}.`
}

const operationOf = (endpoint: Endpoint): Operation => {
  const { method, path, summary, allow } = endpoint
  const words = path
    .split('/')
    .filter(Boolean)
    .map((word) => (word.startsWith(':') ? 'by' : word.replace(/[^a-zA-Z0-9]+/g, '_')))
  return {
    operationId: [method.toLowerCase(), ...words].join('_'),
    tags: [words[0] ?? 'root'],
    summary,
    description: rights(endpoint),
    security: allow === 'anyone' ? [] : [{ cookie: [] }, { bearer: [] }],
    parameters: parametersOf(endpoint),
    ...bodyOf(endpoint),
    responses: responsesOf(endpoint),
  }
}

const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: "A sentence in the reader's language" },
    status: { type: 'integer' },
    code: {
      type: 'string',
      enum: Object.keys(errorStatus),
      description: (Object.keys(errorStatus) as ErrorCode[])
        .map((code) => `\`${code}\` ${refusals[code].en}`)
        .join('\n\n'),
    },
    detail: { type: 'string' },
    issues: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    requestId: { type: 'string', format: 'uuid' },
  },
}

const streamOperation: Operation = {
  operationId: 'get_events',
  tags: ['events'],
  summary: 'What happens, live (server-sent events)',
  description: `Whoever has signed in. Each message is \`{ event, ids }\`, only for what the reader may read; resumable by Last-Event-ID; the event \`reset\` says: fetch everything again. Events: ${Object.keys(events).join(', ')}.`,
  security: [{ cookie: [] }, { bearer: [] }],
  parameters: [{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }],
  responses: { '200': { description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } } },
}

export const openApiOf = (endpoints: readonly Endpoint[]): OpenApi => {
  const paths: Record<string, Record<string, Operation>> = { [`${apiBase}/events`]: { get: streamOperation } }
  for (const endpoint of endpoints) {
    const path = `${apiBase}${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Linbang 邻帮',
      version: '1',
      description:
        'Times are RFC 3339 with offset; amounts are integers with the unit in their name. Every POST may carry `occurredAt`. Unknown fields and parameters are refused.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'linbang_session',
          description: 'Under TLS `__Host-linbang_session`.',
        },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}
