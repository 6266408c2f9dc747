import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { events } from '@linbang/contract/events'
import { cache } from './api.ts'
import { listen, pathsOf } from './realtime.ts'

const contracts = import.meta.glob<Record<string, unknown>>('../../contract/*.ts', { eager: true })
const paths = Object.values(contracts)
  .flatMap((module) => Object.values(module))
  .flatMap((one) =>
    one instanceof Object && 'path' in one && typeof one.path === 'string' ? [`/${one.path.split('/')[1]}`] : [],
  )

class FakeSource {
  static all: FakeSource[] = []
  static readonly CLOSED = 2
  readyState = 1
  onopen?: () => void
  onmessage?: (message: { data: string }) => void
  onerror?: () => void
  onreset?: () => void
  readonly url: string
  constructor(url: string) {
    this.url = url
    FakeSource.all.push(this)
  }
  addEventListener(_: 'reset', hear: () => void) {
    this.onreset = hear
  }
  close() {
    this.readyState = 2
  }
}

beforeEach(() => {
  FakeSource.all = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', FakeSource)
  vi.stubGlobal('navigator', { onLine: true, language: 'zh-CN' })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  cache.clear()
})

const open = () => listen((url) => new FakeSource(url) as unknown as EventSource)

describe('the live stream', () => {
  test('many events of one moment fetch once what shows them', async () => {
    const fetched = vi.spyOn(cache, 'invalidateQueries')
    const end = open()
    const [source] = FakeSource.all
    source?.onopen?.()
    for (let n = 0; n < 5; n += 1)
      source?.onmessage?.({ data: JSON.stringify({ event: 'request.reported', ids: { requestId: String(n) } }) })
    await vi.advanceTimersByTimeAsync(200)
    expect(fetched).toHaveBeenCalledOnce()
    end()
  })

  test('opens again when the server closed it, and then fetches everything shown', async () => {
    const end = open()
    const [first] = FakeSource.all
    first!.readyState = 2
    first?.onerror?.()
    await vi.advanceTimersByTimeAsync(2500)
    expect(FakeSource.all).toHaveLength(2)
    const fetched = vi.spyOn(cache, 'invalidateQueries')
    FakeSource.all[1]?.onopen?.()
    expect(fetched).toHaveBeenCalledWith()
    end()
  })

  test('leaves a broken line to the browser, which resumes with the last event', async () => {
    const end = open()
    FakeSource.all[0]?.onerror?.()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(FakeSource.all).toHaveLength(1)
    end()
  })

  test('says how long ago the page began to ask, and fetches everything when too much was missed', () => {
    const end = open()
    expect(FakeSource.all[0]?.url).toMatch(/\/events\?ago=\d+$/)
    const fetched = vi.spyOn(cache, 'invalidateQueries')
    FakeSource.all[0]?.onreset?.()
    expect(fetched).toHaveBeenCalledWith()
    end()
  })

  test.each(Object.keys(events))('%s refreshes only paths that the contract knows', (event) => {
    for (const path of pathsOf(event)) expect(paths).toContain(path)
  })

  test('a noun nobody named refreshes its plural', () => {
    expect(pathsOf('wish.published')).toEqual(['/wishes'])
    expect(pathsOf('activity.changed')).toEqual(['/activities'])
  })
})
