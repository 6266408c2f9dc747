// What can be had when, and by whom it is handed out.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counterOf, drawCode, faultOf, wayOf } from './rules.ts'

const noon = new Date('2026-11-25T04:00:00Z')
const hour = (count: number) => new Date(noon.getTime() + count * 3_600_000)
const rice = { points: 600, stock: 3, limitEach: 2, fromAt: hour(-24), untilAt: hour(24), active: true }
const buyer = { ordered: 0, available: 1280, quantity: 1, now: noon }

test.each([
  ['it can be had', rice, buyer, null],
  ['its first moment is in time', { ...rice, fromAt: noon }, buyer, null],
  ['not yet', { ...rice, fromAt: hour(1) }, buyer, 'not_yet'],
  ['its last moment is over', { ...rice, untilAt: noon }, buyer, 'over'],
  ['taken out of the shop', { ...rice, active: false }, buyer, 'over'],
  ['the last three', rice, { ...buyer, quantity: 3, ordered: 0 }, 'limit'],
  ['more than there are', { ...rice, limitEach: null }, { ...buyer, quantity: 4, available: 9000 }, 'sold_out'],
  ['what is not counted is never sold out', { ...rice, stock: null, limitEach: null }, { ...buyer, quantity: 2 }, null],
  ['the second of two', rice, { ...buyer, ordered: 1 }, null],
  ['the third of two', rice, { ...buyer, ordered: 2 }, 'limit'],
  ['one point short', rice, { ...buyer, available: 599 }, 'points'],
  ['points to the last', rice, { ...buyer, available: 600 }, null],
] as const)('%s', (_name, offered, who, fault) => expect(faultOf(offered, who)).toBe(fault))

test('only goods are fetched or brought', () => {
  expect([wayOf('goods', undefined), wayOf('goods', 'delivery'), wayOf('ticket', 'delivery')]).toEqual([
    'pick_up',
    'delivery',
    'voucher',
  ])
})

test('a shop hands out what is its own, the station what belongs to no shop, nobody what is on its way', () => {
  const keeper = { organisationIds: ['b'], station: true }
  expect(counterOf(keeper, { shopIds: ['a', 'b'], way: 'voucher' })).toBe('b')
  expect(counterOf(keeper, { shopIds: ['a'], way: 'voucher' })).toBeUndefined()
  expect(counterOf(keeper, { shopIds: [], way: 'pick_up' })).toBeNull()
  expect(counterOf({ ...keeper, station: false }, { shopIds: [], way: 'pick_up' })).toBeUndefined()
  expect(counterOf(keeper, { shopIds: [], way: 'delivery' })).toBeUndefined()
})

test('every code is eight digits', () => {
  fc.assert(fc.property(fc.nat(99_999_999), (n) => /^\d{8}$/.test(drawCode(() => n))))
})
