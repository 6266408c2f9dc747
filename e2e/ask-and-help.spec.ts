// Journey one: a resident asks on the phone, two volunteers press 我来帮 at once, one comes, the sheet is signed, the helper is credited.
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { ask, openFor, phoneOf } from './neighbours.ts'

const askForPlumber = async (wang: Page): Promise<string> => {
  // Which services stand on the home page follows what the community uses; this page has them all.
  await wang.goto('/ask?all=1')
  await wang.getByRole('link', { name: '修水管' }).first().click()
  await wang.getByRole('button', { name: '下一步' }).click()
  await wang.getByRole('button', { name: '确认，请人来帮' }).click()
  await wang.waitForURL(/\/requests\/[0-9a-f-]{36}$/)
  await expect(wang.getByText('正在找人').first()).toBeVisible()
  return wang.url().split('/').pop() ?? ''
}

const drawSignature = async (helper: Page) => {
  const pad = helper.locator('.lb-signature-pad svg')
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no pad')
  await helper.mouse.move(box.x + 40, box.y + box.height / 2)
  await helper.mouse.down()
  for (let step = 1; step <= 12; step++)
    await helper.mouse.move(box.x + 40 + step * 18, box.y + box.height / 2 + (step % 2 === 0 ? 25 : -25))
  await helper.mouse.up()
}

const workAndSign = async (helper: Page, visitId: string) => {
  const { point } = await ask<{ point: { lat: number; lon: number } }>(helper, `/visits/${visitId}`)
  await helper.context().setGeolocation({ latitude: point.lat, longitude: point.lon })
  // The phone's clock stood at 40 minutes ago when he set out; a whole job does not fit into a test.
  await helper.clock.setFixedTime(Date.now() - 40 * 60_000)
  await helper.getByRole('button', { name: '我出发了' }).click()
  await helper.getByText('10 分钟后').click()
  await expect(helper.getByText('您在路上').first()).toBeVisible()
  await helper.getByRole('button', { name: '签到，开始服务' }).click()
  await helper.getByText('用位置签到').click()
  await expect(helper.getByText('位置对得上').first()).toBeVisible()
  await helper.clock.setFixedTime(Date.now())
  await helper.locator('textarea[name=work]').fill('换了水龙头垫圈，看过不漏')
  await helper.getByRole('button', { name: '做好了，请居民签字' }).click()
  await expect(helper.getByText('请在框里签个名').first()).toBeVisible()
  await drawSignature(helper)
  await helper.getByRole('button', { name: '签好了，交单' }).click()
  await expect(helper.getByText('办好了，单子封好了').first()).toBeVisible()
}

test('asked in three taps, taken by one of two, done, signed, rated, credited, and the board follows', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const [wang, li, lu, desk] = await Promise.all([
    openFor(browser, phoneOf.wang),
    openFor(browser, phoneOf.li),
    openFor(browser, phoneOf.lu),
    openFor(browser, 'weimin'),
  ])
  await desk.page.goto('/desk/board')
  const requestId = await askForPlumber(wang.page)
  await expect(desk.page.locator(`[data-request="${requestId}"]`)).toBeVisible()

  await Promise.all([li, lu].map(({ page }) => page.goto(`/help/requests/${requestId}`)))
  const presses = [li, lu].map(({ page }) => page.getByRole('button', { name: '我来帮' }))
  for (const press of presses) await expect(press).toBeVisible()
  await Promise.all(presses.map((press) => press.click()))
  await expect.poll(() => [li, lu].filter(({ page }) => /\/visits\//.test(page.url())).length).toBe(1)
  const [winner, loser] = /\/visits\//.test(li.page.url()) ? [li.page, lu.page] : [lu.page, li.page]
  await expect(loser.getByText(/已经有邻居接了|有邻居先接了/).first()).toBeVisible()
  const visitId = winner.url().split('/').pop() ?? ''

  await expect(wang.page.getByText('有人接了').first()).toBeVisible()
  const { visit } = await ask<{ visit: { meetingCode: string } }>(wang.page, `/requests/${requestId}`)
  const { meetingCode } = await ask<{ meetingCode: string }>(winner, `/visits/${visitId}`)
  expect(visit.meetingCode).toBe(meetingCode)
  const before = (await ask<{ balances: { points: number } }>(winner, '/me')).balances.points

  await workAndSign(winner, visitId)

  await expect(wang.page.getByText('请您确认').first()).toBeVisible()
  await wang.page.getByRole('button', { name: '办好了，我确认' }).click()
  await wang.page.getByText('满意', { exact: true }).first().click()
  await wang.page.getByRole('button', { name: '评好了' }).click()
  await expect
    .poll(async () => (await ask<{ state: string }>(wang.page, `/requests/${requestId}`)).state)
    .toBe('closed')
  const records = await ask<{ items: { causeKind: string; activityName: string }[] }>(winner, '/records?mine=true')
  expect(records.items[0]).toMatchObject({ causeKind: 'sheet', activityName: '修水管、水龙头' })
  expect((await ask<{ balances: { points: number } }>(winner, '/me')).balances.points).toBeGreaterThan(before)
  const pdf = await winner.request.get(`/api/v1/visits/${visitId}/sheet.pdf`)
  expect(pdf.headers()['content-type']).toContain('pdf')
  await expect(desk.page.locator(`[data-request="${requestId}"]`)).toHaveCount(0)
})
