// Sets up what is missing, before every npm script: packages, `--web` the built web, `--browser` a Chromium for the tests.
// Runs under Node 20 with nothing installed, so it uses what Node brings. With nothing to do it asks nobody and is silent.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const windows = process.platform === 'win32'

const say = (sentence) => console.error(`set-up: ${sentence}`)
const giveUp = (sentence) => {
  say(sentence)
  process.exit(1)
}
const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

// ── one at a time ──

const lockFile = join(root, '.setup-lock')
const holder = () => {
  try {
    return Number(readFileSync(lockFile, 'utf8'))
  } catch {
    return undefined
  }
}
const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
/** Two set-ups that find a killed one's lock may both remove it; whose id stands in the file a moment later goes on. */
const takeLock = () => {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const pid = holder()
    const age = Date.now() - (statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (pid !== undefined && (pid ? !isAlive(pid) : age > 5_000)) rmSync(lockFile, { force: true })
    return false
  }
  sleep(100)
  return holder() === process.pid
}
/** Waits its turn, looks again whether the work is still to be done, and does it. */
const alone = (isDone, work) => {
  if (isDone()) return
  const end = Date.now() + 15 * 60_000
  for (let told = false; !takeLock(); sleep(200)) {
    if (!told) say('waiting for another set-up of this folder')
    told = true
    if (Date.now() > end) giveUp('another set-up has held .setup-lock for 15 minutes; end it or remove the file')
  }
  const letGo = () => holder() === process.pid && rmSync(lockFile, { force: true })
  process.on('exit', letGo)
  if (!isDone()) work()
  letGo()
}

// ── packages ──

/** npm writes down what it installed when it is done: a killed installation has no such list, or an old one. */
const packagesAreThere = () => {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const installed = readJson(join(modules, '.package-lock.json'))?.packages
  if (!wanted) giveUp('package-lock.json is missing or damaged')
  if (!installed) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true
    const found = installed[path]
    // packages for other systems are in the lock file and nowhere else
    return found ? found.version === entry.version && found.integrity === entry.integrity : Boolean(entry.optional)
  })
}

/** The npm that runs this script, under its own Node; what it set for this script would change what `ci` does. */
const npm = (args) => {
  const itself = process.env.npm_execpath
  const known = itself && /\.[cm]?js$/.test(itself)
  const [program, first] = known ? [process.env.npm_node_execpath ?? process.execPath, [itself]] : ['npm', []]
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (
      /^(npm_(lifecycle|package|command)|INIT_CWD$|NODE_ENV$|npm_config_(local_prefix|ignore_scripts|omit)$)/.test(name)
    )
      delete env[name]
  }
  return spawnSync(program, [...first, ...args], { cwd: root, env, stdio: ['ignore', 2, 2], shell: windows && !known })
}

const installPackages = () => {
  say('installing packages; the first time takes half a minute')
  const start = Date.now()
  // our own programs need no install scripts; the database launcher makes its library links itself
  const { status, signal, error } = npm([
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ])
  if (status !== 0)
    giveUp(`npm ci failed (${error?.message ?? signal ?? `exit code ${status}`}); its own words are above`)
  say(`packages installed in ${Math.round((Date.now() - start) / 1000)} s`)
}

// ── Node 24 ──

const major = (program) =>
  Number(/^v(\d+)\./.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0)

/** npm scripts find node_modules/.bin first; a system without such a package uses its own Node. */
const findNode = () => {
  const own = join(modules, '.bin', windows ? 'node.cmd' : 'node')
  if (existsSync(own)) {
    if (windows || major(own) >= 24) return own
    giveUp(
      'the Node from npm does not run here (it needs glibc): use a Debian-like system, or remove node_modules/.bin/node and install Node 24',
    )
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return giveUp(
    `npm has no Node 24 for ${process.platform} on ${process.arch}: install Node 24 or newer from nodejs.org, then run this again`,
  )
}

// ── the web ──

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'dist', 'dist.new'].includes(entry.name) ? [] : filesUnder(path)
    return entry.name.includes('.test.') ? [] : [path]
  })

