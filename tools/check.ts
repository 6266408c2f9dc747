// `npm run check`: every gate, two at a time, a table at the end. `-- --fix` formats and mends what can be mended first;
// a name of a gate runs that one alone.
import { programs, root, show } from './command.ts'
import { type Gate, gates } from './gates.ts'

type Result = { readonly gate: Gate; readonly ok: boolean; readonly output: string; readonly seconds: string }

const judge = async (gate: Gate): Promise<Result> => {
  const start = performance.now()
  const { code, output } = await gate.check(root)
  return { gate, ok: code === 0, output: output.trim(), seconds: ((performance.now() - start) / 1000).toFixed(1) }
}

const judgeAll = async (chosen: readonly Gate[]): Promise<Result[]> => {
  const waiting = [...chosen]
  const results: Result[] = []
  const lane = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) results.push(await judge(gate))
  }
  await Promise.all([lane(), lane()])
  return results
}

const [...words] = process.argv.slice(2)
if (words.includes('--fix')) {
  await show(`${programs}/oxfmt`, ['.'])
  await show(`${programs}/oxlint`, ['--type-aware', '--fix', '--quiet', '.'])
}
const named = gates.filter(({ name }) => words.includes(name))
const start = performance.now()
const results = await judgeAll(named.length > 0 ? named : gates)
for (const { gate, ok, output } of results) if (!ok) console.log(`\n── ${gate.name} ──\n${output}`)
console.log('')
for (const { gate, ok, output, seconds } of results) {
  const note = ok && output.startsWith('not looked at') ? `  ${output}` : ''
  console.log(`${ok ? '✓' : '✗'} ${gate.name.padEnd(12)} ${seconds.padStart(5)} s${note}`)
}
console.log(
  `${results.filter(({ ok }) => ok).length} of ${results.length} gates passed in ${((performance.now() - start) / 1000).toFixed(1)} s`,
)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
