// A matter of life is taken within the ladder, at the desk and by a neighbour who goes there. In one file with the day at the desk, which
// takes whatever rings there.
import { expect } from '@playwright/test'
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

export const matterOfLife = async (browser: Browser): Promise<void> => {
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
}
