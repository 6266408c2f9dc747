// A look into a zip before anybody unpacks it: so many files and bytes and no more, whatever its table of contents claims.
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

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
