// Journey: staff ask what a meal team more would change, see the interval, find it again; what to add leads back to a question.
import { expect, test } from '@playwright/test'
import { openFor } from './neighbours.ts'

test('a what-if answer appears with its interval, and stays to be read', async ({ browser }) => {
  test.setTimeout(240_000)
  const { page } = await openFor(browser, 'huangli')
  await page.goto('/desk/what-if')
  await page.getByRole('button', { name: '算一算' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '先改一处，再算' })).toBeVisible()
  await page.getByRole('textbox', { name: '起个名字' }).fill('午饭再加一支队')
  const team = page.getByRole('group', { name: '队伍' })
  await team.getByRole('combobox', { name: '服务' }).selectOption('meal-delivery')
  await team.getByRole('spinbutton', { name: '加几个人' }).fill('8')
  await page.getByRole('button', { name: '算一算' }).click()
  await expect(page.getByRole('status').filter({ hasText: '跑' })).toBeVisible()
  const unmet = page.getByRole('row', { name: /^没办成/ })
  await expect(unmet).toContainText(/-?\d+\.\d% 到 \+?-?\d+\.\d%/, { timeout: 150_000 })
  await expect(unmet).toContainText(/少了|多了|没有差别/)
  await expect(page.getByRole('img', { name: /^差在/ }).first()).toBeVisible()
  const stop = page.getByRole('button', { name: '停下' })
  if (await stop.isVisible()) await stop.click({ timeout: 5_000 }).catch(() => undefined)
  await page.goto('/desk/what-if')
  await page.getByRole('button', { name: /午饭再加一支队/ }).click()
  await expect(unmet).toContainText(/到/)
})
