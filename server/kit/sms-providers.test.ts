// Alibaba and Tencent: the signatures of their own documented examples, and what is sent and understood, against a server on this machine.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Sms } from './sms.ts'
import { acs3, aliyunSms, tc3, tencentSms } from './sms-providers.ts'

test('ACS3-HMAC-SHA256: the example of the documentation of Alibaba Cloud', () => {
  const authorization = acs3({
    keyId: 'YourAccessKeyId',
    secret: 'YourAccessKeySecret',
    headers: {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      'x-acs-action': 'RunInstances',
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      'x-acs-version': '2014-05-26',
    },
    query: 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
    body: '',
  })
  expect(authorization).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  )
})

test('TC3-HMAC-SHA256: the example of the documentation of Tencent Cloud', () => {
  const authorization = tc3({
    keyId: 'AKIDEXAMPLE',
    secret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
    headers: { 'content-type': 'application/json; charset=utf-8', host: 'cvm.tencentcloudapi.com' },
    service: 'cvm',
    timestamp: 1551113065,
    body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
  })
  expect(authorization).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  )
})

type Call = { readonly headers: IncomingMessage['headers']; readonly url: URL; readonly body: string }
const calls: Call[] = []
let answer: { status: number; body: unknown } | 'nothing' = 'nothing'
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const url = new URL(request.url ?? '/', 'http://x')
    calls.push({ headers: request.headers, url, body: Buffer.concat(parts).toString() })
    if (answer !== 'nothing') response.writeHead(answer.status).end(JSON.stringify(answer.body))
  })
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
beforeEach(() => void calls.splice(0))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const provider = {
  keyId: 'id',
  secret: 'secret',
  sign: '新竹街道',
  region: 'ap-guangzhou',
  appId: '1400000001',
  templates: {
    '*': { code: 'SMS_1', params: ['title', 'text', 'link'] },
    sign_in_code: { code: 'SMS_2', params: ['code'] },
  },
  url,
  timeoutMs: 5_000,
} satisfies Parameters<typeof aliyunSms>[0]
const reference = '0193aaaa-0000-7000-8000-000000000001'
const sms: Sms = {
  reference,
  to: '10000000123',
  text: '【新竹街道】有人接了：李师傅会来。 http://x/1',
  kind: 'request.accepted',
  params: { title: '有人接了', text: '李师傅会来。', link: 'http://x/1' },
}
const code: Sms = { ...sms, kind: 'sign_in_code', params: { code: '123456' } }
const asked = { reference, to: sms.to, sentAt: new Date('2026-11-25T17:00:00Z') }

describe('Alibaba Cloud', () => {
  const gateway = aliyunSms(provider)
  const hasty = aliyunSms({ ...provider, timeoutMs: 200 })

  test('sends the registered template with its variables and our reference, and the signature of exactly that', async () => {
    answer = { status: 200, body: { Code: 'OK', BizId: 'biz-1', Message: 'OK', RequestId: 'r' } }
    expect(await gateway.send(sms)).toEqual({ state: 'accepted', providerReference: 'biz-1' })
    await gateway.send(code)
    const [first, second] = calls
    expect(Object.fromEntries(first!.url.searchParams)).toEqual({
      PhoneNumbers: '10000000123',
      SignName: '新竹街道',
      TemplateCode: 'SMS_1',
      TemplateParam: '{"title":"有人接了","text":"李师傅会来。","link":"http://x/1"}',
      OutId: reference,
    })
    expect(second!.url.searchParams.get('TemplateParam')).toBe('{"code":"123456"}')
    const { authorization, ...headers } = first!.headers as Record<string, string>
    const signed = Object.fromEntries(
      Object.entries(headers).filter(([name]) => name === 'host' || name.startsWith('x-acs')),
    )
    const again = acs3({ keyId: 'id', secret: 'secret', headers: signed, query: first!.url.search.slice(1), body: '' })
    expect(authorization).toBe(again)
    expect(headers['x-acs-signature-nonce']).not.toBe(second!.headers['x-acs-signature-nonce'])
  })

  test.each([
    [200, 'isv.BUSINESS_LIMIT_CONTROL', 'later'],
    [200, 'isv.MOBILE_NUMBER_ILLEGAL', 'refused'],
    [403, 'SignatureDoesNotMatch', 'refused'],
    [503, 'ServiceUnavailable', 'later'],
  ])('%i %s: %s', async (status, Code, state) => {
    answer = { status, body: { Code } }
    expect((await gateway.send(sms)).state).toBe(state)
  })

  test('without an answer it is uncertain, and the provider can be asked on the Chinese day it went out', async () => {
    answer = 'nothing'
    expect((await hasty.send(sms)).state).toBe('uncertain')
    expect(await hasty.ask?.(asked)).toBe('unknown')
    answer = {
      status: 200,
      body: { Code: 'OK', SmsSendDetailDTOs: { SmsSendDetailDTO: [{ OutId: reference, SendStatus: 3 }] } },
    }
    expect(await gateway.ask?.(asked)).toBe('sent')
    expect(calls.at(-1)?.url.searchParams.get('SendDate')).toBe('20261126')
    answer = { status: 200, body: { Code: 'OK', SmsSendDetailDTOs: { SmsSendDetailDTO: [{ OutId: 'another' }] } } }
    expect(await gateway.ask?.(asked)).toBe('not_sent')
  })
})

