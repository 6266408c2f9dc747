import { describe, expect, test, vi } from 'vitest'
import type { CallOptions } from './api.ts'
import { idFrom, makeOutbox } from './offline.ts'
import type { Kept } from './offline.ts'
import { Refused } from './refused.ts'
import { memoryShelf } from './shelf.ts'

const kept = (id: string, given: unknown = {}, personId = 'li'): Kept => ({
  id,
  personId,
  method: 'POST',
  path: '/visits/:visitId/check-in',
  body: 'moment',
  given,
  occurredAt: new Date(0),
  label: `act ${id}`,
})

const world = (...answers: (() => unknown)[]) => {
  const sent: { path: string; given: unknown; options: CallOptions }[] = []
  const shelf = memoryShelf<Kept>()
  const send = vi.fn(async (endpoint: { path: string }, given: unknown, options: CallOptions) => {
    sent.push({ path: endpoint.path, given, options })
    return (answers.shift() ?? (() => ({ id: `made-${sent.length}` })))()
  })
  return { sent, shelf, outbox: makeOutbox(shelf, send) }
}
const noLine = () => {
  throw new Refused(0, { code: 'web.offline' })
}
const taken = () => {
  throw new Refused(409, { code: 'visit.sealed', title: '这张单已经签过了' })
}

describe('what was done without a line', () => {
  test('is sent in the order it was done, under its own key and with its own moment', async () => {
    const { sent, outbox } = world()
    for (const id of ['a', 'b', 'c']) await outbox.keep(kept(id))
    await outbox.replay('li')
    expect(sent.map(({ options }) => options.key)).toEqual(['a', 'b', 'c'])
    expect(sent[0]?.options.occurredAt).toEqual(new Date(0))
    expect(outbox.shown()).toEqual([])
  })

  test('waits when the line breaks in the middle, and goes on where it stopped', async () => {
    const { sent, outbox } = world(() => ({}), noLine)
    for (const id of ['a', 'b', 'c']) await outbox.keep(kept(id))
    await outbox.replay('li')
    expect(outbox.shown().map(({ id }) => id)).toEqual(['b', 'c'])
    await outbox.replay('li')
    expect(sent.map(({ options }) => options.key)).toEqual(['a', 'b', 'b', 'c'])
    expect(outbox.shown()).toEqual([])
  })

  test('a photo kept first lends its id to the sheet that names it, also after the phone was switched off', async () => {
    const { sent, shelf, outbox } = world(() => ({ id: 'photo-7' }), noLine)
    const photo = kept('p', { body: { file: new Blob(['x']), fileName: 'a.jpg' } })
    await outbox.keep(photo)
    await outbox.keep(kept('s', { body: { photoIds: [idFrom(photo)], words: '换了阀芯' } }))
    await outbox.replay('li')
    const again = makeOutbox(shelf, async (_, given, options) => sent.push({ path: '', given, options }))
    await again.replay('li')
    expect(sent.at(-1)?.given).toEqual({ body: { photoIds: ['photo-7'], words: '换了阀芯' } })
  })

  test('what the server refuses stays in sight and does not hold up the rest', async () => {
    const { outbox } = world(taken)
    for (const id of ['a', 'b']) await outbox.keep(kept(id))
    await outbox.replay('li')
    expect(outbox.shown()).toMatchObject([{ id: 'a', refused: { code: 'visit.sealed', message: '这张单已经签过了' } }])
    await outbox.discard('a')
    expect(outbox.shown()).toEqual([])
  })

  test('is sent only by the person who did it', async () => {
    const { sent, outbox } = world()
    await outbox.keep(kept('a', {}, 'wang'))
    await outbox.replay('li')
    expect(sent).toEqual([])
    expect(outbox.shown()).toHaveLength(1)
  })

  test('two calls at once send each act once', async () => {
    const { sent, outbox } = world()
    await outbox.keep(kept('a'))
    await Promise.all([outbox.replay('li'), outbox.replay('li')])
    expect(sent).toHaveLength(1)
  })
})
