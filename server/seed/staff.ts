// The people who work with the demo, by name, and how to sign in as each.
import type { Role } from '@linbang/contract/permissions'
import { newId } from '../kit/ids.ts'
import { addDays } from '../kit/time.ts'
import type { Sex } from './names.ts'
import type { PersonSeed } from './residents.ts'

/** One password for every demo account; a demo listens on this machine alone unless told otherwise. */
export const demoPassword = 'linbang-demo'

export type StaffSeed = {
  readonly person: PersonSeed
  readonly username: string
  readonly role: Role
  readonly at: 'street' | 'xinzhu' | 'grid' | 'jincheng'
  readonly zh: string
  readonly en: string
}

const one = (
  username: string,
  name: string,
  callName: string,
  sex: Sex,
  age: number,
  role: Role,
  at: StaffSeed['at'],
  zh: string,
  en: string,
  today: string,
): StaffSeed => ({
  person: {
    id: newId(),
    name,
    callName,
    sex,
    age,
    bornOn: addDays(today, -Math.floor(age * 365.25)),
    phone: null,
    speaks: ['普通话'],
  },
  username,
  role,
  at,
  zh,
  en,
})

export const staffOf = (today: string): StaffSeed[] => [
  one('weimin', '韦敏', '韦话务长', 'female', 38, 'operator', 'street', '话务员（全街道）', 'Hotline operator', today),
  one('tanjun', '覃俊', '小覃', 'male', 27, 'operator', 'street', '话务员（夜班）', 'Hotline operator, night', today),
  one(
    'huangli',
    '黄丽',
    '小黄',
    'female',
    33,
    'community_worker',
    'xinzhu',
    '社区工作者（新竹）',
    'Community worker',
    today,
  ),
  one(
    'liangbin',
    '梁斌',
    '梁主任',
    'male',
    46,
    'community_lead',
    'xinzhu',
    '社区主任（新竹）',
    'Community lead',
    today,
  ),
  one('nongyan', '农艳', '小农', 'female', 29, 'grid_worker', 'grid', '网格员（1 网格）', 'Grid worker, grid 1', today),
  one('zhouwei', '周伟', '周网格长', 'male', 52, 'grid_lead', 'grid', '网格长（1 网格）', 'Grid lead, grid 1', today),
  one(
    'luxia',
    '陆霞',
    '小陆',
    'female',
    31,
    'community_worker',
    'jincheng',
    '社区工作者（金城）',
    'Community worker, Jincheng',
    today,
  ),
  one('hemanager', '何建军', '何主任', 'male', 50, 'street_manager', 'street', '街道管理员', 'Street manager', today),
  one('auditor', '莫静', '小莫', 'female', 41, 'auditor', 'street', '审计员', 'Auditor', today),
  one('admin', '蒙强', '小蒙', 'male', 35, 'system_admin', 'street', '系统管理员', 'System administrator', today),
]

/** Neighbours who stand in the demo under their own names; phones that no operator has. */
export type Known = {
  readonly key: 'wang' | 'wei' | 'daughter' | 'li' | 'lu' | 'zhou' | 'leader'
  readonly name: string
  readonly callName: string
  readonly sex: Sex
  readonly age: number
  readonly phone: string | null
  readonly building: number
  readonly door: string
  readonly services: readonly string[]
  readonly zh: string
  readonly en: string
}

export const known: readonly Known[] = [
  {
    key: 'wang',
    name: '王桂芳',
    callName: '王阿姨',
    sex: 'female',
    age: 68,
    phone: '10000000001',
    building: 3,
    door: '2单元501',
    services: [],
    zh: '居民',
    en: 'Resident',
  },
  {
    key: 'wei',
    name: '韦秀兰',
    callName: '韦奶奶',
    sex: 'female',
    age: 82,
    phone: null,
    building: 29,
    door: '1单元402',
    services: [],
    zh: '居民（没有手机）',
    en: 'Resident without a phone',
  },
  {
    key: 'daughter',
    name: '覃晓燕',
    callName: '小覃',
    sex: 'female',
    age: 47,
    phone: '10000000002',
    building: 60,
    door: '1单元301',
    services: [],
    zh: '家属（韦奶奶的女儿）',
    en: 'Family member',
  },
  {
    key: 'li',
    name: '李志明',
    callName: '李师傅',
    sex: 'male',
    age: 58,
    phone: '10000000003',
    building: 6,
    door: '1单元201',
    services: ['plumbing', 'electric-repair', 'stair-light'],
    zh: '志愿者（水电）',
    en: 'Volunteer, plumber',
  },
  {
    key: 'lu',
    name: '陆海波',
    callName: '小陆',
    sex: 'male',
    age: 34,
    phone: '10000000004',
    building: 9,
    door: '2单元302',
    services: ['plumbing', 'furniture-repair', 'grocery-errand'],
    zh: '志愿者（维修、跑腿）',
    en: 'Volunteer, repairs and errands',
  },
  {
    key: 'zhou',
    name: '周德胜',
    callName: '周工',
    sex: 'male',
    age: 66,
    phone: '10000000005',
    building: 2,
    door: '1单元101',
    services: ['plumbing', 'companionship', 'phone-lesson'],
    zh: '志愿者（银龄）',
    en: 'Volunteer, retired',
  },
  {
    key: 'leader',
    name: '甘玉兰',
    callName: '甘楼长',
    sex: 'female',
    age: 61,
    phone: '10000000006',
    building: 3,
    door: '1单元102',
    services: [],
    zh: '楼栋长（3 号楼）',
    en: 'Building leader',
  },
]
