import { expect, test } from 'vitest'
import { safeNext, signInPath } from './next.ts'

const here = 'https://linbang.example'

test.each([
  ['/requests/1?tab=a#x', '/requests/1?tab=a#x'],
  [null, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/\t/evil.example', '/'],
  ['requests', '/'],
])('after sign-in %s leads to %s', (wanted, to) => expect(safeNext(wanted, here)).toBe(to))

test('the way to sign in remembers where one wanted to go, once', () => {
  expect(signInPath('/requests/1?x=1')).toBe('/sign-in?next=%2Frequests%2F1%3Fx%3D1')
  expect(signInPath('/')).toBe('/sign-in')
  expect(signInPath('/sign-in?next=%2Fa')).toBe('/sign-in')
})
