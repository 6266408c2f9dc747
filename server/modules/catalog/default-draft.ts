// How an item of the shipped catalogue is written down: what it demands and what its sheet asks, in as few words as possible.
import type { Requirement, Service } from '@linbang/contract/catalog'

/** What a new catalogue starts with. */
export type DefaultService = Omit<Service, 'id' | 'active' | 'sort' | 'version' | 'asked'>
type SheetField = Service['sheetForm'][number]

type Draft = {
  readonly example: string
  readonly icon: string
  readonly team: string
  readonly minutes: number
  readonly kind?: Service['kind']
  readonly urgency?: Service['defaultUrgency']
  readonly helpers?: number
  readonly credit?: Service['credit']
  readonly effort?: Service['effort']
  readonly sensitive?: true
  /** The course that whoever risks life or limb here has passed; brings the accident insurance with it. */
  readonly risk?: string
  readonly price?: Service['priceRule']
  readonly needs: readonly Requirement[]
  readonly sheet: readonly SheetField[]
}

const demand = (kind: Requirement['kind'], code: string, value: number | null = null): Requirement => ({
  kind,
  code,
  value,
})

export const skills = (...codes: string[]): Requirement[] => codes.map((code) => demand('skill', code))
export const certificate = (code: string): Requirement => demand('certificate', code)
/** Not for minors, even with their guardian's consent. */
export const adult: Requirement = demand('age', '', 18)
export const sameSex: Requirement = demand('same_sex', '')

export const tick = (code: string, zh: string, en: string): SheetField => ({ code, zh, en, kind: 'tick' })
export const line = (code: string, zh: string, en: string): SheetField => ({ code, zh, en, kind: 'text' })
export const figure = (code: string, zh: string, en: string): SheetField => ({ code, zh, en, kind: 'number' })

export const tested = tick('tested', '当面试过，能用', 'Tried out together, it works')
export const tidied = tick('tidied', '收拾干净再走', 'Cleared up before leaving')
export const explained = tick('explained', '用法和注意事项讲清了', 'How to use it and what to mind explained')
export const wayHome = tick('way-home', '送到家门口', 'Brought back to the door')

/** Tags for which a priced service costs nothing. */
const freeFor = ['low_income', 'extremely_poor', 'disabled', 'child_in_hardship', 'sudden_hardship']

/** A range in yuan that a member organisation's own price should lie in; material is agreed at the door and written down. */
export const yuan = (from: number, to: number, unit: string, zh: string, en: string): Service['priceRule'] => ({
  fromCents: from * 100,
  toCents: to * 100,
  unit,
  freeFor: [...freeFor],
  note: { zh, en },
})

const derived = ({ risk, helpers = 1 }: Draft): Requirement[] => [
  ...(risk ? [demand('training', risk), demand('insurance', 'accident')] : []),
  ...(helpers > 1 ? [demand('two_people', '')] : []),
]

export const draft = (code: string, zh: string, en: string, said: Draft): DefaultService => ({
  code,
  zh,
  en,
  example: said.example,
  icon: said.icon,
  kind: said.kind ?? 'basic',
  defaultUrgency: said.urgency ?? 'ordinary',
  teamKind: said.team,
  minutes: said.minutes,
  helpers: said.helpers ?? 1,
  credit: said.credit ?? 'neighbourly',
  effort: said.effort ?? 'ordinary',
  sensitive: said.sensitive ?? false,
  bodilyRisk: said.risk !== undefined,
  priceRule: said.price ?? {},
  sheetForm: [...said.sheet],
  requirements: [...said.needs, ...derived(said)],
})
