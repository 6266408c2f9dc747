// What may happen to a request, by whom: the state table of the product as data, and the abilities that follow from it.
import type { ErrorCode } from '@linbang/contract/errors'
import type { RequestAbilities, RequestState } from '@linbang/contract/requests'

export const acts = [
  'report',
  'triage',
  'look',
  'answer',
  'decline',
  'cancel',
  'move',
  'merge',
  'unmerge',
  'hand_over',
  'hand_back',
  'rule',
  'pause',
  'resume',
  'extend',
  'unmet',
  'convene',
  'dispatch',
  'accept',
  'set_out',
  'check_in',
  'seal',
  'drop',
  'no_show',
  'confirm',
  'reopen',
  'close',
] as const
export type Act = (typeof acts)[number]
export type Who = 'asker' | 'staff' | 'ruler' | 'helper' | 'system'

export type Move = {
  readonly act: Act
  readonly from: RequestState | null
  readonly to: RequestState
  readonly who: readonly Who[]
}

/** Nobody has said yes yet. */
const waiting = ['reported', 'dispatching', 'in_meeting', 'reopened'] as const
const beforeDone = [...waiting, 'assigned', 'under_way'] as const
export const openStates = [...beforeDone, 'done'] as const satisfies readonly RequestState[]
/** Over for good, unless it is taken up again. */
export const endStates = [
  'answered',
  'duplicate',
  'declined',
  'cancelled',
  'unmet',
  'confirmed',
  'closed',
] as const satisfies readonly RequestState[]

type From = readonly (RequestState | null)[]
const go = (act: Act, from: From, to: RequestState, ...who: Who[]): Move[] =>
  from.map((state) => ({ act, from: state, to, who }))
/** Something changes, the state does not. */
const stay = (act: Act, from: readonly RequestState[], ...who: Who[]): Move[] =>
  from.map((state) => ({ act, from: state, to: state, who }))

export const stateTable: readonly Move[] = [
  ...go('report', [null], 'reported', 'asker', 'staff', 'system'),
  ...stay('triage', waiting, 'staff'),
  ...go('triage', ['reported', 'reopened'], 'dispatching', 'staff'),
  ...stay('look', ['reported', 'reopened'], 'staff'),
  ...go('look', ['reported', 'reopened'], 'dispatching', 'staff'),
  ...go('answer', waiting, 'answered', 'staff'),
  ...go('decline', ['reported', 'dispatching', 'in_meeting'], 'declined', 'staff'),
  ...go('cancel', beforeDone, 'cancelled', 'asker', 'staff', 'system'),
  ...stay('move', beforeDone, 'asker', 'staff'),
  ...go('merge', ['reported', 'dispatching'], 'duplicate', 'staff'),
  ...go('unmerge', ['duplicate'], 'reported', 'staff'),
  ...stay('hand_over', openStates, 'staff'),
  ...stay('hand_back', [...waiting, 'assigned'], 'staff'),
  ...stay('rule', openStates, 'ruler'),
  ...go('rule', ['assigned'], 'dispatching', 'ruler'),
  ...stay('pause', beforeDone, 'staff'),
  ...stay('resume', beforeDone, 'staff'),
  ...stay('extend', beforeDone, 'ruler'),
  ...go('unmet', [...waiting, 'assigned'], 'unmet', 'staff'),
  ...go('convene', ['reported', 'dispatching', 'reopened'], 'in_meeting', 'staff'),
  ...go('dispatch', ['reported', 'reopened', 'in_meeting'], 'dispatching', 'staff', 'system'),
  ...go('accept', ['dispatching'], 'assigned', 'helper', 'staff', 'system'),
  ...go('set_out', ['assigned'], 'under_way', 'helper'),
  ...stay('set_out', ['under_way'], 'helper'),
  ...go('check_in', ['assigned'], 'under_way', 'helper'),
  ...stay('check_in', ['under_way'], 'helper'),
  ...go('seal', ['under_way'], 'done', 'helper'),
  // A second helper may still be on the way or at work: then the request stays where it is.
  ...(['drop', 'no_show'] as const).flatMap((act) => [
    ...go(act, ['assigned', 'under_way'], 'dispatching', act === 'drop' ? 'helper' : 'staff', 'system'),
    ...stay(act, ['dispatching', 'under_way'], act === 'drop' ? 'helper' : 'staff', 'system'),
  ]),
  ...go('confirm', ['done'], 'confirmed', 'asker', 'staff'),
  ...go('reopen', ['done', 'confirmed', 'closed', 'answered', 'unmet'], 'reopened', 'asker', 'staff'),
  ...go('close', ['confirmed', 'done'], 'closed', 'staff', 'system'),
]

