// Words of the copy people are given of what is kept about them.
import type { Locale } from '@linbang/contract/values'

export type SectionName =
  | 'profile' | 'homes' | 'family' | 'consents' | 'statuses' | 'requests' | 'ratings' | 'volunteering' | 'papers' | 'records' | 'stars' | 'credit' | 'sessions' | 'looks' // prettier-ignore
type Section = { readonly title: string; readonly columns: readonly string[] }
type Words = {
  readonly sections: Readonly<Record<SectionName, Section>>
  readonly profile: Readonly<
    Record<'name' | 'callName' | 'sex' | 'bornOn' | 'phone' | 'idNumber' | 'confirmed', string>
  >
  readonly sexes: Readonly<Record<'female' | 'male', string>>
  readonly yes: Readonly<Record<'yes' | 'no', string>>
  readonly file: string
  readonly mark: (name: string, when: string) => readonly (readonly [string, string])[]
}

const zh: Words = {
  sections: {
    profile: { title: '本人', columns: ['项目', '内容'] },
    homes: { title: '住址', columns: ['从', '到', '楼栋', '关系'] },
    family: { title: '家人和代办', columns: ['谁', '关系', '从', '到'] },
    consents: { title: '同意与撤回', columns: ['用途', '是否同意', '时间', '途径'] },
    statuses: { title: '身份', columns: ['身份', '来源', '依据', '从', '到'] },
    requests: { title: '请求', columns: ['编号', '服务', '时间', '状态', '说明'] },
    ratings: { title: '评价', columns: ['编号', '满意吗', '原话', '时间'] },
    volunteering: { title: '志愿者登记', columns: ['编号', '类别', '状态', '时间'] },
    papers: { title: '技能与证书', columns: ['种类', '名称', '从', '到'] },
    records: { title: '服务记录', columns: ['日期', '活动', '分钟', '地点', '记录单位'] },
    stars: { title: '星级', columns: ['年度', '几星', '状态', '申请时间', '决定'] },
    credit: { title: '积分与时间', columns: ['时间', '种类', '数量', '事由'] },
    sessions: { title: '登录', columns: ['时间', '设备', '退出'] },
    looks: { title: '谁看过', columns: ['时间', '谁', '看了什么', '原因'] },
  },
  profile: {
    name: '姓名',
    callName: '称呼',
    sex: '性别',
    bornOn: '出生日期',
    phone: '手机号',
    idNumber: '身份证号',
    confirmed: '社区核实过',
  },
  sexes: { female: '女', male: '男' },
  yes: { yes: '是', no: '否' },
  file: '我的资料',
  mark: (name, when) => [
    ['本人', name],
    ['导出时间', when],
    ['说明', '只供本人使用；每次导出都有记录。'],
  ],
}
const en: Words = {
  sections: {
    profile: { title: 'Myself', columns: ['What', 'Kept'] },
    homes: { title: 'Homes', columns: ['From', 'To', 'Building', 'Relation'] },
    family: { title: 'Family', columns: ['Who', 'Relation', 'From', 'To'] },
    consents: { title: 'Consents', columns: ['Purpose', 'Given', 'When', 'Through'] },
    statuses: { title: 'Statuses', columns: ['Status', 'Source', 'Basis', 'From', 'To'] },
    requests: { title: 'Requests', columns: ['Number', 'Service', 'When', 'State', 'Words'] },
    ratings: { title: 'Ratings', columns: ['Number', 'Satisfaction', 'Words', 'When'] },
    volunteering: { title: 'Volunteering', columns: ['Number', 'Class', 'State', 'When'] },
    papers: { title: 'Skills and certificates', columns: ['Kind', 'Name', 'From', 'To'] },
    records: { title: 'Service records', columns: ['Day', 'Activity', 'Minutes', 'Place', 'Unit'] },
    stars: { title: 'Stars', columns: ['Year', 'Stars', 'State', 'Asked', 'Decision'] },
    credit: { title: 'Points and time', columns: ['When', 'Unit', 'Amount', 'Reason'] },
    sessions: { title: 'Sign-ins', columns: ['When', 'Device', 'Ended'] },
    looks: { title: 'Who looked', columns: ['When', 'Who', 'At what', 'Why'] },
  },
  profile: {
    name: 'Name',
    callName: 'Called',
    sex: 'Sex',
    bornOn: 'Born on',
    phone: 'Phone',
    idNumber: 'Identity number',
    confirmed: 'Confirmed by the community',
  },
  sexes: { female: 'Female', male: 'Male' },
  yes: { yes: 'yes', no: 'no' },
  file: 'my-data',
  mark: (name, when) => [
    ['Person', name],
    ['Taken', when],
    ['Note', 'For the person alone; every copy is logged.'],
  ],
}

export const dataWords = (locale: Locale): Words => (locale === 'en' ? en : zh)
