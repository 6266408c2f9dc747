// Every page with nothing for axe to find, normal and 长辈版, on the phone and at the desk.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { ask, openFor, phoneOf } from './neighbours.ts'

const resident = [
  '/',
  '/ask',
  '/ask/details?service=plumbing',
  '/requests',
  '/notices',
  '/me',
  '/me/points',
  '/me/family',
  '/me/looks',
  '/me/consents',
  '/me/rights',
  '/me/home',
  '/me/sessions',
]
const volunteer = ['/help', '/help/week', '/visits', '/me/volunteer', '/me/records', '/me/stars', '/me/badge']
const desk = [
  'board',
  'late',
  'batches',
  'lending',
  'resources',
  'requests/new',
  'requests/paste',
  'requests',
  'call-backs',
  'call-backs?show=rights',
  'records?show=stars',
  'rights',
  'time-bank',
  'people',
  'volunteers',
  'teams',
  'partners',
  'services',
  'register',
  'policies',
  'figures',
  'what-if',
  'fairness',
  'roster',
  'rounds',
].map((page) => `/desk/${page}`)

/** As tall as the page: a link that happens to lie under the bar at the bottom counts as too small, and scrolling frees it. */
const showWhole = async (page: Page) => {
  const width = page.viewportSize()?.width ?? 390
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height })
}

const findingsOn = async (page: Page, path: string): Promise<string[]> => {
  await page.goto(path)
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await expect(page.locator('h1').first()).toBeVisible()
  await showWhole(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map((one) => `${path} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)
}

const check = async (page: Page, paths: readonly string[]) => {
  const all: string[] = []
  for (const path of paths) all.push(...(await findingsOn(page, path)))
  expect(all).toEqual([])
}

/** 长辈版 as a person turns it on, on this phone only; it must really be there before anything is measured. */
const inLargeType = async (page: Page) => {
  await page.addInitScript(() => localStorage.setItem('lb.preference', JSON.stringify({ elder: true })))
  await page.goto('/')
  await expect(page.locator('html[data-mode=elder]')).toHaveCount(1)
}

test("axe finds nothing on the resident's pages, normal and 长辈版", async ({ browser }) => {
  test.setTimeout(300_000)
  const { page } = await openFor(browser, phoneOf.wang)
  const { items } = await ask<{ items: { id: string }[] }>(page, '/requests?mine=true')
  const paths = items[0] ? [...resident, `/requests/${items[0].id}`] : resident
  await check(page, paths)
  await inLargeType(page)
  await check(page, paths)
})

test("axe finds nothing on the volunteer's pages, normal and 长辈版", async ({ browser }) => {
  test.setTimeout(300_000)
  const { page } = await openFor(browser, phoneOf.zhou)
  await check(page, volunteer)
  await inLargeType(page)
  await check(page, volunteer)
})

test('axe finds nothing at the desk', async ({ browser }) => {
  test.setTimeout(420_000)
  const { page } = await openFor(browser, 'huangli')
  await check(page, desk)
})

test('axe finds nothing before sign-in', async ({ page }) => {
  await check(page, ['/sign-in', '/stars'])
})
