// A voucher judged without a line, with real seals.
import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { claimOf, readScan, readToken, tokenOf } from '@linbang/contract/voucher-token'
import { judge } from './counter-rules.ts'
import { sealHolds } from './seal-check.ts'

const id = (n: number) => `01a2216e-c180-703b-8b36-${String(n).padStart(12, '0')}`
const keys = generateKeyPairSync('ed25519')
const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const until = new Date('2026-11-25T05:00:00Z')
const claim = claimOf({ orderId: id(1), rewardId: id(2), organisationId: id(3), until })
const text = tokenOf(claim, sign(null, Buffer.from(claim), keys.privateKey).toString('base64'))
const token = readToken(text)!
const known = {
  counter: { shops: [{ organisationId: id(3), name: '暖阳理发店' }], keys: [{ id: id(9), publicKey }] },
  now: new Date('2026-11-25T04:30:00Z'),
  used: new Set<string>(),
  holds: sealHolds,
}

test('what was shown to this shop is good for its hour, once', async () => {
  expect(token).toMatchObject({ orderId: id(1), rewardId: id(2), organisationId: id(3), until })
  expect(await judge(token, known)).toBe('good')
  expect(await judge(token, { ...known, now: until })).toBe('good')
  expect(await judge(token, { ...known, now: new Date(until.getTime() + 1) })).toBe('too_old')
  expect(await judge(token, { ...known, used: new Set([id(1)]) })).toBe('used_here')
})

test('another shop refuses it, and so does everybody when a sign was changed', async () => {
  const shops = [{ organisationId: id(4), name: '邻里小厨' }]
  expect(await judge(token, { ...known, counter: { ...known.counter, shops } })).toBe('other_shop')
  const moved = readToken(text.replace(id(3).replaceAll('-', ''), id(4).replaceAll('-', '')))!
  expect(await judge(moved, { ...known, counter: { ...known.counter, shops } })).toBe('forged')
  const later = readToken(text.replace(String(until.getTime() / 1000), String(until.getTime() / 1000 + 3600)))!
  expect(await judge(later, known)).toBe('forged')
  expect(await judge(token, { ...known, counter: { ...known.counter, keys: [] } })).toBe('forged')
})

test('a camera reads links, codes and nothing else', () => {
  expect(readScan(`https://linbang.test/redeem?v=${text}`)).toMatchObject({ text, token: { orderId: id(1) } })
  expect(readScan('https://linbang.test/redeem?code=12345678')).toEqual({ code: '12345678' })
  expect(readScan('12345678')).toEqual({ code: '12345678' })
  for (const other of ['', '1234567', 'https://example.org/', `${text}x`]) expect(readScan(other)).toBeNull()
})
