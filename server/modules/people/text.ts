// Words people's module shows: what was looked at, the register table with its headings, its faults and its instructions.
import type { Locale, Words } from '@linbang/contract/values'

export const inWords = (words: Words, locale: Locale): string => (locale === 'en' ? words.en : words.zh)

export const lookWords: Readonly<Record<string, Words>> = {
  phone: { zh: '手机号', en: 'Phone number' },
  id_number: { zh: '证件号', en: 'Document number' },
  recording: { zh: '通话录音', en: 'Recording of a call' },
  door: { zh: '门牌号', en: 'Door number' },
  'person.revealed': { zh: '受保护的信息', en: 'A protected field' },
  'person.sign_in_printed': { zh: '打印了登录码', en: 'A sign-in code was printed' },
}

export type Column =
  | 'community' | 'grid' | 'building' | 'door' | 'name' | 'callName' | 'sex' | 'bornOn' | 'phone' | 'idNumber' | 'relation' | 'speaks' // prettier-ignore

/** Headings of the table, in its order; the ones marked must be filled. */
export const columnTitles: Readonly<Record<Column, string>> = {
  community: '社区',
  grid: '网格',
  building: '楼栋*',
  door: '房号*',
  name: '姓名*',
  callName: '怎么称呼',
  sex: '性别',
  bornOn: '出生日期',
  phone: '手机号',
  idNumber: '证件号',
  relation: '与户主关系',
  speaks: '语言',
}

/** The same in English; an import reads either, also mixed. */
const columnTitlesEn: Readonly<Record<Column, string>> = {
  community: 'Community',
  grid: 'Grid',
  building: 'Building*',
  door: 'Door*',
  name: 'Name*',
  callName: 'Called',
  sex: 'Sex',
  bornOn: 'Born on',
  phone: 'Mobile',
  idNumber: 'Document number',
  relation: 'Relation to head',
  speaks: 'Languages',
}
export const titlesIn = (locale: Locale): Readonly<Record<Column, string>> =>
  locale === 'en' ? columnTitlesEn : columnTitles

export const exampleRows: readonly (readonly string[])[] = [
  [
    '新竹社区',
    '第一网格',
    '3号楼',
    '2单元301',
    '李秀英',
    '李奶奶',
    '女',
    '1944-03-08',
    '10000000101',
    '',
    '户主',
    '白话',
  ],
  ['新竹社区', '第一网格', '3号楼', '2单元301', '王建国', '王大爷', '男', '1942-11-20', '', '', '配偶', '白话、普通话'],
  ['新竹社区', '第二网格', '12号楼', '502', '陈小明', '', '男', '1988-06-01', '10000000102', '', '', ''],
]

const instructionsZh: readonly string[] = [
  '在“登记表”里填，一人一行；表头不要改。“示例”只是样子，不会导入。',
  '楼栋、房号、姓名必填。社区只有一个时可以不填社区。',
  '楼栋还没有的，会在写明的网格下面新建；没写网格的，建在社区下面。网格要先在“区域”里建好。',
  '房号写“2单元301”“2-301”或“301”。同一房号的人算一户。',
  '出生日期写 1944-03-08。手机号、证件号的单元格请设成“文本”，不然后几位会变成 0。',
  '性别写 男 或 女。会说的话用顿号分开。一次最多 20,000 行。',
  '公式不会执行，只读它算出来的结果。',
]
const instructionsEn: readonly string[] = [
  'Fill in “Register”, one person a row; leave the headings as they are. “Example” only shows how and is not imported.',
  'Building, door and name are needed. With a single community its name may be left out.',
  'A building that is not there yet is added below the grid named, or below the community. Add grids under Areas first.',
  'Write doors as 2单元301, 2-301 or 301. People of one door are one household.',
  'Write dates as 1944-03-08. Format the cells of numbers as text, or their last digits turn into 0.',
  'Sex is male or female, 男 or 女. Separate languages by commas. At most 20,000 rows at a time.',
  'Formulas are not run; only their results are read.',
]

