import { describe, expect, test } from 'vitest'
import { courseOf, stageOf } from './course.ts'

type Row = Parameters<typeof courseOf>[0]['timeline'][number]
let clock = 0
const row = (act: string, fromState: Row['fromState'], toState: Row['toState'], actor: string | null = null): Row => ({
  id: `${act}-${(clock += 1)}`,
  act,
  fromState,
  toState,
  actor,
  why: null,
  occurredAt: new Date(Date.UTC(2026, 10, 25, 6, clock)),
})
const shown = (state: Parameters<typeof courseOf>[0]['state'], timeline: readonly Row[], onSite = false) =>
  courseOf({ state, timeline }, onSite).map(({ name, state }) => `${name} ${state}`)

const begun = [row('report', null, 'reported'), row('dispatch', 'reported', 'dispatching')]

describe('the windows of a request', () => {
  test('just reported: one is lit now, the rest is to come', () => {
    expect(shown('reported', begun.slice(0, 1))).toEqual([
      'reported now',
      'comes coming',
      'visit coming',
      'confirm coming',
    ])
  })
  test('on the way', () => {
    const timeline = [
      ...begun,
      row('accept', 'dispatching', 'assigned', '李师傅'),
      row('set_out', 'assigned', 'under_way'),
    ]
    expect(shown('under_way', timeline)).toEqual([
      'reported done',
      'asking done',
      'accepted done',
      'set_out now',
      'visit coming',
      'confirm coming',
    ])
  })
  test('at the door the visit is no longer to come', () => {
    const timeline = [...begun, row('accept', 'dispatching', 'assigned'), row('check_in', 'assigned', 'under_way')]
    expect(shown('under_way', timeline, true)).toEqual([
      'reported done',
      'asking done',
      'accepted done',
      'on_site now',
      'confirm coming',
    ])
  })
  test('one could not come, another took over: it says so', () => {
    const timeline = [
      ...begun,
      row('accept', 'dispatching', 'assigned'),
      row('drop', 'assigned', 'dispatching'),
      row('accept', 'dispatching', 'assigned'),
    ]
    expect(shown('assigned', timeline).slice(2)).toEqual([
      'accepted done',
      'dropped done',
      'replaced now',
      'visit coming',
      'confirm coming',
    ])
  })
  test('over: every window is lit, filing it is not another one', () => {
    const timeline = [
      ...begun,
      row('accept', 'dispatching', 'assigned'),
      row('seal', 'under_way', 'done'),
      row('confirm', 'done', 'confirmed'),
      row('close', 'confirmed', 'closed'),
    ]
    expect(shown('closed', timeline)).toEqual([
      'reported done',
      'asking done',
      'accepted done',
      'sealed done',
      'confirmed done',
    ])
  })
  test('what only staff know by name is left out', () => {
    expect(
      shown('dispatching', [...begun, row('wave', null, null), row('triage', 'dispatching', 'dispatching')]).slice(
        0,
        2,
      ),
    ).toEqual(['reported done', 'asking now'])
  })
})

test.each([
  ['reported', 0],
  ['dispatching', 0],
  ['assigned', 1],
  ['under_way', 2],
  ['done', 3],
  ['closed', 4],
  ['cancelled', 4],
] as const)('%s stands at stage %i', (state, stage) => {
  expect(stageOf(state)).toBe(stage)
})
