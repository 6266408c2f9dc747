import { describe, expect, test } from 'vitest'
import { coverFrom, lastDayOf, stateOf } from './rules.ts'

const policy = { fromOn: '2026-01-01', toOn: '2026-12-31', endedOn: null }

describe('a policy', () => {
  test.each([
    ['2025-12-31', null, 'coming'],
    ['2026-01-01', null, 'running'],
    ['2026-10-31', null, 'running'],
    ['2026-11-01', null, 'soon'],
    ['2026-12-31', null, 'soon'],
    ['2027-01-01', null, 'over'],
    ['2026-06-30', '2026-06-30', 'soon'],
    ['2026-07-01', '2026-06-30', 'over'],
  ] as const)('on %s, ended early on %s, is %s', (today, endedOn, state) => {
    expect(stateOf({ ...policy, endedOn }, today)).toBe(state)
  })

  test('an end written after its last day changes nothing', () => {
    expect(lastDayOf({ ...policy, endedOn: '2027-05-01' })).toBe('2026-12-31')
  })

  test.each([
    ['2026-05-01', undefined, '2026-05-01'],
    ['2025-11-01', undefined, '2026-01-01'],
    ['2026-05-01', '2026-05-02', '2026-05-02'],
    ['2026-05-01', '2026-04-30', null],
    ['2026-05-01', '2027-01-01', null],
    ['2027-01-01', undefined, null],
  ] as const)('on %s, asked for %s, takes a name from %s', (today, asked, from) => {
    expect(coverFrom(policy, today, asked)).toBe(from)
  })
})
