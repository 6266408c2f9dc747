// A volunteer's life: a woman of 62 from registration to a certificate that a stranger checks; a minor, whom risk is kept from.
import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { idNumberOf } from './identity.ts'
import { ask, openFor, phoneOf } from './neighbours.ts'
import { workAndSign } from './work-and-sign.ts'

type One = { readonly id: string }

const send = async <T>(page: Page, path: string, data: object): Promise<T> => {
  const reply = await page.request.post(`/api/v1${path}`, { data })
  expect(reply.status(), `${path} ${await reply.text()}`).toBe(200)
  return reply.json() as Promise<T>
}

/** Two services of this community: one with risk to life and limb, which asks for a course and an insurance; one for everybody. */
const openServices = async (staff: Page) => {
  const item = { kind: 'basic', defaultUrgency: 'ordinary', minutes: 30, credit: 'neighbourly' }
  await send(staff, '/services', {
    ...item,
    code: 'flood-patrol',
    zh: '防汛巡查',
    en: 'Flood patrol',
    bodilyRisk: true,
    requirements: [
      { kind: 'skill', code: '看水位', value: null },
      { kind: 'training', code: 'flood-drill', value: null },
      { kind: 'insurance', code: 'accident', value: null },
    ],
  })
  await send(staff, '/services', { ...item, code: 'reading-aloud', zh: '读报', en: 'Reading aloud', requirements: [] })
}

const planCourse = async (staff: Page, areaId: string): Promise<string> => {
  const course = {
    code: 'flood-drill',
    zh: '防汛演练',
    level: 'basic',
    minutes: 60,
    issuer: '新竹社区',
    validMonths: 12,
  }
  const { id: courseId } = await send<One>(staff, '/courses', { ...course, questions: 1, passPercent: 100 })
  await send(staff, `/courses/${courseId}/questions`, {
    text: '水漫过台阶怎么办',
    choices: ['蹚过去', '往高处走'],
    right: 1,
  })
  const startsAt = new Date(Date.now() + 10 * 60_000).toISOString()
  const session = { courseId, areaId, place: '二楼教室', startsAt, seats: 10 }
  return (await send<One>(staff, '/training-sessions', session)).id
}

/** The first sign-in: what neighbours call her, where she lives. */
const arrive = async (page: Page, callName: string, door: string) => {
  await page.goto('/welcome')
  await page.getByLabel('邻居怎么叫您').fill(callName)
  await page.getByText('新竹社区', { exact: true }).click()
  await page.getByLabel('楼栋').selectOption({ index: 2 })
  await page.getByLabel('单元和门号').fill(door)
  await page.getByText('我看过了，同意').click()
  await page.getByRole('button', { name: /^好了/ }).click()
  await page.waitForURL((url) => url.pathname !== '/welcome')
}

/** Five short pages, and the thanks. */
const register = async (page: Page, name: string, idNumber: string, { skill = '', guardian = '' } = {}) => {
  await page.goto('/volunteer')
  await page.getByLabel('真实姓名').fill(name)
  await page.getByLabel('身份证号').first().fill(idNumber)
  if (guardian) await page.getByLabel('监护人的手机号').fill(guardian)
  const next = page.getByRole('button', { name: '下一步' })
  await next.click()
  await page.getByLabel('还会别的').fill(skill)
  await next.click()
  await page.getByRole('button', { name: '工作日白天' }).click()
  await next.click()
  await next.click()
  await page.getByText('我看过，同意').click()
  await page.getByRole('button', { name: '登记，我来帮邻居' }).click()
  await expect(page.getByText('登记好了，谢谢您')).toBeVisible()
}

const approve = async (staff: Page, name: string) => {
  await staff.goto('/desk/volunteers')
  await staff.getByRole('button', { name: /^待审核/ }).click()
  await staff.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '通过', exact: true }).click()
  await staff.getByRole('dialog').getByRole('button', { name: '通过', exact: true }).click()
  await expect(staff.getByText(`${name}已是志愿者`)).toBeVisible()
}

const learn = async (page: Page, leader: Page, sessionId: string) => {
  await page.goto('/training?code=flood-drill')
  await page.getByRole('button', { name: /^报名/ }).click()
  await expect(page.getByText('您报了名').first()).toBeVisible()
  await page.goto(`/training/sessions/${sessionId}`)
  const { code } = await ask<{ code: string }>(leader, `/training-sessions/${sessionId}/code`)
  await page.getByLabel('6 位码').fill(code)
  await page.getByRole('button', { name: '签到' }).click()
  await expect(page.getByText('您到了').first()).toBeVisible()
  await page.goto('/training?code=flood-drill')
  await page.getByRole('link', { name: '去考一考' }).click()
  await page.getByRole('button', { name: '开始' }).click()
  await page.getByText('往高处走').click()
  await page.getByRole('button', { name: '交卷' }).click()
  await expect(page.getByText('过了，1 题对了 1 题')).toBeVisible()
}

/** At the desk: she stands among those without insurance until a policy for all volunteers of the area is entered. */
const insure = async (staff: Page, name: string) => {
  await staff.goto('/desk/protection')
  const row = staff.getByRole('row').filter({ hasText: name })
  await expect(row.getByText('没有', { exact: true })).toBeVisible()
  await staff.goto('/desk/protection?show=policies')
  await staff.getByRole('button', { name: '登记保单' }).click()
  const form = staff.getByRole('dialog')
  await form.getByLabel('保险公司').fill('人保财险')
  await form.getByLabel('保单号').fill('PEAC-62')
  await form.getByLabel('从哪天').fill(`${new Date().getFullYear() - 1}-12-01`)
  await form.getByLabel('到哪天').fill(`${new Date().getFullYear() + 1}-01-31`)
  await form.getByLabel('保谁').selectOption({ label: '全区志愿者' })
  await form.getByRole('button', { name: '存好' }).click()
  await expect(staff.getByRole('row').filter({ hasText: 'PEAC-62' })).toBeVisible()
  await staff.goto('/desk/protection')
  await expect(staff.getByText(/有 \d+ 人没有保险|人人都有保险/)).toBeVisible()
  await expect(row).toHaveCount(0)
}

