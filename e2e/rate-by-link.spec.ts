// Journey: somebody without an account says how it was from the link of an SMS, in a browser that runs no script.
import { expect, test } from '@playwright/test'

test('the link is opened twice and answered once, in large type and without a script', async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL ?? '',
    locale: 'zh-CN',
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  await page.goto('/r/demo-rate-a-help')
  await page.reload()
  await page.getByRole('group', { name: '这次满意吗？' }).getByText('满意', { exact: true }).click()
  await page.getByRole('group', { name: '办好了吗？' }).getByText('办好了', { exact: true }).click()
  await page
    .getByRole('group', { name: /另外收钱/ })
    .getByText('没有', { exact: true })
    .click()
  await page.getByRole('textbox', { name: /想说什么/ }).fill('来得快，谢谢')
  await page.getByRole('button', { name: '评好了' }).click()
  await expect(page.getByRole('status')).toContainText('您已经说过了，谢谢')
  await page.reload()
  await expect(page.getByRole('status')).toContainText('您已经说过了，谢谢')
  await expect(page.getByRole('link', { name: /打热线/ })).toHaveAttribute('href', /^tel:/)
  await context.close()
})
