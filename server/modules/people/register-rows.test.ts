// What a cell of the register table may look like, and what is said when it looks otherwise.
import { expect, test } from 'vitest'
import { dayFrom, parseRow, type Row, rowsOf } from './register-rows.ts'
import { columnTitles } from './text.ts'

const titles = Object.values(columnTitles)
const today = '2026-11-25'

test.each([
  ['1944-03-08', '1944-03-08'],
  ['1944/3/8', '1944-03-08'],
  ['1944.3.8', '1944-03-08'],
  ['19440308', '1944-03-08'],
  ['1944年3月8日', '1944-03-08'],
  ['1944-02-30', undefined],
  ['8.3.1944', undefined],
  ['八十二岁', undefined],
])('a day is written %s', (text, day) => expect(dayFrom(text)).toBe(day))

test('headings may stand in any order, with or without the star', () => {
  const rows = rowsOf([
    ['姓名', '房号 *', '楼栋'],
    ['李秀英', '301', '3号楼'],
    ['', '', ''],
    ['王建国', '302', '3号楼'],
  ])
  expect(rows).toMatchObject([
    { row: 2, name: '李秀英', door: '301', building: '3号楼', phone: '' },
    { row: 4, name: '王建国' },
  ])
})

test.each([
  ['a heading nobody knows', [...titles, '工资'], '工资'],
  ['a heading that is missing', titles.filter((title) => title !== '姓名*'), '姓名*'],
  ['an empty sheet', [], '楼栋*、房号*、姓名*'],
])('%s is named', (_, given, detail) => {
  expect(() => rowsOf([given])).toThrow(expect.objectContaining({ code: 'import.wrong_columns', detail }))
})

const rowWith = (cells: Partial<Row>): Row => {
  const empty = Object.fromEntries(Object.keys(columnTitles).map((column) => [column, '']))
  return { row: 2, ...empty, building: '3号楼', door: '301', name: '李秀英', ...cells } as Row
}
const faultsOf = (cells: Partial<Row>) => parseRow(rowWith(cells), today, 'zh-CN').faults.map(({ column }) => column)

test.each<[Partial<Row>, string[]]>([
  [{}, []],
  [{ name: '' }, ['姓名']],
  [{ name: '名'.repeat(41) }, ['姓名']],
  [{ name: '李\u0007秀' }, ['姓名']],
  [{ sex: '女', bornOn: '2026-11-26' }, ['出生日期']],
  [{ sex: 'x' }, ['性别']],
  [{ phone: '138 0013-8000' }, []],
  [{ phone: '1380013800' }, ['手机号']],
  [{ idNumber: '11010519491231002x' }, []],
  [{ idNumber: '110105194912310000' }, ['证件号']],
  [{ idNumber: '11010519491231002X', sex: '男' }, ['性别']],
  [{ idNumber: '11010519491231002X', bornOn: '1949-12-30' }, ['出生日期']],
])('%o', (cells, columns) => expect(faultsOf(cells)).toEqual(columns))

test('birthday and sex follow the document, and several languages are told apart', () => {
  const { parsed } = parseRow(rowWith({ idNumber: '11010519491231002X', speaks: '白话、普通话, 壮语' }), today, 'zh-CN')
  expect(parsed).toMatchObject({ bornOn: '1949-12-31', sex: 'female', speaks: ['白话', '普通话', '壮语'] })
})
