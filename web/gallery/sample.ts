// Sample people and a sample street for the gallery.
import type { Installation } from '@linbang/contract/installation'
import type { Me } from '@linbang/contract/accounts'
import type { AreaMap } from '@linbang/contract/areas'
import type { Tab } from '../ui/shell/phone-shell.tsx'

export const sampleInstallation: Installation = {
  operator: '新竹街道',
  operatorEn: 'Xinzhu Street',
  hotline: '0771-0002345',
  demo: false,
  setUp: true,
  timeZone: 'Asia/Shanghai',
  communities: [{ areaId: '01999999-0000-7000-8000-000000000001', name: '新竹社区', nameEn: 'Xinzhu' }],
  privacy: { version: 1, zh: '', en: '' },
  pushKey: null,
  demoAccounts: [],
}

export const sampleMe: Me = {
  personId: '01999999-0000-7000-8000-000000000002',
  accountId: '01999999-0000-7000-8000-000000000003',
  name: '韦敏',
  callName: '韦敏',
  phoneMasked: '138****6021',
  confirmed: true,
  welcomed: true,
  preferences: {},
  roles: [
    {
      role: 'operator',
      areaId: '01999999-0000-7000-8000-000000000001',
      areaName: '新竹社区',
      areaKind: 'grid',
      areaPath: 'a.b',
      organisationId: null,
      organisationName: null,
      teamId: null,
    },
  ],
  may: ['requests.staff'],
  home: null,
  volunteer: null,
  families: [],
  balances: { points: 0, minutes: 0, pointsHeld: 0, minutesHeld: 0 },
  duty: null,
  secondFactor: true,
  unreadNotices: 2,
}

export const sampleTabs: readonly Tab[] = [
  { href: '/gallery.html', icon: 'home', label: '首页' },
  { href: '/requests', icon: 'list', label: '我的事' },
  { href: '/help', icon: 'help', label: '帮别人' },
  { href: '/activities', icon: 'calendar', label: '活动' },
  { href: '/me', icon: 'user', label: '我的' },
]

const lon = (x: number) => 108.37 + x / 102_600
const lat = (y: number) => 22.81 - y / 110_574
const ring = (points: readonly (readonly [number, number])[]) => ({
  type: 'Polygon' as const,
  coordinates: [points.map(([x, y]) => [lon(x), lat(y)])],
})
export const at = (x: number, y: number) => ({ lat: lat(y), lon: lon(x) })
const id = (n: number) => `01999999-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`

const corners: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0, 60],
    [250, 20],
    [262, 300],
    [22, 318],
  ],
  [
    [250, 20],
    [505, 0],
    [520, 322],
    [262, 300],
  ],
  [
    [505, 0],
    [770, 34],
    [748, 300],
    [520, 322],
  ],
  [
    [770, 34],
    [1000, 10],
    [1010, 330],
    [748, 300],
  ],
  [
    [22, 318],
    [262, 300],
    [240, 640],
    [0, 600],
  ],
  [
    [262, 300],
    [520, 322],
    [500, 650],
    [240, 640],
  ],
  [
    [520, 322],
    [748, 300],
    [770, 660],
    [500, 650],
  ],
  [
    [748, 300],
    [1010, 330],
    [990, 620],
    [770, 660],
  ],
]
export const gridIds = corners.map((_, index) => id(index + 1))

/** Eight grids with about twelve buildings each, in metres like the mock-up. */
export const sampleMap: AreaMap = {
  grids: corners.map((points, index) => ({
    id: gridIds[index]!,
    name: `${index + 1} 网格`,
    nameEn: `Grid ${index + 1}`,
    path: `g${index + 1}`,
    outline: ring(points),
  })),
  buildings: corners.flatMap(([a, b, c, d], grid) =>
    [0, 1, 2].flatMap((column) =>
      [0, 1, 2, 3].map((row) => {
        const [u, v] = [0.14 + column * 0.3, 0.2 + row * 0.2]
        const mix = (s: number, r: number, axis: 0 | 1) =>
          (a![axis] * (1 - s) + b![axis] * s) * (1 - r) + (d![axis] * (1 - s) + c![axis] * s) * r
        const place = (s: number, r: number) => [mix(s, r, 0), mix(s, r, 1)] as const
        return {
          id: id(20 + grid * 12 + column * 4 + row),
          name: `${grid * 12 + column * 4 + row + 1} 号楼`,
          nameEn: '',
          path: '',
          point: at(...place(u + 0.07, v + 0.04)),
          outline: ring([place(u, v), place(u + 0.18, v), place(u + 0.18, v + 0.1), place(u, v + 0.1)]),
        }
      }),
    ),
  ),
}
