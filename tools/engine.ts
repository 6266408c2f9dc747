// `npm run engine -- …`: the engine's own commands work on files; `explain ID` reads a decision of an installation, which the
// engine itself knows nothing of.
import { show } from './command.ts'

const [command, subject = '', ...rest] = process.argv.slice(2)
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subject)
const program =
  command === 'explain' && isId
    ? ['server/commands/explain.ts', subject, ...rest]
    : ['engine/main.ts', ...process.argv.slice(2)]
process.exitCode = await show(process.execPath, program)
