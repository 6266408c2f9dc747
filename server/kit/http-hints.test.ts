import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHints } from './http-hints.ts'

let folder = ''
const plain = '<html><head><title>邻帮</title></head><body></body></html>'
const hints = [
  { path: '/ask', files: ['/assets/ask-1.js', '/assets/ask-1.css'], calls: ['/api/v1/services'] },
  { path: '/requests/:requestId', files: ['/assets/tracking-1.js'], calls: ['/api/v1/requests/:requestId'] },
]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linbang-hints-'))
  await writeFile(join(folder, 'index.html'), plain)
})
afterAll(() => rm(folder, { recursive: true }))

const linksAt = (url: string, signedIn = true) =>
  [...openHints(folder)(url, signedIn).matchAll(/<link rel="(\w+)"[^>]*href="([^"]*)">/g)].map(
    ([, rel, href]) => `${rel} ${href}`,
  )

test('a build without hints serves the page as it is', () => {
  expect(openHints(folder)('/ask', true)).toBe(plain)
})

test('a page names its code, its style and the answer it asks for first', async () => {
  await writeFile(join(folder, 'pages.json'), JSON.stringify(hints))
  expect(linksAt('/ask?all=1')).toEqual([
    'modulepreload /assets/ask-1.js',
    'preload /assets/ask-1.css',
    'preload /api/v1/services',
  ])
  expect(linksAt('/requests/01a220c0-81ea')).toEqual([
    'modulepreload /assets/tracking-1.js',
    'preload /api/v1/requests/01a220c0-81ea',
  ])
})

test('whoever is not signed in fetches no answer ahead, and an unknown page nothing', () => {
  expect(linksAt('/ask', false)).toEqual(['modulepreload /assets/ask-1.js', 'preload /assets/ask-1.css'])
  expect(linksAt('/no/such/page')).toEqual([])
})

test.each(['/requests/"><script>alert(1)</script>', '/requests/%22%3E%3Cscript%3E', '/requests/a b', '/requests/../x'])(
  'nothing of an address but an id is ever written into the page: %s',
  (url) => {
    expect(openHints(folder)(url, true)).toBe(plain)
  },
)
