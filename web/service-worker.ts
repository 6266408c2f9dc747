// Writes sw.js into the build: the list of files the phone needs to open without a network, and the worker that serves them.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** The desk, and anything only a page fetches, is cached when it is first used. */
const shell = (fileName: string, wanted: ReadonlySet<string>) => wanted.has(fileName) || fileName.endsWith('.svg')

export const serviceWorker = (): Plugin => ({
  name: 'linbang-service-worker',
  apply: 'build',
  generateBundle(_, bundle) {
    const wanted = new Set<string>()
    const add = (fileName: string) => {
      if (wanted.has(fileName)) return
      wanted.add(fileName)
      const part = bundle[fileName]
      if (part?.type !== 'chunk') return
      part.imports.forEach(add)
      part.viteMetadata?.importedCss.forEach((css) => wanted.add(css))
    }
    for (const part of Object.values(bundle)) if (part.type === 'chunk' && part.isEntry) add(part.fileName)
    const files = [
      '/',
      ...Object.keys(bundle)
        .filter((fileName) => shell(fileName, wanted))
        .map((fileName) => `/${fileName}`),
    ].toSorted()
    const version = createHash('sha256').update(Object.keys(bundle).toSorted().join()).digest('hex').slice(0, 12)
    const source = readFileSync(fileURLToPath(new URL('worker.js', import.meta.url)), 'utf8')
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: source.replace('__VERSION__', version).replace("['__FILES__']", JSON.stringify(files)),
    })
  },
})
