// Files, sheets and printed pages: what comes in is what it claims to be, what goes out can be read and runs nothing.
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { printPdf } from './pdf.ts'
import { qrPng, qrSvg } from './qr.ts'
import { readSheet, writeSheets } from './sheets.ts'
import { freshWorld } from './testing.ts'
import { ensureModestZip } from './zip.ts'

const world = await freshWorld()
afterAll(() => world.close())
const { store, config } = world.kit
const code = (value: string) => expect.objectContaining({ code: value })

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c94' } })
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '22/1 49/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()

test('a photo is kept without place and phone, and not larger than anyone needs', async () => {
  const given = await photo(4000, 3000)
  expect((await sharp(given).metadata()).exif).toBeDefined()
  const kept = await store.keep(given, ['picture'])
  expect(kept).toMatchObject({ kind: 'picture', contentType: 'image/jpeg', width: 2560, height: 1920 })
  const bytes = await store.read(kept.hash)
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect(kept.size).toBe(bytes.length)
})

test('the same content is kept once, and is gone when it is removed', async () => {
  const given = await photo(20, 10)
  const [one, two] = await Promise.all([store.keep(given, ['picture']), store.keep(given, ['picture'])])
  expect(one.hash).toBe(two.hash)
  expect(await readdir(join(config.dataDir, 'files', one.hash.slice(0, 2)))).toEqual([one.hash])
  await store.remove(one.hash)
  await expect(store.read(one.hash)).rejects.toEqual(code('not_found'))
  await expect(store.read('../../keys/vault.json')).rejects.toThrow('not the hash')
})

test.each([
  ['a page that would run', Buffer.from('<html><script>alert(1)</script>')],
  ['a drawing that would run', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
  ['nothing', Buffer.alloc(0)],
])('%s is refused, whatever its name says', async (_name, bytes) => {
  await expect(store.keep(bytes, ['picture', 'paper', 'sheet', 'recording'])).rejects.toEqual(code('file.kind'))
})

test('a paper is no picture, a broken picture none at all, and a huge one is refused before it is unpacked', async () => {
  await expect(store.keep(Buffer.from('%PDF-1.7\n1 0 obj'), ['picture'])).rejects.toEqual(code('file.kind'))
  const broken = (await photo(200, 200)).subarray(0, 300)
  await expect(store.keep(broken, ['picture'])).rejects.toEqual(code('file.unreadable'))
  const huge = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  await expect(store.keep(huge, ['picture'])).rejects.toEqual(code('file.too_many_pixels'))
})

test('a sheet comes back as it was written, and a formula is only text', async () => {
  const bytes = await writeSheets([
    {
      name: '服务/记录',
      columns: [{ title: '姓名' }, { title: '电话' }, { title: '日' }],
      rows: [
        ['𠮷阿姨', '=HYPERLINK("http://evil")', null],
        ['李', 13, true],
      ],
    },
  ])
  expect(await readSheet(bytes)).toEqual([
    ['姓名', '电话', '日'],
    ['𠮷阿姨', '=HYPERLINK("http://evil")', ''],
    ['李', '13', 'true'],
  ])
  expect(bytes.includes('<f>')).toBe(false)
  await expect(readSheet(Buffer.from('name,phone\n'))).rejects.toEqual(code('sheet.unreadable'))
})

/** A zip of one file that claims ten bytes and unpacks to more. */
const bomb = (size: number): Buffer => {
  const packed = deflateRawSync(Buffer.alloc(size))
  const name = Buffer.from('xl/a.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(10, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(10, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, central, name, end])
}

test('a small file that would unpack to a huge one is refused', async () => {
  await expect(ensureModestZip(bomb(1000), { files: 5, bytes: 2000 })).resolves.toBeUndefined()
  await expect(ensureModestZip(bomb(5_000_000), { files: 5, bytes: 1_000_000 })).rejects.toThrow()
  await expect(readSheet(bomb(170_000_000))).rejects.toEqual(code('sheet.unreadable'))
})

const template = async (text: string): Promise<URL> => {
  const path = join(config.dataDir, `t${text.length}.typ`)
  await writeFile(path, text)
  return pathToFileURL(path)
}

test('a page is printed with rare names and pictures; what people wrote stays text', async () => {
  const url = await template(
    '#let data = json(bytes(sys.inputs.data))\n#set text(font: "Source Han Sans SC")\n#data.name #data.words #image(bytes(data.qr), width: 2cm) #image("/images/photo.jpg", width: 2cm)',
  )
  const data = { name: '𠮷䶮㛃', words: '#panic("x") $ \\ ]', qr: await qrSvg('https://x.test/verify/1') }
  const pdf = await printPdf(world.ctx(), url, data, { images: { 'photo.jpg': await photo(10, 10) } })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const again = await Promise.all(
    [1, 2, 3].map(() =>
      printPdf(world.ctx(), url, data, { images: { 'photo.jpg': Buffer.from([]) } }).catch(
        (error: Error) => error.message,
      ),
    ),
  )
  expect(again.every((message) => String(message).includes('does not print'))).toBe(true)
})

test('a character that no font has is named, not left blank', async () => {
  const url = await template('#let data = json(bytes(sys.inputs.data))\n#data.name')
  await expect(printPdf(world.ctx(), url, { name: '王\u{2a6d6}' })).rejects.toMatchObject({
    code: 'print.missing_character',
    detail: '\u{2a6d6}',
  })
})

test('a code is drawn', async () => {
  expect(await qrSvg('x')).toMatch(/^<svg /)
  expect((await qrPng('x')).subarray(1, 4).toString()).toBe('PNG')
})
