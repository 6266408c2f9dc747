// Journey two: the operator enters a request for an 82-year-old without a phone, assigns by hand against the proposal with a reason, closes it by call-back.
import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { ask, openFor } from './neighbours.ts'

type Candidates = { items: { callName: string; personId: string | null }[] }

const enter = async (page: Page): Promise<string> => {
  await page.goto('/desk/requests/new')
  await page.getByRole('combobox', { name: '找人' }).fill('韦秀兰')
  await page
    .getByRole('option', { name: /韦秀兰/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: '说了什么' }).fill('洗手盆下面漏水')
  await page
    .getByRole('button', { name: /修水管/ })
    .first()
    .click()
  await page.getByRole('button', { name: /保存，去派单/ }).click()
  await page.waitForURL(/\/desk\/board\?request=[0-9a-f-]{36}$/)
  return page.url().split('request=').pop() ?? ''
}

/** A volunteer who is not the first proposal, whoever is free at this hour; the desk looks up the number, as it would to ring. */
const chooseAgainst = async (page: Page, id: string): Promise<string> => {
  await expect(page.locator(`[data-request="${id}"]`)).toHaveAttribute('aria-pressed', 'true')
  const { items } = await ask<Candidates>(page, `/requests/${id}/candidates`)
  const place = items.findIndex(({ personId }, index) => index > 0 && personId !== null)
  const { callName: name, personId } = items[place] ?? { callName: 'nobody', personId: null }
  const data = { field: 'phone', reason: '打电话问他能不能去' }
  const shown = await page.request.post(`/api/v1/people/${personId}/reveal`, { data })
  expect(shown.status(), `a second among ${items.map(({ callName }) => callName).join(', ')}`).toBe(200)
  const { value: phone } = (await shown.json()) as { value: string }
  await page.getByRole('button', { name: '另选一位' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(new RegExp(`^${place + 1}\\. ${name}`)).click()
  await dialog.getByRole('textbox', { name: '原因' }).fill('韦奶奶认识他')
  await dialog.getByRole('button', { name: `派给${name}` }).click()
  await expect.poll(async () => (await ask<{ state: string }>(page, `/requests/${id}`)).state).toBe('assigned')
  return phone
}

/** The work itself is journey one's; here it only has to have been done. */
const doTheWork = async (browser: Browser, phone: string, requestId: string) => {
  const { page, context } = await openFor(browser, phone)
  const { items } = await ask<{ items: { id: string; requestId: string }[] }>(page, '/visits?mine=true&state=open')
  const visitId = items.find((one) => one.requestId === requestId)?.id ?? ''
  const steps = [
    ['check-in', { withoutProof: true }],
    ['finish', { work: '换了下水管，看过不漏' }],
    ['sign', { signature: { witness: '女儿小覃' } }],
  ] as const
  for (const [step, data] of steps)
    expect((await page.request.post(`/api/v1/visits/${visitId}/${step}`, { data })).status(), step).toBe(200)
  await context.close()
}

const callBack = async (page: Page, number: string) => {
  await page.goto('/desk/call-backs')
  await page
    .getByRole('row', { name: new RegExp(number) })
    .getByRole('button', { name: /回访/ })
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('非常满意').click()
  await drawer.getByRole('button', { name: '解决了', exact: true }).click()
  await drawer.getByRole('textbox', { name: /原话/ }).fill('小伙子很耐心')
  await drawer.getByRole('button', { name: '记下评价' }).click()
  await expect(drawer).toHaveCount(0)
}

test('the desk asks for 韦奶奶, chooses somebody else with a reason, and closes by call-back', async ({ browser }) => {
  test.setTimeout(150_000)
  const { page } = await openFor(browser, 'weimin')
  const id = await enter(page)
  const phone = await chooseAgainst(page, id)
  await doTheWork(browser, phone, id)
  const { number } = await ask<{ number: string }>(page, `/requests/${id}`)
  await callBack(page, number)
  await expect.poll(async () => (await ask<{ state: string }>(page, `/requests/${id}`)).state).toBe('closed')
  const { timeline } = await ask<{ timeline: { act: string; why: string | null }[] }>(page, `/requests/${id}`)
  expect(timeline.some(({ why }) => why === '韦奶奶认识他')).toBe(true)
})
