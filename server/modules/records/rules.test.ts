import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isService, withinCap } from './rules.ts'

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
