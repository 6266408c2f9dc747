// Decisions about people from the words alone.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ageOn,
  careWords,
  idFacts,
  isMinor,
  liftNumbers,
  maskDoor,
  maskIdNumber,
  maskName,
  maskPhone,
  nameKeys,
  plainPhone,
  searchTokens,
  usualCallName,
} from './rules.ts'

const today = '2026-11-25'

test.each([
  ['+8613800138000', '13800138000', '138****8000'],
  ['13800138000', '13800138000', '138****8000'],
  ['0771-0000012', '07710000012', '0771****0012'],
  ['010-12345678', '01012345678', '010****5678'],
])('a number is kept as digits and shown in part: %s', (given, plain, masked) => {
  expect(plainPhone(given)).toBe(plain)
  expect(maskPhone(plain)).toBe(masked)
})

test('an identity number tells birthday and sex, and a wrong digit is seen', () => {
  expect(idFacts('11010519491231002X', today)).toEqual({ bornOn: '1949-12-31', sex: 'female' })
  expect(idFacts('11010519491231002x', today)).toEqual({ bornOn: '1949-12-31', sex: 'female' })
  expect(idFacts('110105194912310021', today)).toBeUndefined()
  expect(idFacts('11010519490231002X', today)).toBeUndefined()
  expect(idFacts('not a number', today)).toBeUndefined()
  expect(maskIdNumber('11010519491231002X')).toBe('110***********002X')
})

test('any single changed digit of an identity number is refused', () => {
  const good = '11010519491231002X'
  fc.assert(
    fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const digit = (Number(good[place]) + by) % 10
      return idFacts(good.slice(0, place) + digit + good.slice(place + 1), today) === undefined
    }),
  )
})

test('age counts birthdays, not years', () => {
  expect(ageOn('2008-11-25', today)).toBe(18)
  expect(ageOn('2008-11-26', today)).toBe(17)
  expect(isMinor('2008-11-26', today)).toBe(true)
  expect(isMinor(null, today)).toBe(false)
})

test.each([
  ['李秀英', 'female', '1944-01-01', '李阿姨'],
  ['欧阳建国', 'male', '1950-01-01', '欧阳叔叔'],
  ['王强', 'male', '1990-01-01', '王先生'],
  ['王小宝', 'male', '2020-01-01', '王小宝'],
  ['Tom Hanks', 'male', '1956-07-09', 'Tom Hanks'],
  ['𠮷田梅', 'female', '1950-01-01', '𠮷阿姨'],
] as const)('%s is called as neighbours would', (name, sex, bornOn, called) => {
  expect(usualCallName(name, sex, bornOn, today)).toBe(called)
})

test('surnames are read as surnames, rare characters stay whole', () => {
  expect(nameKeys('曾强')).toMatchObject({ namePinyin: 'zeng qiang', nameInitials: 'zq' })
  expect(nameKeys('解放').namePinyin).toBe('xie fang')
  expect(nameKeys('张䶮').namePinyin).toBe('zhang yan')
  expect(nameKeys('𠮷明').tokens).toContain('𠮷明')
  expect(maskName('𠮷小明')).toBe('𠮷**')
})

test('words are found by their pairs', () => {
  expect(searchTokens('水管漏水 3号楼')).toEqual(expect.arrayContaining(['水管', '漏水', '号楼', '3', '水']))
  expect(searchTokens('  ，。！')).toEqual([])
})

test('tokens of any text can stand in a search expression', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) =>
      searchTokens(text).every((token) => /^[^\s'\\&|!():*<>]+$/u.test(token)),
    ),
  )
})

test('numbers are lifted out of what people write', () => {
  expect(liftNumbers('打１３８００１３８０００，或 0771-0000012，身份证 11010519491231002x')).toEqual({
    text: '打〔电话〕，或 〔电话〕，身份证 〔证件号〕',
    phones: ['13800138000', '07710000012'],
    idNumbers: ['11010519491231002X'],
  })
  expect(liftNumbers('+86 138 0013 8000 ok').phones).toEqual(['13800138000'])
})

test.each(['单号 20261125-0042', '2 号楼 3 单元 502', '¥1,380,013', '8613'])('other numbers stay: %s', (text) => {
  expect(liftNumbers(text)).toEqual({ text, phones: [], idNumbers: [] })
})

test('a door is shown without its numbers', () => {
  expect(maskDoor('3单元502室')).toBe('*单元***室')
  expect(maskDoor('A座十二')).toBe('*座**')
})

test('whoever comes hears what helps at the door and no status', () => {
  const words = careWords({ tags: ['hard_of_hearing', 'low_income', 'disabled'], speaks: ['白话'], age: 82 }, 'zh-CN')
  expect(words).toEqual(['听力不好，请大声、慢慢说', '开门要一会儿，请多等等', '说白话'])
  expect(careWords({ tags: [], speaks: [], age: 82 }, 'en')).toEqual(['Of great age, slow to the door: please wait'])
})
