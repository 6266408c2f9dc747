// The installation's data keys: made at the first start, kept in DATA_DIR/keys (0600) or given from outside.
import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Key = z.object({
  id: z.string().check(z.regex(/^[a-z][a-z0-9]{0,15}$/)),
  key: z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/)),
})
const Ring = z.object({ sealing: z.array(Key).check(z.minLength(1)), finding: z.array(Key).check(z.minLength(1)) })
const Copied = z.object({ sealing: z.string(), finding: z.string(), at: z.iso.datetime() })

/** The last of each list is in use; the ones before are kept to read what was written with them. */
export type KeyRing = z.infer<typeof Ring>

const folder = (dataDir: string) => join(dataDir, 'keys')
const ringFile = (dataDir: string) => join(folder(dataDir), 'vault.json')
const copiedFile = (dataDir: string) => join(folder(dataDir), 'copied.json')

const newKey = (prefix: string, known: readonly { id: string }[]) => ({
  id: `${prefix}${known.length + 1}`,
  key: randomBytes(32).toString('base64'),
})

const absent = (error: unknown): undefined => {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}

const draftOf = async (file: string, value: unknown): Promise<string> => {
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true })
  return draft
}

const replace = async (file: string, value: unknown) => rename(await draftOf(file, value), file)

/** Unless it is there: of two first starts one makes the keys and both use them. */
const create = async (file: string, value: unknown) => {
  const draft = await draftOf(file, value)
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
}

export const parseKeys = (text: string): KeyRing => Ring.parse(JSON.parse(text))

/** What is wrong with the text of a key file, without a word of it; undefined when nothing is. */
export const keysFault = (text: string): string | undefined => {
  try {
    parseKeys(text)
    return undefined
  } catch (error) {
    return error instanceof SyntaxError ? 'it is not JSON' : 'it needs lists "sealing" and "finding" of { id, key }'
  }
}

/** Reads the keys; makes them when the folder has none yet. */
export const readKeys = async (dataDir: string): Promise<KeyRing> => {
  const text = await readFile(ringFile(dataDir), 'utf8').catch(absent)
  if (text !== undefined) return parseKeys(text)
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 })
  await create(ringFile(dataDir), { sealing: [newKey('k', [])], finding: [newKey('f', [])] })
  return parseKeys(await readFile(ringFile(dataDir), 'utf8'))
}

/** Adds a new sealing key, used from the next start on; what was sealed before stays readable. */
export const rotateKeys = async (dataDir: string): Promise<KeyRing> => {
  const ring = await readKeys(dataDir)
  const next = { ...ring, sealing: [...ring.sealing, newKey('k', ring.sealing)] }
  await replace(ringFile(dataDir), next)
  return next
}

const inUse = (ring: KeyRing) => ({ sealing: ring.sealing.at(-1)?.id ?? '', finding: ring.finding.at(-1)?.id ?? '' })

/** Remembers that the keys in use now lie somewhere else too. */
export const markKeysCopied = async (dataDir: string, at: Date): Promise<void> =>
  replace(copiedFile(dataDir), { ...inUse(await readKeys(dataDir)), at: at.toISOString() })

/** When the keys in use were last copied off this machine; undefined is what the operator must be told loudly. */
export const keysCopiedAt = async (dataDir: string): Promise<Date | undefined> => {
  const text = await readFile(copiedFile(dataDir), 'utf8').catch(absent)
  if (text === undefined) return undefined
  const copied = Copied.parse(JSON.parse(text))
  const now = inUse(await readKeys(dataDir))
  return copied.sealing === now.sealing && copied.finding === now.finding ? new Date(copied.at) : undefined
}
