// Printed sheets: a module's Typst template and data. The data is an input and never becomes part of the template.
import { readFile } from 'node:fs/promises'
import type { Context } from './context.ts'
import { Refusal } from './errors.ts'

export type Printing = {
  /** Pictures by name; the template says `image("/images/NAME")`. QR codes travel as SVG text in the data instead. */
  readonly images?: Readonly<Record<string, Uint8Array>>
}

const templates = new Map<string, Promise<string>>()

const templateAt = (url: URL): Promise<string> => {
  const known = templates.get(url.href)
  if (known) return known
  const reading = readFile(url, 'utf8')
  templates.set(url.href, reading)
  return reading
}

const refuseMissing = (missing: readonly string[]): never => {
  throw new Refusal('print.missing_character', { detail: missing.slice(0, 20).join(' ') })
}

/** Before anything is written down: refuses, naming them, characters that could not be printed. */
export const ensurePrintable = async (ctx: Context, data: object): Promise<void> => {
  const outcome = await ctx.kit.press.print({ look: data })
  if ('missing' in outcome && outcome.missing.length > 0) refuseMissing(outcome.missing)
}

/**
 * `printPdf(ctx, new URL('./print.typ', import.meta.url), data)`; the template begins with
 * `#let data = json(bytes(sys.inputs.data))`. Refuses, naming them, characters no font of ours has: nobody's name prints blank.
 */
export const printPdf = async (
  ctx: Context,
  template: URL,
  data: object,
  { images = {} }: Printing = {},
): Promise<Buffer> => {
  const outcome = await ctx.kit.press.print({
    template: await templateAt(template),
    data,
    images,
    at: ctx.now.getTime(),
  })
  if ('missing' in outcome) return refuseMissing(outcome.missing)
  if ('failed' in outcome) throw new Error(`${template.pathname} does not print: ${outcome.failed}`)
  return Buffer.from(outcome.bytes)
}
