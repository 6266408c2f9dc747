import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  areOfTwoUnits,
  codeFrom,
  doubtBetween,
  isSameTwo,
  isService,
  maskedName,
  plainCode,
  standingOf,
  withinCap,
} from './rules.ts'

const work = { personId: 'p', volunteerId: 'v', minutes: 40, feeCents: 0, ownHousehold: false, onPaidDuty: false }

test.each([
  ['unpaid help to a neighbour', {}, true],
  ['somebody of an organisation', { volunteerId: null }, false],
  ['help that was charged for', { feeCents: 1 }, false],
  ['help in the own household', { ownHousehold: true }, false],
  ['help on paid duty', { onPaidDuty: true }, false],
])('%s', (_name, change, counts) => {
  expect(isService({ ...work, ...change })).toBe(counts)
})

test('however the jobs of a day come in, no more than the cap is recorded and never a negative minute', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 12 }),
      fc.integer({ min: 0, max: 700 }),
      (jobs, cap) => {
        let recorded = 0
        for (const minutes of jobs) {
          const counted = withinCap(minutes, recorded, cap)
          expect(counted).toBeGreaterThanOrEqual(0)
          expect(counted).toBeLessThanOrEqual(minutes)
          recorded += counted
        }
        expect(recorded).toBe(
          Math.min(
            cap,
            jobs.reduce((sum, minutes) => sum + minutes, 0),
          ),
        )
      },
    ),
  )
})

const at = (time: string) => new Date(`2026-11-25T${time}:00+08:00`)
const door = { lat: 22.81, lon: 108.36 }
const far = { lat: 22.9, lon: 108.36 }
const flat = (a: typeof door, b: typeof door) => Math.abs(a.lat - b.lat) * 111_000

test.each([
  ['one after the other at one door', '09:00', '10:00', door, '10:00', '11:00', door, null],
  ['a minute of slack', '09:00', '10:01', door, '10:00', '11:00', door, null],
  ['two doors at once', '09:00', '10:00', door, '09:30', '11:00', far, 'overlap'],
  ['ten kilometres in five minutes', '09:00', '10:00', door, '10:05', '11:00', far, 'travel'],
  ['ten kilometres in half an hour', '09:00', '10:00', door, '10:30', '11:00', far, null],
  ['a place nobody knows', '09:00', '10:00', null, '10:01', '11:00', far, null],
] as const)('%s', (_name, from, to, here, from2, to2, there, doubt) => {
  const one = { causeId: 'a', from: at(from), to: at(to), point: here }
  const other = { causeId: 'b', from: at(from2), to: at(to2), point: there }
  expect(doubtBetween(one, other, flat, 40)).toBe(doubt)
  expect(doubtBetween(other, one, flat, 40)).toBe(doubt)
})

const pair = (recorder: string, approver: string) => ({ recorder, approver })
test.each([
  ['nobody before', [], false],
  ['four by the same, the fifth may', Array(4).fill(pair('a', 'b')), false],
  ['five by the same, the sixth may not', Array(5).fill(pair('a', 'b')), true],
  ['another in between', [...Array(3).fill(pair('a', 'b')), pair('a', 'c'), ...Array(3).fill(pair('a', 'b'))], false],
  ['in turn for each other', [pair('b', 'a')], true],
])('the same two: %s', (_name, recent, same) => {
  expect(isSameTwo(pair('a', 'b'), recent, 5)).toBe(same)
})

test.each([
  ['陈小雨', '陈*雨'],
  ['李明', '*明'],
  ['欧阳文山', '欧**山'],
  ['Ann Lee', 'A** **e'],
  ['王', '*'],
])('of %s a stranger reads %s', (name, masked) => {
  expect(maskedName(name)).toBe(masked)
})

test('check codes have eight letters nobody mistakes, each as likely as the other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      fc.pre(bytes.filter((byte) => byte < 248).length >= 8)
      const code = codeFrom(bytes)
      expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
      expect(plainCode(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).toBe(code)
    }),
  )
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 248; byte++) {
    const letter = codeFrom(new Uint8Array(8).fill(byte))[0] ?? ''
    counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  expect(new Set(counts.values())).toEqual(new Set([8]))
})

test.each([
  [-1, 'overdue'],
  [0, 'soon'],
  [3, 'soon'],
  [4, 'fine'],
] as const)('%i days left is %s', (days, standing) => {
  expect(standingOf(days)).toBe(standing)
})

test.each([
  ['a grid entered, the community approves', ['s1.c1.g1'], ['s1.c1'], true],
  ['both of the community', ['s1.c1'], ['s1.c1'], false],
  ['the community entered, the street approves', ['s1.c1'], ['s1'], true],
  ['who also works for the grid entered for both', ['s1.c1', 's1.c1.g1'], ['s1.c1'], false],
  ['who approves works for both, the recorder for one', ['s1.c1'], ['s1.c1', 's1'], true],
  ['who approves works for no unit there', ['s1.c1'], [], false],
])('two people of different units: %s', (_name, recorder, approver, other) => {
  expect(areOfTwoUnits(recorder, approver)).toBe(other)
})
