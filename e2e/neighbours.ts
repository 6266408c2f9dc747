// The people of the demo, each in a browser of their own, signed in the way the product signs them in.
import type { Browser, BrowserContext, Page } from '@playwright/test'

type Signed = { readonly page: Page; readonly context: BrowserContext }
const world = (): string => process.env.E2E_URL ?? ''

/** By phone with the code the demo shows, or by user name, password and the authenticator's code of the moment. */
const signIn = (page: Page, who: string): Promise<number> =>
  page.evaluate(async (name) => {
    const send = async (path: string, body?: object) => {
      const reply = await fetch(
        `/api/v1${path}`,
        body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {},
      )
      return { status: reply.status, body: await reply.json() }
    }
    if (/^\d/.test(name)) {
      const { body } = await send('/auth/codes', { phone: name })
      return (await send('/auth/sessions', { phone: name, code: body.demoCode })).status
    }
    const { body } = await send('/installation')
    const account = body.demoAccounts.find((one: { username?: string }) => one.username === name)
    return (
      await send('/auth/sessions', {
        username: name,
        password: account.password,
        ...(account.totp && { totp: account.totp }),
      })
    ).status
  }, who)

export const phoneOf = {
  wang: '10000000001',
  daughter: '10000000002',
  li: '10000000003',
  lu: '10000000004',
  zhou: '10000000005',
} as const

/** A browser of their own: a phone for neighbours, a desk for staff. */
export const openFor = async (browser: Browser, who: string, at = world()): Promise<Signed> => {
  const desk = !/^\d/.test(who)
  const context = await browser.newContext({
    baseURL: at,
    locale: 'zh-CN',
    serviceWorkers: 'block',
    ...(desk
      ? { viewport: { width: 1440, height: 900 } }
      : { viewport: { width: 390, height: 844 }, hasTouch: true, permissions: ['geolocation'] }),
  })
  const page = await context.newPage()
  await page.goto('/sign-in')
  let status = await signIn(page, who)
  // Another journey asked for a code of the same phone a moment ago: the next one is sent after five seconds.
  for (let tries = 0; status !== 200 && tries < 3; tries++) {
    await page.waitForTimeout(5_500)
    status = await signIn(page, who)
  }
  if (status !== 200) throw new Error(`${who} could not sign in: ${status}`)
  return { page, context }
}

/** What the API answers to the person of this page. */
export const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (at) => (await fetch(`/api/v1${at}`)).json(), path) as Promise<T>
