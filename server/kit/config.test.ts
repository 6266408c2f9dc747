import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('an empty environment is a demo on this machine only', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: 'full',
    dataDir: resolve('data'),
    trustProxy: [],
  })
  expect(config.processes).toEqual(['api', 'worker'])
  expect(Object.isFrozen(config)).toBe(true)
})

test('a real installation listens to everyone, a demo when told', () => {
  expect(readConfig({ DEMO: '0' })).toMatchObject({ demo: 'off', host: '0.0.0.0' })
  expect(readConfig({ HOST: '192.168.1.5' }).host).toBe('192.168.1.5')
})

test('every wrong value gets its own sentence, and no secret is repeated', () => {
  const env = { PORT: '99999', PUBLIC_URL: 'ftp://x', PROCESSES: 'api,cook', METRICS_TOKEN: 'short', TLS_CERT: 'a.pem' }
  const attempt = () => readConfig({ ...env, TRUST_PROXY: 'everyone', DEMO: 'yes' })
  expect(attempt).toThrow('PORT must be a port number, 0 to 65535 (it is "99999")')
  expect(attempt).toThrow('PUBLIC_URL must be an http:// or https:// address')
  expect(attempt).toThrow('PROCESSES must list some of: api, worker, gateway')
  expect(attempt).toThrow('TLS_CERT: a.pem cannot be read (ENOENT)')
  expect(attempt).toThrow('TLS_CERT and TLS_KEY go together')
  expect(attempt).toThrow('TRUST_PROXY must list addresses or networks')
  expect(attempt).toThrow('DEMO must be one of: 0, 1, small')
  expect(attempt).toThrow(/METRICS_TOKEN must be at least 16 characters without spaces$/m)
})

test('an empty setting is no setting', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: ' ' })).toMatchObject({ port: 3000, publicUrl: undefined })
})

test('a secret may live in a file, but not in two places', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linbang-config-'))
  const file = join(folder, 'url')
  writeFileSync(file, 'postgres://app:secret@db/linbang\n')
  const url = 'postgres://app:secret@db/linbang'
  expect(readConfig({ DATABASE_URL_FILE: file }).database).toEqual({ url, adminUrl: url })
  expect(() => readConfig({ DATABASE_URL_FILE: file, DATABASE_URL: url })).toThrow('are both set')
  expect(() => readConfig({ DATABASE_URL_FILE: join(folder, 'none') })).toThrow('cannot be read (ENOENT)')
  rmSync(folder, { recursive: true })
})

test('the data keys may come from outside, and a wrong text is refused without a word of it', () => {
  const key = (id: string) => ({ id, key: Buffer.alloc(32, id).toString('base64') })
  const text = JSON.stringify({ sealing: [key('k1')], finding: [key('f1')] })
  expect(readConfig({ LINBANG_KEYS: text }).keys).toBe(text)
  const attempt = () => readConfig({ LINBANG_KEYS: '{"sealing":[{"id":"k1","key":"c2VjcmV0"}]}' })
  expect(attempt).toThrow('LINBANG_KEYS is not the text of a key file')
  expect(attempt).not.toThrow('c2VjcmV0')
})

test('a process that would do nothing does not start', () => {
  expect(() => readConfig({ PROCESSES: 'gateway' })).toThrow('which does nothing in this release')
  expect(readConfig({ PROCESSES: 'api,worker,gateway' }).processes).toContain('api')
})

test('proxies are addresses, networks or a word', () => {
  const { trustProxy } = readConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8 fd00::/8' })
  expect(trustProxy).toEqual(['loopback', '10.0.0.0/8', 'fd00::/8'])
})