describe('Tencent Cloud', () => {
  const gateway = tencentSms(provider)
  const hasty = tencentSms({ ...provider, timeoutMs: 200 })

  test('sends the registered template with its values in order and our reference, and the signature of exactly that', async () => {
    answer = { status: 200, body: { Response: { SendStatusSet: [{ Code: 'Ok', SerialNo: 'no-1' }], RequestId: 'r' } } }
    expect(await gateway.send(sms)).toEqual({ state: 'accepted', providerReference: 'no-1' })
    const [{ headers, body }] = calls as [Call]
    expect(JSON.parse(body)).toEqual({
      PhoneNumberSet: ['+8610000000123'],
      SmsSdkAppId: '1400000001',
      SignName: '新竹街道',
      TemplateId: 'SMS_1',
      TemplateParamSet: ['有人接了', '李师傅会来。', 'http://x/1'],
      SessionContext: reference,
    })
    expect(headers).toMatchObject({
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
      'x-tc-region': 'ap-guangzhou',
    })
    const signed = { 'content-type': String(headers['content-type']), host: String(headers.host) }
    const timestamp = Number(headers['x-tc-timestamp'])
    expect(headers.authorization).toBe(
      tc3({ keyId: 'id', secret: 'secret', headers: signed, service: 'sms', timestamp, body }),
    )
  })

  test.each([
    [{ SendStatusSet: [{ Code: 'LimitExceeded.PhoneNumberDailyLimit' }] }, 'later'],
    [{ SendStatusSet: [{ Code: 'FailedOperation.PhoneNumberInBlacklist' }] }, 'refused'],
    [{ Error: { Code: 'AuthFailure.SignatureFailure' } }, 'refused'],
    [{ Error: { Code: 'InternalError' } }, 'later'],
  ])('%j: %s', async (Response, state) => {
    answer = { status: 200, body: { Response } }
    expect((await gateway.send(sms)).state).toBe(state)
  })

  test('without an answer it is uncertain, and the provider can be asked', async () => {
    answer = 'nothing'
    expect((await hasty.send(sms)).state).toBe('uncertain')
    answer = { status: 200, body: { Response: { PullSmsSendStatusSet: [{ SessionContext: reference }] } } }
    expect(await gateway.ask?.(asked)).toBe('sent')
    answer = { status: 200, body: { Response: { PullSmsSendStatusSet: [] } } }
    expect(await gateway.ask?.(asked)).toBe('not_sent')
  })
})

test('a provider that is not there at all has sent nothing; a kind without a template is refused', async () => {
  const closed = createServer()
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
  const nowhere = { ...provider, url: `http://127.0.0.1:${(closed.address() as AddressInfo).port}` }
  await new Promise((done) => closed.close(done))
  expect((await aliyunSms(nowhere).send(sms)).state).toBe('later')
  expect((await tencentSms(nowhere).send(sms)).state).toBe('later')
  expect((await aliyunSms({ ...provider, templates: {} }).send(sms)).state).toBe('refused')
})