const known = new Map(stateTable.map((move) => [`${move.act} ${move.from} ${move.to}`, move]))
export const moveOf = (act: Act, from: RequestState | null, to: RequestState): Move | undefined =>
  known.get(`${act} ${from} ${to}`)
const fromOf = new Map(
  acts.map((act) => [act, new Set(stateTable.filter((move) => move.act === act).map((move) => move.from))]),
)
export const isPossible = (act: Act, from: RequestState): boolean => fromOf.get(act)?.has(from) ?? false

export const isOpen = (state: RequestState): boolean => (openStates as readonly RequestState[]).includes(state)
/** States in which nobody is to come (any more): offers are withdrawn, the live visit ends. */
const nobodyComes: readonly RequestState[] = ['cancelled', 'declined', 'duplicate', 'unmet', 'answered', 'in_meeting']
export const callsOff = (act: Act, from: RequestState | null, to: RequestState): boolean =>
  nobodyComes.includes(to) || (act === 'rule' && from === 'assigned' && to === 'dispatching')

/** What the actor is to this request. */
export type Standing = {
  /** The person helped, whoever entered it, family who may ask. */
  readonly asker: boolean
  readonly family: boolean
  readonly staff: boolean
  readonly ruler: boolean
  readonly callBack: boolean
  /** Building leader of the place: may read, and knows the people. */
  readonly leader: boolean
  /** On the visit of this request, or was. */
  readonly helper: boolean
  /** Registered and free to help somebody. */
  readonly mayHelp: boolean
  readonly own: boolean
}

export type Facts = {
  readonly state: RequestState
  readonly urgency: string
  readonly needsLook: boolean
  readonly looked: boolean
  readonly paused: boolean
  /** Somebody who helps stands at the door or is past it. */
  readonly onSite: boolean
  readonly handBackOpen: boolean
  readonly handedBackByMe: boolean
  readonly rated: boolean
  readonly unconfirmed: boolean
}

export type Verb = keyof RequestAbilities
type Rule = {
  readonly act?: Act
  readonly may: (who: Standing) => boolean
  readonly when?: (facts: Facts) => ErrorCode | null
}

const staff = (who: Standing) => who.staff
const asker = (who: Standing) => who.asker || who.staff
const beforeTheDoor = (facts: Facts): ErrorCode | null => (facts.onSite ? 'request.already_on_site' : null)
const unless = (wrong: boolean): ErrorCode | null => (wrong ? 'request.wrong_state' : null)

