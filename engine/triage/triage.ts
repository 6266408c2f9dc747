// What a sentence asks for: service, urgency and crowd, each with the words that led to it. Deterministic, no I/O, some
// thousand sentences a second. It proposes; people decide. Danger to life is called rather once too often than too late.
import { crowdOf } from './crowd.ts'
import { dangerKinds } from './danger.ts'
import type { Model } from './model.ts'
import { featuresOf, plain } from './read-text.ts'
import { urgencyIn } from './urgency.ts'

export type Call = '120' | '119' | '110'
export type Urgency = 'life' | 'basic' | 'ordinary' | 'complex' | 'advice'
export type Guess = { readonly code: string; readonly share: number; readonly words: readonly string[] }
export type Triage = {
  /** Services by likelihood; `other` is none of them: thanks, complaints, wrong numbers. */
  readonly services: readonly Guess[]
  readonly urgency: Urgency
  readonly crowd: 'elder' | 'child' | 'disabled' | 'family' | 'migrant' | 'none'
  readonly danger: { readonly call: Call | null; readonly words: readonly string[]; readonly share: number }
}

const numbers: Readonly<Record<string, Call>> = {
  'emergency-check!': '120',
  'gas-safety!': '119',
  'door-lock!': '119',
  'missing-search!': '110',
  'crisis-support!': '110',
}

/** From this likelihood on it is called a danger; with a phrase of danger in the text a smaller one is enough. */
const surely = 0.08
const withPhrase = 0.003
/** A word or two say too little to be guessed from. */
const fewSigns = 4
const surelyOfFew = 0.5

type Read = { readonly said: string; readonly weights: Float32Array }

/** Likelihood of each class. */
const sharesOf = (read: readonly Read[], classes: number): Float64Array => {
  const scores = new Float64Array(classes)
  const scale = 1 / Math.sqrt(Math.max(1, read.length))
  for (const { weights } of read)
    for (let at = 0; at < weights.length; at += 2) scores[weights[at]!]! += weights[at + 1]! * scale
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((so, one) => so + one, 0)
  return powers.map((one) => one / sum)
}

const weightFor = ({ weights }: Read, wanted: number): number => {
  for (let at = 0; at < weights.length; at += 2) if (weights[at] === wanted) return weights[at + 1]!
  return 0
}

/** The words that spoke loudest for a class; a part of another word is not said twice. */
const reasonsFor = (read: readonly Read[], wanted: number, most = 3): string[] => {
  const loud = new Map<string, number>()
  for (const one of read)
    if (one.said.length > 1) loud.set(one.said, (loud.get(one.said) ?? 0) + weightFor(one, wanted))
  const ranked = [...loud].filter(([, weight]) => weight > 0).toSorted(([, one], [, other]) => other - one)
  const chosen: string[] = []
  for (const [said] of ranked) {
    if (chosen.length === most) break
    if (!chosen.some((word) => word.includes(said) || said.includes(word))) chosen.push(said)
  }
  return chosen
}

const order = ['119', '120', '110'] as const
const dangerOf = (text: string, model: Model, read: readonly Read[], shares: Float64Array): Triage['danger'] => {
  const phrases = dangerKinds(text)
  const lethal = model.classes.flatMap((name, at) => (name.endsWith('!') ? [at] : []))
  const share = lethal.reduce((so, at) => so + shares[at]!, 0)
  const alone = plain(text).length < fewSigns ? surelyOfFew : surely
  if (share < (phrases.length > 0 ? withPhrase : alone)) return { call: null, words: [], share }
  const worst = lethal.toSorted((one, other) => shares[other]! - shares[one]!)[0]!
  // Fire before bodies before people: who stands in smoke must first get out.
  const call =
    order.find((number) => phrases.some((one) => one.call === number)) ?? numbers[model.classes[worst]!] ?? '120'
  const words = phrases.length > 0 ? [...new Set(phrases.map(({ said }) => said))] : reasonsFor(read, worst)
  return { call, words: words.slice(0, 8), share }
}

const readIn = (text: string, model: Model): Read[] =>
  featuresOf(text, model.knowledge).flatMap(({ name, said }) => {
    const weights = model.features.get(name)
    return weights ? [{ said, weights }] : []
  })

const dangerWithin = (text: string, model: Model, read: readonly Read[], shares: Float64Array): Triage['danger'] =>
  plain(text) === '' ? { call: null, words: [], share: 0 } : dangerOf(text, model, read, shares)

/** Only whether somebody cries for help: what every request is asked before it is written. */
export const dangerSaid = (text: string, model: Model): Triage['danger'] => {
  const read = readIn(text, model)
  return dangerWithin(text, model, read, sharesOf(read, model.classes.length))
}

const servicesOf = (model: Model, read: readonly Read[], shares: Float64Array): Guess[] => {
  const best = new Map<string, { share: number; at: number }>()
  model.classes.forEach((name, at) => {
    const code = name.replace('!', '')
    const so = best.get(code)
    const at2 = so && shares[so.at]! > shares[at]! ? so.at : at
    best.set(code, { share: (so?.share ?? 0) + shares[at]!, at: at2 })
  })
  return [...best]
    .toSorted(([, one], [, other]) => other.share - one.share)
    .slice(0, 5)
    .map(([code, { share, at }]) => ({ code, share: Math.round(share * 1000) / 1000, words: reasonsFor(read, at) }))
}

export const triage = (text: string, model: Model): Triage => {
  const read = readIn(text, model)
  const shares = sharesOf(read, model.classes.length)
  const danger = dangerWithin(text, model, read, shares)
  const services = plain(text) === '' ? [] : servicesOf(model, read, shares)
  const urgency = danger.call ? 'life' : urgencyIn(text, services[0]?.code)
  return { services, urgency, crowd: crowdOf(text), danger }
}
