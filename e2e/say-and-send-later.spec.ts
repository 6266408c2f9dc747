// Asking when little works: said instead of written and played at the desk, half written and reloaded, sent while the line was gone.
import { expect, test } from '@playwright/test'
import { ask, openFor, phoneOf } from './neighbours.ts'

type Mine = { items: { id: string; serviceCode: string; state: string }[] }

test('said in large type, heard again, sent, and played by the operator', async ({ browser }) => {
  test.setTimeout(120_000)
  const { page, context } = await openFor(browser, phoneOf.daughter)
  await context.grantPermissions(['microphone'])
  await page.addInitScript(() => localStorage.setItem('lb.preference', JSON.stringify({ elder: true })))
  // straight to the page of the recording: what was said must show there too
  await page.goto('/ask/voice')
  await page.getByRole('button', { name: '按一下，直接说' }).click()
  const listening = page.getByRole('button', { name: /正在听/ })
  await expect(listening).toBeVisible()
  await page.waitForTimeout(1200)
  await listening.click()
  await expect(page.getByRole('heading', { name: '您说的录好了' })).toBeVisible()
  await page.getByRole('button', { name: '好了，请人来' }).click()
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/)
  const desk = await openFor(browser, 'huangli')
  await desk.page.goto(`/desk${new URL(page.url()).pathname}`)
  await expect(desk.page.locator('audio')).toHaveCount(1)
  await Promise.all([context.close(), desk.context.close()])
})

test('a half-written request outlives a reload, and one sent without a line goes by itself', async ({ browser }) => {
  test.setTimeout(120_000)
  const { page, context } = await openFor(browser, phoneOf.zhou)
  await page.goto('/ask/details?service=parcel-pickup')
  await page.locator('textarea').fill('驿站有个大箱子')
  await page.reload()
  await expect(page.locator('textarea')).toHaveValue('驿站有个大箱子')
  await page.getByRole('button', { name: '下一步' }).click()
  const send = page.getByRole('button', { name: '确认，请人来帮' })
  await expect(send).toBeVisible()
  await context.setOffline(true)
  await send.click()
  await expect(page.getByRole('heading', { name: '先替您存好了' })).toBeVisible()
  await context.setOffline(false)
  const sent = async () => (await ask<Mine>(page, '/requests?mine=true')).items.map(({ serviceCode }) => serviceCode)
  await expect.poll(sent, { timeout: 30_000 }).toContain('parcel-pickup')
  await context.close()
})
