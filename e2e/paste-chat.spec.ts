// Intake: the desk pastes ten messages of a chat group, sees four needs with what was heard, registers two and leaves two.
import { expect, test } from '@playwright/test'
import { ask, openFor } from './neighbours.ts'

const chat = [
  '群主：大家早上好，今天降温注意保暖',
  '李叔：29号楼韦奶奶家水龙头一直滴水，哪位师傅能来修一下',
  '小陈：收到',
  '李叔：下午3点她在家',
  '赵姐：[图片]',
  '赵姐：3号楼楼道灯不亮了，晚上看不见路',
  '孙阿姨：谢谢昨天帮我拿快递的小伙子',
  '周哥：帮我妈去药店买点降压药，吃完了，5号楼',
  '赵姐：哈哈',
  '钱伯：明天上午想找人陪我去医院复查',
].join('\n')

test('a pasted text of ten messages gives the right four drafts, and nothing is registered by itself', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const { page } = await openFor(browser, 'weimin')
  const before = (await ask<{ items: unknown[] }>(page, '/requests?limit=100')).items.length
  await page.goto('/desk/requests/paste')
  // two communities of the street have a 29号楼: the group's community is chosen first
  await page.locator('.lb-area-switch summary').click()
  await page.getByRole('button', { name: '新竹社区' }).click()
  await page.getByRole('textbox', { name: '群里的话' }).fill(chat)
  await page.getByRole('button', { name: '看看说了什么' }).click()
  await expect(page.getByText('像是要帮忙的：4 件')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('没有当成请求的话：5 句')).toBeVisible()
  const services = page.getByRole('combobox', { name: '要办哪一样' })
  await expect(services).toHaveCount(4)
  const chosen = await services.evaluateAll((list) => list.map((one) => (one as HTMLSelectElement).value))
  expect(chosen).toEqual(['plumbing', 'stair-light', 'medicine-errand', 'clinic-escort'])
  expect((await ask<{ items: unknown[] }>(page, '/requests?limit=100')).items).toHaveLength(before)

  const first = page.getByRole('region', { name: '李叔' })
  await expect(first.getByText('门牌 29号楼')).toBeVisible()
  await expect(first.getByText('说的是 韦奶奶')).toBeVisible()
  await expect(first.getByRole('radio', { name: /韦秀兰/ })).toBeChecked()
  await first.getByRole('button', { name: '登记这一件' }).click()
  await first.getByRole('link', { name: '打开看' }).waitFor()
  const last = page.getByRole('region', { name: '钱伯' })
  await last.getByRole('button', { name: '登记这一件' }).click()
  await expect(last.getByText('先选是谁要帮忙')).toBeVisible()
  await last.getByRole('button', { name: '不登记' }).click()
  await expect(last.getByText('没有登记')).toBeVisible()
  await first.getByRole('link', { name: '打开看' }).click()
  await expect(page.getByText('水龙头一直滴水').first()).toBeVisible()
})
