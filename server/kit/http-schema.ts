// Turns the contract's schemas into decoders that refuse unknown fields, and encoders that let nothing extra out.
import { issueSentence } from '@linbang/contract/issues'
import type { Locale } from '@linbang/contract/values'
import * as z from 'zod/mini'
import { Refusal, type Issue } from './errors.ts'

type Schema = z.core.$ZodType
type Def = z.core.$ZodTypeDef & Record<string, unknown>

/** The parts of a definition that hold other schemas. */
const innerKeys = ['innerType', 'element', 'left', 'right', 'in', 'out', 'valueType', 'rest'] as const

/**
 * The same schema once more, compiled for speed, and with `strict` refusing keys it does not name at every depth.
 * Sides of an intersection stay open: each sees the other's keys.
 */
const rebuilt = (schema: Schema, strict: boolean, known: Map<Schema, Schema>): Schema => {
  const done = known.get(schema)
  if (done) return done
  known.set(schema, new z.core.$ZodLazy({ type: 'lazy', getter: () => known.get(schema) ?? schema }))
  const made = remade(schema, strict, known)
  known.set(schema, made)
  return made
}

const remade = (schema: Schema, strict: boolean, known: Map<Schema, Schema>): Schema => {
  const def = schema._zod.def as Def
  if (def.type === 'object') return objectRemade(def as Def & z.core.$ZodObjectDef, strict, known)
  if (def.type === 'lazy') return rebuilt((def as Def & { getter: () => Schema }).getter(), strict, known)
  const next: Record<string, unknown> = { ...def }
  const inside = strict && def.type !== 'intersection'
  for (const key of innerKeys) if (isSchema(def[key])) next[key] = rebuilt(def[key], inside, known)
  for (const key of ['options', 'items'] as const) {
    const list = def[key]
    if (Array.isArray(list)) next[key] = list.map((item: Schema) => rebuilt(item, strict, known))
  }
  return z.core.clone(schema as z.core.$ZodType, next as never)
}

const objectRemade = (def: Def & z.core.$ZodObjectDef, strict: boolean, known: Map<Schema, Schema>): Schema => {
  const shape = Object.fromEntries(
    Object.entries(def.shape).map(([key, value]) => [key, rebuilt(value as Schema, strict, known)]),
  )
  const catchall = def.catchall ?? (strict ? z.never() : undefined)
  return new z.core.$ZodObjectJIT({ ...def, shape, ...(catchall && { catchall }) })
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && '_zod' in value

export type Decoder = (value: unknown, locale: Locale) => unknown

/** Checks and decodes what a caller sent; every problem is named with its path. */
export const decoderOf = (schema: z.ZodMiniType): Decoder => {
  const strict = rebuilt(schema, true, new Map())
  return (value, locale) => {
    const outcome = z.core.safeParse(strict, value, { reportInput: true })
    if (outcome.success) return outcome.data
    throw refusalOf(outcome.error.issues, locale)
  }
}

/** Encodes an answer; what the schema does not name is left out. A value that does not fit is our bug. */
export const encoderOf = (schema: z.ZodMiniType): ((value: unknown) => unknown) => {
  const open = rebuilt(schema, false, new Map())
  return (value) => z.core.encode(open, value)
}

/** The names a schema lets in at its top, if it is an object. */
export const fieldsOf = (schema: z.ZodMiniType): readonly string[] => {
  const def = schema._zod.def as Def
  return def.type === 'object' ? Object.keys((def as Def & z.core.$ZodObjectDef).shape) : []
}

const refusalOf = (raw: readonly z.core.$ZodIssue[], locale: Locale): Refusal => {
  const issues = raw
    .flatMap((issue) => flat(issue, []))
    .map(({ path, issue }) => ({ path, message: issueSentence(issue, locale) }))
  const onlyUnknown = raw.length > 0 && raw.every((issue) => issue.code === 'unrecognized_keys')
  return new Refusal(onlyUnknown ? 'input.unknown_field' : 'input.invalid', { issues: issues.slice(0, 50) as Issue[] })
}

type Placed = { readonly path: string; readonly issue: z.core.$ZodIssue }

/** Unknown keys one by one; of a union the branch that came closest. */
const flat = (issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Placed[] => {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key].join('.'), issue }))
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? []
    return closest.flatMap((inner) => flat(inner, path))
  }
  return [{ path: path.join('.'), issue }]
}
