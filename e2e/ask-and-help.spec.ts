// Journey one: a resident asks on the phone, two volunteers press 我来帮 at once, one comes, the sheet is signed, the helper is credited.
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { ask, openFor, phoneOf } from './neighbours.ts'
import { workAndSign } from './work-and-sign.ts'

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
