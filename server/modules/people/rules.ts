// What can be decided about a person from the words alone: numbers and their masks, age, who is a minor, pinyin, search words.
import type { Locale, Words } from '@linbang/contract/values'
import { pinyin } from 'pinyin-pro'

/** Digits only, without the country code: `+8613800138000` → `13800138000`, `0771-0000012` → `07710000012`. */
export const plainPhone = (phone: string): string => phone.replaceAll(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')

/** 138****5678, 0771****0012: what may be shown of a number. */
export const maskPhone = (plain: string): string => {
  const area = plain.startsWith('0') ? (/^0(10|2\d)/.test(plain) ? 3 : 4) : 3
  return `${plain.slice(0, area)}****${plain.slice(-4)}`
}

export const plainIdNumber = (idNumber: string): string => idNumber.toUpperCase()
export const maskIdNumber = (plain: string): string => `${plain.slice(0, 3)}${'*'.repeat(11)}${plain.slice(-4)}`

/** 3单元502 → *单元***: how a door is shown to those who need not know it. */
export const maskDoor = (door: string): string => door.replaceAll(/[\dA-Za-z零一二三四五六七八九十]/g, '*')

export type Sex = 'female' | 'male'
type IdFacts = { readonly bornOn: string; readonly sex: Sex }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

export const isRealDay = (day: string): boolean => {
  const moment = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
}

/** Birthday and sex that an identity number carries; undefined when its check digit or date is wrong (GB 11643). */
export const idFacts = (idNumber: string, today: string): IdFacts | undefined => {
  const plain = plainIdNumber(idNumber)
  if (!/^[1-9]\d{16}[\dX]$/.test(plain)) return undefined
  const sum = weights.reduce((total, weight, place) => total + weight * Number(plain[place]), 0)
  if (checkDigits[sum % 11] !== plain[17]) return undefined
  const bornOn = `${plain.slice(6, 10)}-${plain.slice(10, 12)}-${plain.slice(12, 14)}`
  if (!isRealDay(bornOn) || bornOn > today || bornOn < '1880') return undefined
  return { bornOn, sex: Number(plain[16]) % 2 === 1 ? 'male' : 'female' }
}

export const ageOn = (bornOn: string, today: string): number =>
  Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (today.slice(5) < bornOn.slice(5) ? 1 : 0)

export const isMinor = (bornOn: string | null, today: string): boolean => bornOn !== null && ageOn(bornOn, today) < 18

/** 李小明 → 李**: a child's name to staff of other places. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = name
  return first + '*'.repeat(rest.length)
}

const longSurnames = /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|夏侯|司徒|长孙|宇文|单于)/

/** What neighbours call somebody when staff enter nothing else: 李秀英, a woman of 82 → 李阿姨. */
export const usualCallName = (name: string, sex: Sex | null, bornOn: string | null, today: string): string => {
  const surname = longSurnames.exec(name)?.[0] ?? Array.from(name)[0] ?? name
  if (sex === null || bornOn === null || !/^\p{Script=Han}/u.test(name)) return name
  const age = ageOn(bornOn, today)
  if (age >= 60) return surname + (sex === 'female' ? '阿姨' : '叔叔')
  return age >= 18 ? surname + (sex === 'female' ? '女士' : '先生') : name
}

const han = /\p{Script=Han}/u
const word = /[\p{L}\p{N}]/u

/** Runs of Han characters as their pairs and single characters, other words whole and lower case. */
export const searchTokens = (text: string): string[] => {
  const tokens = new Set<string>()
  let run: string[] = []
  let latin = ''
  const flush = () => {
    run.forEach((letter, place) => {
      tokens.add(letter)
      const next = run[place + 1]
      if (next !== undefined) tokens.add(letter + next)
    })
    if (latin) tokens.add(latin)
    run = []
    latin = ''
  }
  for (const letter of text.normalize('NFKC').toLowerCase()) {
    const isHan = han.test(letter)
    if (!isHan && word.test(letter)) {
      if (run.length > 0) flush()
      latin += letter
    } else if (isHan) {
      if (latin) flush()
      run.push(letter)
    } else flush()
  }
  flush()
  return [...tokens].slice(0, 4000)
}

export type NameKeys = {
  readonly namePinyin: string
  readonly nameInitials: string
  readonly tokens: readonly string[]
}

/** Sort key and search words of a name: 曾强 → `zeng qiang`, `zq`; each syllable begins a search word. */
export const nameKeys = (name: string): NameKeys => {
  const parts = pinyin(name.trim(), { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'consecutive' })
  const syllables = parts.map((part) => part.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')).filter(Boolean)
  const initials = syllables.map((syllable) => Array.from(syllable)[0] ?? '')
  const tails = syllables.flatMap((_, place) => [syllables.slice(place).join(''), initials.slice(place).join('')])
  return {
    namePinyin: syllables.join(' '),
    nameInitials: initials.join(''),
    tokens: [...new Set([...searchTokens(name), ...tails])],
  }
}

export type Lifted = {
  readonly text: string
  readonly phones: readonly string[]
  readonly idNumbers: readonly string[]
}

const idShape =
  /(?<!\d)[1-9]\d{5}[ -]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?![\dA-Za-z])/g
const phoneShape = /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[03-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/g

/** Takes numbers that look like phones or identity numbers out of free text; a word stands where each was. */
export const liftNumbers = (text: string): Lifted => {
  const phones: string[] = []
  const idNumbers: string[] = []
  const narrow = text.replaceAll(/[０-９＋－　]/g, (wide) => wide.normalize('NFKC'))
  if (!/\d{4}/.test(narrow)) return { text, phones, idNumbers }
  const without = narrow
    .replaceAll(idShape, (number) => {
      idNumbers.push(plainIdNumber(number.replaceAll(/[ -]/g, '')))
      return '〔证件号〕'
    })
    .replaceAll(phoneShape, (number) => {
      phones.push(plainPhone(number.replace(/^00/, '')))
      return '〔电话〕'
    })
  return phones.length + idNumbers.length === 0 ? { text, phones, idNumbers } : { text: without, phones, idNumbers }
}

type Need = { readonly tags: readonly string[]; readonly speaks: readonly string[]; readonly age: number | null }

/** What somebody at the door should know, and nothing more: no status, no illness. */
export const careWords = ({ tags, speaks, age }: Need, locale: Locale): string[] => {
  const words: Words[] = []
  if (tags.includes('hard_of_hearing'))
    words.push({ zh: '听力不好，请大声、慢慢说', en: 'Hard of hearing: please speak up and slowly' })
  if (tags.includes('disabled'))
    words.push({ zh: '开门要一会儿，请多等等', en: 'It takes a while to open the door: please wait' })
  else if (age !== null && age >= 80)
    words.push({ zh: '年纪大了，开门慢，请多等等', en: 'Of great age, slow to the door: please wait' })
  if (speaks.length > 0) words.push({ zh: `说${speaks.join('、')}`, en: `Speaks ${speaks.join(', ')}` })
  return words.map(({ zh, en }) => (locale === 'en' ? en : zh))
}
