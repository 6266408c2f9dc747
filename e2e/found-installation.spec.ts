// Journey three: a real installation from the set-up link in the terminal to the first request, its register read from Excel.
import { createHmac } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { writeSheets } from '../server/kit/sheets.ts'
import type { Me } from '@linbang/contract/accounts'
import { ask } from './neighbours.ts'
import { startWorld } from './world.ts'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** What an authenticator shows (RFC 6238): HMAC-SHA1 over the half minute, six digits. */
const codeOf = (secret: string, at = Date.now()): string => {
  const bits = Array.from(secret)
    .map((sign) => base32.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(step).digest()
  const place = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(place) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

/** 50 rows of one building; three of them cannot be right. */
const register = () =>
  writeSheets([
    {
      name: '名册',
      columns: ['楼栋*', '房号*', '姓名*', '性别', '出生日期', '手机号'].map((title) => ({ title })),
      rows: Array.from({ length: 50 }, (_, index) => [
        '1号楼',
        `${1 + (index % 3)}单元${101 + index}`,
        index === 7 ? '' : `居民${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${'春夏秋冬东'[Math.floor(index / 10)]}`,
        index % 2 === 0 ? '女' : '男',
        index === 18 ? '1950-13-40' : `19${50 + (index % 40)}-05-12`,
        index === 33 ? '12345' : `100100${String(index).padStart(5, '0')}`,
      ]),
    },
  ])

const foundOn = async (page: Page, link: string) => {
  await page.goto(link)
  await page.getByLabel('运营单位', { exact: false }).first().fill('新竹街道办事处')
  await page.getByLabel('社区名称').fill('新竹社区')
  await page.getByLabel('热线电话').fill('0771-0000012')
  await page.getByLabel('姓名').fill('蒙强')
  await page.getByLabel('用户名').fill('mengqiang')
  await page.getByLabel('密码').fill('a long enough password')
  const secret = (await page.getByText(/不能扫？手工填/).innerText()).replace(/.*[：:]\s*/, '').replaceAll(' ', '')
  await page.getByLabel('动态码').fill(codeOf(secret))
  await page.getByRole('button', { name: '开通' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/setup'))
}

type Batch = {
  id: string
  state: string
  goodCount: number
  faults: { row: number; column: string }[]
  made: { people: number }
}

test('from the set-up link to the first request, with 3 bad rows of 50', async ({ browser }) => {
  test.setTimeout(180_000)
  const world = await startWorld({ DEMO: '0' })
  try {
    const link = /https?:\/\/\S+\/setup#\S+/.exec(world.printed())?.[0] ?? ''
    expect(link).not.toBe('')
    const context = await browser.newContext({ baseURL: world.url, locale: 'zh-CN', serviceWorkers: 'block' })
    const admin = await context.newPage()
    await foundOn(admin, link)
    const installation = await ask<{ demo: boolean; setUp: boolean; hotline: string; demoAccounts: unknown[] }>(
      admin,
      '/installation',
    )
    expect(installation).toMatchObject({ demo: false, setUp: true, hotline: '0771-0000012', demoAccounts: [] })
    const again = await browser.newPage({ baseURL: world.url })
    await again.goto(link)
    await expect(again.getByText(/登录|用过/).first()).toBeVisible()

    const bytes = await register()
    const read = await admin.request.post('/api/v1/register/imports', {
      multipart: {
        file: {
          name: 'register.xlsx',
          mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          buffer: bytes,
        },
      },
    })
    const preview = (await read.json()) as Batch
    expect(preview).toMatchObject({ state: 'preview', goodCount: 47 })
    expect(preview.faults.map(({ row }) => row)).toEqual([9, 20, 35])
    const refused = await admin.request.post(`/api/v1/register/imports/${preview.id}/commit`, {
      data: { skipFaulty: false },
    })
    expect(refused.status()).toBe(422)
    const written = await admin.request.post(`/api/v1/register/imports/${preview.id}/commit`, {
      data: { skipFaulty: true },
    })
    expect((await written.json()) as Batch).toMatchObject({ state: 'done', made: { people: 47 } })

    const me = await ask<Me>(admin, '/me')
    const areaId = (await ask<{ items: { id: string }[] }>(admin, '/areas?kind=community')).items[0]?.id
    expect(
      (
        await admin.request.post(`/api/v1/accounts/${me.accountId}/roles`, {
          data: { role: 'community_worker', areaId },
        })
      ).status(),
    ).toBe(200)
    const people = await ask<{ items: { id: string }[] }>(admin, `/people?q=${encodeURIComponent('居民甲春')}`)
    const pass = (await (
      await admin.request.post(`/api/v1/people/${people.items[0]?.id}/sign-in-link`, { data: {} })
    ).json()) as { url: string }
    const resident = await (
      await browser.newContext({
        baseURL: world.url,
        locale: 'zh-CN',
        serviceWorkers: 'block',
        viewport: { width: 390, height: 844 },
      })
    ).newPage()
    await resident.goto(pass.url)
    await resident.getByRole('button', { name: /进来|登录/ }).click()
    await resident.waitForURL((url) => url.pathname !== '/in')
    const opened = await resident.request.post('/api/v1/requests', {
      data: { serviceCode: 'plumbing', description: '水龙头滴水' },
    })
    expect(await opened.json()).toMatchObject({
      number: expect.stringMatching(/^\d{8}-\d{4}$/),
      serviceCode: 'plumbing',
    })
  } finally {
    await world.stop()
  }
})
