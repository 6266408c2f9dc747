import * as z from 'zod/mini'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { endpoint } from '@linbang/contract/endpoint'
import { Moment, Occurred } from '@linbang/contract/values'
import { attemptOf } from './act.ts'
import { addressOf, cache, call, onSignedOut, query, refresh } from './api.ts'
import { Refused } from './refused.ts'

const list = endpoint({
  method: 'GET',
  path: '/things',
  summary: '',
  allow: 'anyone',
  query: z.object({ q: z.optional(z.string()), state: z.optional(z.array(z.string())), since: z.optional(Moment) }),
  returns: z.object({ items: z.array(z.object({ at: Moment })) }),
})
const add = endpoint({
  method: 'POST',
  path: '/things/:thingId/parts',
  summary: '',
  allow: 'anyone',
  params: z.object({ thingId: z.string() }),
  body: z.object({ words: z.string(), ...Occurred }),
  returns: z.object({ id: z.string() }),
})
const send = endpoint({
  method: 'POST',
  path: '/files',
  summary: '',
  allow: 'anyone',
  body: 'upload',
  returns: z.object({ id: z.string() }),
})
const print = endpoint({
  method: 'GET',
  path: '/things/:thingId/sheet.pdf',
  summary: '',
  allow: 'anyone',
  params: z.object({ thingId: z.string() }),
  returns: 'file',
})

let asked: Request[] = []
const answerWith = (...answers: (() => Response | Promise<Response>)[]) => {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(new Request(`http://here${url}`, init))
    return (answers.shift() ?? (() => Response.json({})))()
  })
}

beforeEach(() => {
  asked = []
})
afterEach(() => {
  vi.unstubAllGlobals()
  cache.clear()
})

describe('a call', () => {
  test('puts params into the path and only what is given into the query', () => {
    expect(addressOf(add, { params: { thingId: 'a/b c' } })).toBe('/api/v1/things/a%2Fb%20c/parts')
    expect(
      addressOf(list, {
        query: { q: '水', state: ['a', 'b'], since: new Date('2026-11-25T06:00:00Z'), none: undefined, empty: '' },
      }),
    ).toBe('/api/v1/things?q=%E6%B0%B4&state=a&state=b&since=2026-11-25T06%3A00%3A00.000Z')
  })

  test('gives moments back as dates', async () => {
    answerWith(() => Response.json({ items: [{ at: '2026-11-25T14:00:00+08:00' }] }))
    const { items } = await call(list)
    expect(items[0]?.at).toEqual(new Date('2026-11-25T06:00:00Z'))
  })

  test('a POST carries a key, the moment it was done, and the language', async () => {
    answerWith(() => Response.json({ id: '1' }))
    await call(add, { params: { thingId: '1' }, body: { words: '滴水' } }, { key: 'k', occurredAt: new Date(0) })
    expect(asked[0]?.headers.get('idempotency-key')).toBe('k')
    expect(asked[0]?.headers.get('accept-language')).toMatch(/^(zh-CN|en)$/)
    expect(await asked[0]?.json()).toEqual({ words: '滴水', occurredAt: '1970-01-01T00:00:00.000Z' })
  })

  test('a file goes as a form, with its fields before it', async () => {
    answerWith(() => Response.json({ id: '1' }))
    await call(send, { body: { file: new Blob(['x']), fileName: '照片.jpg', fields: { purpose: 'visit' } } })
    const form = await asked[0]?.formData()
    expect([...form!.keys()]).toEqual(['purpose', 'file'])
    expect((form!.get('file') as File).name).toBe('照片.jpg')
  })

  test('bytes come back with their name', async () => {
    answerWith(
      () => new Response('pdf', { headers: { 'content-disposition': "attachment; filename*=UTF-8''%E5%8D%95.pdf" } }),
    )
    expect((await call(print, { params: { thingId: '1' } })).fileName).toBe('单.pdf')
  })
})

describe('a refusal', () => {
  test('says its sentence, code, fields and number', async () => {
    answerWith(() =>
      Response.json(
        {
          title: '已经有人接了',
          code: 'offer.taken',
          status: 409,
          requestId: 'r1',
          issues: [{ path: ['words'], message: '太长' }],
        },
        { status: 409, headers: { 'content-type': 'application/problem+json' } },
      ),
    )
    const refused = await call(list).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused).toMatchObject({
      code: 'offer.taken',
      message: '已经有人接了',
      status: 409,
      requestId: 'r1',
      passing: false,
      issues: [{ path: ['words'], message: '太长' }],
    })
  })

  test('without a line it is offline, and may be tried again', async () => {
    answerWith(() => Promise.reject(new TypeError('failed to fetch')))
    await expect(call(list)).rejects.toMatchObject({ code: 'web.offline', offline: true, passing: true })
  })

  test('a proxy that answers in HTML is a refusal too', async () => {
    answerWith(() => new Response('<h1>502</h1>', { status: 502, headers: { 'content-type': 'text/html' } }))
    await expect(call(list)).rejects.toMatchObject({ status: 502, passing: true })
  })

  test('too fast says how long to wait', async () => {
    answerWith(() => Response.json({ code: 'rate.limited' }, { status: 429, headers: { 'retry-after': '30' } }))
    await expect(call(list)).rejects.toMatchObject({ retryAfterSeconds: 30, passing: true })
  })

  test('401 tells the session', async () => {
    const told = vi.fn()
    const end = onSignedOut(told)
    answerWith(() => Response.json({ code: 'auth.required' }, { status: 401 }))
    await expect(call(list)).rejects.toMatchObject({ status: 401 })
    expect(told).toHaveBeenCalledOnce()
    end()
  })
})

describe('an act pressed again', () => {
  test('keeps its key and moment for the same input, and only for that', () => {
    const first = attemptOf(undefined, '{"a":1}')
    expect(attemptOf(first, '{"a":1}')).toBe(first)
    expect(attemptOf(first, '{"a":2}').key).not.toBe(first.key)
  })
})

describe('refresh', () => {
  test('touches the path and what lies under it, nothing that only begins alike', async () => {
    cache.setQueryData(['/requests', {}], 1)
    cache.setQueryData(['/requests/:requestId', {}], 1)
    cache.setQueryData(['/requests-open', {}], 1)
    await refresh('/requests')
    expect(cache.getQueryState(['/requests', {}])?.isInvalidated).toBe(true)
    expect(cache.getQueryState(['/requests/:requestId', {}])?.isInvalidated).toBe(true)
    expect(cache.getQueryState(['/requests-open', {}])?.isInvalidated).toBe(false)
    expect(query(list, { query: { q: '水' } }).queryKey).toEqual(['/things', { query: { q: '水' } }])
  })
})
