// Writes pages.json into the build: which files, and which answers, a page of the phone needs first. The server names them in the page's
// head, so that a link from a message does not fetch one after the other: the app, then the page's code, then what it shows.
import type { Plugin } from 'vite'
import { filesOf } from './chunk-files.ts'

/** What the page asks at once, as soon as it is known who is here. */
const firstCalls: Readonly<Record<string, readonly string[]>> = {
  '/ask': ['/api/v1/services'],
  '/requests/:requestId': ['/api/v1/requests/:requestId'],
}
const route = /path: '(?<path>[^']+)',(?:(?!path: ').)*?import\('\.\.\/(?<source>[^']+)'\)/gs

export const pageHints = (): Plugin => {
  const pages = new Map<string, string>()
  return {
    name: 'linbang-page-hints',
    apply: 'build',
    transform: {
      filter: { id: /\/routes\/phone-pages\.ts$/ },
      order: 'pre',
      handler(code) {
        for (const { groups } of code.matchAll(route)) pages.set(groups!['path']!, groups!['source']!)
      },
    },
    generateBundle: {
      order: 'post', // after the chunks that held nothing but style are gone
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
        const app = filesOf(
          bundle,
          chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName),
        )
        const hints = [...pages].flatMap(([path, source]) => {
          const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${source}`))
          if (!page) return []
          const files = [...filesOf(bundle, [page.fileName])].filter((name) => !app.has(name))
          return [{ path, files: files.map((name) => `/${name}`), calls: firstCalls[path] ?? [] }]
        })
        this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(hints) })
      },
    },
  }
}
