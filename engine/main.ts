// The command line of the engine: one JSON on stdout, everything else on stderr. The only file here that reads or writes.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { answerAssign } from './assign-file.ts'
import { BadInput } from './located-json.ts'

const HELP = `npm run engine -- COMMAND FILE [options]      FILE "-" reads standard input

assign FILE      who takes which request, at least total cost, exactly
  FILE: { "requests": [{ "id", "need"?: 1 }], "volunteers": [{ "id", "capacity" }],
          "edges": [[requestId, volunteerId, cost]], "unassignedCost": number }
  answer: { "pairs": [[r, v]], "cost", "unassigned": [[r, missing]], "optimal": true, "ms" }

One JSON on stdout; messages on stderr. Exit code 0 answered, 1 bad input, 2 wrong use.
`

class WrongUse extends Error {}

type Command = (
  text: string,
  options: Readonly<Record<string, string | boolean | undefined>>,
) => object | Promise<object>

const COMMANDS: Readonly<Record<string, Command>> = {
  assign: (text) => answerAssign(text),
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } })
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
  const text = readText(file)
  const start = performance.now()
  const answer = await command(text, values)
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
