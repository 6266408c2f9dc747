// Zips: a look into one before anybody unpacks it, so many files and bytes and no more whatever it claims; and a plain one written.
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)
const endMark = 0x06054b50
const entryMark = 0x02014b50

type Entry = { readonly method: number; readonly packed: number; readonly at: number }

/** The table of contents stands at the end, behind at most 64 kB of comment. */
const entriesOf = (zip: Buffer): Entry[] => {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || zip.readUInt32LE(end) !== endMark) throw new RangeError('not a zip')
  const count = zip.readUInt16LE(end + 10)
  const entries: Entry[] = []
  for (let at = zip.readUInt32LE(end + 16), n = 0; n < count; n++) {
    if (zip.readUInt32LE(at) !== entryMark) throw new RangeError('a broken zip')
    entries.push({
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    })
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

/** Throws when unpacking would take more than this; the sizes are those of unpacking, not those written in it. */
export const ensureModestZip = async (
  bytes: Uint8Array,
  most: { readonly files: number; readonly bytes: number },
): Promise<void> => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = entriesOf(zip)
  if (entries.length > most.files) throw new RangeError('a zip of too many files')
  let left = most.bytes
  for (const { method, packed, at } of entries) {
    const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
    if (method === 0) left -= packed
    else left -= (await inflate(zip.subarray(start, start + packed), { maxOutputLength: Math.max(1, left) })).length
    if (left < 0) throw new RangeError('a zip of too many bytes')
  }
}

type Packed = { readonly name: Buffer; readonly crc: number; readonly size: number; readonly at: number }

const localHead = ({ name, crc, size }: Omit<Packed, 'at'>): Buffer => {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(0x0800, 6) // the name is UTF-8
  head.writeUInt16LE(0x21, 12) // 1980-01-01: the same files are always the same bytes
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(size, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

const centralHead = ({ name, crc, size, at }: Packed): Buffer => {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(entryMark, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(20, 6)
  head.writeUInt16LE(0x0800, 8)
  head.writeUInt16LE(0x21, 14)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(size, 20)
  head.writeUInt32LE(size, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt32LE(at, 42)
  return Buffer.concat([head, name])
}

/** Files side by side, not pressed together: for what is pressed already, such as PDF. At most 65,535 files and 4 GB. */
export const openZip = (put: (part: Buffer) => Promise<void>) => {
  const entries: Packed[] = []
  let size = 0
  const push = async (part: Buffer) => {
    size += part.length
    await put(part)
  }
  return {
    add: async (fileName: string, bytes: Buffer): Promise<void> => {
      const entry = { name: Buffer.from(fileName), crc: crc32(bytes), size: bytes.length, at: size }
      entries.push(entry)
      await push(localHead(entry))
      await push(bytes)
    },
    close: async (): Promise<void> => {
      const start = size
      for (const entry of entries) await push(centralHead(entry))
      const end = Buffer.alloc(22)
      end.writeUInt32LE(endMark, 0)
      end.writeUInt16LE(entries.length, 8)
      end.writeUInt16LE(entries.length, 10)
      end.writeUInt32LE(size - start, 12)
      end.writeUInt32LE(start, 16)
      await push(end)
    },
  }
}
