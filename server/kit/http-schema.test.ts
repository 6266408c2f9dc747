// Decoders and encoders: nothing unknown gets in at any depth, nothing unnamed gets out, codecs run the right way.
import { Moment, QueryFlag, QueryNumber } from '@linbang/contract/values'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Refusal } from './errors.ts'
import { decoderOf, encoderOf, fieldsOf } from './http-schema.ts'

const problems = (schema: z.ZodMiniType, value: unknown): string[] => {
  try {
    decoderOf(schema)(value, 'zh-CN')
    return []
  } catch (error) {
    return (error as Refusal).issues.map(({ path }) => path)
  }
}

test('unknown fields are refused inside lists, unions, options, tuples and records', () => {
  const inner = z.object({ a: z.string() })
  const wide = { a: 'x', b: 1 }
  const cases: [z.ZodMiniType, unknown, string][] = [
    [z.object({ list: z.array(inner) }), { list: [{ a: 'x' }, wide] }, 'list.1.b'],
    [z.object({ one: z.optional(z.nullable(inner)) }), { one: wide }, 'one.b'],
    [z.object({ either: z.union([inner, z.object({ c: z.number() })]) }), { either: wide }, 'either.b'],
    [
      z.object({
        kind: z.discriminatedUnion('k', [z.object({ k: z.literal('a') }), z.object({ k: z.literal('b'), n: z.int() })]),
      }),
      { kind: { k: 'a', n: 1 } },
      'kind.n',
    ],
    [z.object({ two: z.tuple([inner, z.string()]) }), { two: [wide, 'x'] }, 'two.0.b'],
    [z.object({ map: z.record(z.string(), inner) }), { map: { k: wide } }, 'map.k.b'],
    [z.object({ lazy: z.lazy(() => inner) }), { lazy: wide }, 'lazy.b'],
    [z.object({ set: z._default(inner, { a: 'd' }) }), { set: wide }, 'set.b'],
  ]
  for (const [schema, value, path] of cases) expect(problems(schema, value)).toEqual([path])
  expect(problems(z.looseObject({ a: z.string() }), wide)).toEqual([])
  expect(problems(z.record(z.string(), z.unknown()), { deep: { er: 1 } })).toEqual([])
})

test('a schema that contains itself is strict all the way down', () => {
  const Tree = z.object({
    name: z.string(),
    get children() {
      return z.array(Tree)
    },
  })
  const leaf = { name: 'leaf', children: [] }
  expect(problems(Tree, { name: 'root', children: [leaf, { name: 'a', children: [{ ...leaf, more: 1 }] }] })).toEqual([
    'children.1.children.0.more',
  ])
  expect(encoderOf(Tree)({ name: 'root', children: [{ ...leaf, secret: 1 }] })).toEqual({
    name: 'root',
    children: [leaf],
  })
})

test('checks, messages and defaults of the contract stay', () => {
  const schema = z.object({
    a: z._default(z.string(), 'x'),
    n: z.optional(z.int().check(z.minimum(3))),
    pair: z.optional(z.object({ from: z.int(), to: z.int() }).check(z.refine(({ from, to }) => from < to))),
  })
  expect(decoderOf(schema)({}, 'en')).toEqual({ a: 'x' })
  expect(problems(schema, { n: 1 })).toEqual(['n'])
  expect(problems(schema, { pair: { from: 2, to: 1 } })).toEqual(['pair'])
  const wider = z.extend(schema, { b: z.string() })
  expect(decoderOf(wider)({ b: 'y' }, 'en')).toEqual({ a: 'x', b: 'y' })
})

test('query texts become numbers and flags', () => {
  const query = z.object({ limit: z.optional(QueryNumber), mine: z.optional(QueryFlag) })
  expect(decoderOf(query)({ limit: '5', mine: 'true' }, 'en')).toEqual({ limit: 5, mine: true })
  expect(problems(query, { limit: 'x', mine: 'yes' })).toEqual(['limit', 'mine'])
  expect(problems(query, { limit: ['1', '2'] })).toEqual(['limit'])
})

test('moments travel as text, and columns nobody named stay here', () => {
  const Row = z.object({
    at: Moment,
    ends: z.nullable(Moment),
    who: z.object({ id: z.string() }),
    tags: z.array(z.object({ t: z.string() })),
  })
  const at = new Date('2026-11-25T02:00:00Z')
  const row = { at, ends: null, who: { id: 'x', phone: '1' }, tags: [{ t: 'a', hidden: 1 }], tenantId: 'x' }
  expect(encoderOf(Row)(row)).toEqual({
    at: '2026-11-25T02:00:00.000Z',
    ends: null,
    who: { id: 'x' },
    tags: [{ t: 'a' }],
  })
  expect(
    decoderOf(Row)({ at: '2026-11-25T10:00:00+08:00', ends: null, who: { id: 'x' }, tags: [] }, 'en'),
  ).toMatchObject({ at })
  expect(() => encoderOf(Row)({ ...row, at: 'yesterday' })).toThrow()
})

test('each problem has a sentence that says what to do', () => {
  const schema = z.object({
    a: z.string().check(z.minLength(2)),
    n: z.int().check(z.maximum(5)),
    k: z.enum(['x']),
    d: z.iso.date(),
    l: z.array(z.string()).check(z.maxLength(1)),
  })
  try {
    decoderOf(schema)({ a: 'x', n: 9, k: 'y', d: 'today', l: ['1', '2'] }, 'zh-CN')
    expect.unreachable()
  } catch (error) {
    expect((error as Refusal).issues).toEqual([
      { path: 'a', message: '请至少写 2 个字' },
      { path: 'n', message: '请填 5 或更小的数' },
      { path: 'k', message: '请从给出的选项里选' },
      { path: 'd', message: '请写成 2026-11-25 这样' },
      { path: 'l', message: '最多选 1 个' },
    ])
  }
})

test('the fields of a body are known', () => {
  expect(fieldsOf(z.object({ a: z.string(), version: z.int() }))).toEqual(['a', 'version'])
  expect(fieldsOf(z.union([z.string(), z.number()]))).toEqual([])
})
