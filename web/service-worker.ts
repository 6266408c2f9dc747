// Writes sw.js into the build: the files the phone needs to open without a network, the pages people go to next, and the worker that serves them.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin, Rolldown } from 'vite'
import { filesOf } from './chunk-files.ts'

/** Asking, following, helping, and the visit at a door: fetched when the first page stands and the line is not too thin. */
const nextPages = [
  'requests/phone/ask-service.tsx',
  'requests/phone/ask-details.tsx',
  'requests/phone/ask-check.tsx',
  'requests/phone/tracking.tsx',
  'requests/phone/tracking-sheets.tsx',
  'requests/phone/my-requests.tsx',
  'home/phone/near-tasks.tsx',
  'tasks/phone/help.tsx',
  'tasks/phone/task.tsx',
  'visits/phone/visits.tsx',
  'visits/phone/visit.tsx',
  'visits/phone/visit-sheets.tsx',
  'volunteers/phone/badge.tsx',
  'rewards/phone/redeem.tsx',
  'rewards/phone/scan.tsx',
]

/** The chunks of pages, by the end of their source path. */
const pageChunks = (bundle: Rolldown.OutputBundle, sources: readonly string[]): readonly string[] =>
  Object.values(bundle).flatMap((part) =>
    part.type === 'chunk' && sources.some((source) => part.facadeModuleId?.endsWith(source)) ? [part.fileName] : [],
  )

export const serviceWorker = (): Plugin => ({
  name: 'linbang-service-worker',
  apply: 'build',
  generateBundle(_, bundle) {
    const entries = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk' && part.isEntry ? [part.fileName] : [],
    )
    const shell = filesOf(bundle, entries)
    const asPaths = (names: Iterable<string>) => [...names].map((fileName) => `/${fileName}`).toSorted()
    const files = ['/', ...asPaths(Object.keys(bundle).filter((name) => shell.has(name) || name.endsWith('.svg')))]
    const next = asPaths([...filesOf(bundle, pageChunks(bundle, nextPages))].filter((name) => !shell.has(name)))
    const version = createHash('sha256').update(Object.keys(bundle).toSorted().join()).digest('hex').slice(0, 12)
    const source = readFileSync(fileURLToPath(new URL('worker.js', import.meta.url)), 'utf8')
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: source
        .replace('__VERSION__', version)
        .replace("['__FILES__']", JSON.stringify(files))
        .replace("['__NEXT__']", JSON.stringify(next)),
    })
  },
})
