// Intake at the desk: what is written down suggests the service.
import { expect, test } from '@playwright/test'
import { openFor } from './neighbours.ts'

test('what is written down suggests the service, and one key takes it', async ({ browser }) => {
  test.setTimeout(180_000)
  const { page } = await openFor(browser, 'weimin')
  await page.goto('/desk/requests/new')
  await page.getByRole('textbox', { name: '说了什么' }).fill('客厅的灯一闪一闪，换了灯泡也不亮')
  const suggestion = page.getByRole('region', { name: '像是要办' })
  await expect(suggestion.getByText('修电路、开关、电灯')).toBeVisible({ timeout: 30_000 })
  await expect(suggestion.locator('mark').first()).toBeVisible()
  await page.keyboard.press('F2')
  await expect(suggestion).toBeHidden()
  await expect(page.getByText('修电路、开关、电灯')).toBeVisible()
})
