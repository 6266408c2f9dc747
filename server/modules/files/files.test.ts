// Photos, papers and recordings as people send them, and everything that is not what it says it is.
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newId, type TenantId } from '../../kit/ids.ts'
import { freshWorld, person, role, testApp, tokenBook } from '../../kit/testing.ts'
import { fileJobs } from './jobs.ts'
import { fileRoutes } from './routes.ts'
import { forgetRecordings, getFile, registerFileReader, storeBytes, useFiles } from './service.ts'

const world = await freshWorld()
const book = tokenBook()
const app = await testApp(world, fileRoutes, book.actorOf)
afterAll(async () => {
  await app.close()
  await world.close()
})

const newcomer = async (held = [role('resident', 'c1')], tenantId: TenantId = world.tenantId) => {
  const actor = person(tenantId, { held })
  await world.owner.db
    .insertInto('person')
    .values({ tenantId, id: actor.personId, name: '王秀英', callName: '王阿姨' })
    .execute()
  const token = book.tokenFor(actor)
  const headers = { authorization: `Bearer ${token}` }
  const send = async (bytes: Uint8Array, name: string, fields: Record<string, string>) => {
    const form = new FormData()
    for (const [field, value] of Object.entries(fields)) form.append(field, value)
    form.append('file', new Blob([Uint8Array.from(bytes)]), name)
    const packed = new Response(form)
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { ...headers, 'content-type': packed.headers.get('content-type') ?? '' },
      payload: Buffer.from(await packed.arrayBuffer()),
    })
    return { status: reply.statusCode, body: reply.json() }
  }
  const get = (fileId: string) => app.inject({ method: 'GET', url: `/api/v1/files/${fileId}`, headers })
  return { actor, send, get }
}

const wang = await newcomer()
const li = await newcomer()
const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#8a5' } })
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** A PNG of a few hundred bytes that says it is as large as this. */
const bomb = (side: number): Buffer => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** What a recorder writes: a WAV of silence. */
const recording = (seconds: number, volume = 0): Buffer => {
  const samples = Buffer.alloc(8000 * seconds, volume)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

describe('what comes in', () => {
  test('a photo from a phone arrives upright, small enough, and without the place where it was taken', async () => {
    const gps = {
      GPSLatitude: '22/1 49/1 12/1',
      GPSLatitudeRef: 'N',
      GPSLongitude: '108/1 19/1 48/1',
      GPSLongitudeRef: 'E',
    }
    const taken = await photo(4000, 3000)
      .withExif({ IFD0: { Make: 'Phone', Model: 'X' }, IFD3: gps })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const before = await sharp(taken).metadata()
    expect(before.exif?.length).toBeGreaterThan(0)
    expect(before.orientation).toBe(6)

    const { status, body } = await wang.send(taken, '水龙头.jpg', { purpose: 'request' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ contentType: 'image/jpeg', width: 1920, height: 2560 })
    const back = await wang.get(body.id)
    expect(back.headers['content-type']).toBe('image/jpeg')
    const after = await sharp(back.rawPayload).metadata()
    expect(after.exif).toBeUndefined()
    expect(after.orientation).toBeUndefined()
    expect(back.rawPayload.includes(Buffer.from('GPS'))).toBe(false)
  })

  test('a recording is kept as it is', async () => {
    const { status, body } = await wang.send(recording(1), 'says.wav', { purpose: 'request' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ contentType: 'audio/wav', width: null })
  })

  test('a PDF is a certificate, whatever it is called, and never a photo of a job', async () => {
    expect((await wang.send(pdf, '电工证.jpg', { purpose: 'certificate' })).body.contentType).toBe('application/pdf')
    const { status, body } = await wang.send(pdf, '电工证.jpg', { purpose: 'request' })
    expect(status).toBe(415)
    expect(body.code).toBe('file.kind')
  })

  test.each([
    ['a page of HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'photo.jpg', 'file.kind', 415],
    [
      'an SVG with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'a.png',
      'file.kind',
      415,
    ],
    [
      'a program',
      Buffer.from('MZ\u0090\u0000 this is no picture at all, not even a little'),
      'a.jpg',
      'file.kind',
      415,
    ],
    ['nothing at all', Buffer.alloc(0), 'a.jpg', 'file.kind', 415],
    ['a picture of 400 million pixels in 300 bytes', bomb(20_000), 'a.png', 'file.too_many_pixels', 413],
    [
      'half a photo',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 7)]),
      'a.jpg',
      'file.unreadable',
      400,
    ],
    [
      'a photo of 30 MB',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(30_000_000, 7)]),
      'a.jpg',
      'input.too_large',
      413,
    ],
  ])('%s is refused', async (_, bytes, name, code, status) => {
    expect(await wang.send(bytes, name, { purpose: 'visit' })).toMatchObject({ status, body: { code } })
  })

  test('a purpose nobody knows is refused, and nothing is stored without a sign-in', async () => {
    const png = await photo(10, 10).png().toBuffer()
    expect((await wang.send(png, 'a.png', { purpose: 'selfie' })).body).toMatchObject({
      code: 'input.invalid',
      issues: [{ path: 'purpose' }],
    })
    expect((await wang.send(png, 'a.png', {})).body.code).toBe('input.invalid')
    const reply = await app.inject({ method: 'POST', url: '/api/v1/files', payload: {} })
    expect(reply.statusCode).toBe(401)
  })
})

