// The built web holds what it promises: it runs on Chrome 87 and Safari 15, and the first page of the phone stays small.
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, parseAst } from 'vite'
import type { Rolldown } from 'vite'
import { beforeAll, describe, expect, test, vi } from 'vitest'

type Chunk = Rolldown.OutputChunk
let chunks: readonly Chunk[] = []
let styles: readonly { readonly name: string; readonly text: string }[] = []
let worker = ''
let hints: readonly { readonly path: string; readonly files: readonly string[] }[] = []

beforeAll(async () => {
  // what is shipped, not what the libraries say to tests
  vi.stubEnv('NODE_ENV', 'production')
  const made = (await build({
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput
  chunks = made.output.filter((part) => part.type === 'chunk')
  const assets = made.output.filter((part) => part.type === 'asset')
  styles = assets
    .filter(({ fileName }) => fileName.endsWith('.css'))
    .map(({ fileName, source }) => ({ name: fileName, text: String(source) }))
  const textOf = (name: string) => String(assets.find(({ fileName }) => fileName === name)?.source)
  worker = textOf('sw.js')
  hints = JSON.parse(textOf('pages.json')) as typeof hints
}, 60_000)

/** The chunk and all it needs before it can run. */
const needed = (...start: readonly (Chunk | undefined)[]): ReadonlySet<Chunk> => {
  const found = new Set<Chunk>()
  const add = (chunk: Chunk | undefined) => {
    if (!chunk || found.has(chunk)) return
    found.add(chunk)
    for (const name of chunk.imports) add(chunks.find(({ fileName }) => fileName === name))
  }
  start.forEach(add)
  return found
}
const entry = () => chunks.find(({ isEntry }) => isEntry)
/** All that the phone may ever fetch: everything but what only the desk leads to. */
const phone = (): ReadonlySet<Chunk> => {
  const found = new Set<Chunk>()
  const add = (chunk: Chunk | undefined) => {
    if (!chunk || found.has(chunk) || chunk.facadeModuleId?.endsWith('routes/desk.tsx')) return
    found.add(chunk)
    for (const name of [...chunk.imports, ...chunk.dynamicImports])
      add(chunks.find(({ fileName }) => fileName === name))
  }
  add(entry())
  return found
}
const pageOf = (file: string) => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(file))
const weight = (parts: ReadonlySet<Chunk>) =>
  [...parts].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0)

type Node = { readonly type: string; readonly [key: string]: unknown }
const walk = (node: unknown, see: (node: Node, inFunction: boolean) => void, inFunction = false): void => {
  if (Array.isArray(node)) return node.forEach((one) => walk(one, see, inFunction))
  if (node === null || typeof node !== 'object' || !('type' in node)) return
  const here = node as Node
  see(here, inFunction)
  const within = inFunction || /Function/.test(here.type)
  for (const [key, value] of Object.entries(here)) if (key !== 'type') walk(value, see, within)
}

/** Syntax that came after Chrome 87 (November 2020) or Safari 15.0, and patterns Safari 15 cannot compile. */
const tooNew = (code: string): readonly string[] => {
  const found: string[] = []
  walk(parseAst(code), (node, inFunction) => {
    const regex = node['regex'] as { pattern: string; flags: string } | undefined
    if (node.type === 'StaticBlock' || node.type === 'AccessorProperty') found.push(node.type)
    if (node.type === 'BinaryExpression' && (node['left'] as Node).type === 'PrivateIdentifier')
      found.push('#name in object')
    if (node.type === 'AwaitExpression' && !inFunction) found.push('await outside a function')
    if (node.type === 'VariableDeclaration' && /using/.test(String(node['kind']))) found.push('using')
    if (regex && (/[dv]/.test(regex.flags) || /\(\?<[=!]/.test(regex.pattern)))
      found.push(`/${regex.pattern}/${regex.flags}`)
  })
  return found
}

/** Functions that came later and that old-browsers.ts does not bring. */
const laterFunctions =
  /\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy|withResolvers|fromAsync|randomUUID)\(|\bstructuredClone\(|AbortSignal\.(?:timeout|any)|requestIdleCallback\(/g
const laterStyle =
  /:has\(|:is\(|:where\(|@layer|@container|@property|color-mix\(|aspect-ratio|\binset-(?:block|inline)|(?<![\w-])&|@scope|oklch\(/g

describe('the built web', () => {
  test('has no syntax newer than Chrome 87 and Safari 15', () => {
    expect(chunks.flatMap(({ fileName, code }) => tooNew(code).map((what) => `${fileName}: ${what}`))).toEqual([])
    expect(tooNew(worker)).toEqual([])
  })

  test('finds such syntax when it is there', () => {
    expect(tooNew('class A { static { f() } #x; has(o) { return #x in o } }; await 1; /(?<=a)b/')).toHaveLength(4)
  })

  test('has no style newer than Chrome 87 and Safari 15', () => {
    expect(
      styles.flatMap(({ name, text }) => (text.match(laterStyle) ?? []).map((what) => `${name}: ${what}`)),
    ).toEqual([])
  })

  test('the first page of the phone fetches at most 110 kB of script', () => {
    // the home page is part of the app, so that it does not cost a slow line thirty more files
    expect(pageOf('features/home/phone/home.tsx')).toBeUndefined()
    expect(weight(needed(entry()))).toBeLessThan(85_000)
    for (const page of ['requests/phone/ask-service.tsx', 'requests/phone/tracking.tsx', 'visits/phone/visit.tsx']) {
      expect(pageOf(page), page).toBeDefined()
      expect(weight(needed(entry(), pageOf(page))), page).toBeLessThan(110_000)
    }
  })

  test('the head of a page names all the code it needs beside the app', () => {
    expect(hints.length).toBeGreaterThan(30)
    const built = new Set([...chunks.map(({ fileName }) => fileName), ...styles.map(({ name }) => name)])
    expect(hints.flatMap(({ files }) => files).filter((file) => !built.has(file.slice(1)))).toEqual([])
    for (const [path, source] of [
      ['/ask', 'requests/phone/ask-service.tsx'],
      ['/requests/:requestId', 'requests/phone/tracking.tsx'],
    ] as const) {
      const app = needed(entry())
      const code = [...needed(pageOf(source))].filter((chunk) => !app.has(chunk)).map(({ fileName }) => `/${fileName}`)
      const { files = [] } = hints.find((hint) => hint.path === path) ?? {}
      expect(files.filter((file) => file.endsWith('.js')).toSorted()).toEqual(code.toSorted())
    }
  })

  test('no page of the phone fetches the desk', () => {
    const foreign = [...phone()].flatMap(({ moduleIds }) =>
      moduleIds.filter((id) => /web\/ui\/desk\/|web\/routes\/desk/.test(id)),
    )
    expect(phone().size).toBeGreaterThan(20)
    expect(foreign).toEqual([])
  })

  test('on the phone nothing calls a function old browsers lack', () => {
    expect(
      [...phone()].flatMap(({ fileName, code }) =>
        (code.match(laterFunctions) ?? []).map((what) => `${fileName}: ${what}`),
      ),
    ).toEqual([])
  })

  test('the worker keeps the files of the phone and never an answer of the API', () => {
    expect(worker).toMatch(/lb-[0-9a-f]{12}/)
    const files = JSON.parse(/const files = (\[.*\])/.exec(worker)?.[1] ?? '[]') as string[]
    const next = JSON.parse(/const next = (\[.*\])/.exec(worker)?.[1] ?? '[]') as string[]
    for (const page of ['ask-details', 'tracking-sheets', 'visit-sheets', 'near-tasks'])
      expect(
        next.some((file) => file.includes(page)),
        page,
      ).toBe(true)
    expect(next.some((file) => files.includes(file) || /desk|board/.test(file))).toBe(false)
    expect(files).toContain('/')
    expect(files).toContain(`/${entry()?.fileName}`)
    expect(files.filter((file) => /api|antd|desk/.test(file))).toEqual([])
    expect(worker).toContain("url.pathname.startsWith('/api/')")
  })
})
