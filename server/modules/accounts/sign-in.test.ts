// People sign in: by a code, by a password, by a code on paper. And those who should not, do not.
import { afterAll, expect, test } from 'vitest'
import { smsRecorder, useSms } from '../../kit/sms.ts'
import { as, type Reply } from '../../kit/testing.ts'
import { consentRoutes } from '../consents/routes.ts'
import { accountRoutes } from './routes.ts'
import { callers, foundVillage } from './testing-village.ts'

const village = await foundVillage([...accountRoutes, ...consentRoutes])
const { world, app, places } = village
const sms = smsRecorder()
useSms(world.kit, sms)
afterAll(() => village.close())

const { anew, fromHouse } = callers(app)

const lastCode = (): string => /^\d{6}/.exec(sms.sent.at(-1)?.text ?? '')?.[0] ?? ''
const other = (code: string) => (code === '000000' ? '000001' : '000000')
/** A code for the number, a minute after the last one. */
const codeFor = async (phone: string): Promise<string> => {
  world.advance(2)
  expect(await fromHouse(anew(), '/auth/codes', { phone })).toMatchObject({ status: 200, body: { sent: true } })
  return lastCode()
}
const enter = async (phone: string): Promise<Reply> =>
  fromHouse(anew(), '/auth/sessions', { phone, code: await codeFor(phone) })

test('a neighbour nobody knew signs in with a code and says who they are', async () => {
  const { status, body } = await enter('10000000001')
  expect(status).toBe(200)
  expect(body.me).toMatchObject({
    welcomed: false,
    confirmed: false,
    home: null,
    phoneMasked: '100****0001',
    secondFactor: false,
  })
  expect(body.me.roles).toMatchObject([{ role: 'resident', areaId: places.street.id }])
  const hands = as(app, body.token)
  const { privacy } = (await hands.get('/installation')).body
  const words = {
    callName: '𠮷阿姨',
    name: '𠮷田䶮',
    buildingId: places.building.id,
    doorName: '2单元301',
    privacyVersion: privacy.version,
  }
  expect(await hands.post('/me/welcome', { ...words, privacyVersion: 99 })).toMatchObject({
    status: 409,
    body: { code: 'consent.old_version' },
  })
  expect(await hands.post('/me/welcome', { callName: 'x', privacyVersion: privacy.version })).toMatchObject({
    body: { code: 'account.no_home' },
  })
  const { body: me } = await hands.post('/me/welcome', words)
  expect(me).toMatchObject({
    welcomed: true,
    callName: '𠮷阿姨',
    name: '𠮷田䶮',
    home: { doorName: '2单元301', buildingName: '3号楼', communityName: '新竹社区' },
  })
  expect((await hands.get('/me/consents')).body.items).toEqual(
    expect.arrayContaining([expect.objectContaining({ purpose: 'privacy', given: true })]),
  )
})

test('two first sign-ins with one number at the same moment make one person', async () => {
  const phone = '10000000002'
  const code = await codeFor(phone)
  const [first, second] = await Promise.all([1, 2].map(() => fromHouse(anew(), '/auth/sessions', { phone, code })))
  expect([first?.status, second?.status]).toEqual(expect.arrayContaining([200, 401]))
  const again = await enter(phone)
  const winner = first?.status === 200 ? first : second
  expect(again.body.me.personId).toBe(winner?.body.me.personId)
  const rows = await world.database.db
    .selectFrom('person')
    .select('id')
    .where('phoneMasked', '=', '100****0002')
    .execute()
  expect(rows).toHaveLength(1)
})

test('a number in the register signs in as the person who is registered', async () => {
  const personId = await village.neighbour({ name: '王建国', phone: '10000000003', door: [places.building, '101'] })
  const { body } = await enter('10000000003')
  expect(body.me).toMatchObject({ personId, name: '王建国', confirmed: true, home: { doorName: '101' } })
})

test('a code is tried six times, and the sixth is not listened to even when it is right', async () => {
  const phone = '10000000004'
  const code = await codeFor(phone)
  for (let guess = 1; guess <= 5; guess += 1) {
    expect(await fromHouse(anew(), '/auth/sessions', { phone, code: other(code) })).toMatchObject({
      status: 401,
      body: { code: 'auth.wrong_code' },
    })
  }
  expect(await fromHouse(anew(), '/auth/sessions', { phone, code })).toMatchObject({
    status: 429,
    body: { code: 'auth.too_many_tries' },
  })
})

test('a hundred guesses at the same moment are five', async () => {
  const phone = '10000000005'
  const code = await codeFor(phone)
  const replies = await Promise.all(
    Array.from({ length: 100 }, () => fromHouse(anew(), '/auth/sessions', { phone, code: other(code) })),
  )
  expect(replies.filter(({ status }) => status === 401)).toHaveLength(5)
})

