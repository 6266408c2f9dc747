// How our commands end: a sentence and an exit code for what the operator can mend, the whole story for a bug.
import { BackupTrouble } from '../backup/sealed-file.ts'
import { ConfigTrouble } from '../kit/config.ts'
import { PostgresTrouble } from '../kit/postgres-trouble.ts'

export const runCommand = async (work: () => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await work()
  } catch (error) {
    const known = error instanceof ConfigTrouble || error instanceof PostgresTrouble || error instanceof BackupTrouble
    console.error(known ? error.message : error)
    process.exitCode = 2
  }
}