describe('who sees it', () => {
  const store = async (purpose: 'request' | 'certificate', owner = wang) => {
    const bytes = await photo(60, 40).png().toBuffer()
    return storeBytes(world.ctx(), bytes, { purpose, ownerPersonId: owner.actor.personId })
  }

  test('whoever sent it, and nobody else', async () => {
    const { id } = await store('request')
    expect((await wang.get(id)).statusCode).toBe(200)
    expect((await li.get(id)).statusCode).toBe(404)
    expect((await app.inject({ method: 'GET', url: `/api/v1/files/${id}` })).statusCode).toBe(401)
    expect((await li.get(newId())).statusCode).toBe(404)
  })

  test('and those the module that uses it lets in', async () => {
    const { id } = await store('request')
    const helped = new Set([id])
    registerFileReader(
      'request',
      async (ctx, fileId) =>
        ctx.actor.kind === 'person' && ctx.actor.personId === li.actor.personId && helped.has(fileId),
    )
    expect((await li.get(id)).statusCode).toBe(200)
    helped.delete(id)
    expect((await li.get(id)).statusCode).toBe(404)
  })

  test('whoever reviews volunteers sees a certificate that waits, elsewhere it is not there', async () => {
    const { id } = await store('certificate')
    const reviewer = await newcomer([role('community_worker', 'c1')])
    expect((await reviewer.get(id)).statusCode).toBe(200)
    const photoOfAJob = await store('request')
    expect((await reviewer.get(photoOfAJob.id)).statusCode).toBe(404)
    const tenantId = await world.addTenant('jincheng')
    const stranger = await newcomer([role('community_worker', 'c1')], tenantId)
    expect((await stranger.get(id)).statusCode).toBe(404)
  })

  test("nobody puts another's photo into their own request", async () => {
    const [mine, theirs] = [await store('request'), await store('request', li)]
    const ctx = { ...world.ctx(), actor: wang.actor }
    expect((await useFiles(ctx, [mine.id, mine.id])).map(({ id }) => id)).toEqual([mine.id])
    await expect(useFiles(ctx, [mine.id, theirs.id])).rejects.toThrow('file.unknown')
    await expect(useFiles(ctx, [newId()])).rejects.toThrow('file.unknown')
    expect(await useFiles(ctx, [])).toEqual([])
  })
})

describe('how long', () => {
  beforeEach(() => world.setNow('2026-11-25T02:00:00Z'))

  test('after half a year the sound is gone from the disk; photos and younger recordings stay', async () => {
    const keep = (bytes: Uint8Array) =>
      storeBytes(world.ctx(), bytes, { purpose: 'request', ownerPersonId: wang.actor.personId })
    const old = await keep(recording(2, 1))
    const sentAgain = await keep(recording(2, 2))
    const picture = await keep(await photo(33, 33).png().toBuffer())
    world.advance(100 * 1440)
    await keep(recording(2, 2))
    const young = await keep(recording(2, 3))
    world.advance(90 * 1440)
    await forgetRecordings(world.ctx())
    await forgetRecordings(world.ctx())
    await expect(getFile(world.ctx(), old.id)).rejects.toThrow('not_found')
    for (const { id } of [sentAgain, picture, young])
      expect((await getFile(world.ctx(), id)).bytes.length).toBeGreaterThan(0)
    expect(fileJobs).toMatchObject([{ kind: 'schedule', name: 'files.forget_recordings' }])
  })
})