test('a code is good for five minutes, once, and the newest only', async () => {
  const phone = '10000000006'
  const old = await codeFor(phone)
  const code = await codeFor(phone)
  if (old !== code)
    expect(await fromHouse(anew(), '/auth/sessions', { phone, code: old })).toMatchObject({
      body: { code: 'auth.wrong_code' },
    })
  expect((await fromHouse(anew(), '/auth/sessions', { phone, code })).status).toBe(200)
  expect(await fromHouse(anew(), '/auth/sessions', { phone, code })).toMatchObject({
    body: { code: 'auth.wrong_code' },
  })
  const late = await codeFor(phone)
  world.advance(6)
  expect(await fromHouse(anew(), '/auth/sessions', { phone, code: late })).toMatchObject({
    body: { code: 'auth.code_expired' },
  })
})

test('known and unknown numbers get the same answer', async () => {
  await village.neighbour({ name: '李秀英', phone: '10000000007' })
  world.advance(2)
  const known = await fromHouse(anew(), '/auth/codes', { phone: '10000000007' })
  const unknown = await fromHouse(anew(), '/auth/codes', { phone: '10000000008' })
  expect(known.body).toEqual(unknown.body)
})

test('codes are not sprayed: one address reaches twenty numbers, one number is reached five times', async () => {
  world.advance(61)
  const house = anew()
  const before = sms.sent.length
  const spray = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) =>
      fromHouse(house, '/auth/codes', { phone: `1000001${String(n).padStart(4, '0')}` }),
    ),
  )
  expect(spray.filter(({ status }) => status === 200)).toHaveLength(20)
  expect(spray.find(({ status }) => status === 429)).toMatchObject({
    body: { code: 'rate.limited' },
    headers: { 'retry-after': expect.anything() },
  })
  const flood: number[] = []
  for (let n = 0; n < 12; n += 1) {
    world.advance(1.1)
    flood.push((await fromHouse(anew(), '/auth/codes', { phone: '10000020000' })).status)
  }
  expect(flood.filter((status) => status === 200)).toHaveLength(5)
  const crowd = Array.from({ length: 1_000 }, () => fromHouse(anew(), '/auth/codes', { phone: '10000020000' }))
  expect((await Promise.all(crowd)).filter(({ status }) => status !== 429)).toEqual([])
  expect(sms.sent.length - before).toBe(25)
})

test('a forged X-Forwarded-For does not make another address', async () => {
  world.advance(61)
  const statuses = await Promise.all(
    Array.from({ length: 25 }, (_, n) =>
      app
        .inject({
          method: 'POST',
          url: '/api/v1/auth/codes',
          payload: { phone: `1000003${String(n).padStart(4, '0')}` },
          remoteAddress: '10.9.9.9',
          headers: { 'x-forwarded-for': `203.0.113.${n}` },
        })
        .then((reply) => reply.statusCode),
    ),
  )
  expect(statuses.filter((status) => status === 200)).toHaveLength(20)
})

test('a message that cannot be sent is said, and no code is told', async () => {
  useSms(world.kit, { send: async () => ({ state: 'refused', reason: 'test' }) })
  world.advance(2)
  expect(await fromHouse(anew(), '/auth/codes', { phone: '10000000009' })).toMatchObject({
    status: 503,
    body: { code: 'auth.code_not_sent' },
  })
  useSms(world.kit, sms)
})

test('an address that keeps failing has to wait, and others do not', async () => {
  const house = anew()
  const guess = (n: number) =>
    fromHouse(house, '/auth/sessions', { phone: `1000004${String(n).padStart(4, '0')}`, code: '123456' })
  const statuses: number[] = []
  for (let n = 0; n < 60; n += 1) statuses.push((await guess(n)).status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(50)
  expect(statuses.at(-1)).toBe(429)
  expect((await enter('10000000011')).status).toBe(200)
})

test('in a demo the answer carries the code and nothing is sent', async () => {
  await world.owner.db.updateTable('tenant').set({ demo: true }).where('id', '=', world.tenantId).execute()
  world.kit.tenants.forget()
  world.advance(2)
  const before = sms.sent.length
  const { body } = await fromHouse(anew(), '/auth/codes', { phone: '10000000010' })
  expect(body.demoCode).toMatch(/^\d{6}$/)
  expect(sms.sent).toHaveLength(before)
  expect((await fromHouse(anew(), '/auth/sessions', { phone: '10000000010', code: body.demoCode })).status).toBe(200)
  await world.owner.db.updateTable('tenant').set({ demo: false }).where('id', '=', world.tenantId).execute()
  world.kit.tenants.forget()
})
