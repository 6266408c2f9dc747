// The catalogue's words: which service fits a search, and what a day demands.
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultServices } from './default-services.ts'
import { bestFits, demandChanges, type Demand, demandsOn, freeTag, withHelpers } from './rules.ts'

describe('the shipped catalogue', () => {
  test('has 52 services, each with a sheet of three to six lines and a known picture', async () => {
    const sprite = await readFile(new URL('../../../web/ui/icons.svg', import.meta.url), 'utf8')
    expect(defaultServices).toHaveLength(52)
    expect(new Set(defaultServices.map(({ code }) => code)).size).toBe(52)
    for (const { code, icon, sheetForm, example } of defaultServices) {
      expect(sprite, code).toContain(`id="i-${icon}"`)
      expect(sheetForm.length, code).toBeGreaterThanOrEqual(3)
      expect(sheetForm.length, code).toBeLessThanOrEqual(6)
      expect(new Set(sheetForm.map((field) => field.code)).size, code).toBe(sheetForm.length)
      expect(example, code).not.toBe('')
    }
  })

  test('asks for money only where a member organisation comes, and never of those in hardship', () => {
    for (const { code, credit, priceRule } of defaultServices) {
      expect('fromCents' in priceRule, code).toBe(credit === 'priced')
      if (credit !== 'priced') continue
      expect(priceRule.fromCents, code).toBeLessThan(priceRule.toCents ?? 0)
      expect(freeTag(priceRule, ['lives_alone', 'low_income']), code).toBe('low_income')
      expect(freeTag(priceRule, ['very_old']), code).toBeNull()
    }
  })

  test('risks nobody without a course and an insurance, and sends two where two are needed', () => {
    for (const { code, bodilyRisk, helpers, requirements } of defaultServices) {
      const kinds = requirements.map(({ kind }) => kind)
      expect(kinds.includes('insurance'), code).toBe(bodilyRisk)
      expect(kinds.includes('training'), code).toBe(bodilyRisk)
      expect(kinds.includes('two_people'), code).toBe(helpers > 1)
      expect(kinds.includes('skill'), code).toBe(true)
    }
    const bathing = defaultServices.find(({ code }) => code === 'bathing-assist')
    expect(bathing?.requirements.map(({ kind }) => kind)).toContain('same_sex')
  })
})

describe('finding a service', () => {
  const codes = (words: string) => bestFits(words, defaultServices).map(({ code }) => code)
  test.each([
    ['水龙头', 'plumbing'],
    ['水龙头漏水', 'plumbing'],
    ['haircut', 'haircut-home'],
    ['理发', 'haircut-home'],
    ['轮椅', 'goods-lending'],
    ['想办老年证', 'elder-card'],
    ['school-pickup', 'school-pickup'],
  ])('%s finds %s first', (words, code) => expect(codes(words)[0]).toBe(code))
  test('words of nothing find nothing', () => expect(codes('xyzzy')).toEqual([]))
})

describe('what a service demands', () => {
  const demand = (code: string, fromOn: string, toOn: string | null): Demand => ({
    kind: 'certificate',
    code,
    value: null,
    fromOn,
    toOn,
  })
  test.each([
    ['2026-01-01', ['a']],
    ['2026-06-30', ['a']],
    ['2026-07-01', ['b']],
    ['2025-12-31', []],
  ])('on %s it is %j', (day, expected) => {
    const demands = [demand('a', '2026-01-01', '2026-06-30'), demand('b', '2026-07-01', null)]
    expect(demandsOn(demands, day).map(({ code }) => code)).toEqual(expected)
  })

  const anyDemand = fc.record({
    kind: fc.constantFrom('skill' as const, 'certificate' as const, 'two_people' as const),
    code: fc.constantFrom('', 'a', 'b'),
    value: fc.constant(null),
  })
  test('ending and beginning leads exactly to what is wanted', () => {
    fc.assert(
      fc.property(
        fc.array(anyDemand),
        fc.array(anyDemand),
        fc.integer({ min: 1, max: 3 }),
        (before, after, helpers) => {
          const held = withHelpers(before, 1)
          const wanted = withHelpers(after, helpers)
          const { ended, begun } = demandChanges(held, wanted)
          const now = [...held.filter((one) => !ended.includes(one)), ...begun]
          const named = (list: readonly { kind: string; code: string }[]) =>
            list.map(({ kind, code }) => `${kind}/${code}`)
          expect(named(now).toSorted()).toEqual(named(wanted).toSorted())
          expect(named(wanted).filter((name) => name.startsWith('two_people'))).toHaveLength(helpers > 1 ? 1 : 0)
        },
      ),
    )
  })
})
