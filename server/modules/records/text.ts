// Words of certificates, of the page anybody checks them on, and of the evidence in the review queue.
import type { Locale } from '@linbang/contract/values'
import type { Side } from './signal-queries.ts'

const zhCertificate = {
  title: '志愿服务证明',
  subtitle: 'CERTIFICATE OF VOLUNTEER SERVICE',
  number: '证明编号',
  herewith: '兹证明',
  document: '证件号',
  volunteerNumber: '志愿者编号',
  between: '于 {from}至 {to}，在{unit}参加志愿服务',
  times: '次，累计',
  hours: '小时',
  now: '，现为',
  star: ['', '一星志愿者', '二星志愿者', '三星志愿者', '四星志愿者', '五星志愿者'],
  content: '服务内容',
  count: '次数',
  time: '时长（小时）',
  total: '合计',
  basis: '服务时长按签到、签退记录计算，不含往返路程。',
  rated: '回访 {rated} 次，居民满意 {share}%。',
  thanks: '每一次上门，都点亮了一扇窗。谨致谢意。',
  scan: '扫码核验真伪',
  orAt: '或在 {host} 输入编号和核验码',
  code: '核验码',
  law: '依据《志愿服务记录与证明出具办法（试行）》',
  seal: '加盖公章处',
  handler: '经办',
  details: '服务记录明细',
  day: '日期',
  activity: '项目',
  place: '地点',
  what: '内容',
  charge: '负责人',
  page: '第 {n} 页，共 {all} 页',
  demo: '演示，人和事都是编的',
  hotline: '社区热线',
}
export const certificateWords = (_locale: Locale) => zhCertificate

const verify = {
  en: {
    title: 'Check a certificate of volunteer service',
    number: 'Number of the certificate',
    code: 'Check code, 8 letters and digits',
    check: 'Check',
    hint: 'Both stand at the foot of the certificate, or scan its QR code.',
    valid: 'Genuine and in force',
    validLine: 'What it says is what this unit has on record.',
    revoked: 'Revoked',
    revokedLine: 'The unit has revoked this certificate. It proves nothing.',
    superseded: 'Replaced',
    supersededLine: 'Genuine, but there is a newer certificate for the same time. Ask for that one.',
    unknown: 'No certificate with this number and code',
    unknownLine: 'Please check both once more. If they are right, the paper is not ours.',
    wait: 'Too many tries',
    waitLine: 'Please wait a minute and try again.',
    name: 'Name',
    period: 'Period',
    hours: 'Hours of service',
    times: 'Services',
    unit: 'Certified by',
    issuedOn: 'Issued on',
    h: 'h',
    offline: 'The PDF can also be checked without a network: npm run verify -- FILE',
  },
  'zh-CN': {
    title: '核验志愿服务证明',
    number: '证明编号',
    code: '核验码，8 位字母和数字',
    check: '核验',
    hint: '编号和核验码印在证明下方，也可以直接扫码。',
    valid: '真实有效',
    validLine: '内容和开具单位的记录一致。',
    revoked: '已撤销',
    revokedLine: '开具单位撤销了这份证明，不能再用。',
    superseded: '已换新',
    supersededLine: '这份是真的，不过同一段时间已经开了新的，请看新的那份。',
    unknown: '没有这个编号和核验码的证明',
    unknownLine: '请再核对一遍。都没错的话，这份证明不是我们开的。',
    wait: '试得太多了',
    waitLine: '请等一分钟再试。',
    name: '姓名',
    period: '服务期间',
    hours: '服务时长',
    times: '服务次数',
    unit: '开具单位',
    issuedOn: '开具日期',
    h: '小时',
    offline: 'PDF 也可以不联网核验：npm run verify -- 文件',
  },
}
export const verifyWords = (locale: Locale) => verify[locale]

