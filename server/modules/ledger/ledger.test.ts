// The ledger on a real database: whatever is issued, held, settled, released and reversed, in any order and at once, it balances.
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import { freshWorld } from '../../kit/testing.ts'
import {
  balancesOf,
  donate,
  earnedBetween,
  holdFor,
  issue,
  poolBalance,
  proveBalances,
  releaseHold,
  reverseCause,
  settleHold,
} from './service.ts'

const world = await freshWorld()
afterAll(world.close)

const move = async (callName: string): Promise<string> => {
  const id = newId()
  await world.owner.db.insertInto('person').values({ tenantId: world.tenantId, id, name: callName, callName }).execute()
  return id
}
const give = (toPersonId: string, amount: number, unit: 'points' | 'minutes' = 'points', causeId = newId()) =>
  issue(world.ctx(), { unit, toPersonId, amount, causeKind: 'sheet', causeId, leg: toPersonId, reason: '帮了忙' })
const refused = (code: string) => ({ code })

describe('any sequence of movements', () => {
  type Step =
    | { do: 'issue' | 'donate'; who: number; amount: number; cause: number }
    | { do: 'hold'; who: number; amount: number; cause: number }
    | { do: 'settle'; who: number; amount: number; cause: number }
    | { do: 'release' | 'reverse' | 'reverse settlement'; cause: number }
  const who = fc.integer({ min: 0, max: 2 })
  const amount = fc.integer({ min: 1, max: 60 })
  const cause = fc.integer({ min: 0, max: 3 })
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constantFrom('issue' as const, 'donate' as const), who, amount, cause }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('hold' as const), who, amount, cause }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), who, amount, cause }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('release' as const, 'reverse' as const, 'reverse settlement' as const),
        cause,
      }),
    },
  )

  test('keeps the sum at zero, nobody below what is set aside, and every row true to its transfers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const people = await Promise.all(['甲', '乙', '丙'].map(move))
        const causes = Array.from({ length: 4 }, newId)
        const holds = Array.from({ length: 4 }, newId)
        const gifts = Array.from({ length: 4 }, newId)
        const run = async (one: Step): Promise<unknown> => {
          const ctx = world.ctx()
          const causeId = causes[one.cause] ?? ''
          const held = { causeKind: 'order', causeId: holds[one.cause] ?? '' }
          const personId = 'who' in one ? (people[one.who] ?? '') : ''
          switch (one.do) {
            case 'issue':
              return issue(ctx, {
                unit: 'points',
                toPersonId: personId,
                amount: one.amount,
                causeKind: 'sheet',
                causeId,
                leg: personId,
                reason: '',
              })
            case 'donate':
              return donate(ctx, {
                unit: 'points',
                from: { kind: 'person', ownerId: personId },
                to: { kind: 'pool', ownerId: null },
                amount: one.amount,
                causeKind: 'gift',
                causeId: gifts[one.cause] ?? '',
                reason: '',
              })
            case 'hold':
              return holdFor(ctx, { unit: 'points', kind: 'person', ownerId: personId, amount: one.amount, ...held })
            case 'settle':
              return settleHold(ctx, { ...held, amount: one.amount, toPersonId: personId, reason: '' })
            case 'release':
              return releaseHold(ctx, held.causeKind, held.causeId)
            case 'reverse':
              return reverseCause(ctx, 'sheet', causeId, '')
            case 'reverse settlement':
              return reverseCause(ctx, held.causeKind, held.causeId, '')
          }
        }
        for (const one of steps) {
          await run(one).catch((error: unknown) => expect(error).toMatchObject(refused('ledger.not_enough')))
          const before = await balancesOf(world.ctx(), people[0] ?? '')
          await run(one).catch((error: unknown) => expect(error).toMatchObject(refused('ledger.not_enough')))
          if (one.do !== 'hold') expect(await balancesOf(world.ctx(), people[0] ?? '')).toEqual(before)
          const { points, pointsHeld } = before
          expect(points - pointsHeld).toBeGreaterThanOrEqual(0)
        }
        const accounts = await world.owner.db.selectFrom('ledgerAccount').selectAll().execute()
        expect(accounts.reduce((sum, { balance }) => sum + balance, 0)).toBe(0)
        for (const { kind, balance, held } of accounts)
          if (kind !== 'issuing') expect(balance - held).toBeGreaterThanOrEqual(0)
        expect(await proveBalances(world.ctx())).toEqual({ balanced: true, faults: [] })
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})

