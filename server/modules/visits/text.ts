// Words of the printed service sheet, in both languages.
import type { Locale, Words } from '@linbang/contract/values'

const words = {
  title: { zh: '上门服务单', en: 'Service sheet' },
  number: { zh: '编号', en: 'Number' },
  version: { zh: '第 {n} 版', en: 'version {n}' },
  replaces: { zh: '更正：', en: 'Corrected: ' },
  toFill: {
    zh: '上门时填写，做好后请居民签字，再拍照上传',
    en: 'Fill in at the visit, have it signed, then send a photo',
  },
  who: { zh: '为谁', en: 'For' },
  where: { zh: '在哪里', en: 'Where' },
  what: { zh: '做什么', en: 'What' },
  words: { zh: '说明', en: 'In their words' },
  helper: { zh: '谁来', en: 'Who comes' },
  badge: { zh: '证号', en: 'Badge' },
  code: { zh: '见面口令', en: 'Code at the door' },
  came: { zh: '到', en: 'Arrived' },
  left: { zh: '走', en: 'Left' },
  rest: { zh: '中间休息', en: 'Breaks' },
  minutes: { zh: '分钟', en: 'min' },
  proofPlace: { zh: '定位签到', en: 'by place' },
  proofDoorCard: { zh: '门牌签到', en: 'by door card' },
  proofBadge: { zh: '扫证签到', en: 'by badge' },
  proofNone: { zh: '没有凭证', en: 'without proof' },
  done: { zh: '做了什么', en: 'What was done' },
  parts: { zh: '用了什么', en: 'What was used' },
  part: { zh: '名称', en: 'Item' },
  count: { zh: '数量', en: 'Count' },
  price: { zh: '金额', en: 'Amount' },
  fee: { zh: '服务费', en: 'Fee' },
  total: { zh: '合计', en: 'Total' },
  free: { zh: '志愿服务，不收钱也不收东西', en: 'Volunteer help: no money, no presents' },
  freeByStatus: { zh: '免费（符合规定）', en: 'Free of charge' },
  satisfied: { zh: '您满意吗', en: 'How was it' },
  good: { zh: '满意', en: 'Good' },
  fair: { zh: '一般', en: 'Fair' },
  bad: { zh: '不满意', en: 'Not good' },
  resident: { zh: '居民签字', en: 'Signed by the resident' },
  helperSigns: { zh: '来的人签字', en: 'Signed by who came' },
  witness: { zh: '见证人：{name}', en: 'Witness: {name}' },
  onPaper: { zh: '纸单已签，照片存档', en: 'Signed on paper; photo on file' },
  onlyHere: { zh: '签名只用在这张单子上', en: 'The signature is for this sheet only' },
  sealed: { zh: '封存于', en: 'Sealed' },
  hash: { zh: '校验', en: 'Checksum' },
  hotline: { zh: '有问题打热线', en: 'Questions: call' },
  printed: { zh: '打印于', en: 'Printed' },
  page: { zh: '第 {n} 页，共 {all} 页', en: 'Page {n} of {all}' },
  demo: { zh: '演示', en: 'Demo' },
} as const satisfies Record<string, Words>

export type Label = keyof typeof words

/** All words of the sheet in the reader's language; the template puts numbers and names in. */
export const labels = (locale: Locale): Record<Label, string> =>
  Object.fromEntries(Object.entries(words).map(([name, { zh, en }]) => [name, locale === 'en' ? en : zh])) as Record<
    Label,
    string
  >
