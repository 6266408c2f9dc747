// Learns which features speak for which class: softmax regression, AdaGrad, our own random numbers, so that the same
// sentences always give the same model. Run by hand when sentences change (`npm run triage -- --learn`), never in the product.
import { type Knowledge, featuresOf } from './read-text.ts'
import type { Sentence } from './sentences.ts'

/** A service with danger to life is a class of its own, so that a smell of gas and a worn hose can be told apart. */
const classOf = ({ service, urgency }: Pick<Sentence, 'service' | 'urgency'>): string =>
  urgency === 'life' ? `${service}!` : service

export type Weights = {
  readonly classes: readonly string[]
  readonly features: readonly string[]
  readonly weights: Float32Array
}

type Example = { readonly features: Int32Array; readonly right: number; readonly weight: number }

const randomFrom = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}

/** Each sentence as it stands, and once more inside something people say around it, which must not matter. */
const surrounded = (sentences: readonly Sentence[], around: readonly string[]): Sentence[] => {
  const random = randomFrom(12345)
  const any = () => around[Math.floor(random() * around.length)]!
  return sentences.flatMap((one) => {
    const text = any().replace('…', random() < 0.5 ? one.text : any().replace('…', one.text))
    return [
      { ...one, weight: one.weight * 0.6 },
      { ...one, text, weight: one.weight * 0.5 },
    ]
  })
}

const rememberedFrom = (read: readonly (readonly string[])[], sentences: readonly Sentence[]): string[] => {
  const counts = new Map<string, number>()
  read.forEach((features, place) => {
    for (const one of features) counts.set(one, (counts.get(one) ?? 0) + sentences[place]!.weight)
  })
  const concept = (name: string) => name.startsWith('#') && !name.includes('+')
  return [...counts].filter(([name, count]) => count >= 1.4 || concept(name)).map(([name]) => name)
}

const shuffle = (list: Int32Array, random: () => number) => {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[list[last], list[other]] = [list[other]!, list[last]!]
  }
}

/** Rare services count as much as frequent ones, half way. */
const balance = (examples: readonly Example[], classes: number): number[] => {
  const total = Array.from({ length: classes }, () => 0)
  for (const { right, weight } of examples) total[right]! += weight
  return total.map((sum) => Math.sqrt(60 / sum))
}

const learnFrom = (examples: readonly Example[], features: number, classes: number): Float32Array => {
  const weights = new Float32Array(features * classes)
  const seen = new Float32Array(features * classes).fill(1e-3)
  const scores = new Float64Array(classes)
  const balanced = balance(examples, classes)
  const random = randomFrom(7)
  const order = Int32Array.from(examples, (_, place) => place)
  for (let epoch = 0; epoch < 7; epoch++) {
    shuffle(order, random)
    for (const place of order) {
      const { features: all, right, weight } = examples[place]!
      const scale = 1 / Math.sqrt(all.length)
      // A quarter is forgotten each time, so that no single sign decides alone.
      const kept = all.filter(() => random() > 0.25)
      scores.fill(0)
      for (const one of kept) for (let k = 0; k < classes; k++) scores[k]! += weights[one * classes + k]! * scale
      const most = Math.max(...scores)
      let sum = 0
      for (let k = 0; k < classes; k++) sum += scores[k] = Math.exp(scores[k]! - most)
      for (let k = 0; k < classes; k++) {
        const wrong = scores[k]! / sum - (k === right ? 1 : 0)
        if (Math.abs(wrong) < 0.002) continue
        const slope = wrong * scale * weight * balanced[right]!
        for (const one of kept) {
          const at = one * classes + k
          seen[at]! += slope * slope
          weights[at]! -= (0.5 * slope) / Math.sqrt(seen[at]!)
        }
      }
    }
  }
  return weights
}

export const learn = (sentences: readonly Sentence[], around: readonly string[], knowledge: Knowledge): Weights => {
  const all = surrounded(sentences, around)
  const read = all.map(({ text }) => featuresOf(text, knowledge).map(({ name }) => name))
  const features = rememberedFrom(read, all)
  const place = new Map(features.map((name, at) => [name, at]))
  const classes = [...new Set(all.map(classOf))].toSorted()
  const examples = all.map((one, at) => ({
    features: Int32Array.from(read[at]!.flatMap((name) => place.get(name) ?? [])),
    right: classes.indexOf(classOf(one)),
    weight: one.weight,
  }))
  return { classes, features, weights: learnFrom(examples, features.length, classes.length) }
}
