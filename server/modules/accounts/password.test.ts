// Staff sign in with user name, password and a one-time code; nobody guesses either.
import { generateSync } from 'otplib'
import { afterAll, expect, test } from 'vitest'
import { as } from '../../kit/testing.ts'
import { hashPassword } from './passwords.ts'
import { accountOfAny, updateAccount } from './queries.ts'
import { accountRoutes } from './routes.ts'
import { callers, foundVillage } from './testing-village.ts'
import { newSecret } from './totp.ts'

const village = await foundVillage(accountRoutes)
const { world, app, places } = village
const { anew, fromHouse } = callers(app)
afterAll(() => village.close())
const other = (code: string) => (code === '000000' ? '000001' : '000000')

const secret = newSecret()
const totp = () => generateSync({ secret, epoch: Math.floor(world.now().getTime() / 1000) })
const password = 'correct horse battery'
const withPassword = async (username: string, sealed: boolean) => {
  const { personId } = await village.person({ name: username }, [['operator', places.xinzhu]])
  const account = await accountOfAny(world.ctx(), [personId])
  const totpSealed = world.kit.vault.seal(world.tenantId, 'account.totp', secret)
  await updateAccount(world.ctx(), account?.id ?? '', {
    username,
    passwordHash: await hashPassword(password),
    ...(sealed && { totpSealed }),
  })
}
const knock = (username: string, given: object = {}) =>
  fromHouse(anew(), '/auth/sessions', { username, password, ...given })

test('an operator needs the second factor, and each of its codes opens once', async () => {
  await withPassword('operator1', true)
  expect(await knock('operator1')).toMatchObject({ status: 403, body: { code: 'auth.second_factor' } })
  const code = totp()
  const { status, body } = await knock('operator1', { totp: code })
  expect(status).toBe(200)
  expect(body.me.may).toContain('dispatch.run')
  expect(await knock('operator1', { totp: code })).toMatchObject({
    status: 401,
    body: { code: 'auth.second_factor_wrong' },
  })
  world.advance(1)
  expect((await knock('OPERATOR1', { totp: totp() })).status).toBe(200)
})

test('without the second factor a role that wants it does not count', async () => {
  await withPassword('operator2', false)
  const { body } = await knock('operator2')
  expect(body.me.may).not.toContain('dispatch.run')
  const hands = as(app, body.token)
  expect(await hands.get('/duties')).toMatchObject({ status: 403, body: { code: 'auth.second_factor' } })
  const { body: fresh } = await hands.post('/me/second-factor', {})
  expect(fresh.qrSvg).toContain('<svg')
  const wrong = other(generateSync({ secret: fresh.secret, epoch: Math.floor(world.now().getTime() / 1000) }))
  expect(await hands.post('/me/second-factor/confirm', { secret: fresh.secret, totp: wrong })).toMatchObject({
    body: { code: 'auth.second_factor_wrong' },
  })
  const right = generateSync({ secret: fresh.secret, epoch: Math.floor(world.now().getTime() / 1000) })
  expect((await hands.post('/me/second-factor/confirm', { secret: fresh.secret, totp: right })).status).toBe(200)
  expect((await hands.get('/duties')).status).toBe(200)
})

test('five wrong passwords lock for a quarter of an hour, and a wrong name looks like a wrong password', async () => {
  await withPassword('operator3', false)
  for (let guess = 1; guess <= 5; guess += 1) {
    expect(await knock('operator3', { password: 'wrong' })).toMatchObject({
      status: 401,
      body: { code: 'auth.wrong_password' },
    })
  }
  expect(await knock('operator3')).toMatchObject({ status: 423, body: { code: 'auth.locked' } })
  world.advance(16)
  expect((await knock('operator3')).status).toBe(200)
  expect(await knock('nobody')).toMatchObject({ status: 401, body: { code: 'auth.wrong_password' } })
})

test('one-time codes cannot be guessed either', async () => {
  await withPassword('operator4', true)
  for (let guess = 1; guess <= 5; guess += 1) await knock('operator4', { totp: other(totp()) })
  expect(await knock('operator4', { totp: totp() })).toMatchObject({ status: 423 })
})

test('in a demo, whose authenticators are shared, the code of the moment serves everybody', async () => {
  await withPassword('operator5', true)
  await world.owner.db.updateTable('tenant').set({ demo: true }).where('id', '=', world.tenantId).execute()
  world.kit.tenants.forget()
  const statuses = [await knock('operator5', { totp: totp() }), await knock('operator5', { totp: totp() })].map(
    ({ status }) => status,
  )
  expect(statuses).toEqual([200, 200])
})
