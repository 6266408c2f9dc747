// Template messages word for word as WeChat documents them, against a server on this machine that answers as WeChat does.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import type { Sms } from './sms-message.ts'
import { openIdOf, wechatGateway } from './wechat.ts'

type Call = { readonly path: string; readonly body: unknown }
let server: Server | undefined
afterEach(() => server?.close())

/** Answers the calls in their order with what stands under their path, the last answer again and again. */
const wechat = async (answers: Readonly<Record<string, readonly object[]>>) => {
  const calls: Call[] = []
  const left = new Map(Object.entries(answers).map(([path, list]) => [path, [...list]]))
  server = createServer((request, reply) => {
    const path = request.url ?? ''
    const answer = async () => {
      calls.push({ path, body: request.method === 'POST' ? await json(request) : null })
      const list = left.get(path.split('?')[0] ?? '') ?? []
      reply.setHeader('content-type', 'application/json').end(JSON.stringify(list.length > 1 ? list.shift() : list[0]))
    }
    void answer()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const templates = {
    '*': { id: 'ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY', data: { thing1: 'title', thing2: 'text' } },
  } as const
  return { calls, settings: { appId: 'wxb1c2', secret: 'secret', templates, url } }
}

const sms: Sms = {
  reference: '0193a1b2-0000-7000-8000-000000000001',
  to: 'OPENID',
  text: '',
  kind: 'request.accepted',
  params: { title: '有人接了', text: '李师傅 15:30 左右到', link: 'https://linbang.example.org/requests/1' },
}
const send = '/cgi-bin/message/template/send'
const token = '/cgi-bin/stable_token'
const sent = { errcode: 0, errmsg: 'ok', msgid: 200228332 }
const given = (access_token: string) => ({ access_token, expires_in: 7200 })

test('one token serves many messages; each is written as documented', async () => {
  const { calls, settings } = await wechat({ [token]: [given('ACCESS_TOKEN')], [send]: [sent] })
  const gateway = wechatGateway(settings)
  for (const _ of [1, 2]) expect(await gateway.send(sms)).toEqual({ state: 'accepted', providerReference: '200228332' })
  const message = {
    path: `${send}?access_token=ACCESS_TOKEN`,
    body: {
      touser: 'OPENID',
      template_id: 'ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY',
      url: 'https://linbang.example.org/requests/1',
      client_msg_id: '0193a1b2000070008000000000000001',
      data: { thing1: { value: '有人接了' }, thing2: { value: '李师傅 15:30 左右到' } },
    },
  }
  expect(calls).toEqual([
    {
      path: token,
      body: { grant_type: 'client_credential', appid: 'wxb1c2', secret: 'secret', force_refresh: false },
    },
    message,
    message,
  ])
})

test('a token that ran out is fetched anew, once', async () => {
  const { calls, settings } = await wechat({
    [token]: [given('OLD'), given('NEW')],
    [send]: [{ errcode: 40001, errmsg: 'invalid credential' }, sent],
  })
  expect(await wechatGateway(settings).send(sms)).toMatchObject({ state: 'accepted' })
  expect(calls.map(({ path }) => path)).toEqual([token, `${send}?access_token=OLD`, token, `${send}?access_token=NEW`])
})

test.each([
  [43004, 'refused'], // has left the official account
  [40003, 'refused'], // no such openid
  [40037, 'refused'], // no such template
  [45009, 'later'], // the calls of the day are used up
  [-1, 'later'],
] as const)('%i is %s', async (errcode, state) => {
  const { settings } = await wechat({ [token]: [given('T')], [send]: [{ errcode, errmsg: '' }] })
  expect(await wechatGateway(settings).send(sms)).toEqual({ state, reason: `WeChat answered ${errcode}` })
})

test('nobody there is tried again; a kind without a template is refused', async () => {
  const { settings } = await wechat({})
  const away = { ...settings, url: 'http://127.0.0.1:9' }
  expect(await wechatGateway(away).send(sms)).toMatchObject({ state: 'later' })
  expect(await wechatGateway({ ...settings, templates: {} }).send(sms)).toMatchObject({ state: 'refused' })
})

test('whose WeChat it is: by the code it gave the browser', async () => {
  const path = '/sns/oauth2/access_token'
  const { calls, settings } = await wechat({
    [path]: [{ access_token: 'x', openid: 'o6_bmjrPTlm6' }, { errcode: 40029 }],
  })
  expect(await openIdOf(settings, 'CODE')).toBe('o6_bmjrPTlm6')
  expect(calls[0]?.path).toBe(`${path}?appid=wxb1c2&secret=secret&code=CODE&grant_type=authorization_code`)
  expect(await openIdOf(settings, 'CODE')).toBe(undefined)
})
