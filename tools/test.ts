// `npm test`: every test, then the journeys in a browser; the last line is `N passed, N failed`.
// `-- requests` runs the files with that word in their path, `-- e2e` the journeys, `-- e2e ask` those with that word.
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programs, root, run, show } from './command.ts'

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number }
const nothing: Count = { passed: 0, failed: 0, skipped: 0 }

/** Of this run alone: two runs at once do not meet. */
const reports = mkdtempSync(join(tmpdir(), 'linbang-reports-'))

const readReport = <T>(file: string): T | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined

/** A run that failed for a reason no test names (a file that does not load, a world that does not start) counts as one failure. */
const settled = (count: Count, code: number): Count =>
  code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count

type VitestReport = {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[]
}

const countVitest = ({ numPassedTests, numPendingTests, testResults }: VitestReport): Count => {
  const failed = testResults.map(({ status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed').length
    return status === 'failed' ? Math.max(tests, 1) : 0
  })
  return { passed: numPassedTests, failed: failed.reduce((sum, count) => sum + count, 0), skipped: numPendingTests }
}

const runVitest = async (words: readonly string[]): Promise<Count> => {
  const file = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await show(join(programs, 'vitest'), ['run', ...reporters, ...words])
  const report = readReport<VitestReport>(file)
  return settled(report ? countVitest(report) : nothing, code)
}

type PlaywrightReport = { readonly stats: { expected: number; unexpected: number; flaky: number; skipped: number } }

const playwright = ['test', '--config', 'e2e/playwright.config.ts']

/** Without a browser the journeys are counted as skipped, and it is said how to get one. */
const skipJourneys = async (sentence: string): Promise<Count> => {
  console.log(`\n${sentence}`)
  const { output } = await run(join(programs, 'playwright'), [...playwright, '--list', '--reporter=list'])
  return { ...nothing, skipped: Number(/^Total: (\d+) test/m.exec(output)?.[1] ?? 0) }
}

const runJourneys = async (words: readonly string[]): Promise<Count> => {
  if (globSync('e2e/**/*.spec.ts', { cwd: root }).length === 0) return nothing
  const ready = await show(process.execPath, ['tools/setup.mjs', '--web', '--browser'])
  if (ready !== 0) return settled(nothing, ready)
  const note = join(root, 'node_modules', '.cache', 'linbang', 'browser.json')
  const browser = readReport<{ path?: string; sentence?: string }>(note)
  if (!browser?.path) return skipJourneys(browser?.sentence ?? 'No Chromium was found.')
  const traces = join(root, 'test-results', String(process.pid))
  const report = join(reports, 'journeys.json')
  const args = [...playwright, '--reporter=list,json', '--output', traces, ...words]
  const code = await show(join(programs, 'playwright'), args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
  if (code === 0) rmSync(traces, { recursive: true, force: true })
  const stats = readReport<PlaywrightReport>(report)?.stats
  const count = stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
  return settled(count ?? nothing, code)
}

const [first, ...rest] = process.argv.slice(2)
const counts: Count[] = []
if (first !== 'e2e') counts.push(await runVitest(first === undefined ? [] : [first, ...rest]))
if (first === undefined || first === 'e2e') counts.push(await runJourneys(rest))

rmSync(reports, { recursive: true, force: true })
const sum = (part: keyof Count): number => counts.reduce((total, count) => total + count[part], 0)
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`)
process.exitCode = sum('failed') > 0 ? 1 : 0