const sheetNames = {
  table: '登记表',
  example: '示例',
  how: '说明',
  watermark: '导出说明',
  people: '居民',
} as const
const sheetNamesEn: Readonly<Record<keyof typeof sheetNames, string>> = {
  table: 'Register',
  example: 'Example',
  how: 'How to',
  watermark: 'About this export',
  people: 'Residents',
}
/** What the files of the register say besides the rows. */
export const fileWords = (locale: Locale) =>
  locale === 'en'
    ? {
        template: 'register.xlsx',
        instructionTitle: 'How to fill this in',
        instructions: instructionsEn,
        sheets: sheetNamesEn,
        register: 'residents',
        colon: ': ',
        export: exportWordsEn,
        watermark: watermarkEn,
      }
    : {
        template: '居民登记表.xlsx',
        instructionTitle: '怎么填',
        instructions: instructionsZh,
        sheets: sheetNames,
        register: '居民名册',
        colon: '：',
        export: exportWordsZh,
        watermark: watermarkZh,
      }

export const faultWords = {
  missing: { zh: '这一格要填', en: 'Please fill this in' },
  tooLong: { zh: '太长了，请写短一些', en: 'Too long; please shorten it' },
  community: { zh: '没有这个社区，或不归您管', en: 'No such community, or not yours to enter' },
  communityNeeded: { zh: '有几个社区，请写明是哪个', en: 'There are several communities; please say which' },
  grid: { zh: '没有这个网格，请先在“区域”里建，或改成', en: 'No such grid; add it under Areas first, or use' },
  building: { zh: '这个名字的楼有几栋，请写明网格', en: 'Several buildings have this name; please name the grid' },
  sex: { zh: '请写 男 或 女', en: 'Please write 男 or 女' },
  day: { zh: '请写成 1944-03-08，而且不能晚于今天', en: 'Please write it like 1944-03-08, not later than today' },
  phone: { zh: '手机号位数不对', en: 'This is not a phone number' },
  phoneElsewhere: { zh: '另一户也用这个手机号，在第', en: 'Another household has this number, in row' },
  idNumber: { zh: '证件号有一位不对，或被表格改成了数', en: 'A digit is off, or the sheet turned it into a number' },
  idFacts: { zh: '和证件号里的不一样', en: 'This differs from the document number' },
  twice: { zh: '和这一行重复了，第', en: 'The same as row' },
  known: { zh: '这个人已经登记过', en: 'This person is registered already' },
  idTaken: { zh: '这个证件号已经登记过', en: 'This document number is registered already' },
  letters: { zh: '有不能用的字符', en: 'There are characters that cannot be used' },
} as const satisfies Record<string, Words>

const exportWordsZh = {
  titles: ['楼栋', '房号', '姓名', '怎么称呼', '性别', '年龄', '手机号', '证件号', '已核实', '志愿者'],
  yes: '是',
  no: '',
  female: '女',
  male: '男',
}
const exportWordsEn: typeof exportWordsZh = {
  titles: ['Building', 'Door', 'Name', 'Called', 'Sex', 'Age', 'Mobile', 'Document number', 'Confirmed', 'Volunteer'],
  yes: 'yes',
  no: '',
  female: 'female',
  male: 'male',
}
const watermarkZh = {
  who: '导出人',
  when: '导出时间',
  area: '范围',
  reason: '用途',
  people: '人数',
  rule: '说明',
  ruleLine: '仅限上述用途，号码已遮盖，导出已记入日志，请勿转发。',
}
const watermarkEn: typeof watermarkZh = {
  who: 'Exported by',
  when: 'On',
  area: 'Area',
  reason: 'Purpose',
  people: 'People',
  rule: 'Note',
  ruleLine: 'For this purpose only; numbers are masked, the export is in the log, do not pass it on.',
}
