// The register table as it was filled in: its columns, its rows as plain values, and what is wrong in a row by itself.
import * as z from 'zod/mini'
import type { Locale } from '@linbang/contract/values'
import { Phone } from '@linbang/contract/values'
import { Refusal } from '../../kit/errors.ts'
import { idFacts, isRealDay, plainPhone, type Sex } from './rules.ts'
import { type Column, columnTitles, faultWords, inWords, titlesIn } from './text.ts'

export type Row = { readonly row: number } & Readonly<Record<Column, string>>
export type Fault = { readonly row: number; readonly column: string; readonly value: string; readonly message: string }

const columns = Object.keys(columnTitles) as Column[]
const plain = (title: string) => title.normalize('NFKC').replaceAll(/[\s*]/g, '')
/** A heading in either language, in capitals or not. */
const columnOf = (title: string): Column | undefined =>
  columns.find((column) =>
    (['zh-CN', 'en'] as const).some(
      (locale) => plain(titlesIn(locale)[column]).toLowerCase() === plain(title).toLowerCase(),
    ),
  )
const titleOf = (column: Column, locale: Locale): string => titlesIn(locale)[column].replace('*', '')
const needed: readonly Column[] = ['building', 'door', 'name']

const mostRows = 20_000

/** The rows below the headings, empty ones left out. Refused when a heading is missing or one is not known. */
export const rowsOf = (table: readonly (readonly string[])[]): Row[] => {
  const [titles = [], ...lines] = table
  const places = titles.map(columnOf)
  const unknown = titles.filter((title, place) => title !== '' && places[place] === undefined)
  if (unknown.length > 0) throw new Refusal('import.wrong_columns', { detail: unknown.slice(0, 5).join('、') })
  const missing = needed.filter((column) => !places.includes(column))
  if (missing.length > 0)
    throw new Refusal('import.wrong_columns', { detail: missing.map((column) => columnTitles[column]).join('、') })
  const rows = lines.flatMap((line, place) => {
    if (line.every((cell) => cell === '')) return []
    const cells = Object.fromEntries(
      columns.map((column) => [column, line[places.indexOf(column)]?.normalize('NFC').trim() ?? '']),
    )
    return [{ row: place + 2, ...cells } as Row]
  })
  if (rows.length > mostRows) throw new Refusal('import.too_many_rows')
  return rows
}

const dayShape = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/

/** `1944-03-08` from 1944/3/8, 1944.3.8, 19440308, 1944年3月8日; undefined when it is no day. */
export const dayFrom = (text: string): string | undefined => {
  const [, year = '', month = '', day = ''] = dayShape.exec(text) ?? []
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year && isRealDay(found) ? found : undefined
}

const sexes: Readonly<Record<string, Sex>> = { 男: 'male', 女: 'female', male: 'male', female: 'female' }

export type Parsed = {
  readonly row: number
  readonly community: string
  readonly grid: string
  readonly building: string
  readonly door: string
  readonly name: string
  readonly callName: string
  readonly sex: Sex | null
  readonly bornOn: string | null
  readonly phone: string | null
  readonly idNumber: string | null
  readonly relation: string
  readonly speaks: readonly string[]
}

const longest: Readonly<Partial<Record<Column, number>>> = {
  community: 60,
  grid: 60,
  building: 60,
  door: 20,
  name: 40,
  callName: 20,
  relation: 20,
  speaks: 100, // prettier-ignore
}
// oxlint-disable-next-line no-control-regex -- exactly these may not stand in a line
const control = /[\u0000-\u001f\u007f]/

type Say = (column: Column, words: keyof typeof faultWords, more?: string) => void

const checkTexts = (row: Row, say: Say): void => {
  for (const column of columns) {
    if (needed.includes(column) && row[column] === '') say(column, 'missing')
    else if (Array.from(row[column]).length > (longest[column] ?? 40)) say(column, 'tooLong')
    else if (control.test(row[column])) say(column, 'letters')
  }
}

const factsOf = (row: Row, today: string, say: Say): Pick<Parsed, 'sex' | 'bornOn' | 'idNumber'> => {
  const sex = row.sex === '' ? null : (sexes[row.sex.toLowerCase()] ?? undefined)
  const bornOn = row.bornOn === '' ? null : dayFrom(row.bornOn)
  if (sex === undefined) say('sex', 'sex')
  if (bornOn === undefined || (bornOn !== null && (bornOn > today || bornOn < '1880'))) say('bornOn', 'day')
  if (row.idNumber === '') return { sex: sex ?? null, bornOn: bornOn ?? null, idNumber: null }
  const facts = idFacts(row.idNumber, today)
  if (!facts) say('idNumber', 'idNumber')
  if (facts && sex && sex !== facts.sex) say('sex', 'idFacts')
  if (facts && bornOn && bornOn !== facts.bornOn) say('bornOn', 'idFacts')
  return { sex: facts?.sex ?? null, bornOn: facts?.bornOn ?? null, idNumber: row.idNumber.toUpperCase() }
}

/** The values of a row and what is wrong with them, each in the reader's language. */
export const parseRow = (row: Row, today: string, locale: Locale): { parsed: Parsed; faults: Fault[] } => {
  const faults: Fault[] = []
  const say: Say = (column, words, more = '') =>
    void faults.push({
      row: row.row,
      column: titleOf(column, locale),
      value: row[column].slice(0, 60),
      message: inWords(faultWords[words], locale) + more,
    })
  checkTexts(row, say)
  const { sex, bornOn, idNumber } = factsOf(row, today, say)
  const phone = row.phone.replaceAll(/[\s-]/g, '')
  if (phone !== '' && !z.safeParse(Phone, phone).success) say('phone', 'phone')
  const { community, grid, building, door, name, callName, relation } = row
  const speaks = row.speaks
    .split(/[、,，;；/\s]+/)
    .filter(Boolean)
    .slice(0, 5)
  const parsed = {
    row: row.row,
    community,
    grid,
    building,
    door,
    name,
    callName,
    sex,
    bornOn,
    phone: phone === '' ? null : plainPhone(phone),
    idNumber,
    relation,
    speaks,
  }
  return { parsed, faults }
}

export const faultOf = (
  row: number,
  column: Column,
  value: string,
  words: keyof typeof faultWords,
  locale: Locale,
  more = '',
): Fault => ({
  row,
  column: titleOf(column, locale),
  value: value.slice(0, 60),
  message: inWords(faultWords[words], locale) + more,
})