const rules: Readonly<Record<Verb, Rule>> = {
  triage: { act: 'triage', may: staff },
  look: { act: 'look', may: staff, when: (facts) => unless(!facts.needsLook) },
  answer: { act: 'answer', may: staff },
  decline: { act: 'decline', may: staff },
  cancel: { act: 'cancel', may: asker, when: beforeTheDoor },
  move: { act: 'move', may: asker, when: beforeTheDoor },
  merge: { act: 'merge', may: staff },
  unmerge: { act: 'unmerge', may: staff },
  handOver: { act: 'hand_over', may: staff },
  handBack: { act: 'hand_back', may: staff, when: (facts) => unless(facts.handBackOpen) },
  rule: {
    act: 'rule',
    may: (who) => who.ruler,
    when: (facts) => (!facts.handBackOpen ? 'request.no_hand_back' : facts.handedBackByMe ? 'auth.forbidden' : null),
  },
  pause: { act: 'pause', may: staff, when: (facts) => unless(facts.paused) },
  resume: { act: 'resume', may: staff, when: (facts) => unless(!facts.paused) },
  extend: { act: 'extend', may: (who) => who.ruler },
  unmet: { act: 'unmet', may: staff },
  convene: { act: 'convene', may: staff },
  confirm: { act: 'confirm', may: (who) => who.asker || who.callBack },
  reopen: { act: 'reopen', may: asker },
  close: { act: 'close', may: staff },
  dispatch: {
    may: staff,
    when: (facts) =>
      unless(!['reported', 'reopened', 'dispatching', 'in_meeting', 'assigned'].includes(facts.state)) ??
      (facts.needsLook && facts.urgency !== 'life' ? 'request.needs_look' : null),
  },
  rate: {
    may: (who) => who.asker || who.family,
    when: (facts) =>
      unless(!['done', 'confirmed', 'closed'].includes(facts.state) || facts.unconfirmed) ??
      (facts.rated ? 'rating.given_already' : null),
  },
  callBack: { may: (who) => who.callBack, when: (facts) => unless(facts.state !== 'done') },
  claim: {
    may: (who) => who.mayHelp && !who.own && !who.helper,
    when: (facts) => unless(facts.state !== 'dispatching') ?? (facts.needsLook ? 'request.needs_look' : null),
  },
  complain: { may: (who) => who.asker || who.family },
}

/** Why the verb is not for this actor now, or null: the one function that both presents and enforces. */
export const refusalOf = (verb: Verb, who: Standing, facts: Facts): ErrorCode | null => {
  const { act, may, when } = rules[verb]
  if (!may(who)) return 'auth.forbidden'
  if (act && !isPossible(act, facts.state))
    return facts.onSite && (verb === 'cancel' || verb === 'move') ? 'request.already_on_site' : 'request.wrong_state'
  return when?.(facts) ?? null
}

export const verbs = Object.keys(rules) as readonly Verb[]
export const abilitiesOf = (who: Standing, facts: Facts): RequestAbilities =>
  Object.fromEntries(verbs.map((verb) => [verb, refusalOf(verb, who, facts) === null])) as RequestAbilities

export const maySeeIt = (who: Standing): boolean => who.asker || who.family || who.staff || who.leader || who.helper

/** Somebody can be sent without a person deciding first. */
export const isDispatchable = (request: {
  readonly urgency: string
  readonly needsLook: boolean
  readonly draftVoiceFileId: string | null
}): boolean =>
  request.urgency === 'life' ||
  (!request.needsLook &&
    request.draftVoiceFileId === null &&
    (request.urgency === 'basic' || request.urgency === 'ordinary'))

/** The look at a stranger's first request comes before anyone is sent, except when life is at risk. */
export const needsLook = (
  person: { readonly confirmed: boolean; readonly lookedBefore: boolean },
  urgency: string,
  enteredByStaff: boolean,
): boolean => !person.confirmed && !person.lookedBefore && urgency !== 'life' && !enteredByStaff

const rank: Readonly<Record<string, number>> = { life: 0, basic: 1, ordinary: 2, complex: 3, advice: 4 }
type Urgency = 'life' | 'basic' | 'ordinary' | 'complex' | 'advice'
/** Words of danger raise the urgency, never lower it. */
export const urgencyOf = (said: Urgency, danger: { readonly call: string | null; readonly sure: boolean }): Urgency => {
  const least: Urgency | null = danger.sure ? 'life' : danger.call ? 'basic' : null
  return least && (rank[least] ?? 9) < (rank[said] ?? 9) ? least : said
}

const ninetyDays = 90 * 86_400_000
export const windowFault = (window: { readonly from: Date; readonly to: Date }, now: Date): ErrorCode | null => {
  if (!(window.from < window.to)) return 'request.window_wrong'
  if (window.to <= now) return 'request.window_past'
  return window.from.getTime() > now.getTime() + ninetyDays ? 'request.window_too_far' : null
}

/** One person's open requests, entered by themselves; more is a finger that slipped or worse. */
export const openAtOnce = 20
