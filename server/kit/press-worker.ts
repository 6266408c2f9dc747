// The thread that prints: it alone holds the compiler and the fonts, and goes away with them when nobody prints.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { create } from 'fontkit'
import type { PrintOrder, PrintOutcome } from './press.ts'

const server = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = dirname(fileURLToPath(import.meta.resolve('node-source-han-sans-sc/package.json')))
const fonts = ['Regular', 'Bold'].map((weight) => readFileSync(join(folder, `SourceHanSansSC-${weight}.otf`)))
const compiler = NodeCompiler.create({ workspace: server, fontArgs: [{ fontBlobs: fonts }] })

const covered = new Set(create(fonts[0] ?? Buffer.alloc(0)).characterSet)
const invisible = /[\s\p{Cc}\p{Cf}\p{Variation_Selector}]/u

const missingIn = (value: unknown, found: Set<string>): Set<string> => {
  if (typeof value === 'string') {
    for (const char of value) if (!covered.has(char.codePointAt(0) ?? 0) && !invisible.test(char)) found.add(char)
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) missingIn(inner, found)
  }
  return found
}

/** SVG is drawn, not typeset: what stands in it is not looked for in the fonts. */
const typeset = (data: object) =>
  Object.fromEntries(
    Object.entries(data).filter(([, value]) => !(typeof value === 'string' && value.startsWith('<svg'))),
  )

const print = ({ template, data, images, at }: PrintOrder): PrintOutcome => {
  const missing = [...missingIn(typeset(data), new Set())]
  if (missing.length > 0) return { missing }
  compiler.resetShadow()
  for (const [name, bytes] of Object.entries(images))
    compiler.mapShadow(join(server, 'images', name), Buffer.from(bytes))
  try {
    const order = { mainFileContent: template, inputs: { data: JSON.stringify(data) }, resetRead: true }
    return { bytes: compiler.pdf(order, { creationTimestamp: Math.floor(at / 1000) }) }
  } catch (error) {
    return { failed: String((error as { code?: unknown }).code ?? error) }
  } finally {
    compiler.evictCache(10)
  }
}

parentPort?.on('message', ({ id, order }: { id: number; order: PrintOrder }) => {
  parentPort?.postMessage({ id, outcome: print(order) })
})
