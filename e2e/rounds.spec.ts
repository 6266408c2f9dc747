// A round is planned, a visit given to somebody else, published, walked on a phone, and mended when a carer drops out; and the week grid is painted.
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { ask, openFor } from './neighbours.ts'

type Rounds = { items: { id: string; name: string }[] }
type Shown = {
  areaId: string
  state: string
  ways: { personId: string; legs: { stopId: string }[] }[]
  people: { personId: string; name: string }[]
}
const inChina = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

/** The same people walk, at any hour of the day at which the journey is run. */
const planToday = async (page: Page, { areaId, people }: Shown): Promise<string> => {
  const day = inChina(0)
  const { due } = await ask<{ due: { tag: string; every: number }[] }>(
    page,
    `/rounds/choices?areaId=${areaId}&day=${day}`,
  )
  const walkers = people.map(({ personId }) => ({ personId, from: '00:00', to: '23:59', breakMinutes: 0 }))
  const picks = due.slice(0, 1).map(({ tag, every }) => ({ kind: 'due', tag, every }))
  const data = { areaId, day, name: '今天走访', picks, walkers, windowFrom: '00:00', windowTo: '23:59' }
  const made = await page.request.post('/api/v1/rounds', { data })
  expect(made.status(), await made.text()).toBe(200)
  return (await made.json()).id
}

test('a round goes from the list to the door and is mended', async ({ browser }) => {
  test.setTimeout(240_000)
  const { page } = await openFor(browser, 'liangbin')
  await page.goto('/desk/rounds')
  await page.getByRole('button', { name: '排一轮走访' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('哪一天').fill(inChina(1))
  await drawer.getByLabel('叫什么').fill('明天走访')
  await drawer.getByRole('button', { name: '排好名单' }).click()
  await expect(page.getByRole('heading', { name: '明天走访' })).toBeVisible()
  await page.getByRole('button', { name: '排路线' }).click()
  await expect(page.getByRole('button', { name: '发布' })).toBeVisible({ timeout: 60_000 })

  const tomorrow = page.url().split('/').at(-1) ?? ''
  const before = await ask<Shown>(page, `/rounds/${tomorrow}`)
  await page
    .getByRole('button', { name: /派给别人/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('listitem').getByRole('button', { disabled: false }).first().click()
  await expect
    .poll(async () => JSON.stringify((await ask<Shown>(page, `/rounds/${tomorrow}`)).ways))
    .not.toBe(JSON.stringify(before.ways))
  await page.getByRole('button', { name: '撤回' }).click()
  await expect
    .poll(async () => (await ask<Shown>(page, `/rounds/${tomorrow}`)).ways.map((way) => way.legs.length).join())
    .toBe(before.ways.map((way) => way.legs.length).join())

  const id = await planToday(page, before)
  await page.goto(`/desk/rounds/${id}`)
  await page.getByRole('button', { name: '排路线' }).click()
  await expect(page.getByRole('button', { name: '发布' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '发布' }).click()
  await expect.poll(async () => (await ask<Shown>(page, `/rounds/${id}`)).state).toBe('published')

  const after = await ask<Shown>(page, `/rounds/${id}`)
  const walker = after.people.find(({ name }) => name === '农艳')
  const own = after.ways.find((way) => way.personId === walker?.personId)
  if (own && own.legs.length > 0) {
    const phone = await openFor(browser, 'nongyan')
    await phone.page.setViewportSize({ width: 390, height: 844 })
    await phone.page.goto('/rounds')
    await phone.page.getByRole('button', { name: '签到' }).click()
    const without = phone.page.getByRole('button', { name: '定不了位，先这样签到' })
    if (await without.isVisible().catch(() => false)) await without.click()
    await phone.page.getByRole('group', { name: '人都好' }).getByRole('button', { name: '好', exact: true }).click()
    await phone.page.getByRole('button', { name: '走访好了' }).click()
    await expect(phone.page.getByText('看过了')).toBeVisible()
  }

  const gone =
    after.ways.find((way) => way.legs.length > 0 && way.personId !== walker?.personId) ??
    after.ways.find((way) => way.legs.length > 0)
  const name = after.people.find(({ personId }) => personId === gone?.personId)?.name ?? ''
  await page.reload()
  await page.getByRole('region', { name }).getByRole('button', { name: '来不了' }).click()
  await page.getByRole('dialog').getByLabel('为什么').fill('孩子发烧')
  await page.getByRole('dialog').getByRole('button', { name: '马上重排' }).click()
  await expect(page.getByText('重排好了')).toBeVisible({ timeout: 30_000 })
  expect(
    (
      await ask<Rounds>(page, `/rounds?areaId=${(await ask<{ areaId: string }>(page, `/rounds/${id}`)).areaId}`)
    ).items.map((one) => one.id),
  ).toContain(id)
})

test('the week grid is painted by keyboard, a gap is red in words, and the last stroke is taken back', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const { page } = await openFor(browser, 'hemanager')
  await page.goto('/desk/roster')
  await page.getByRole('button', { name: '下一周' }).click()
  const empty = page.getByRole('button', { name: /夜班.*没有人/ }).first()
  await expect(empty).toContainText('缺 1 人')
  await page.getByRole('button', { name: /覃俊/ }).first().click()
  await empty.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '撤回' })).toBeVisible()
  await page.getByRole('button', { name: '撤回' }).click()
  await expect(page.getByRole('button', { name: /夜班.*没有人/ }).first()).toContainText('缺 1 人')
})
