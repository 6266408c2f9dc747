// Every test beside its code; one PostgreSQL for the run, one copied database for each file that asks.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{contract,engine,server,web,tools}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/kit/testing.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC', LC_ALL: 'C.UTF-8' },
  },
})
