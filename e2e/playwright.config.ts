// Journeys in a real Chromium against the real product, as people in Nanning see it: a phone unless the journey says otherwise.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const root = join(import.meta.dirname, '..')

/** Written by tools/setup.mjs, which found or installed it; a check may read this file before there is a browser. */
const found = join(root, 'node_modules', '.cache', 'linbang', 'browser.json')
const { path: executablePath }: { path?: string } = existsSync(found) ? JSON.parse(readFileSync(found, 'utf8')) : {}

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN', // native date fields follow the browser's language, not the page's
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: join(root, 'test-results'),
  globalSetup: './world-for-all.ts',
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...(process.env.E2E_URL && { baseURL: process.env.E2E_URL }),
    browserName: 'chromium',
    launchOptions: { ...(executablePath && { executablePath }), args },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    trace: 'retain-on-failure',
  },
})
