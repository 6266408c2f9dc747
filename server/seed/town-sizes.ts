// How large the demo is: the true size of Xinzhu and Jincheng, or a small one for tests.
import type { CommunityPlan } from './ground.ts'

export type TownSize = {
  readonly plan: CommunityPlan
  readonly people: number
  readonly volunteers: number
  readonly residentShare: number
  readonly organisations: number
  readonly members: number
  readonly requests: number
  readonly teams: boolean
}
export type DemoSize = 'full' | 'small'

export const xinzhu: CommunityPlan = {
  name: '新竹社区',
  gridPrefix: '',
  nameEn: 'Xinzhu',
  code: '450103001001',
  centre: [22.8172, 108.3301],
  columns: 4,
  rows: 2,
  gridMetres: [260, 375],
  buildings: 101,
  doors: 3712,
}
const jincheng: CommunityPlan = {
  name: '金城社区',
  gridPrefix: '金城',
  nameEn: 'Jincheng',
  code: '450103001002',
  centre: [22.8172, 108.3428],
  columns: 2,
  rows: 2,
  gridMetres: [240, 300],
  buildings: 32,
  doors: 980,
}
export const sizes: Readonly<Record<DemoSize, readonly [TownSize, TownSize]>> = {
  full: [
    {
      plan: xinzhu,
      people: 12_696,
      volunteers: 1283,
      residentShare: 0.62,
      organisations: 36,
      members: 12,
      requests: 1640,
      teams: true,
    },
    {
      plan: jincheng,
      people: 2710,
      volunteers: 63,
      residentShare: 0.8,
      organisations: 33,
      members: 33,
      requests: 160,
      teams: false,
    },
  ],
  small: [
    {
      plan: { ...xinzhu, columns: 2, rows: 1, buildings: 65, doors: 260 },
      people: 720,
      volunteers: 160,
      residentShare: 0.7,
      organisations: 14,
      members: 10,
      requests: 150,
      teams: true,
    },
    {
      plan: { ...jincheng, columns: 1, rows: 1, buildings: 4, doors: 20 },
      people: 50,
      volunteers: 8,
      residentShare: 1,
      organisations: 3,
      members: 3,
      requests: 6,
      teams: false,
    },
  ],
}
