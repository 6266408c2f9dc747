// Journey of the hotline: a call rings over whatever page is open, and a whole call is taken, written down and ended by keyboard alone.
import { createHmac } from 'node:crypto'
import { expect as soon, test } from '@playwright/test'
import { ask, openFor, phoneOf } from './neighbours.ts'

/** A page that is loaded anew on a busy machine takes its time. */
const expect = soon.configure({ timeout: 45_000 })

const parts = [
  'timestamp',
  'nonce',
  'at',
  'event',
  'reference',
  'direction',
  'from',
  'agent',
  'notice',
  'endedBy',
  'recordingUrl',
] as const

/** What docs/calls.md says a call centre sends. */
const tell = async (event: Readonly<Record<string, string | boolean>>) => {
  const told: Record<string, string | number | boolean> = {
    ...event,
    timestamp: Math.floor(Date.now() / 1000),
    nonce: `whole-call-${event['event']}-${process.hrtime.bigint()}`,
  }
  const text = parts.map((part) => String(told[part] ?? '')).join('\n')
  const signature = createHmac('sha256', 'calls-of-the-demo').update(text).digest('hex')
  const reply = await fetch(`${process.env.E2E_URL}/api/v1/calls/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...told, signature }),
  })
  expect(reply.status, await reply.text()).toBe(200)
}

type Call = { readonly id: string; readonly state: string; readonly agentName: string | null }
type Work = { readonly requests: readonly { readonly requestId: string; readonly number: string }[] }

test('a call pops up beside what is being typed, F8 answers, and the hands never leave the keyboard', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const { page, context } = await openFor(browser, 'weimin')
  const { roles } = await ask<{ roles: { role: string; areaId: string }[] }>(page, '/me')
  const areaId = roles.find(({ role }) => role === 'operator')?.areaId
  const many = { title: '念报的喇叭坏了', areaId, serviceCode: 'plumbing', callerWords: '正在修，明天就好' }
  const incident = (await (await page.request.post('/api/v1/incidents', { data: many })).json()) as { id: string }
  await page.goto('/desk/requests')
  const search = page.getByRole('searchbox', { name: /搜/ }).first()
  await search.focus()
  await page.keyboard.type('周')
  const reference = `whole-call-${Date.now()}`
  await tell({ event: 'ring', reference, from: phoneOf.zhou })
  const pop = page.getByRole('region', { name: '有人打热线' })
  await expect(pop).toContainText('号码对上了登记的居民')
  await expect(search).toBeFocused()
  await page.keyboard.type('师')
  await expect(search).toHaveValue('周师')

  await page.keyboard.press('F8')
  await page.waitForURL(/\/desk\/hotline\?call=/)
  const callId = new URL(page.url()).searchParams.get('call') ?? ''
  const words = page.getByRole('textbox', { name: '说了什么' })
  await expect(words).toBeFocused()
  await page.keyboard.type('想找人念念报纸')
  await page.reload()
  await expect(words, 'what was typed outlives the page').toHaveValue('想找人念念报纸')

  await expect(page.getByRole('region', { name: '像是要办' })).toBeVisible()
  await page.keyboard.press('F2')
  await expect(page.getByRole('button', { name: '换一样' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/已登记 \d{8}-\d+/)).toBeVisible()
  await expect(words).toHaveValue('')

  await expect(page.getByText('照着念：正在修，明天就好')).toBeVisible()
  await page.keyboard.press('F4')
  await expect(page.getByText(/并进去了 \d{8}-\d+/)).toBeVisible()

  await page.keyboard.press('F9')
  await expect.poll(async () => (await ask<Call>(page, `/calls/${callId}`)).state).toBe('ended')
  await expect(page.getByRole('button', { name: /记完了，接下一个/ })).toBeVisible()
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: '现在没有通话' })).toBeVisible()

  const { requests } = await ask<Work>(page, `/calls/${callId}/work`)
  expect(requests).toHaveLength(2)
  const path = `/requests/${requests[0]?.requestId}`
  const request = await ask<{ channel: string; version: number }>(page, path)
  expect(request.channel).toBe('hotline')
  // Others tell their stories in the same town: nobody is to be sent for this one.
  await page.request.post(`/api/v1${path}/cancel`, { data: { version: request.version } })
  await page.request.post(`/api/v1/incidents/${incident.id}/close`, { data: { words: '修好了' } })
  await context.close()
})
