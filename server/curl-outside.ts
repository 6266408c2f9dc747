// Somebody outside with `curl`: calls taken apart, sign-in by the names of the API page, and what a refusal must look like.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'vitest'

/** Where the product answers, without a slash at the end; set once it runs. */
export const at = { url: '' }
export const run = promisify(execFile)
// oxlint-disable-next-line typescript/no-explicit-any -- whatever an outsider finds in the answer
export type Json = any
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
}

/** One call of `curl -i`, taken apart. */
export const curl = async (...given: readonly string[]): Promise<Answer> => {
  const args = given.map((one) => (one.startsWith('/') ? `${at.url}${one}` : one))
  const { stdout } = await run('curl', ['-sS', '-i', '--max-time', '30', ...args], { maxBuffer: 64 * 1024 * 1024 })
  const gap = stdout.indexOf('\r\n\r\n')
  const [first = '', ...lines] = stdout.slice(0, gap).split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const text = stdout.slice(gap + 4)
  const body = /json/.test(headers['content-type'] ?? '') ? (JSON.parse(text) as Json) : text
  return { status: Number(first.split(' ')[1]), headers, body }
}
export const api = (path: string) => `/api/v1${path}`
export type Caller = {
  readonly token: string
  readonly me: Json
  readonly get: (path: string) => Promise<Answer>
  readonly post: (path: string, body?: object, ...more: string[]) => Promise<Answer>
}
export const json = ['-H', 'content-type: application/json'] as const
const callerOf = (token: string, me: Json): Caller => {
  const as = ['-H', `authorization: Bearer ${token}`]
  return {
    token,
    me,
    get: (path) => curl(...as, api(path)),
    post: (path, body = {}, ...more) => curl(...as, ...json, '-d', JSON.stringify(body), ...more, api(path)),
  }
}
export const session = async (body: object): Promise<Caller> => {
  const answer = await curl(...json, '-H', 'accept-token: bearer', '-d', JSON.stringify(body), api('/auth/sessions'))
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return callerOf(answer.body.token, answer.body.me)
}
export const byPhone = async (phone: string): Promise<Caller> => {
  const sent = await curl(...json, '-d', JSON.stringify({ phone }), api('/auth/codes'))
  expect(sent.body, JSON.stringify(sent.body)).toMatchObject({ demoCode: expect.stringMatching(/^\d{6}$/) })
  return session({ phone, code: sent.body.demoCode })
}

export const ok = ({ status, body }: Answer): Json => {
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
export const refused = (answer: Answer, status: number, code: string) => {
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status, body: { status, code } })
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(Object.keys(answer.body).toSorted()).toEqual(
    expect.arrayContaining(['code', 'requestId', 'status', 'title', 'type']),
  )
  expect(JSON.stringify(answer.body)).not.toMatch(/\bat \/|select |insert into/i)
}
/** Asks again until it is so: reactions run a moment after the answer. */
export const until = async (look: () => Promise<Json>, so: (seen: Json) => boolean): Promise<Json> => {
  for (const end = Date.now() + 30_000; ;) {
    const seen = await look()
    if (so(seen) || Date.now() > end) return seen
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
