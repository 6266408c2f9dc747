// A visit as who helps goes through it on the phone: on the way, there, done, signed.
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { ask } from './neighbours.ts'

const drawSignature = async (helper: Page) => {
  const pad = helper.locator('.lb-signature-pad svg')
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no pad')
  await helper.mouse.move(box.x + 40, box.y + box.height / 2)
  await helper.mouse.down()
  for (let step = 1; step <= 12; step++)
    await helper.mouse.move(box.x + 40 + step * 18, box.y + box.height / 2 + (step % 2 === 0 ? 25 : -25))
  await helper.mouse.up()
}

/** From the visit's page to the sealed sheet, 40 minutes of work. */
export const workAndSign = async (helper: Page, visitId: string, work = '换了水龙头垫圈，看过不漏') => {
  const { point } = await ask<{ point: { lat: number; lon: number } }>(helper, `/visits/${visitId}`)
  await helper.context().setGeolocation({ latitude: point.lat, longitude: point.lon })
  // The phone's clock stood at 40 minutes ago when he set out; a whole job does not fit into a test.
  await helper.clock.setFixedTime(Date.now() - 40 * 60_000)
  await helper.getByRole('button', { name: '我出发了' }).click()
  await helper.getByText('10 分钟后').click()
  await expect(helper.getByText('您在路上').first()).toBeVisible()
  await helper.getByRole('button', { name: '签到，开始服务' }).click()
  await helper.getByText('用位置签到').click()
  await expect(helper.getByText('位置对得上').first()).toBeVisible()
  await helper.clock.setFixedTime(Date.now())
  await helper.locator('textarea[name=work]').fill(work)
  await helper.getByRole('button', { name: '做好了，请居民签字' }).click()
  await expect(helper.getByText('请在框里签个名').first()).toBeVisible()
  await drawSignature(helper)
  await helper.getByRole('button', { name: '签好了，交单' }).click()
  await expect(helper.getByText('办好了，单子封好了').first()).toBeVisible()
}
