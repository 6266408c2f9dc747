// What can be decided about a service from the words alone: which fit a search, which demands hold on a day, what contradicts itself.
import type { Requirement, Service } from '@linbang/contract/catalog'

/** A requirement with its validity; `toOn` is the last day. */
export type Demand = Requirement & { readonly fromOn: string; readonly toOn: string | null }

export const demandsOn = (demands: readonly Demand[], day: string): Requirement[] =>
  demands
    .filter(({ fromOn, toOn }) => fromOn <= day && (toOn === null || day <= toOn))
    .map(({ kind, code, value }) => ({ kind, code, value }))

const sameDemand = (a: Requirement, b: Requirement): boolean =>
  a.kind === b.kind && a.code === b.code && a.value === b.value

/** What has to end and what has to begin so that exactly the wanted demands hold. */
export const demandChanges = (held: readonly Requirement[], wanted: readonly Requirement[]) => ({
  ended: held.filter((one) => !wanted.some((other) => sameDemand(one, other))),
  begun: wanted.filter((one) => !held.some((other) => sameDemand(one, other))),
})

/** Two people are demanded exactly where the service sends two. Said twice is said once. */
export const withHelpers = (wanted: readonly Requirement[], helpers: number): Requirement[] => {
  const rest = wanted.filter(
    (one, place) => one.kind !== 'two_people' && wanted.findIndex((other) => sameDemand(one, other)) === place,
  )
  return helpers > 1 ? [...rest, { kind: 'two_people', code: '', value: null }] : rest
}

const pairsOf = (text: string): string[] => {
  const letters = Array.from(text.replaceAll(/[\s、，,。.]/g, ''))
  return letters.length < 2 ? letters : letters.slice(1).map((letter, place) => `${letters[place] ?? ''}${letter}`)
}

type Named = Pick<Service, 'code' | 'zh' | 'en' | 'example' | 'teamKind'>

/** 1 when the words stand there as typed, else the share of their letter pairs that do. */
const fit = (words: string, { code, zh, en, example, teamKind }: Named): number => {
  const text = `${zh} ${example} ${en} ${code} ${teamKind}`.toLowerCase()
  const asked = words.trim().toLowerCase()
  if (text.includes(asked)) return 1
  const pairs = pairsOf(asked)
  return pairs.filter((pair) => text.includes(pair)).length / Math.max(1, pairs.length)
}

const goodEnough = 0.4

/** Best fit first; of equals the order given. */
export const bestFits = <T extends Named>(words: string, services: readonly T[]): T[] =>
  services
    .map((service) => ({ service, fit: fit(words, service) }))
    .filter((one) => one.fit >= goodEnough)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ service }) => service)

/** The tag that makes a priced service free for somebody who holds these, or null. */
export const freeTag = ({ freeFor = [] }: Service['priceRule'], tags: readonly string[]): string | null =>
  freeFor.find((tag) => tags.includes(tag)) ?? null
