// A backup as one file: a compressed archive sealed with AES-256-GCM. Opened only when every byte is as it was written.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { appendFile, open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import * as tar from 'tar'

const magic = Buffer.from('LINBANG1')
const head = magic.length + 12
const tail = 16

export class BackupTrouble extends Error {
  override readonly name = 'BackupTrouble'
}

/** Packs a folder into the file. */
export const sealFolder = async (folder: string, file: string, key: Buffer): Promise<void> => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const out = createWriteStream(file, { mode: 0o600, flags: 'wx' })
  out.write(Buffer.concat([magic, iv]))
  await pipeline(tar.create({ gzip: true, cwd: folder, portable: true }, ['.']), cipher, out)
  await appendFile(file, cipher.getAuthTag())
}

const decipherFor = async (file: string, key: Buffer) => {
  const { size } = await stat(file)
  if (size < head + tail) throw new BackupTrouble(`${file} is no backup: it is too short`)
  const handle = await open(file)
  try {
    const start = Buffer.alloc(head)
    const end = Buffer.alloc(tail)
    await handle.read(start, 0, head, 0)
    await handle.read(end, 0, tail, size - tail)
    if (!start.subarray(0, magic.length).equals(magic)) throw new BackupTrouble(`${file} is no backup of Linbang`)
    const decipher = createDecipheriv('aes-256-gcm', key, start.subarray(magic.length))
    decipher.setAuthTag(end)
    return { decipher, last: size - tail - 1 }
  } finally {
    await handle.close()
  }
}

/** Unpacks the file into an empty folder. Wrong key or a changed byte: BackupTrouble, and the folder is not to be used. */
export const openSealed = async (file: string, folder: string, key: Buffer): Promise<void> => {
  const { decipher, last } = await decipherFor(file, key)
  try {
    await pipeline(createReadStream(file, { start: head, end: last }), decipher, tar.extract({ cwd: folder }))
  } catch (error) {
    throw new BackupTrouble(`${file} does not open: the key is another one, or the file was changed`, { cause: error })
  }
}
