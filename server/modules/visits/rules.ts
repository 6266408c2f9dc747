// What may happen at a visit, by whom and with what proof; what a sealed sheet is; who is credited for it. Pure.
import { createHash } from 'node:crypto'
import type { ErrorCode } from '@linbang/contract/errors'
import type { Part, Proof, Visit, VisitState } from '@linbang/contract/visits'
import type * as z from 'zod/mini'

type State = z.output<typeof VisitState>
type ProofOf = z.output<typeof Proof>

/** Still to come, or at work. */
const liveStates = ['planned', 'set_out', 'on_site', 'finished'] as const satisfies readonly State[]
export const isLive = (state: State): boolean => (liveStates as readonly State[]).includes(state)
const goneStates: readonly State[] = ['dropped', 'no_show', 'failed']
export const isGone = (state: State): boolean => goneStates.includes(state)

const order: readonly State[] = ['planned', 'set_out', 'on_site', 'finished', 'signed']

/** The visit is as far as whoever is at work there: at the door while one is, finished when the last has finished. */
export const stateOf = (people: readonly State[]): State => {
  const active = people.filter((state) => !isGone(state))
  if (active.length === 0)
    return people.includes('no_show') ? 'no_show' : people.includes('dropped') ? 'dropped' : 'failed'
  if (active.every((state) => state === 'signed')) return 'signed'
  const working = active.filter((state) => state !== 'finished' && state !== 'signed')
  if (working.length === 0) return 'finished'
  if (working.length < active.length) return 'on_site'
  return order[Math.max(...working.map((state) => order.indexOf(state)))] ?? 'planned'
}

export type Verb = keyof Visit['can']
export type Facts = {
  /** Of the visit. */
  readonly state: State
  /** Of the actor at this visit; null when they do not help here. */
  readonly mine: State | null
  readonly others: readonly State[]
  /** The request has everybody it needs, or there is no request. */
  readonly staffed: boolean
  readonly staff: boolean
  readonly begun: boolean
}

const wrong = (holds: boolean): ErrorCode | null => (holds ? null : 'visit.wrong_state')
const expected = ({ mine, staffed }: Facts, ...states: State[]): ErrorCode | null => {
  if (mine === null) return 'not_found'
  if (mine === 'signed') return 'visit.sealed'
  return wrong(states.includes(mine) && staffed)
}

const verbs: Readonly<Record<Verb, (facts: Facts) => ErrorCode | null>> = {
  setOut: (facts) => expected(facts, 'planned', 'set_out'),
  checkIn: (facts) => expected(facts, 'planned', 'set_out'),
  finish: (facts) => expected({ ...facts, staffed: true }, 'on_site'),
  sign: (facts) =>
    expected({ ...facts, staffed: true }, 'finished') ??
    (facts.others.every((state) => isGone(state) || state === 'finished') ? null : 'visit.others_not_finished'),
  drop: (facts) => expected({ ...facts, staffed: true }, 'planned', 'set_out'),
  needHelp: (facts) => expected({ ...facts, staffed: true }, 'set_out', 'on_site', 'finished'),
  noShow: (facts) =>
    facts.staff
      ? wrong(facts.begun && [facts.mine, ...facts.others].some((state) => state === 'planned' || state === 'set_out'))
      : 'not_found',
  amend: (facts) => (facts.staff ? (facts.state === 'signed' ? null : 'visit.not_sealed') : 'not_found'),
}

/** Why the verb is not for this actor now, or null: presents and enforces. */
export const refusalOf = (verb: Verb, facts: Facts): ErrorCode | null => verbs[verb](facts)
export const abilitiesOf = (facts: Facts): Visit['can'] =>
  Object.fromEntries(Object.keys(verbs).map((verb) => [verb, refusalOf(verb as Verb, facts) === null])) as Visit['can']

export type Arrival = {
  readonly metres: number | null
  readonly withinMetres: number
  readonly withoutProof: boolean
  /** What the card says: this door, another, or no card was shown. */
  readonly card: 'this' | 'other' | null
  /** The resident scanned the badge before. */
  readonly badge: boolean
}

/** A card of another door never counts; far away counts only when said to be without proof; nothing at all is unproved. */
export const proofOf = ({ metres, withinMetres, withoutProof, card, badge }: Arrival): ProofOf | ErrorCode => {
  if (card === 'other') return 'visit.other_door'
  if (card === 'this') return 'door_card'
  if (badge) return 'badge'
  if (metres === null) return 'none'
  if (metres <= withinMetres) return 'place'
  return withoutProof ? 'none' : 'visit.too_far'
}

