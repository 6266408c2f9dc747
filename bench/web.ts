// What a phone fetches and how soon it shows: bytes of script of the first load beside the bare React runtime's, and Lighthouse on home, ask and
// tracking (mobile, simulated slow 4G, median). `web [--runs 5] [--no-lighthouse]`
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { startWorld } from '../e2e/world.ts'
import { median, printMachine, printTable } from './table.ts'

const dist = join(import.meta.dirname, '..', 'web', 'dist')
const folder = join(import.meta.dirname, 'lighthouse')
const chromium = '/usr/bin/chromium'
const aimKb = 110
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const gzKb = (bytes: Buffer | string): number => gzipSync(bytes, { level: 9 }).length / 1000

/** Scripts the page names itself: entry and preloads. What a page loads later comes on top and is told by Lighthouse. */
const firstScripts = (): string[] => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const names = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, name]) => name ?? '')
  return [...new Set(names)]
}

const printBytes = (): void => {
  const rows = firstScripts().map((name) => [name, gzKb(readFileSync(join(dist, name))).toFixed(1)])
  const ours = rows.reduce((sum, [, size]) => sum + Number(size), 0)
  const require = createRequire(join(import.meta.dirname, '..', 'web', 'package.json'))
  const react = ['react/cjs/react.production.js', 'react-dom/cjs/react-dom-client.production.js']
  const bare = react.reduce((sum, name) => {
    const file = join(require.resolve(`${name.split('/')[0]}/package.json`), '..', name.split('/').slice(1).join('/'))
    return sum + (existsSync(file) ? gzKb(readFileSync(file)) : 0)
  }, 0)
  printTable(['script of the first page', 'kB gz'], [...rows, [`together (aim: ≤ ${aimKb})`, ours.toFixed(1)]])
  if (bare > 0)
    console.log(`React and its DOM alone, unminified, ${bare.toFixed(1)} kB gz: ratio ${(ours / bare).toFixed(2)}`)
}

const ensureLighthouse = (): string => {
  const program = join(folder, 'node_modules', 'lighthouse', 'cli', 'index.js')
  if (existsSync(program)) return program
  console.log('installing Lighthouse in bench/lighthouse, once')
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--no-workspaces']
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('Lighthouse could not be installed')
  return program
}

type Report = {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>
  readonly audits: Readonly<Record<string, { readonly numericValue?: number; readonly displayValue?: string }>>
}

const audit = (program: string, url: string, cookie: string): Report => {
  const out = mkdtempSync(join(tmpdir(), 'linbang-lighthouse-'))
  try {
    const file = join(out, 'report.json')
    const args = ['--output=json', `--output-path=${file}`, '--quiet', '--form-factor=mobile']
    args.push('--throttling-method=simulate', '--only-categories=performance,accessibility')
    args.push(`--extra-headers=${JSON.stringify({ cookie })}`, `--chrome-flags=${flags.join(' ')}`)
    const env = { ...process.env, CHROME_PATH: process.env.CHROME_PATH ?? chromium }
    const { stderr } = spawnSync(process.execPath, [program, url, ...args], { env, encoding: 'utf8' })
    if (!existsSync(file)) throw new Error(`Lighthouse wrote nothing: ${stderr.slice(-2_000)}`)
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

const post = async (url: string, body: object, cookie = ''): Promise<Response> => {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin, cookie }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return answer
}

/** 王阿姨, signed in, with a request of hers to look at. */
const arrive = async (url: string): Promise<{ cookie: string; requestId: string }> => {
  const phone = '10000000001'
  const { demoCode } = (await (await post(`${url}/api/v1/auth/codes`, { phone })).json()) as { demoCode: string }
  const session = await post(`${url}/api/v1/auth/sessions`, { phone, code: demoCode })
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const asked = await post(`${url}/api/v1/requests`, { serviceCode: 'plumbing', description: '水龙头滴水' }, cookie)
  return { cookie, requestId: ((await asked.json()) as { id: string }).id }
}

const lighthouse = async (runs: number): Promise<void> => {
  const program = ensureLighthouse()
  const world = await startWorld()
  try {
    const { cookie, requestId } = await arrive(world.url)
    const rows: string[][] = []
    for (const [name, path] of [
      ['home', '/'],
      ['ask', '/ask'],
      ['tracking', `/requests/${requestId}`],
    ] as const) {
      const reports = Array.from({ length: runs }, () => audit(program, `${world.url}${path}`, cookie))
      const scores = (category: string) =>
        reports.map((report) => Math.round(100 * (report.categories[category]?.score ?? 0)))
      const value = (id: string) => median(reports.map((report) => report.audits[id]?.numericValue ?? NaN)).toFixed(0)
      for (const category of ['performance', 'accessibility'])
        rows.push([`${name} ${category}`, String(median(scores(category))), scores(category).join(' ')])
      const [fcp, lcp, tbt] = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'].map(value)
      rows.push([`${name} LCP ms`, lcp ?? '', `FCP ${fcp}, TBT ${tbt} (medians)`])
    }
    printTable(['Lighthouse (aim: 95, 100)', 'median', 'each run'], rows)
  } finally {
    await world.stop()
  }
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { runs: { type: 'string', default: '5' }, 'no-lighthouse': { type: 'boolean' } },
  })
  printMachine()
  printBytes()
  if (!values['no-lighthouse']) await lighthouse(Number(values.runs))
}
