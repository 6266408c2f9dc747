// Sealed fields: unreadable without the keys, bound to their place, findable only as a whole; keys survive two starts and a rotation.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mintTenantId, newId } from './ids.ts'
import { keysCopiedAt, markKeysCopied, parseKeys, readKeys, rotateKeys } from './vault-keys.ts'
import { openVault } from './vault.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'linbang-vault-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))
const [one, two] = [mintTenantId(newId()), mintTenantId(newId())]

test('two first starts at once make one set of keys, which nobody else can read', async () => {
  const [left, right] = await Promise.all([readKeys(folder), readKeys(folder)])
  expect(left).toEqual(right)
  expect(await readKeys(folder)).toEqual(left)
  expect(await readdir(join(folder, 'keys'))).toEqual(['vault.json'])
  expect((await stat(join(folder, 'keys', 'vault.json'))).mode & 0o777).toBe(0o600)
})

test('what is sealed opens again, and never looks the same twice', async () => {
  const vault = openVault(await readKeys(folder))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const [first, second] = [vault.seal(one, 'person.phone', text), vault.seal(one, 'person.phone', text)]
      expect(first).not.toBe(second)
      if (text.length > 3) expect(first).not.toContain(text)
      expect(vault.open(one, 'person.phone', first)).toBe(text)
    }),
  )
})

test('sealed text does not open in another field, for another tenant, changed, or with other keys', async () => {
  const vault = openVault(await readKeys(folder))
  const sealed = vault.seal(one, 'person.phone', '10000000001')
  expect(() => vault.open(one, 'person.name', sealed)).toThrow()
  expect(() => vault.open(two, 'person.phone', sealed)).toThrow()
  const middle = Math.floor(sealed.length / 2)
  const changed = `${sealed.slice(0, middle)}${sealed[middle] === 'A' ? 'B' : 'A'}${sealed.slice(middle + 1)}`
  expect(() => vault.open(one, 'person.phone', changed)).toThrow()
  const elsewhere = await mkdtemp(join(tmpdir(), 'linbang-vault-'))
  expect(() => vault.open(one, 'person.phone', sealed.slice(0, 20))).toThrow()
  expect(() => openVault({ sealing: [], finding: [] }).open(one, 'person.phone', sealed)).toThrow('keys folder')
  const stranger = openVault(await readKeys(elsewhere))
  expect(() => stranger.open(one, 'person.phone', sealed)).toThrow()
  await rm(elsewhere, { recursive: true })
})

test('the same number is found again, in its own tenant and field only', async () => {
  const vault = openVault(await readKeys(folder))
  const found = vault.find(one, 'person.phone', '10000000001')
  expect(vault.finds(one, 'person.phone', '10000000001')).toContain(found)
  expect(vault.find(one, 'person.phone', '10000000002')).not.toBe(found)
  expect(vault.find(two, 'person.phone', '10000000001')).not.toBe(found)
  expect(vault.find(one, 'person.phone_end', '10000000001')).not.toBe(found)
})

test('after a rotation old text still opens and new text is sealed anew', async () => {
  const before = openVault(await readKeys(folder))
  const sealed = before.seal(one, 'person.phone', '10000000001')
  const after = openVault(await rotateKeys(folder))
  expect(after.open(one, 'person.phone', sealed)).toBe('10000000001')
  expect([before.current, after.current]).toEqual([
    sealed.split('.')[0],
    after.seal(one, 'person.phone', 'x').split('.')[0],
  ])
  expect(after.current).not.toBe(before.current)
})

test('whether the keys were copied is known for the keys in use', async () => {
  const at = new Date('2026-11-25T02:00:00Z')
  expect(await keysCopiedAt(folder)).toBeUndefined()
  await markKeysCopied(folder, at)
  expect(await keysCopiedAt(folder)).toEqual(at)
  await rotateKeys(folder)
  expect(await keysCopiedAt(folder)).toBeUndefined()
})

test('a key file that is not one is refused at the start', () => {
  expect(() => parseKeys('{}')).toThrow()
  expect(() => parseKeys('{"sealing":[{"id":"k1","key":"c2hvcnQ="}],"finding":[]}')).toThrow()
})
