// The command line of the engine: one JSON on stdout, everything else on stderr. The only file here that reads or writes.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { answerAssign } from './assign-file.ts'
import { answerExplain } from './explain-file.ts'
import { loadHighs, setPartitioningBy } from './highs.ts'
import { BadInput } from './located-json.ts'
import { answerRounds } from './rounds-file.ts'
import { answerSimulate } from './simulate-file.ts'

const HELP = `npm run engine -- COMMAND FILE [options]      FILE "-" reads standard input

assign FILE      who takes which request, at least total cost, exactly
  FILE: { "requests": [{ "id", "need"?: 1 }], "volunteers": [{ "id", "capacity" }],
          "edges": [[requestId, volunteerId, cost]], "unassignedCost": number }
  answer: { "pairs": [[r, v]], "cost", "unassigned": [[r, missing]], "optimal": true, "ms" }

rounds FILE      who visits whom in which order (vehicle routing with time windows)
  FILE: an instance in Solomon's text format; at most NUMBER vehicles
  --seconds S             time to search (default 10)
  --iterations N          instead of seconds: so many steps, the same answer every time with the same seed
  --seed S                (default 1)
  --objective distance|vehicles    least distance, or first fewest vehicles (default distance)
  --distance double|truncated      truncated: distances and times cut to one decimal (default double)
  answer: { "routes": [[customer…]], "vehicles", "distance", "feasible", "ms" }

simulate FILE    a town under policies: times, unmet, notifications, walking, fairness, with 95 % intervals
  FILE: { "town"?: { "volunteers"?: 1283, "shops"?: 33, "buildings"?: 101, "sideMetres"?: 883, "skills"?: 12 },
          "days"?: 28, "warmUpDays"?: 7, "requestsADay"?: 40, "behaviour"?: "assumed" | "mild" | "harsh",
          "runs"?: 4, "firstSeed"?: 1, "policies"?: [{ "policy": "waves" | "nearest" | "broadcast" | "phone" | "oracle",
          "size"?: 2, "everyMinutes"?: 5, "callers"?: 3 }] }
  answer: { "runs", "results": [{ "policy", "measures": { name: { "mean", "low", "high" } }, "difference"?: the same
          against the first policy on the same towns }], "ms" }; shares 0 to 1; times of accepted requests only;
          null where there is nothing to tell (no request of that kind, one run has no interval)

explain ID       recomputes a decision of this installation (DATA_DIR) from what was written down; exit code 1 when it differs
explain FILE     recomputes a kept decision from its own inputs and says where the answer differs
  FILE: { "engine": version, "seed", "steps": [{ "act": "rank" | "chance" | "wave" | "look" | "batch" | "rounds", "inputs", "parts" }] }
  answer: { "same": boolean, "decidedBy": version, "recomputedBy": version,
            "steps": [{ "act", "same", "differences": ["path: was is now is"] }], "ms" }

One JSON on stdout; messages on stderr. Exit code 0 answered, 1 bad input, 2 wrong use.
`

class WrongUse extends Error {}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  seconds: { type: 'string' },
  iterations: { type: 'string' },
  seed: { type: 'string' },
  objective: { type: 'string' },
  distance: { type: 'string' },
} as const

type Options = { readonly [name in keyof typeof OPTIONS]?: string | boolean | undefined }
type Command = {
  readonly takes: readonly (keyof Options)[]
  readonly answer: (text: string, options: Options) => object | Promise<object>
}

const COMMANDS: Readonly<Record<string, Command>> = {
  assign: { takes: [], answer: (text) => answerAssign(text) },
  simulate: { takes: [], answer: (text) => answerSimulate(text) },
  explain: { takes: [], answer: (text) => answerExplain(text) },
  rounds: { takes: ['seconds', 'iterations', 'seed', 'objective', 'distance'], answer: rounds },
}

/** The clock and the solver live here; the search only hears how far it is. */
async function rounds(text: string, options: Options): Promise<object> {
  const seed = numberOf(options, 'seed', 1, 0, 2 ** 32 - 1)
  const objective = wordOf(options, 'objective', ['distance', 'vehicles'])
  const distance = wordOf(options, 'distance', ['double', 'truncated'])
  const iterations = options.iterations === undefined ? null : numberOf(options, 'iterations', 1, 1, 1e12)
  const seconds = numberOf(options, 'seconds', 10, 0.1, 86_400)
  if (iterations && options.seconds !== undefined) throw new WrongUse('--seconds and --iterations exclude each other')
  const solver = await loadHighs()
  const start = performance.now()
  const spent = () => (performance.now() - start) / 1000
  const limit = iterations ? { nodes: 500 } : { seconds: () => Math.min(seconds / 30, seconds - spent()) }
  const done = (made: number) => (iterations ? made / iterations : spent() / seconds)
  const hooks = { done, solveSetPartition: setPartitioningBy(solver, limit) }
  return answerRounds(text, { seed, objective, distance }, hooks)
}

function numberOf(options: Options, name: keyof Options, otherwise: number, low: number, high: number): number {
  const text = options[name]
  if (text === undefined) return otherwise
  const value = Number(text)
  if (text === '' || !(value >= low && value <= high)) {
    throw new WrongUse(`--${name} must be a number from ${low} to ${high}`)
  }
  if (name !== 'seconds' && !Number.isInteger(value)) throw new WrongUse(`--${name} must be a whole number`)
  return value
}

function wordOf<W extends string>(options: Options, name: keyof Options, words: readonly [W, ...W[]]): W {
  const text = options[name] ?? words[0]
  const word = words.find((one) => one === text)
  if (!word) throw new WrongUse(`--${name} must be ${words.join(' or ')}`)
  return word
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error))
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new WrongUse(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args)
  if (values.help) return void process.stderr.write(HELP)
  const [name = '', file, ...more] = positionals
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new WrongUse(name ? `there is no command "${name}"` : 'a command is missing')
  if (!file || more.length > 0) throw new WrongUse(`${name} takes one FILE`)
  const strange = Object.keys(values).find((option) => !command.takes.some((taken) => taken === option))
  if (strange) throw new WrongUse(`${name} takes no --${strange}`)
  const text = readText(file)
  const start = performance.now()
  const answer = await command.answer(text, values)
  const ms = Math.round((performance.now() - start) * 100) / 100
  process.stdout.write(`${JSON.stringify({ ...answer, ms })}\n`)
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  if (error instanceof WrongUse) process.stderr.write(`${error.message}\n\n${HELP}`)
  else if (error instanceof BadInput) process.stderr.write(`${error.message}\n`)
  else throw error
  process.exitCode = error instanceof WrongUse ? 2 : 1
}
