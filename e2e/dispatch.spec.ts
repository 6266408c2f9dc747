// Two journeys of dispatch: a matter of life is taken within the ladder, at the desk and by a neighbour who goes there; and the
// work of the week is proposed, changed by keyboard and by drag, published, and read by the volunteer who does it.
import { expect, test } from '@playwright/test'
import type { Browser, Locator, Page } from '@playwright/test'
import { ask, openFor, phoneOf } from './neighbours.ts'

type Ladder = { acknowledgedAt: string | null; how: string | null; steps: { step: string; at: string | null }[] }
type Offers = { asked: { id: string; requestId: string }[] }
type Alarms = { items: { requestId: string }[] }
type Candidates = { items: { personId: string | null; offer: string | null }[]; alert: Ladder }

const beginShift = async (page: Page) => {
  await page.goto('/desk/board')
  const [begin, begun] = ['上班', '在岗'].map((name) => page.getByRole('button', { name })) as [Locator, Locator]
  await expect(begin.or(begun)).toBeVisible()
  if (await begun.isVisible()) return
  await begin.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '试一下声音' }).click()
  for (const read of await dialog.getByRole('button', { name: '看过了' }).all()) await read.click()
  await dialog.getByRole('button', { name: '听到了，开班' }).click()
  await expect(begun).toBeVisible()
}

/** A neighbour in a browser of their own, by the printed code staff give to whoever cannot read an SMS. */
const openByCode = async (browser: Browser, desk: Page, personId: string): Promise<Page> => {
  const { url } = await (await desk.request.post(`/api/v1/people/${personId}/sign-in-link`, { data: {} })).json()
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL ?? '',
    locale: 'zh-CN',
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  })
  const page = await context.newPage()
  await page.goto(new URL(url).pathname + new URL(url).hash)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL(({ pathname }) => pathname !== '/in')
  return page
}

const callForHelp = async (wang: Page): Promise<string> => {
  const reply = await wang.request.post('/api/v1/requests', {
    data: { serviceCode: 'emergency-check', description: '老人摔倒了，叫不应' },
  })
  expect(reply.status()).toBe(200)
  return (await reply.json()).id
}

test('a matter of life: the desk sees the ladder with its next step, takes it within it, and a neighbour goes', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const [desk, wang] = await Promise.all([openFor(browser, 'huangli'), openFor(browser, phoneOf.wang)])
  await beginShift(desk.page)
  const id = await callForHelp(wang.page)
  await desk.page.locator(`[data-request="${id}"]`).click()
  const ladder = desk.page.getByRole('region', { name: '人命关天，逐级叫人' })
  const agent = ladder.getByRole('listitem').filter({ hasText: '叫值班员' }).first()
  await expect(agent).toContainText('第 0 秒', { timeout: 30_000 })
  await expect(ladder.getByRole('listitem').filter({ hasText: '叫社区负责人' })).toContainText(/还有 \d+ 秒/)
  await ladder.getByRole('button', { name: '我来处理' }).click()
  await expect(ladder).toContainText(/接手了，第 \d+ 秒/)
  expect((await ask<Alarms>(desk.page, '/alarms')).items.map(({ requestId }) => requestId)).not.toContain(id)

  const { items, alert } = await ask<Candidates>(desk.page, `/requests/${id}/candidates`)
  expect(alert.how).toBe('staff')
  expect(alert.steps.filter(({ step, at }) => step === 'lead' && at)).toEqual([])
  const asked = items.find(({ offer, personId }) => offer !== null && personId)
  const neighbour = await openByCode(browser, desk.page, asked?.personId ?? '')
  const mine = (await ask<Offers>(neighbour, '/offers')).asked.find(({ requestId }) => requestId === id)
  await neighbour.goto('/help')
  await neighbour.locator(`a[href="/offers/${mine?.id}"]`).click()
  await neighbour.getByRole('button', { name: '我来帮' }).click()
  await neighbour.waitForURL(/\/visits\//)
  await expect
    .poll(async () => (await ask<{ visit: object | null }>(desk.page, `/requests/${id}`)).visit)
    .not.toBeNull()
})

const inChina = (days: number, clock: string) =>
  `${new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)}T${clock}:00+08:00`

/** Somebody without a phone asks through the desk, for an hour some days ahead. */
const enter = async (page: Page, service: string, days: number, from: string, to: string): Promise<string> => {
  const { items } = await ask<{ items: { id: string; name: string }[] }>(page, '/people?q=%E9%9F%A6%E7%A7%80%E5%85%B0')
  const reply = await page.request.post('/api/v1/requests', {
    data: {
      serviceCode: service,
      description: '请来看看',
      forPersonId: items[0]?.id,
      channel: 'hotline',
      window: { from: inChina(days, from), to: inChina(days, to) },
    },
  })
  expect(reply.status(), await reply.text()).toBe(200)
  return (await reply.json()).id
}

/** Held over a lane it says what it would cost there; let go, it is theirs. */
const drag = async (page: Page, job: Locator, lane: Locator) => {
  await job.hover()
  await page.mouse.down()
  await lane.hover()
  await lane.getByRole('heading').hover()
  await expect(lane.getByRole('status')).toContainText(/走|一样/)
  await page.mouse.up()
}

const laneOf = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: new RegExp(`^${name}，\\d+ 件$`) })

test('the week is proposed, one job given by keyboard and one by drag, published, and read on the phone', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const { page } = await openFor(browser, 'huangli')
  const byKeyboard = await enter(page, 'phone-lesson', 3, '10:00', '11:30')
  const byDrag = await enter(page, 'phone-lesson', 4, '15:00', '16:30')
  await page.goto('/desk/batches')
  await page.getByRole('button', { name: '现在排一次' }).click()
  const job = (id: string) => page.locator(`[data-request="${id}"]`)
  await expect(job(byKeyboard)).toBeVisible()

  // Whoever the machine chose: both go to 周工, who has told the desk that he comes.
  const zhou = laneOf(page, '周工')
  const nobody = laneOf(page, '没人做')
  for (const id of [byKeyboard, byDrag])
    if (await zhou.locator(`[data-request="${id}"]`).count()) {
      await drag(page, job(id), nobody)
      await expect(nobody.locator(`[data-request="${id}"]`)).toBeVisible()
    }
  await job(byKeyboard).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  const choice = dialog.getByRole('combobox', { name: '换给谁' })
  await choice.focus()
  const option = await choice.locator('option', { hasText: '周工' }).first().getAttribute('value')
  await choice.selectOption(option)
  await expect(dialog.getByRole('status')).toContainText(/走/)
  await dialog.getByRole('button', { name: '就换给他' }).focus()
  await page.keyboard.press('Enter')
  await expect(zhou.locator(`[data-request="${byKeyboard}"]`)).toContainText('人改的')

  await drag(page, job(byDrag), zhou)
  await expect(zhou.locator(`[data-request="${byDrag}"]`)).toContainText('人改的')

  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  // each place becomes a visit of its own before the answer comes
  await expect(page.getByText('已发布').first()).toBeVisible({ timeout: 30_000 })
  for (const id of [byKeyboard, byDrag])
    await expect.poll(async () => (await ask<{ state: string }>(page, `/requests/${id}`)).state).toBe('assigned')

  const phone = await openFor(browser, phoneOf.zhou)
  await phone.page.goto('/help/week')
  await expect(phone.page.getByRole('link').filter({ hasText: '10:00' })).toBeVisible()
  await expect(phone.page.getByRole('link').filter({ hasText: '15:00' })).toBeVisible()
})
