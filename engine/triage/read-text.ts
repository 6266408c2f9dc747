// What a sentence is made of, for the classifier: signs, sounds, known words, pairs of them and phrases of danger.
// Every feature keeps the piece of text it came from, so that a suggestion can show its reasons.
import { dangerKinds } from './danger.ts'

/** `sounds`: each common character with the number of its toneless syllable, so that a mis-heard word still sounds right. */
export type Knowledge = {
  readonly words: ReadonlyMap<string, readonly string[]>
  readonly longest: number
  readonly sounds: ReadonlyMap<string, number>
}

export type Feature = { readonly name: string; readonly said: string }

const place =
  /(?<![\d.])\d{1,3}\s?(?:栋|幢|号楼|座|单元|弄|号院)(?:\s?\d{1,3}\s?(?:栋|幢|单元|门))*(?:\s?\d{1,4}\s?(?:室|房|号)?)?/g
const phone = /(?<!\d)1[3-9]\d[\d*]{8}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/g

/** One writing for everything: half width, small letters, no phone numbers, no doors, one sign for a pause. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(phone, '，')
    .replaceAll(place, '，')
    .replaceAll(/[\s,.。!?;:、~…"'“”‘’()（）【】[\]《》<>-]+/g, '，')
    .replaceAll(/^，+|，+$/g, '')

const before = /以前|上次|从前|当年|那年|去年|前年|上个?月|上礼拜|上周|前天|前几天|前阵子|曾经|小时候|好了|出院|恢复/
const perhaps = /万一|要是|如果|假如|预防|防止|免得|以防|担心|容易|害怕|(?<![恐可哪])怕(?!是)|想学|学习|培训|演练|教/
const denied = /没事|不急|没有|没什么|不要紧|没大事|不是|不用|没伤|没受|没闻|不着急|误/
const contextOf = (clause: string): string =>
  before.test(clause) ? '前' : perhaps.test(clause) ? '怕' : denied.test(clause) ? '否' : ''

type Met = { readonly concept: string; readonly said: string; readonly context: string }

/** Known words, the longest at each place; a longer one does not hide a shorter one of another kind inside it. */
const wordsIn = (clause: string, { words, longest }: Knowledge): Met[] => {
  const met: Met[] = []
  const context = contextOf(clause)
  const taken = new Map<string, number>()
  for (let from = 0; from < clause.length; from++)
    for (let size = Math.min(longest, clause.length - from); size > 0; size--) {
      const said = clause.slice(from, from + size)
      for (const concept of words.get(said) ?? []) {
        if ((taken.get(concept) ?? 0) > from) continue
        taken.set(concept, from + size)
        met.push({ concept, said, context })
      }
    }
  return met
}

const signsIn = (clause: string): Feature[] => {
  const edged = `^${clause}$`
  const found: Feature[] = []
  for (let from = 0; from < edged.length; from++)
    for (const size of [1, 2, 3]) {
      const said = edged.slice(from, from + size)
      if (said.length === size && said !== '^' && said !== '$')
        found.push({ name: said, said: said.replace(/[$^]/g, '') })
    }
  return found
}

const soundsIn = (clause: string, { sounds }: Knowledge): Feature[] => {
  const heard = Array.from(clause, (sign) => sounds.get(sign))
  const found: Feature[] = []
  for (let from = 0; from + 1 < heard.length; from++)
    for (const size of [2, 3]) {
      const part = heard.slice(from, from + size)
      if (part.length === size && !part.includes(undefined))
        found.push({ name: `~${part.join('.')}`, said: clause.slice(from, from + size) })
    }
  return found
}

const pairsOf = (met: readonly Met[]): Feature[] => {
  const first = [...new Map(met.map((one) => [one.concept, one])).values()]
  return first.flatMap((one, place) =>
    first.slice(place + 1).map((other) => ({
      name: `#${[one.concept, other.concept].toSorted().join('+')}`,
      said: one.said,
    })),
  )
}

const sizeOf = (text: string): Feature => ({
  name: `=${Math.min(6, Math.floor(Math.log2(text.length + 1)))}`,
  said: '',
})

/** All features of a text, each once. */
export const featuresOf = (text: string, knowledge: Knowledge): Feature[] => {
  const clauses = plain(text).split('，').filter(Boolean)
  const met = clauses.flatMap((clause) => wordsIn(clause, knowledge))
  const all = [
    ...clauses.flatMap((clause) => [...signsIn(clause), ...soundsIn(clause, knowledge)]),
    ...met.map(({ concept, said }) => ({ name: `#${concept}`, said })),
    ...met
      .filter(({ context }) => context)
      .map(({ concept, said, context }) => ({ name: `#${concept}${context}`, said })),
    ...pairsOf(met),
    ...dangerKinds(text).map(({ kind, said }) => ({ name: `!${kind}`, said })),
    sizeOf(text),
  ]
  return [...new Map(all.map((one) => [one.name, one])).values()]
}
