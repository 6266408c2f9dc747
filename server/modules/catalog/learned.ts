// What the learned model of engine/triage says about a sentence; read once, when the first sentence comes.
import { readFileSync } from 'node:fs'
import type { Danger } from '@linbang/contract/catalog'
import { type Model, type ModelFile, unpacked } from '@linbang/engine/triage/model'
import { dangerSaid, type Triage, triage } from '@linbang/engine/triage/triage'
import type * as z from 'zod/mini'

export const modelPath = new URL('../../../engine/triage/model.json', import.meta.url)

let model: Model | undefined
export const learnedModel = (): Model => (model ??= unpacked(JSON.parse(readFileSync(modelPath, 'utf8')) as ModelFile))

export const triageOf = (text: string): Triage => triage(text, learnedModel())

export const learned = (code: string): boolean =>
  learnedModel().classes.some((name) => name === code || name === `${code}!`)

/** A question on the screen may come once too often; a request becomes life by itself only where little speaks against it. */
const surely = 0.5
export const dangerIn = (text: string): z.output<typeof Danger> => {
  const { call, words, share } = dangerSaid(text, learnedModel())
  return { call, words: [...words], sure: call !== null && share >= surely }
}