describe('each movement happens once for its cause', () => {
  test('the same sheet sealed by ten impatient thumbs pays once', async () => {
    const [wei, causeId] = [await move('韦奶奶'), newId()]
    const paid = await Promise.all(Array.from({ length: 10 }, () => give(wei, 12, 'points', causeId)))
    expect(new Set(paid.map(({ transferId }) => transferId)).size).toBe(1)
    expect(await balancesOf(world.ctx(), wei)).toMatchObject({ points: 12 })
  })

  test('twenty people in one transaction each want the same twenty points: two get ten, the rest are refused', async () => {
    const wei = await move('韦奶奶')
    await give(wei, 20)
    const tries = Array.from({ length: 20 }, () =>
      holdFor(world.ctx(), {
        unit: 'points',
        kind: 'person',
        ownerId: wei,
        amount: 10,
        causeKind: 'order',
        causeId: newId(),
      }),
    )
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject(refused('ledger.not_enough'))
    expect(await balancesOf(world.ctx(), wei)).toEqual({ points: 20, pointsHeld: 20, minutes: 0, minutesHeld: 0 })
  })

  test('two neighbours who pay each other at the same moment do not wait for each other for ever', async () => {
    const [wei, li] = [await move('韦奶奶'), await move('李师傅')]
    await Promise.all([give(wei, 500), give(li, 500)])
    const swap = async (from: string, to: string) => {
      const cause = { causeKind: 'order', causeId: newId() }
      await holdFor(world.ctx(), { unit: 'points', kind: 'person', ownerId: from, amount: 5, ...cause })
      await settleHold(world.ctx(), { ...cause, amount: 5, toPersonId: to, reason: '换' })
    }
    await Promise.all(Array.from({ length: 20 }, (_, turn) => (turn % 2 ? swap(wei, li) : swap(li, wei))))
    expect(await balancesOf(world.ctx(), wei)).toMatchObject({ points: 500, pointsHeld: 0 })
    expect(await balancesOf(world.ctx(), li)).toMatchObject({ points: 500, pointsHeld: 0 })
  })

  test('what a transaction rolls back never moved', async () => {
    const wei = await move('韦奶奶')
    const failing = inTransaction(world.ctx(), async (ctx) => {
      await issue(ctx, { unit: 'points', toPersonId: wei, amount: 9, causeKind: 'sheet', causeId: newId(), reason: '' })
      throw new Error('the lights went out')
    })
    await expect(failing).rejects.toThrow('the lights went out')
    expect(await balancesOf(world.ctx(), wei)).toMatchObject({ points: 0 })
  })

  test('the cap of a day holds for two sheets sealed at once', async () => {
    const wei = await move('韦奶奶')
    const day = { from: new Date('2026-11-24T16:00:00Z'), to: new Date('2026-11-25T16:00:00Z') }
    const seal = () =>
      inTransaction(world.ctx(), async (ctx) => {
        const earned = await earnedBetween(ctx, { unit: 'points', personId: wei, ...day })
        const amount = Math.min(50, 80 - earned)
        await issue(ctx, { unit: 'points', toPersonId: wei, amount, causeKind: 'sheet', causeId: newId(), reason: '' })
      })
    await Promise.all([seal(), seal(), seal()])
    expect(await balancesOf(world.ctx(), wei)).toMatchObject({ points: 80 })
    expect(await earnedBetween(world.ctx(), { unit: 'points', personId: wei, ...day })).toBe(80)
  })
})

