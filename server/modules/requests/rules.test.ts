// The state table and what follows from it: no act from a wrong state, every state reachable, only the listed ways out of an end.
import { RequestState } from '@linbang/contract/requests'
import { array, assert as check, boolean, constantFrom, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  abilitiesOf,
  type Act,
  acts,
  callsOff,
  endStates,
  type Facts,
  isDispatchable,
  isOpen,
  isPossible,
  moveOf,
  needsLook,
  openStates,
  refusalOf,
  type Standing,
  stateTable,
  urgencyOf,
  verbs,
  windowFault,
} from './rules.ts'

const states = RequestState.options
const nobody: Standing = {
  asker: false,
  family: false,
  staff: false,
  ruler: false,
  callBack: false,
  leader: false,
  helper: false,
  mayHelp: false,
  own: false,
}
const plain: Facts = {
  state: 'reported',
  urgency: 'ordinary',
  needsLook: false,
  looked: false,
  paused: false,
  onSite: false,
  handBackOpen: false,
  handedBackByMe: false,
  rated: false,
  unconfirmed: false,
}

describe('the state table', () => {
  test('names every state and every act, and each row once', () => {
    expect(new Set(stateTable.map((move) => move.to))).toEqual(new Set(states))
    expect(new Set(stateTable.map((move) => move.act))).toEqual(new Set(acts))
    const keys = stateTable.map(({ act, from, to }) => `${act} ${from} ${to}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { who } of stateTable) expect(who.length).toBeGreaterThan(0)
  })

  test('every state is open or over, none is both', () => {
    expect([...openStates, ...endStates].toSorted()).toEqual([...states].toSorted())
  })

  test('every state is reached from a report, and closed from every open state', () => {
    const reach = (starts: readonly (RequestState | null)[]) => {
      const seen = new Set<RequestState | null>(starts)
      for (let before = -1; before !== seen.size;) {
        before = seen.size
        for (const { from, to } of stateTable) if (seen.has(from)) seen.add(to)
      }
      return seen
    }
    expect([...reach([null])].filter((state) => state !== null).toSorted()).toEqual([...states].toSorted())
    for (const state of openStates) expect(reach([state]).has('closed')).toBe(true)
  })

  test.each([
    ['reported', 'dispatch', 'dispatching'],
    ['dispatching', 'accept', 'assigned'],
    ['assigned', 'set_out', 'under_way'],
    ['under_way', 'seal', 'done'],
    ['done', 'confirm', 'confirmed'],
    ['confirmed', 'close', 'closed'],
    ['assigned', 'drop', 'dispatching'],
    ['assigned', 'no_show', 'dispatching'],
    ['assigned', 'rule', 'dispatching'],
    ['done', 'reopen', 'reopened'],
    ['reopened', 'dispatch', 'dispatching'],
    ['dispatching', 'convene', 'in_meeting'],
    ['dispatching', 'unmet', 'unmet'],
    ['duplicate', 'unmerge', 'reported'],
    ['done', 'close', 'closed'],
  ] as const)('%s ─ %s ─► %s, as drawn', (from, act, to) => {
    expect(moveOf(act, from, to)).toBeDefined()
  })

  test.each([
    ['cancel', 'done'],
    ['cancel', 'closed'],
    ['accept', 'reported'],
    ['accept', 'assigned'],
    ['seal', 'assigned'],
    ['confirm', 'under_way'],
    ['close', 'dispatching'],
    ['triage', 'assigned'],
    ['merge', 'assigned'],
    ['answer', 'done'],
    ['unmerge', 'cancelled'],
    ['drop', 'done'],
    ['dispatch', 'cancelled'],
    ['reopen', 'cancelled'],
    ['set_out', 'dispatching'],
  ] as const)('nobody can %s what is %s', (act, from) => {
    expect(isPossible(act, from)).toBe(false)
  })

  test('a request walks only along the table, whatever is pressed', () => {
    const presses = array(record({ act: constantFrom(...acts), to: constantFrom(...states) }), { maxLength: 60 })
    check(
      property(presses, (list) => {
        let state: RequestState = 'reported'
        for (const { act, to } of list) {
          const move = moveOf(act, state, to)
          if (!move) continue
          expect(isPossible(act, state)).toBe(true)
          if (!isOpen(state)) expect(['unmerge', 'reopen', 'close']).toContain(act)
          if (to === 'done') expect(state).toBe('under_way')
          if (to === 'confirmed') expect(state).toBe('done')
          state = to
        }
        return true
      }),
    )
  })

  test('whoever is asked or on the way is called off when nobody is to come', () => {
    for (const { act, from, to } of stateTable) {
      const off = callsOff(act, from, to)
      if (['dispatching', 'assigned', 'under_way', 'done', 'confirmed', 'closed', 'reported', 'reopened'].includes(to))
        expect(off).toBe(act === 'rule' && from === 'assigned' && to === 'dispatching')
      else expect(off).toBe(true)
    }
  })
})

describe('who may do what', () => {
  const anyFacts = record<Facts>({
    state: constantFrom(...states),
    urgency: constantFrom('life', 'basic', 'ordinary', 'complex', 'advice'),
    needsLook: boolean(),
    looked: boolean(),
    paused: boolean(),
    onSite: boolean(),
    handBackOpen: boolean(),
    handedBackByMe: boolean(),
    rated: boolean(),
    unconfirmed: boolean(),
  })
  const anyone = record<Standing>({
    asker: boolean(),
    family: boolean(),
    staff: boolean(),
    ruler: boolean(),
    callBack: boolean(),
    leader: boolean(),
    helper: boolean(),
    mayHelp: boolean(),
    own: boolean(),
  })

  test('what is shown as possible is what is enforced', () => {
    check(
      property(anyFacts, anyone, (facts, who) => {
        const can = abilitiesOf(who, facts)
        for (const verb of verbs) expect(can[verb]).toBe(refusalOf(verb, who, facts) === null)
      }),
    )
  })

  test('a stranger can do nothing', () => {
    check(property(anyFacts, (facts) => Object.values(abilitiesOf(nobody, facts)).every((able) => !able)))
  })

  test('once somebody stands at the door nobody can call it off or move it', () => {
    check(
      property(anyFacts, anyone, (facts, who) => {
        const can = abilitiesOf(who, { ...facts, onSite: true })
        return !can.cancel && !can.move
      }),
    )
    expect(refusalOf('cancel', { ...nobody, asker: true }, { ...plain, state: 'under_way', onSite: true })).toBe(
      'request.already_on_site',
    )
    expect(refusalOf('cancel', { ...nobody, asker: true }, { ...plain, state: 'done', onSite: true })).toBe(
      'request.already_on_site',
    )
  })

  test('who handed a request back does not rule on it', () => {
    const ruler = { ...nobody, staff: true, ruler: true }
    expect(refusalOf('rule', ruler, { ...plain, handBackOpen: true, handedBackByMe: true })).toBe('auth.forbidden')
    expect(refusalOf('rule', ruler, { ...plain, handBackOpen: true })).toBe(null)
    expect(refusalOf('rule', ruler, plain)).toBe('request.no_hand_back')
  })

  test.each([
    ['reported', { asker: true }, ['cancel', 'move', 'complain']],
    ['done', { asker: true }, ['confirm', 'reopen', 'rate', 'complain']],
    ['confirmed', { asker: true }, ['reopen', 'rate', 'complain']],
    ['dispatching', { mayHelp: true }, ['claim']],
    ['dispatching', { mayHelp: true, own: true }, []],
    ['done', { family: true }, ['rate', 'complain']],
    ['done', { leader: true }, []],
  ] as const)('%s: %o can %o', (state, who, can) => {
    const abilities = abilitiesOf({ ...nobody, ...who }, { ...plain, state })
    expect(verbs.filter((verb) => abilities[verb]).toSorted()).toEqual([...can].toSorted())
  })
})

describe('what is decided when it is reported', () => {
  const now = new Date('2026-11-25T02:00:00Z')
  test.each([
    ['2026-11-25T06:00:00Z', '2026-11-25T09:00:00Z', null],
    ['2026-11-25T00:00:00Z', '2026-11-25T03:00:00Z', null],
    ['2026-11-24T06:00:00Z', '2026-11-24T09:00:00Z', 'request.window_past'],
    ['2026-11-25T00:00:00Z', '2026-11-25T02:00:00Z', 'request.window_past'],
    ['2026-11-25T09:00:00Z', '2026-11-25T06:00:00Z', 'request.window_wrong'],
    ['2026-11-25T06:00:00Z', '2026-11-25T06:00:00Z', 'request.window_wrong'],
    ['2027-02-23T02:00:00Z', '2027-02-23T03:00:00Z', null],
    ['2027-02-23T02:00:01Z', '2027-02-23T03:00:00Z', 'request.window_too_far'],
  ] as const)('a window from %s to %s: %s', (from, to, fault) => {
    expect(windowFault({ from: new Date(from), to: new Date(to) }, now)).toBe(fault)
  })

  test('words of danger raise the urgency and never lower it', () => {
    expect(urgencyOf('ordinary', { call: '120', sure: true })).toBe('life')
    expect(urgencyOf('ordinary', { call: '119', sure: false })).toBe('basic')
    expect(urgencyOf('life', { call: '119', sure: false })).toBe('life')
    expect(urgencyOf('advice', { call: null, sure: false })).toBe('advice')
  })

  test('a stranger is looked at first, unless life is at risk, staff took the call, or somebody looked before', () => {
    const stranger = { confirmed: false, lookedBefore: false }
    expect(needsLook(stranger, 'ordinary', false)).toBe(true)
    expect(needsLook(stranger, 'life', false)).toBe(false)
    expect(needsLook(stranger, 'ordinary', true)).toBe(false)
    expect(needsLook({ ...stranger, lookedBefore: true }, 'ordinary', false)).toBe(false)
    expect(needsLook({ confirmed: true, lookedBefore: false }, 'ordinary', false)).toBe(false)
  })

  test.each([
    ['life', true, 'x', true],
    ['basic', false, null, true],
    ['ordinary', false, null, true],
    ['ordinary', true, null, false],
    ['ordinary', false, 'recording', false],
    ['complex', false, null, false],
    ['advice', false, null, false],
  ] as const)('%s, to be looked at %s, recording %s: sent by itself %s', (urgency, look, draftVoiceFileId, alone) => {
    expect(isDispatchable({ urgency, needsLook: look, draftVoiceFileId })).toBe(alone)
  })
})

test('the acts of the table are those the timeline knows', () => {
  const list: readonly Act[] = acts
  expect(new Set(list).size).toBe(27)
})
