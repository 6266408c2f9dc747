// E-mail against a real SMTP server on this machine.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { smtpGateway } from './mail.ts'
import type { Sms } from './sms-message.ts'

const mail: Sms = {
  reference: '0193a1b2-0000-7000-8000-000000000001',
  to: 'wang@example.org',
  text: '【新竹街道】有人接了：李师傅，15:30 左右到。 https://linbang.example.org/requests/1',
  kind: 'request.accepted',
  params: {
    title: '有人接了',
    text: '李师傅，15:30 左右到。见面口令 417。',
    link: 'https://linbang.example.org/requests/1',
  },
}

let server: SMTPServer | undefined
afterEach(async () => {
  const open = server
  server = undefined
  if (open) await new Promise<void>((done) => open.close(done))
})

type Received = { readonly from: string; readonly to: string; readonly raw: string; readonly user: unknown }
const serve = async (options: SMTPServerOptions = {}) => {
  const received: Received[] = []
  server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('wrong')),
    onData: (stream, session, answer) => {
      const { mailFrom, rcptTo } = session.envelope
      const take = async () => {
        const raw = await text(stream)
        received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo[0]?.address ?? '', raw, user: session.user })
      }
      take().then(() => answer(), answer)
    },
    ...options,
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  const gateway = (login = '') =>
    smtpGateway({ url: `smtp://${login}127.0.0.1:${port}`, from: '邻帮 <help@linbang.example.org>' })
  return { received, gateway }
}

const bodyOf = (raw: string): string => {
  const [, body = ''] = raw.split('\r\n\r\n')
  return Buffer.from(body, 'base64').toString('utf8')
}
/** RFC 2047: `=?UTF-8?B?…?=`, and `Q` with `=E9` and `_`. */
const headerOf = (raw: string, name: string): string => {
  const line =
    raw
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .find((one) => one.startsWith(`${name}: `)) ?? ''
  return line
    .slice(name.length + 2)
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/g, (_, way: string, word: string) =>
      way === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decodeURIComponent(word.replaceAll('_', ' ').replaceAll('=', '%')),
    )
}
const refusing = (responseCode: number): SMTPServerOptions => ({
  onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode })),
})

test('a Chinese message arrives whole: subject, text, link, and an id that is the same on every try', async () => {
  const { received, gateway } = await serve()
  const id = '<0193a1b2-0000-7000-8000-000000000001@linbang.example.org>'
  for (const _ of [1, 2])
    expect(await gateway('weimin:right@').send(mail)).toEqual({ state: 'accepted', providerReference: id })
  const [first, second] = received
  expect(first).toMatchObject({ from: 'help@linbang.example.org', to: 'wang@example.org', user: 'weimin' })
  const raw = first?.raw ?? ''
  expect(headerOf(raw, 'Subject')).toBe('有人接了')
  expect(headerOf(raw, 'From')).toContain('邻帮')
  expect(headerOf(raw, 'Message-ID')).toBe(id)
  expect(headerOf(raw, 'Auto-Submitted')).toBe('auto-generated')
  expect(bodyOf(raw).trim()).toBe('李师傅，15:30 左右到。见面口令 417。\n\nhttps://linbang.example.org/requests/1')
  expect(headerOf(second?.raw ?? '', 'Message-ID')).toBe(id)
})

test('a mailbox that is not there is refused for good, a busy one is tried again', async () => {
  expect(await (await serve(refusing(550))).gateway().send(mail)).toEqual({
    state: 'refused',
    reason: 'the mail server answered 550',
  })
  const open = server
  await new Promise<void>((done) => open?.close(done))
  expect(await (await serve(refusing(451))).gateway().send(mail)).toMatchObject({ state: 'later' })
})

test('a wrong password and a server that is away are tried again: the operator mends them', async () => {
  const { received, gateway } = await serve()
  expect(await gateway('weimin:wrong@').send(mail)).toMatchObject({ state: 'later' })
  expect(received).toEqual([])
  expect(await smtpGateway({ url: 'smtp://127.0.0.1:9', from: 'a@example.org' }).send(mail)).toMatchObject({
    state: 'later',
  })
})
