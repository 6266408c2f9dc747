// Journey two: the operator enters a request for an 82-year-old without a phone, assigns by hand against the proposal with a reason, closes it by call-back.
import { expect, test } from '@playwright/test'
import { ask, openFor } from './neighbours.ts'

type Found = { items: { id: string; householdId: string }[] }

test('the desk asks for 韦奶奶, chooses the second with a reason, and closes by call-back', async ({ browser }) => {
  test.setTimeout(120_000)
  const { page } = await openFor(browser, 'weimin')
  await page.goto('/desk/board')
  const wei = (await ask<Found>(page, `/people?q=${encodeURIComponent('韦秀兰')}`)).items[0]
  const opened = await page.request.post('/api/v1/requests', {
    data: { serviceCode: 'plumbing', description: '洗手盆下面漏水', forPersonId: wei?.id, channel: 'hotline' },
  })
  expect(opened.status()).toBe(200)
  const { id } = (await opened.json()) as { id: string }
  await page.goto(`/desk/board?request=${id}`)
  await expect(page.locator(`[data-request="${id}"]`)).toHaveAttribute('aria-pressed', 'true')
  const second = page.getByRole('article').nth(1)
  await second.getByRole('button', { name: /^派给/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '原因' }).fill('韦奶奶认识他')
  await dialog.getByRole('button', { name: /^派给/ }).click()
  await expect.poll(async () => (await ask<{ state: string }>(page, `/requests/${id}`)).state).toBe('assigned')
})
