// `npm run bench [name] [arguments]`: measurements, each beside its alternative in the same run.
const BENCHES: Readonly<Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>>> = {
  api: () => import('./api.ts'),
  assign: () => import('./assign.ts'),
  certificates: () => import('./certificates.ts'),
  claims: () => import('./claims.ts'),
  clock: () => import('./clock.ts'),
  crash: () => import('./crash.ts'),
  decision: () => import('./decision.ts'),
  ledger: () => import('./ledger.ts'),
  live: () => import('./live.ts'),
  overlaps: () => import('./overlaps.ts'),
  rounds: () => import('./rounds.ts'),
  start: () => import('./start.ts'),
  town: () => import('./town.ts'),
  triage: () => import('./triage.ts'),
  urgent: () => import('./urgent.ts'),
  web: () => import('./web.ts'),
}

const [name, ...args] = process.argv.slice(2)
const names = name ? [name] : Object.keys(BENCHES)
for (const one of names) {
  const load = Object.hasOwn(BENCHES, one) ? BENCHES[one] : undefined
  if (!load) {
    console.error(`there is no bench "${one}"; there are: ${Object.keys(BENCHES).join(', ')}`)
    process.exitCode = 2
    break
  }
  console.log(`\n${one}`)
  const bench = await load()
  await bench.run(args)
}
