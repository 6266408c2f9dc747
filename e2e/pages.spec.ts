// Every page with nothing for axe to find, normal and 长辈版 on the phone, light at the desk. No page can be forgotten:
// the list is the router's own.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { addressesOf, everyPath, findPlaces, type Visitor, whoGoes } from './every-page.ts'
import { openFor, phoneOf } from './neighbours.ts'

let places: Readonly<Record<string, string>>
test.beforeAll(async () => {
  places = await findPlaces()
})

/** As tall as the page: a link that happens to lie under the bar at the bottom counts as too small, and scrolling frees it. */
const showWhole = async (page: Page) => {
  const width = page.viewportSize()?.width ?? 390
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height })
}

const lost = /没有找到这一页|这一页要换个身份看/

const findingsOn = async (page: Page, path: string): Promise<string[]> => {
  await page.goto(path)
  const title = page.locator('h1').first()
  await expect(title, path).toBeVisible()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await expect(page.locator('.lb-skeleton'), path).toHaveCount(0)
  if (lost.test(await title.innerText())) return [`${path} is not for who goes there: see e2e/every-page.ts`]
  await showWhole(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map((one) => `${path} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)
}

const check = async (page: Page, who: Visitor) => {
  const all: string[] = []
  for (const path of everyPath().filter((one) => whoGoes(one) === who))
    for (const address of addressesOf(path, places)) all.push(...(await findingsOn(page, address)))
  expect(all).toEqual([])
}

/** 长辈版 as a person turns it on, on this phone only; it must really be there before anything is measured. */
const inLargeType = async (page: Page) => {
  await page.addInitScript(() => localStorage.setItem('lb.preference', JSON.stringify({ elder: true })))
  await page.goto('/sign-in')
  await expect(page.locator('html[data-mode=elder]')).toHaveCount(1)
}

const onPhone = async (page: Page, who: Visitor) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await check(page, who)
  await inLargeType(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await check(page, who)
}

const asWhom: Readonly<Record<Exclude<Visitor, 'stranger'>, string>> = {
  resident: phoneOf.wang,
  volunteer: phoneOf.lu,
  gridWorker: 'nongyan',
  lead: 'liangbin',
  admin: 'admin',
}
const enter = async (browser: Browser, who: keyof typeof asWhom): Promise<Page> =>
  (await openFor(browser, asWhom[who])).page

test("axe finds nothing on the resident's pages, normal and 长辈版", async ({ browser }) => {
  test.setTimeout(900_000)
  await onPhone(await enter(browser, 'resident'), 'resident')
})

test("axe finds nothing on the volunteer's and the grid worker's pages, normal and 长辈版", async ({ browser }) => {
  test.setTimeout(900_000)
  await onPhone(await enter(browser, 'volunteer'), 'volunteer')
  await onPhone(await enter(browser, 'gridWorker'), 'gridWorker')
})

test('axe finds nothing at the desk', async ({ browser }) => {
  test.setTimeout(900_000)
  await check(await enter(browser, 'lead'), 'lead')
  await check(await enter(browser, 'admin'), 'admin')
})

test('axe finds nothing before sign-in', async ({ page }) => {
  test.setTimeout(300_000)
  await onPhone(page, 'stranger')
})
