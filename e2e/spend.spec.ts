// Journey: she spends minutes on a haircut for her mother; a shop uses her voucher without a line, once, and no other shop does.
import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { ask, openFor, phoneOf } from './neighbours.ts'

const post = <T>(page: Page, path: string, body: object): Promise<T> =>
  page.evaluate(
    async ([at, sent]) => {
      const headers = { 'content-type': 'application/json' }
      const reply = await fetch(`/api/v1${at}`, { method: 'POST', headers, body: JSON.stringify(sent) })
      return reply.json()
    },
    [path, body] as const,
  ) as Promise<T>

/** Minutes come to her by a batch that one of staff proposes and another grants. */
const grantMinutes = async (browser: Browser, personId: string) => {
  const [huang, liang] = await Promise.all([openFor(browser, 'huangli'), openFor(browser, 'liangbin')])
  const { roles } = await ask<{ roles: { role: string; areaId: string }[] }>(huang.page, '/me')
  const areaId = roles.find(({ role }) => role === 'community_worker')?.areaId
  const people = [{ personId, minutes: 120, basis: '照顾家人' }]
  const { id } = await post<{ id: string }>(huang.page, '/ledger/grants', { areaId, reason: '示范', people })
  expect((await post<{ state: string }>(liang.page, `/ledger/grants/${id}/approve`, {})).state).toBe('granted')
  await Promise.all([huang.context.close(), liang.context.close()])
}

test('minutes of hers pay for a haircut of her mother', async ({ browser }) => {
  test.setTimeout(180_000)
  const { page, context } = await openFor(browser, phoneOf.daughter)
  const { personId } = await ask<{ personId: string }>(page, '/me')
  await grantMinutes(browser, personId)
  await page.goto('/ask/details?service=haircut-home')
  await page.getByText('韦奶奶', { exact: true }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('用时间银行 40 分钟')).toBeVisible()
  await page.getByRole('button', { name: '确认，请人来帮' }).click()
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/)
  const asked = await ask<{ settlement: string; helpedName?: string }>(page, new URL(page.url()).pathname)
  expect(asked.settlement).toBe('minutes')
  await page.goto('/me/points')
  await expect(page.getByText('其中 40 分钟 先留着，办完再算')).toBeVisible()
  await context.close()
})

type Shop = {
  readonly id: string
  readonly name: string
  readonly areaId: string
  readonly services: readonly object[]
}

/** Two shops that take the same voucher, and the phone of somebody at each. */
const twoShops = async (browser: Browser) => {
  const { page, context } = await openFor(browser, 'huangli')
  const { items } = await ask<{ items: Shop[] }>(page, '/organisations?limit=100')
  const shops = items.filter(({ services }) => services.length > 0).slice(0, 2)
  const phones = ['10000000071', '10000000072']
  for (const [place, { id }] of shops.entries())
    await post(page, `/organisations/${id}/staff`, { name: `店员${place + 1}`, phone: phones[place] })
  const { roles } = await ask<{ roles: { role: string; areaId: string }[] }>(page, '/me')
  const areaId = roles.find(({ role }) => role === 'community_worker')?.areaId
  const shopIds = shops.map(({ id }) => id)
  await post(page, '/rewards', { areaId, kind: 'service', zh: '两店通用洗头券', points: 40, look: 'haircut', shopIds })
  await context.close()
  return shops.map((shop, place) => ({ ...shop, phone: phones[place] ?? '' }))
}

/** At the counter, with everything that is needed later kept on the phone. */
const atCounter = async (browser: Browser, shop: Shop & { readonly phone: string }) => {
  const opened = await openFor(browser, shop.phone)
  const { privacy } = await ask<{ privacy: { version: number } }>(opened.page, '/installation')
  const home = { buildingId: shop.areaId, doorName: '9单元901', privacyVersion: privacy.version }
  await post(opened.page, '/me/welcome', { callName: '店员', ...home })
  await opened.page.goto('/me')
  await opened.page.getByRole('link', { name: '扫码用券' }).click()
  await expect(opened.page.getByText('这部手机备好了，没网也能扫券。')).toBeVisible()
  await opened.page.getByRole('button', { name: '返回' }).click()
  await expect(opened.page.getByRole('link', { name: '扫码用券' })).toBeVisible()
  return opened
}

/** What the camera does: the link of the QR is opened in the app, line or no line. */
const scan = (page: Page, token: string) => page.evaluate((to) => history.pushState(null, '', to), `/redeem?v=${token}`)

test('a shop without a line uses a voucher once; another shop refuses it without a line and with one', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const [first, second] = await twoShops(browser)
  const { page: wang, context } = await openFor(browser, phoneOf.wang)
  await wang.goto('/shop')
  await wang.getByRole('link', { name: /两店通用洗头券/ }).click()
  await wang.getByRole('button', { name: '换这个' }).click()
  await wang.waitForURL(/\/me\/orders\//)
  await wang.getByText(first!.name, { exact: true }).click()
  const showing = wang.waitForResponse((answer) => answer.url().endsWith('/show'))
  await wang.getByRole('button', { name: '给店里看' }).click()
  const { token } = (await (await showing).json()) as { token: string }
  await expect(wang.getByRole('img', { name: '取货二维码' }).first()).toBeVisible()
  const code = (await wang.locator('.lb-reward-code').innerText()).replaceAll(' ', '')

  // one after the other: two codes at once from one address are one too many
  const mine = await atCounter(browser, first!)
  const other = await atCounter(browser, second!)
  await Promise.all([mine, other].map((one) => one.context.setOffline(true)))
  await scan(other.page, token)
  await expect(other.page.getByText('这是给别家店看的')).toBeVisible()
  await scan(mine.page, token)
  await mine.page.getByRole('button', { name: '用掉这张券' }).click()
  await expect(mine.page.getByText('用掉了，已存在手机里')).toBeVisible()
  await mine.page.getByRole('button', { name: '返回' }).click()
  await scan(mine.page, token)
  await expect(mine.page.getByText('这张在这部手机上用过了')).toBeVisible()

  await mine.context.setOffline(false)
  await expect(wang.getByText('用掉了').first()).toBeVisible({ timeout: 30_000 })
  await other.context.setOffline(false)
  await other.page.goto(`/redeem?code=${code}`)
  await expect(other.page.getByText('这张现在不能用')).toBeVisible()
  await Promise.all([context, mine.context, other.context].map((one) => one.close()))
})