/** Whole minutes at work, breaks taken off. */
export const minutesOf = (from: Date, to: Date, breakMinutes: number): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000) - breakMinutes)

type Money = {
  readonly feeCents: number
  readonly parts: readonly z.output<typeof Part>[]
  readonly organisation: boolean
  readonly free: boolean
  /** Settled by points: no fee beside them; parts the person buys stay what they cost. */
  readonly inPoints: boolean
}
/** A volunteer's sheet has no money at all; an organisation's has none for somebody whose status makes it free. */
export const moneyFault = ({ feeCents, parts, organisation, free, inPoints }: Money): ErrorCode | null => {
  const money = feeCents > 0 || parts.some((part) => (part.cents ?? 0) > 0)
  if (!money) return null
  if (!organisation) return 'visit.fee_not_allowed'
  if (inPoints && feeCents > 0) return 'visit.paid_in_points'
  return free ? 'visit.fee_not_for_free' : null
}

/** A dot or a short slip of the finger is no signature. */
export const isScribble = (strokes: readonly (readonly number[])[]): boolean => {
  const points = strokes.flatMap((stroke) =>
    Array.from(
      { length: Math.floor(stroke.length / 2) },
      (_, place) => [stroke[place * 2] ?? 0, stroke[place * 2 + 1] ?? 0] as const,
    ),
  )
  const span = (axis: 0 | 1) =>
    Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]))
  return points.length >= 4 && Math.max(span(0), span(1)) >= 20
}

/** JSON with its keys in order, so that the same content is always the same text. */
export const canonical = (value: unknown): string => {
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one === undefined ? null : one)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

export const hashOf = (content: unknown): string => createHash('sha256').update(canonical(content)).digest('hex')

export type SheetHelper = {
  readonly personId: string
  readonly volunteerId: string | null
  readonly organisationId: string | null
  readonly checkedInAt: Date
  readonly finishedAt: Date
  readonly breakMinutes: number
  readonly minutes: number
  readonly proof: ProofOf
}
export type SheetFacts = {
  readonly number: string
  readonly version: number
  readonly replaces?: string | null
  readonly visitId: string
  readonly requestId: string | null
  readonly serviceCode: string | null
  readonly areaId: string
  readonly personId: string | null
  readonly meetingCode: string
  readonly helpers: readonly SheetHelper[]
  readonly work: string
  readonly done: Readonly<Record<string, unknown>>
  readonly parts: readonly z.output<typeof Part>[]
  readonly feeCents: number
  readonly photoIds: readonly string[]
  readonly signature: {
    readonly kind: 'strokes' | 'photo' | 'witness'
    readonly strokes?: readonly (readonly number[])[]
    readonly fileId?: string
    readonly witness?: string
    readonly at: Date
  }
  readonly sealedAt: Date
}

/** The content that is kept, as plain JSON, and the hash over its canonical text. */
export const sealedSheet = (facts: SheetFacts): { content: Record<string, unknown>; hash: string } => {
  const content = JSON.parse(canonical({ ...facts, replaces: facts.replaces ?? null })) as Record<string, unknown>
  return { content, hash: hashOf(content) }
}

type Help = {
  readonly credit: 'neighbourly' | 'timebank' | 'priced'
  readonly volunteer: boolean
  readonly feeCents: number
  readonly ownHousehold: boolean
  readonly onDuty: boolean
}
/** Only unpaid help is credited: no fee on the sheet, not for one's own household, not on paid duty (rules.md §3). */
export const creditKind = ({
  credit,
  volunteer,
  feeCents,
  ownHousehold,
  onDuty,
}: Help): 'minutes' | 'points' | null => {
  if (!volunteer || feeCents > 0 || ownHousehold || onDuty) return null
  return credit === 'timebank' ? 'minutes' : 'points'
}

/** Minutes past the usual end at which he is asked, and at which staff are rung. */
export const overrunStep = (
  checkedInAt: Date,
  usualMinutes: number,
  now: Date,
  policy: { readonly overrunMinutes: number; readonly overrunStaffMinutes: number },
): 'ask' | 'staff' | null => {
  const over = (now.getTime() - checkedInAt.getTime()) / 60_000 - usualMinutes
  if (over >= policy.overrunStaffMinutes) return 'staff'
  return over >= policy.overrunMinutes ? 'ask' : null
}
