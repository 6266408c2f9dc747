// The work of the week is proposed, changed by keyboard and by drag, published, and read by the volunteer who does it.
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { ask, openFor, phoneOf } from './neighbours.ts'

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