const counted = ['', '一', '二', '三', '四', '五'] as const
const notice = {
  en: {
    title: 'Stars of volunteers: public notice',
    intro:
      'These volunteers asked for a star and were reviewed. Whoever has something against it can say so until the last day; then a second person decides.',
    none: 'Nothing is shown at the moment.',
    star: (stars: number, year: number | null) =>
      `${stars} ${stars === 1 ? 'star' : 'stars'}${year === null ? '' : ` for ${year}`}`,
    number: 'Volunteer number',
    name: 'Name',
    minor: 'not named, under 18',
    unit: 'Community',
    hours: 'Hours on record',
    points: 'Points earned in the year',
    h: 'h',
    span: 'Shown',
    object: 'I have something against it',
    call: 'Or call the hotline',
  },
  'zh-CN': {
    title: '志愿者评星公示',
    intro: '下面几位申请评星，社区审过了。有不同意见，最后一天以前都可以说；满了再由另一个人定。',
    none: '现在没有公示。',
    star: (stars: number, year: number | null) =>
      `${year === null ? '' : `${year} 年度`}${counted[stars] ?? stars}星志愿者`,
    number: '志愿者编号',
    name: '姓名',
    minor: '未满 18 岁，不公开',
    unit: '社区',
    hours: '记录的时长',
    points: '这一年得的积分',
    h: '小时',
    span: '公示',
    object: '我有不同意见',
    call: '也可以打热线',
  },
}
/** Of the page on which stars are shown before they are decided. */
export const noticeWords = (locale: Locale) => notice[locale]

const evidence = {
  'zh-CN': {
    what: {
      sheet: '签过字的服务单',
      entry: '手工补记',
      attempt: '被拦下的一次',
      pattern: '次数',
      certificate: '已开的证明',
    },
    minutes: (n: number) => `${n} 分钟`,
    recorder: (name: string) => `补记：${name}`,
    approver: (name: string) => `核准：${name}`,
    helped: (name: string) => `帮的是：${name}`,
    count: (n: number, day: string) => `${day} 起 ${n} 次`,
    metres: (n: number) => `和前一处相隔 ${n} 米`,
    number: (number: string) => `编号 ${number}`,
  },
  en: {
    what: {
      sheet: 'Signed sheet',
      entry: 'Entered by hand',
      attempt: 'An attempt that was stopped',
      pattern: 'How often',
      certificate: 'Certificate in force',
    },
    minutes: (n: number) => `${n} min`,
    recorder: (name: string) => `entered by ${name}`,
    approver: (name: string) => `approved by ${name}`,
    helped: (name: string) => `helped ${name}`,
    count: (n: number, day: string) => `${n} times since ${day}`,
    metres: (n: number) => `${n} m from the place before`,
    number: (number: string) => `number ${number}`,
  },
} as const

/** One side of the evidence in words. */
export const evidenceWords = (side: Side, locale: Locale): { title: string; lines: string[] } => {
  const t = evidence[locale === 'en' ? 'en' : 'zh-CN']
  const when =
    side.count === undefined
      ? [side.day, side.from && side.to && `${side.from}–${side.to}`].filter(Boolean).join(' ')
      : ''
  return {
    title: [t.what[side.what], side.activityName].filter(Boolean).join(' · '),
    lines: [
      when,
      side.place ?? '',
      side.minutes === undefined ? '' : t.minutes(side.minutes),
      side.helped === undefined ? '' : t.helped(side.helped),
      side.recorder === undefined ? '' : t.recorder(side.recorder),
      side.approver === undefined ? '' : t.approver(side.approver),
      side.count === undefined ? '' : t.count(side.count, side.day ?? ''),
      side.metres === undefined ? '' : t.metres(side.metres),
      side.number === undefined ? '' : t.number(side.number),
    ].filter((line) => line !== ''),
  }
}

const proofs = {
  'zh-CN': {
    proof: { place: '到门口签到', door_card: '扫门牌签到', badge: '居民核对了证件', none: '签到没有凭据' },
    signed: { strokes: '居民手签', photo: '纸单签字拍照', witness: '见证人签字' },
    hash: (hash: string) => `服务单校验码 ${hash.slice(0, 16)}`,
    rated: (n: number) => `居民评价 ${n} 分`,
    span: (from: string, to: string) => `${from}–${to} 签到签退`,
    entered: (recorder: string, approver: string) => `${recorder} 补记，${approver} 核准`,
    why: (why: string) => `补记原因：${why}`,
  },
  en: {
    proof: {
      place: 'checked in at the door',
      door_card: 'checked in by the door card',
      badge: 'badge checked by the resident',
      none: 'checked in without proof',
    },
    signed: { strokes: 'signed by the resident', photo: 'signed on paper', witness: 'signed by a witness' },
    hash: (hash: string) => `hash of the sheet ${hash.slice(0, 16)}`,
    rated: (n: number) => `rated ${n} of 5`,
    span: (from: string, to: string) => `in and out ${from}–${to}`,
    entered: (recorder: string, approver: string) => `entered by ${recorder}, approved by ${approver}`,
    why: (why: string) => `why by hand: ${why}`,
  },
} as const
export const proofWords = (locale: Locale) => proofs[locale === 'en' ? 'en' : 'zh-CN']
