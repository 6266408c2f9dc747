// The bytes of files, under DATA_DIR/files by the hash of their content. What comes in is sniffed, pictures are made anew.
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { ensure, Refusal } from './errors.ts'
import { newId } from './ids.ts'

export type FileKind = 'picture' | 'paper' | 'sheet' | 'recording'
export type KeptFile = {
  /** SHA-256 of what is kept, in hex: the name to read it by. */
  readonly hash: string
  readonly kind: FileKind
  readonly contentType: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
}
export type FileStore = {
  /** Refuses what is not of these kinds, whatever its name says. */
  readonly keep: (bytes: Uint8Array, kinds: readonly FileKind[]) => Promise<KeptFile>
  /** What we make ourselves, part by part, so that it need not fit into memory. */
  readonly keepMade: (make: Make) => Promise<string>
  readonly read: (hash: string) => Promise<Buffer>
  /** Only when no row names it any more. */
  readonly remove: (hash: string) => Promise<void>
}

/** By sniffed type: kind and the type it is served as. Phones record sound into containers made for pictures. */
const known: Readonly<Record<string, readonly [FileKind, string]>> = {
  'image/jpeg': ['picture', 'image/jpeg'],
  'image/png': ['picture', 'image/png'],
  'image/webp': ['picture', 'image/jpeg'],
  'image/avif': ['picture', 'image/jpeg'],
  'image/gif': ['picture', 'image/png'],
  'application/pdf': ['paper', 'application/pdf'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': [
    'sheet',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  'audio/mpeg': ['recording', 'audio/mpeg'],
  'audio/mp4': ['recording', 'audio/mp4'],
  'audio/x-m4a': ['recording', 'audio/mp4'],
  'video/mp4': ['recording', 'audio/mp4'],
  'audio/aac': ['recording', 'audio/aac'],
  'audio/ogg': ['recording', 'audio/ogg'],
  'audio/opus': ['recording', 'audio/ogg'],
  'audio/wav': ['recording', 'audio/wav'],
  'audio/amr': ['recording', 'audio/amr'],
  'video/webm': ['recording', 'audio/webm'],
  'audio/webm': ['recording', 'audio/webm'],
  'video/matroska': ['recording', 'audio/webm'],
}

const mostPixels = 50_000_000
const longestSide = 2560

type Made = { readonly bytes: Uint8Array; readonly width: number | null; readonly height: number | null }

/** Upright, of bounded size, without the place and the phone that hid in it. */
const pictureAnew = async (bytes: Uint8Array, contentType: string): Promise<Made> => {
  try {
    const upright = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    const written =
      contentType === 'image/png'
        ? upright.png({ compressionLevel: 9 })
        : upright.flatten({ background: '#fff' }).jpeg({ quality: 82, mozjpeg: true })
    const { data, info } = await written.toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  } catch (error) {
    throw new Refusal(/pixel limit/.test((error as Error).message) ? 'file.too_many_pixels' : 'file.unreadable')
  }
}

const sniffed = async (bytes: Uint8Array, kinds: readonly FileKind[]): Promise<readonly [FileKind, string]> => {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const entry = known[type?.mime ?? '']
  ensure(entry && kinds.includes(entry[0]), 'file.kind')
  return entry
}

/** Whole or not at all, also when the power goes. */
const writeOnce = async (path: string, bytes: Uint8Array) => {
  if (await stat(path).catch(() => undefined)) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${newId()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

type Make = (put: (part: Uint8Array) => Promise<void>) => Promise<void>

const keepMade = async (dataDir: string, pathOf: (hash: string) => string, make: Make): Promise<string> => {
  const draft = join(dataDir, 'files', `${newId()}.made`)
  await mkdir(dirname(draft), { recursive: true, mode: 0o700 })
  const sum = createHash('sha256')
  const file = await open(draft, 'wx', 0o600)
  try {
    await make(async (part) => {
      sum.update(part)
      await file.writeFile(part)
    })
    await file.sync()
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await file.close()
  }
  const hash = sum.digest('hex')
  await mkdir(dirname(pathOf(hash)), { recursive: true, mode: 0o700 })
  await rename(draft, pathOf(hash))
  return hash
}

export const openFileStore = (dataDir: string): FileStore => {
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError('not the hash of a file')
    return join(dataDir, 'files', hash.slice(0, 2), hash)
  }
  return {
    keep: async (given, kinds) => {
      const [kind, contentType] = await sniffed(given, kinds)
      const { bytes, width, height } =
        kind === 'picture' ? await pictureAnew(given, contentType) : { bytes: given, width: null, height: null }
      const hash = createHash('sha256').update(bytes).digest('hex')
      await writeOnce(pathOf(hash), bytes)
      return { hash, kind, contentType, size: bytes.length, width, height }
    },
    keepMade: (make) => keepMade(dataDir, pathOf, make),
    read: async (hash) => {
      const bytes = await readFile(pathOf(hash)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new Refusal('not_found') : error
      })
      return bytes
    },
    remove: (hash) => rm(pathOf(hash), { force: true }),
  }
}
