// The learned model as it is kept in model.json: every weight one of 64 steps, a pair of signs for class and weight.
import type { Knowledge } from './read-text.ts'
import type { Weights } from './learn.ts'

export type ModelFile = {
  /** SHA-256 over what it was learned from: `npm run check` says when it is out of date. */
  readonly from: string
  readonly step: number
  readonly classes: readonly string[]
  readonly words: Readonly<Record<string, string>>
  /** Characters that sound alike, one string a syllable. */
  readonly sounds: readonly string[]
  readonly features: Readonly<Record<string, string>>
}

export type Model = {
  readonly knowledge: Knowledge
  readonly classes: readonly string[]
  /** Class and weight, by turns. */
  readonly features: ReadonlyMap<string, Float32Array>
}

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const half = signs.length / 2

export const knowledgeOf = ({ words, sounds }: Pick<ModelFile, 'words' | 'sounds'>): Knowledge => {
  const known = new Map<string, string[]>()
  for (const [concept, list] of Object.entries(words))
    for (const word of list.split(' ')) known.set(word, [...(known.get(word) ?? []), concept])
  return {
    words: known,
    longest: Math.max(...[...known.keys()].map((word) => word.length)),
    sounds: new Map(sounds.flatMap((alike, sound) => Array.from(alike, (sign) => [sign, sound] as const))),
  }
}

export const packed = (
  { classes, features, weights }: Weights,
  rest: Pick<ModelFile, 'from' | 'words' | 'sounds'>,
): ModelFile => {
  const most = weights.reduce((so, one) => Math.max(so, Math.abs(one)), 0)
  const step = Math.round((most / (half - 1)) * 1e4) / 1e4
  const pairs = (at: number) =>
    classes
      .map((_, k) => Math.max(-half, Math.min(half - 1, Math.round(weights[at * classes.length + k]! / step))))
      .map((level, k) => (level === 0 ? '' : `${signs[k]}${signs[level + half]}`))
      .join('')
  const kept = features.map((name, at) => [name, pairs(at)] as const).filter(([, said]) => said !== '')
  return { ...rest, step, classes, features: Object.fromEntries(kept) }
}

export const unpacked = (file: ModelFile): Model => ({
  knowledge: knowledgeOf(file),
  classes: file.classes,
  features: new Map(
    Object.entries(file.features).map(([name, said]) => [
      name,
      Float32Array.from(said, (sign, at) =>
        at % 2 === 0 ? signs.indexOf(sign) : (signs.indexOf(sign) - half) * file.step,
      ),
    ]),
  ),
})