describe('an order', () => {
  test('pays what was used, at most what was set aside, and frees the rest', async () => {
    const [wei, li, cause] = [await move('韦奶奶'), await move('李师傅'), { causeKind: 'order', causeId: newId() }]
    await give(wei, 100, 'minutes')
    await holdFor(world.ctx(), { unit: 'minutes', kind: 'person', ownerId: wei, amount: 60, ...cause })
    expect(await balancesOf(world.ctx(), wei)).toMatchObject({ minutes: 100, minutesHeld: 60 })
    expect(await settleHold(world.ctx(), { ...cause, amount: 45, toPersonId: li, reason: '买菜' })).toMatchObject({
      paid: 45,
    })
    expect(await balancesOf(world.ctx(), wei)).toMatchObject({ minutes: 55, minutesHeld: 0 })
    expect(await settleHold(world.ctx(), { ...cause, amount: 60, toPersonId: li, reason: '买菜' })).toMatchObject({
      paid: 45,
    })
    expect(await balancesOf(world.ctx(), li)).toMatchObject({ minutes: 45 })
  })

  test('called off is released, and can be set aside anew when the work is taken up again', async () => {
    const [wei, li, cause] = [await move('韦奶奶'), await move('李师傅'), { causeKind: 'order', causeId: newId() }]
    await give(wei, 60, 'minutes')
    const hold = () => holdFor(world.ctx(), { unit: 'minutes', kind: 'person', ownerId: wei, amount: 60, ...cause })
    await hold()
    expect(await releaseHold(world.ctx(), cause.causeKind, cause.causeId)).toBe(60)
    expect(await releaseHold(world.ctx(), cause.causeKind, cause.causeId)).toBe(0)
    expect(await settleHold(world.ctx(), { ...cause, amount: 60, toPersonId: li, reason: '' })).toEqual({
      paid: 0,
      transferId: null,
    })
    await hold()
    expect(await settleHold(world.ctx(), { ...cause, amount: 90, toPersonId: li, reason: '' })).toMatchObject({
      paid: 60,
    })
  })

  test('the public pool pays for those in need, with what neighbours gave it', async () => {
    const [wei, li, cause] = [await move('韦奶奶'), await move('李师傅'), { causeKind: 'order', causeId: newId() }]
    await give(wei, 90, 'minutes')
    const before = await poolBalance(world.ctx(), 'minutes')
    await donate(world.ctx(), {
      unit: 'minutes',
      from: { kind: 'person', ownerId: wei },
      to: { kind: 'pool', ownerId: null },
      amount: 90,
      causeKind: 'gift',
      causeId: newId(),
      reason: '捐',
    })
    await holdFor(world.ctx(), { unit: 'minutes', kind: 'pool', ownerId: null, amount: 30, ...cause })
    expect(await poolBalance(world.ctx(), 'minutes')).toBe(before + 60)
    await settleHold(world.ctx(), { ...cause, amount: 30, toPersonId: li, reason: '' })
    expect(await balancesOf(world.ctx(), li)).toMatchObject({ minutes: 30 })
  })

  test('a payment booked under its sheet is reversed with the sheet', async () => {
    const [wei, li, sheetId] = [await move('韦奶奶'), await move('李师傅'), newId()]
    const cause = { causeKind: 'order', causeId: newId() }
    await give(wei, 60, 'minutes')
    await holdFor(world.ctx(), { unit: 'minutes', kind: 'person', ownerId: wei, amount: 60, ...cause })
    await settleHold(world.ctx(), {
      ...cause,
      amount: 60,
      toPersonId: li,
      reason: '',
      paidAs: { causeKind: 'sheet', causeId: sheetId, leg: li },
    })
    expect(await reverseCause(world.ctx(), 'sheet', sheetId, '没做')).toEqual({ reversed: 60, short: 0 })
    expect(await reverseCause(world.ctx(), 'sheet', sheetId, '没做')).toEqual({ reversed: 0, short: 0 })
    expect(await balancesOf(world.ctx(), wei)).toMatchObject({ minutes: 60, minutesHeld: 0 })
  })

  test('what was spent meanwhile cannot be taken back; it is counted and written down', async () => {
    const [wei, sheetId] = [await move('韦奶奶'), newId()]
    await give(wei, 20, 'points', sheetId)
    await donate(world.ctx(), {
      unit: 'points',
      from: { kind: 'person', ownerId: wei },
      to: { kind: 'donation', ownerId: null },
      amount: 15,
      causeKind: 'gift',
      causeId: newId(),
      reason: '',
    })
    expect(await reverseCause(world.ctx(), 'sheet', sheetId, '投诉属实')).toEqual({ reversed: 0, short: 20 })
    expect(await balancesOf(world.ctx(), wei)).toMatchObject({ points: 5 })
    const log = await world.owner.db
      .selectFrom('auditEntry')
      .select('detail')
      .where('act', '=', 'ledger.reversal_short')
      .execute()
    expect(log.map(({ detail }) => detail)).toContainEqual(expect.objectContaining({ causeId: sheetId, amount: 20 }))
  })
})