const open = async (asker: Page, serviceCode: string, description: string): Promise<string> => {
  const { id } = await send<One>(asker, '/requests', { serviceCode, description })
  await expect.poll(async () => (await ask<{ state: string }>(asker, `/requests/${id}`)).state).toBe('dispatching')
  return id
}

const take = async (helper: Page, requestId: string): Promise<string> => {
  await helper.goto(`/help/requests/${requestId}`)
  await helper.getByRole('button', { name: '我来帮' }).click()
  await helper.waitForURL(/\/visits\/[0-9a-f-]{36}/)
  return new URL(helper.url()).pathname.split('/').pop() ?? ''
}

/** A stranger in a browser of their own reads the address of the QR; nobody is signed in. */
const verify = async (browser: Browser, address: string) => {
  const stranger = await (await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false })).newPage()
  await stranger.goto(address)
  await expect(stranger.getByText('有效').first()).toBeVisible()
  await expect(stranger.getByText('覃*英').first()).toBeVisible()
  await expect(stranger.getByText('覃桂英')).toHaveCount(0)
}

test.describe.configure({ mode: 'serial' })
let sessionId = ''
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  const { page } = await openFor(browser, 'huangli')
  const { roles } = await ask<{ roles: { role: string; areaId: string }[] }>(page, '/me')
  const areaId = roles.find(({ role }) => role === 'community_worker')?.areaId ?? ''
  await openServices(page)
  sessionId = await planCourse(page, areaId)
  await page.context().close()
})

test('a woman of 62 registers, learns, is insured, does a job of risk, and a stranger checks her certificate', async ({
  browser,
}) => {
  test.setTimeout(400_000)
  const [qin, staff, wang] = await Promise.all([
    openFor(browser, '10000000862'),
    openFor(browser, 'huangli'),
    openFor(browser, phoneOf.wang),
  ])
  await arrive(qin.page, '覃大姐', '2 单元 862')
  await register(qin.page, '覃桂英', idNumberOf('1964-05-12', 862), { skill: '看水位' })
  await approve(staff.page, '覃桂英')
  await learn(qin.page, staff.page, sessionId)

  const requestId = await open(wang.page, 'flood-patrol', '请人看看河边的水位')
  await qin.page.goto(`/help/requests/${requestId}`)
  await expect(qin.page.getByText('要有保险，请找社区')).toBeVisible()
  await insure(staff.page, '覃桂英')
  await workAndSign(qin.page, await take(qin.page, requestId), '看过水位，没有漫上来')

  await expect.poll(async () => (await ask<{ items: unknown[] }>(qin.page, '/records?mine=true')).items.length).toBe(1)
  await qin.page.goto('/me/records')
  await expect(qin.page.getByText(/您帮了 1 次/).first()).toBeVisible()
  await qin.page.goto('/me/certificates')
  await qin.page.getByRole('button', { name: '开证明' }).click()
  const pdf = await qin.page.getByRole('link', { name: '打开 PDF' }).first().getAttribute('href')
  const printed = await qin.page.request.get(pdf ?? '')
  expect(printed.headers()['content-type']).toContain('pdf')
  const { items } = await ask<{ items: { verifyUrl: string }[] }>(qin.page, '/certificates?mine=true')
  await verify(browser, items[0]?.verifyUrl ?? '')
})

test('a minor is kept from flood patrol with a kind sentence, and reads aloud once the guardian has agreed', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const [minor, guardian, staff, wang] = await Promise.all([
    openFor(browser, '10000000915'),
    openFor(browser, '10000000914'),
    openFor(browser, 'liangbin'),
    openFor(browser, phoneOf.wang),
  ])
  const born = `${new Date().getFullYear() - 16}-01-08`
  await arrive(guardian.page, '卢妈妈', '1 单元 914')
  await arrive(minor.page, '小满', '1 单元 915')
  await register(minor.page, '卢小满', idNumberOf(born, 915), { skill: '看水位', guardian: '10000000914' })
  const { id } = await ask<One>(minor.page, '/me/volunteer')
  await guardian.page.goto(`/guardian/${id}`)
  await guardian.page.getByRole('button', { name: '我是监护人，我同意' }).click()
  await expect(guardian.page.getByText('好，社区知道您同意了')).toBeVisible()
  await approve(staff.page, '卢小满')
  await expect.poll(async () => (await ask<{ state: string }>(minor.page, '/me/volunteer')).state).toBe('approved')

  const patrol = await open(wang.page, 'flood-patrol', '请人再看看水位')
  await minor.page.goto(`/help/requests/${patrol}`)
  await expect(minor.page.getByText('这件事要年满 18 岁')).toBeVisible()
  await expect(minor.page.getByRole('button', { name: '我来帮' })).toHaveCount(0)
  const reading = await open(wang.page, 'reading-aloud', '想听人读读报')
  await take(minor.page, reading)
  await expect
    .poll(async () => (await ask<{ state: string }>(wang.page, `/requests/${reading}`)).state)
    .toBe('assigned')
})
