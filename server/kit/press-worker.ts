// The thread that prints: it alone holds the compiler and the fonts, and goes away with them when nobody prints.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { create } from 'fontkit'
import type { LookOrder, PrintOrder, PrintOutcome } from './press.ts'

const server = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = dirname(fileURLToPath(import.meta.resolve('node-source-han-sans-sc/package.json')))
const ours = ['Regular', 'Bold'].map((weight) => join(folder, `SourceHanSansSC-${weight}.otf`))

/** Song for titles where the machine has it (Debian: fonts-noto-cjk); and what the operator has laid into DATA_DIR/fonts for rare names. */
const song = ['Regular', 'Bold'].map((weight) => `/usr/share/fonts/opentype/noto/NotoSerifCJK-${weight}.ttc`)
const laidIn = ((workerData as { fonts?: string } | null)?.fonts ?? '') as string
const more = existsSync(laidIn)
  ? readdirSync(laidIn)
      .filter((name) => /\.(otf|ttf|ttc)$/i.test(name))
      .map((name) => join(laidIn, name))
  : []

/** Every letter of a font, or of each face of a collection. */
const lettersOf = (font: Buffer): readonly number[] => {
  const opened = create(font)
  return ('fonts' in opened ? opened.fonts : [opened]).flatMap(({ characterSet }) => characterSet)
}

/** The bytes of the fonts are held by the compiler alone once this is done: they weigh 90 MB. */
const open = () => {
  const read = (file: string) => readFileSync(file)
  const [regular = Buffer.alloc(0), bold = Buffer.alloc(0)] = ours.map(read)
  const laid = more.map(read)
  const fontBlobs = [regular, bold, ...song.filter((file) => existsSync(file)).map(read), ...laid]
  // The compiler looks through all fonts for each letter, so one that has it is enough.
  const covered = new Set([regular, ...laid].flatMap(lettersOf))
  return { compiler: NodeCompiler.create({ workspace: server, fontArgs: [{ fontBlobs }] }), covered }
}
const { compiler, covered } = open()
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

const answer = (order: PrintOrder | LookOrder): PrintOutcome =>
  'look' in order ? { missing: [...missingIn(typeset(order.look), new Set())] } : print(order)

parentPort?.on('message', ({ id, order }: { id: number; order: PrintOrder | LookOrder }) => {
  parentPort?.postMessage({ id, outcome: answer(order) })
})