const webSources = () => {
  const hash = createHash('sha256')
  const files = [
    ...filesUnder(join(root, 'web')),
    ...filesUnder(join(root, 'contract')),
    join(root, 'package-lock.json'),
  ]
  for (const file of files.sort((one, other) => (one < other ? -1 : 1))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Built aside and moved into place: a running server never sees half a build. */
const buildWeb = (node, sources) => {
  say('building the web')
  const start = Date.now()
  const fresh = join(root, 'web', 'dist.new')
  const env = { ...process.env, NODE_ENV: 'production' }
  const vite = join(modules, 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--outDir', 'dist.new', '--emptyOutDir', '--logLevel', 'warn']
  const { status } = spawnSync(node, args, { cwd: join(root, 'web'), env, stdio: ['ignore', 2, 2] })
  if (status !== 0) giveUp('the web could not be built; the reason is above')
  writeFileSync(join(fresh, '.built-from'), sources)
  rmSync(join(root, 'web', 'dist'), { recursive: true, force: true })
  renameSync(fresh, join(root, 'web', 'dist'))
  say(`the web is built in ${Math.round((Date.now() - start) / 1000)} s`)
}

const setUpWeb = (node) => {
  if (!existsSync(join(root, 'web', 'vite.config.ts'))) return
  const marker = join(root, 'web', 'dist', '.built-from')
  const sources = webSources()
  alone(
    () => existsSync(marker) && readFileSync(marker, 'utf8') === sources,
    () => buildWeb(node, sources),
  )
}

// ── a browser for the tests ──

const note = join(modules, '.cache', 'linbang', 'browser.json')
const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const works = (path) =>
  Boolean(path) && existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0

const onDebian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
const isMissing = (name) =>
  !spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' }).stdout?.startsWith('install ok')

const installFromDebian = (names) => {
  say(`installing ${names.join(' and ')} from Debian`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-q', ...args], { env, stdio: ['ignore', 'ignore', 2] })
      .status === 0
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...names)
}

const playwright = (node, code) => {
  const { stdout } = spawnSync(node, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' })
  return stdout?.trim()
}
const browserOfPlaywright = (node) =>
  playwright(node, `import { chromium } from '@playwright/test'; console.log(chromium.executablePath())`)
const installFromPlaywright = (node) => {
  say('fetching a Chromium with Playwright')
  const cli = join(modules, 'playwright', 'cli.js')
  spawnSync(node, [cli, 'install', 'chromium'], { cwd: root, stdio: ['ignore', 2, 2] })
}

const findBrowser = (node) => [process.env.CHROMIUM, ...systemBrowsers, browserOfPlaywright(node)].find(works)

const lookForBrowser = (node) => {
  const found = findBrowser(node)
  const asRoot = onDebian && process.getuid() === 0
  const missing = onDebian ? [...(found ? [] : ['chromium']), 'fonts-noto-cjk'].filter(isMissing) : []
  if (asRoot && missing.length > 0) installFromDebian(missing)
  else if (found && missing.length > 0)
    say('Chinese fonts are missing for the pictures: sudo apt-get install fonts-noto-cjk')
  if (!findBrowser(node)) installFromPlaywright(node)
  return findBrowser(node)
}

const howToInstall = onDebian
  ? 'sudo apt-get install chromium fonts-noto-cjk'
  : 'install Chromium or Google Chrome, or set CHROMIUM to the path of one'

/** What was found is kept while it is there; what could not be installed is tried again a day later. */
const setUpBrowser = (node) => {
  const circumstances = JSON.stringify([process.env.CHROMIUM, systemBrowsers.filter((path) => existsSync(path))])
  const isKnown = () => {
    const known = readJson(note)
    if (known?.circumstances !== circumstances) return false
    return known.path ? existsSync(known.path) : Date.now() - known.at < 86_400_000
  }
  alone(isKnown, () => {
    const path = lookForBrowser(node)
    const sentence = `No Chromium was found, so the browser journeys are not run: ${howToInstall}.`
    if (!path) say(sentence)
    mkdirSync(dirname(note), { recursive: true })
    writeFileSync(note, JSON.stringify({ circumstances, at: Date.now(), ...(path ? { path } : { sentence }) }))
  })
}

// ── now ──

const [nodeMajor, nodeMinor] = process.versions.node.split('.').map(Number)
if (nodeMajor < 20 || (nodeMajor === 20 && nodeMinor < 19))
  giveUp(`Node ${process.versions.node} is too old to begin with: 20.19 or newer is needed`)

alone(packagesAreThere, installPackages)
const node = findNode()
if (process.argv.includes('--web')) setUpWeb(node)
if (process.argv.includes('--browser')) setUpBrowser(node)
