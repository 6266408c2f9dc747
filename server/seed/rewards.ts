// The exchange shop of a demo: goods of the community's station, vouchers of its shops, a film on one evening only.
import type { RewardKind, RewardLook } from '@linbang/contract/rewards'
import type { Context } from '../kit/context.ts'
import { newId } from '../kit/ids.ts'
import { addDays } from '../kit/time.ts'
import type { Service } from './catalog.ts'
import { insertRows } from './insert.ts'
import type { Purse } from './purse.ts'
import type { PersonSeed } from './residents.ts'
import type { Town } from './town.ts'

type Draft = {
  readonly kind: RewardKind
  readonly zh: string
  readonly en: string
  readonly about: string
  readonly points: number
  readonly stock: number | null
  readonly countedIn: string
  readonly limitEach: number | null
  readonly look: RewardLook
  readonly deliverable?: true
  /** Shops that do this service take it. */
  readonly service?: string
  readonly days?: number
}

const drafts: readonly Draft[] = [
  {
    kind: 'goods',
    zh: '香米 5 公斤',
    en: 'Rice, 5 kg',
    about: '本地新米，一袋。',
    points: 600,
    stock: 23,
    countedIn: '袋',
    limitEach: 2,
    look: 'rice',
    deliverable: true,
  },
  {
    kind: 'goods',
    zh: '花生油 1.8 升',
    en: 'Peanut oil, 1.8 l',
    about: '压榨花生油，一桶。',
    points: 450,
    stock: 8,
    countedIn: '桶',
    limitEach: 1,
    look: 'oil',
    deliverable: true,
  },
  {
    kind: 'goods',
    zh: '纸巾一提',
    en: 'A pack of tissues',
    about: '',
    points: 80,
    stock: 40,
    countedIn: '提',
    limitEach: null,
    look: 'gift',
  },
  {
    kind: 'service',
    zh: '理发券',
    en: 'Haircut',
    about: '上门或到店，剪一次。',
    points: 150,
    stock: null,
    countedIn: '',
    limitEach: 4,
    look: 'haircut',
    service: 'haircut-home',
  },
  {
    kind: 'service',
    zh: '家政两小时',
    en: 'Two hours of housework',
    about: '擦窗、拖地、收拾厨房。',
    points: 300,
    stock: null,
    countedIn: '',
    limitEach: 2,
    look: 'cleaning',
    service: 'housework',
  },
  {
    kind: 'discount',
    zh: '午饭减五元',
    en: 'Five yuan off a lunch',
    about: '一顿用一张。',
    points: 50,
    stock: 60,
    countedIn: '张',
    limitEach: 10,
    look: 'meal',
    service: 'meal-delivery',
  },
  {
    kind: 'ticket',
    zh: '文化馆电影票',
    en: 'A film at the culture house',
    about: '月底的那一场。',
    points: 60,
    stock: 30,
    countedIn: '张',
    limitEach: 2,
    look: 'ticket',
    days: 14,
  },
]

type Seeding = { readonly worker: PersonSeed; readonly today: string; readonly services: readonly Service[] }

export const seedRewards = async (ctx: Context, town: Town, { worker, today, services }: Seeding): Promise<void> => {
  const { area } = town.community
  const made = drafts.map(({ service, days, ...draft }) => ({ id: newId(), service, days, draft }))
  await insertRows(
    ctx.db,
    'reward',
    made.map(({ id, draft, days, service }) => ({
      ...draft,
      tenantId: ctx.tenantId,
      id,
      areaId: area.id,
      areaPath: area.path,
      serviceId: services.find(({ code }) => code === service)?.id ?? null,
      deliverable: draft.deliverable ?? false,
      place: service ? '' : `${area.name}服务站`,
      fromAt: ctx.now,
      untilAt: days ? `${addDays(today, days)}T21:00:00+08:00` : null,
      createdBy: worker.id,
      createdAt: ctx.now,
    })),
  )
  await insertRows(
    ctx.db,
    'rewardShop',
    made.flatMap(({ id, service }) =>
      town.organisations
        .filter(({ services }) => services.some((one) => one.service.code === service))
        .map((one) => ({ tenantId: ctx.tenantId, rewardId: id, organisationId: one.id })),
    ),
  )
}

/** So that there is something to spend from the first day. */
export const thankWang = ({ known }: Town, purse: Purse, at: Date, day: string): void => {
  const wang = known.get('wang')
  const payment = { unit: 'points', amount: 1280, sheetId: newId(), at, reason: '演示：帮邻居' } as const
  if (wang) purse.pay({ ...payment, personId: wang.id }, day)
}
