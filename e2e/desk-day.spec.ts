// A day at the desk: an alarm taken, volunteers let in and turned down, two entries of one person joined and parted, a status, the working days, a boundary, paper.
import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { matterOfLife } from './matter-of-life.ts'
import { ask, openFor, phoneOf } from './neighbours.ts'

/** What rings from before is somebody else's story. */
const quietDesk = async (desk: Page) => {
  const { items } = await ask<{ items: { requestId: string }[] }>(desk, '/alarms')
  for (const { requestId } of items)
    await desk.request.post(`/api/v1/alarms/${requestId}/take`, { data: { outcome: 'taken' } })
}

const takeAlarm = async (desk: Page, browser: Browser) => {
  await quietDesk(desk)
  await desk.goto('/desk/people')
  const { page: asker, context } = await openFor(browser, phoneOf.wang)
  const data = { serviceCode: 'plumbing', description: '水漫到电表了', urgency: 'life' }
  const asked = await asker.request.post('/api/v1/requests', { data })
  expect(asked.status()).toBe(200)
  await expect(desk.getByRole('alert')).toContainText('水漫到电表了')
  await desk.getByRole('button', { name: '我来处理' }).click()
  await expect(desk).toHaveURL(/\/desk\/requests\//)
  await expect(desk.getByText('接了报警').first()).toBeVisible()
  await expect(desk.getByRole('button', { name: '我来处理' })).toHaveCount(0)
  const { id, version } = (await asked.json()) as { id: string; version: number }
  await asker.request.post(`/api/v1/requests/${id}/cancel`, { data: { version, reason: '修好了' } })
  await context.close()
}

const enterPerson = async (desk: Page, name: string, phone: string): Promise<string> => {
  const { items } = await ask<{ items: { id: string }[] }>(desk, '/areas?kind=building&limit=1')
  const data = { name, sex: 'female', phone, buildingId: items[0]?.id, doorName: '1单元101' }
  const made = await desk.request.post('/api/v1/people', { data })
  expect(made.status(), await made.text()).toBe(200)
  return ((await made.json()) as { id: string }).id
}

/** Told by the hotline twice: joined by hand, and parted again when it was two people after all. */
const joinAndPart = async (desk: Page) => {
  const [one] = [await enterPerson(desk, '覃双玉', '10000088011'), await enterPerson(desk, '覃双玉', '10000088012')]
  await desk.goto(`/desk/people/${one}`)
  await desk.getByRole('button', { name: '和另一位合并' }).click()
  const drawer = desk.getByRole('dialog')
  await drawer.getByRole('combobox', { name: '合并到谁' }).fill('覃双玉')
  await drawer.getByRole('option').first().click()
  await drawer.getByRole('textbox', { name: '怎么知道是同一个人' }).fill('本人说有两个号')
  await drawer.getByRole('button', { name: '合并', exact: true }).click()
  await expect(drawer).toHaveCount(0)
  await desk.goto(`/desk/people/${one}`)
  await desk.getByRole('button', { name: '分开，还是两个人' }).click()
  await expect(desk.getByRole('button', { name: '和另一位合并' })).toBeVisible()
  return one
}

const writeStatus = async (desk: Page, personId: string) => {
  await desk.goto(`/desk/people/${personId}`)
  await desk.getByRole('button', { name: '加一条', exact: true }).first().click()
  const drawer = desk.getByRole('dialog')
  await drawer.getByRole('textbox', { name: '从哪里知道的' }).fill('上门走访')
  await drawer.getByRole('textbox', { name: '依据' }).fill('本人同意')
  await drawer.getByRole('button', { name: '保存' }).click()
  await expect(drawer).toHaveCount(0)
  await expect(desk.getByText('上门走访').first()).toBeVisible()
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idNumber = (body: string): string =>
  body + '10X98765432'[weights.reduce((sum, weight, place) => sum + weight * Number(body[place]), 0) % 11]

const apply = async (browser: Browser, phone: string, name: string, body: string) => {
  const { page, context } = await openFor(browser, phone)
  const { items } = await ask<{ items: { purpose: string; current: { version: number } }[] }>(page, '/me/consents')
  const consentVersion = items.find(({ purpose }) => purpose === 'volunteering')?.current.version ?? 0
  const data = { name, idNumber: idNumber(body), skills: ['errand'], consentVersion }
  const applied = await page.request.post('/api/v1/volunteers', { data })
  expect(applied.status(), await applied.text()).toBe(200)
  await context.close()
}

/** One is let in, one is told why not. */
const reviewTwo = async (desk: Page, browser: Browser) => {
  for (const [name, phone, body] of [
    ['覃新来', '10000088051', '45010319900307008'],
    ['覃太远', '10000088052', '45010319910307008'],
  ] as const) {
    await enterPerson(desk, name, phone)
    await apply(browser, phone, name, body)
  }
  for (const [name, act] of [
    ['覃新来', '通过'],
    ['覃太远', '不通过'],
  ] as const) {
    await desk.goto('/desk/volunteers')
    await desk.getByRole('button', { name: /^待审核/ }).click()
    await desk.getByText(name).first().click()
    await desk.getByRole('dialog').getByRole('button', { name: act, exact: true }).click()
    const dialog = desk.getByRole('dialog').last()
    if (act === '不通过') await dialog.getByRole('textbox').fill('住得太远，来不及')
    await dialog.getByRole('button', { name: act, exact: true }).last().click()
    await expect(desk.getByText(name === '覃新来' ? '覃新来已是志愿者' : /覃太远/).first()).toBeVisible()
  }
  const states = async () => {
    const { items } = await ask<{ items: { name: string; state: string }[] }>(desk, '/volunteers?q=%E8%A6%83')
    return ['覃新来', '覃太远'].map((name) => items.find((one) => one.name === name)?.state)
  }
  await expect.poll(states).toEqual(['approved', 'refused'])
}

const drawBoundary = async (manager: Page) => {
  await manager.goto('/desk/areas')
  await manager.getByRole('button', { name: '改边界' }).click()
  const corner = manager.getByRole('button', { name: '第 1 个角', exact: true })
  await corner.focus()
  await manager.keyboard.press('ArrowRight')
  await manager.keyboard.press('ArrowDown')
  await manager.getByRole('button', { name: '退一步' }).click()
  await manager.getByRole('button', { name: '存成新的边界' }).click()
  await expect(manager.getByText('现在用的')).toBeVisible()
  await expect(manager.getByRole('button', { name: '看这一版' })).toBeVisible()
}

const printed = async (desk: Page, path: string) => {
  const paper = await desk.request.get(`/api/v1${path}`)
  expect(paper.status(), path).toBe(200)
  return (await paper.body()).subarray(0, 4).toString()
}

test('a day at the desk', async ({ browser }) => {
  test.setTimeout(420_000)
  const { page: desk } = await openFor(browser, 'huangli')
  await takeAlarm(desk, browser)
  const personId = await joinAndPart(desk)
  await reviewTwo(desk, browser)
  await writeStatus(desk, personId)
  expect(await printed(desk, '/register/template.xlsx')).toMatch(/^PK/)
  const { items } = await ask<{ items: { id: string }[] }>(desk, '/areas?kind=building&limit=1')
  expect(await printed(desk, `/areas/${items[0]?.id}/contact-cards.pdf`)).toBe('%PDF')
  const { page: manager } = await openFor(browser, 'hemanager')
  await quietDesk(manager)
  await drawBoundary(manager)
})

test('a matter of life: the desk sees the ladder with its next step, takes it within it, and a neighbour goes', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  await matterOfLife(browser)
})
