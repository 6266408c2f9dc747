// What a demo community asked for in the past days: who, what, when, by which channel; with the shares of the town simulation.
import { addMinutes, dayOf, momentAt, startOfDay, addDays } from '../kit/time.ts'
import type { Service } from './catalog.ts'
import type { Draw } from './draw.ts'
import type { HouseholdSeed, PersonSeed, Residents } from './residents.ts'

export type Need = {
  readonly household: HouseholdSeed
  readonly person: PersonSeed
  readonly enteredBy: PersonSeed | null
  readonly service: Service
  readonly at: Date
  readonly channel: 'phone' | 'hotline' | 'grid' | 'leader'
  readonly window: { readonly from: Date; readonly to: Date } | null
  readonly words: string
  /** When the community talks a complex matter over before anybody is sent; null for all else. */
  readonly meetingAt: Date | null
  /** Still open when the demo begins: helpers are being asked, or it lies before the desk. */
  readonly waits: 'asking' | 'desk' | null
}

/** How often each service is asked for; a long tail of the rest. */
const popular: readonly (readonly [string, number])[] = [
  ['grocery-errand', 16],
  ['medicine-errand', 14],
  ['plumbing', 13],
  ['meal-delivery', 12],
  ['electric-repair', 10],
  ['companionship', 9],
  ['clinic-escort', 9],
  ['phone-lesson', 8],
  ['parcel-pickup', 7],
  ['haircut-home', 7],
  ['blood-pressure-check', 6],
  ['housework', 6],
  ['daily-visit', 5],
  ['appliance-repair', 5],
  ['bill-payment', 4],
  ['drain-clearing', 4],
  ['furniture-repair', 4],
  ['policy-advice', 4],
  ['document-handling-home', 3],
  ['goods-lending', 3],
  ['homework-tutoring', 3],
  ['stair-light', 3],
  ['door-lock', 2],
  ['moving-help', 2],
  ['school-pickup', 2],
  ['elder-card', 2],
  ['ticket-errand', 2],
  ['pet-plant-care', 2],
  ['emergency-check', 2],
  ['community-cleaning', 2],
  ['mediation', 1],
  ['legal-advice', 2],
  ['child-minding', 1],
]
const hours: readonly (readonly [number, number])[] = [
  [7, 3],
  [8, 8],
  [9, 13],
  [10, 14],
  [11, 9],
  [12, 4],
  [13, 4],
  [14, 10],
  [15, 12],
  [16, 10],
  [17, 6],
  [18, 5],
  [19, 4],
  [20, 2],
  [21, 1],
]
const details: Readonly<Record<string, readonly string[]>> = {
  plumbing: ['厨房水龙头一直滴水', '洗手盆下面漏水，地上湿了', '水龙头拧不紧'],
  'electric-repair': ['客厅灯不亮了', '插座没有电', '开关一按就跳闸'],
  'grocery-errand': ['买点青菜和鸡蛋', '米快吃完了，买 10 斤米', '买一条鱼和豆腐'],
  'medicine-errand': ['降压药明早就断了', '社区医院开的药帮我取一下', '买一盒感冒药'],
  'meal-delivery': ['中午送一份软一点的饭', '晚饭送 2 份', '这几天腿疼，做不了饭'],
  companionship: ['孩子刚去外地，想找人说说话', '想有人陪着去公园走走'],
  'clinic-escort': ['明天去医院复查，一个人不方便', '陪我去看眼睛'],
  'phone-lesson': ['不会用微信打视频', '想学手机挂号'],
  'haircut-home': ['行动不便，想理个发'],
  'parcel-pickup': ['取快递 2 件', '快递太重拿不动'],
  housework: ['擦窗户，收拾厨房'],
  'moving-help': ['有个大柜子要搬到里屋'],
}

const drawMoment = (draw: Draw, now: Date, daysBack: number, zone: string): Date => {
  const day = addDays(dayOf(now, zone), -daysBack)
  const hour = draw.weighted(hours)
  return addMinutes(startOfDay(day, zone), hour * 60 + draw.between(0, 59))
}

const drawWindow = (draw: Draw, service: Service, at: Date, zone: string): Need['window'] => {
  if (service.urgency !== 'ordinary') return null
  const soon = draw.uniform()
  if (soon < 0.25) return null
  if (soon < 0.62) {
    const from = addMinutes(at, Math.ceil(draw.between(90, 390) / 30) * 30)
    return { from, to: addMinutes(from, Math.max(120, service.minutes + 60)) }
  }
  const from = momentAt(
    addDays(dayOf(at, zone), draw.between(1, 2)),
    draw.pick(['08:30', '09:00', '10:00', '14:00', '14:30', '15:00', '16:00']),
    zone,
  )
  return { from, to: addMinutes(from, Math.max(150, service.minutes + 60)) }
}

/** Within the day a complex matter may wait to be sent on (rules on deadlines): in the afternoon, or the next morning. */
const meetingAfter = (service: Service, at: Date, zone: string): Date | null => {
  if (service.urgency !== 'complex') return null
  const today = dayOf(at, zone)
  const afternoon = momentAt(today, '16:00', zone)
  return addMinutes(at, 30) < afternoon ? afternoon : momentAt(addDays(today, 1), '09:30', zone)
}

/** Old people ask more often, and so do those who asked before. */
const askers = (residents: Residents, draw: Draw): (() => { household: HouseholdSeed; person: PersonSeed }) => {
  const old = residents.households.flatMap((household) =>
    household.members.filter((person) => person.age >= 60).map((person) => ({ household, person })),
  )
  const usual = draw.shuffled(old).slice(0, Math.ceil(old.length * 0.12))
  const others = residents.households.flatMap((household) =>
    household.members.filter((person) => person.age >= 22 && person.age < 60).map((person) => ({ household, person })),
  )
  return () =>
    draw.pick(
      draw.weighted([
        [usual, 55],
        [old, 28],
        [others, 17],
      ]),
    )
}

const channelOf = (draw: Draw, person: PersonSeed): Need['channel'] =>
  person.phone === null
    ? draw.weighted([
        ['hotline', 5],
        ['grid', 3],
        ['leader', 2],
      ])
    : draw.weighted([
        ['phone', person.age >= 70 ? 35 : 75],
        ['hotline', 35],
        ['grid', 6],
        ['leader', 5],
      ])

const familyOf = (household: HouseholdSeed, person: PersonSeed): PersonSeed | null =>
  household.members.find((one) => one.id !== person.id && one.age >= 18 && one.age < 65 && one.phone !== null) ?? null

export const drawNeeds = (
  residents: Residents,
  services: readonly Service[],
  count: number,
  days: number,
  now: Date,
  zone: string,
  draw: Draw,
): Need[] => {
  const asker = askers(residents, draw)
  const known = popular.flatMap(([code, weight]) =>
    services.filter((service) => service.code === code).map((service) => [service, weight] as const),
  )
  return Array.from({ length: count }, (): Need => {
    const { household, person } = asker()
    const service = draw.weighted(known)
    const at = drawMoment(draw, now, draw.between(0, days - 1), zone)
    const channel = channelOf(draw, person)
    const enteredBy =
      channel === 'phone' && draw.chance(person.age >= 75 ? 0.3 : 0.04) ? familyOf(household, person) : null
    return {
      household,
      person,
      enteredBy,
      service,
      at,
      channel,
      window: drawWindow(draw, service, at, zone),
      words: draw.pick(details[service.code] ?? [service.example]),
      meetingAt: meetingAfter(service, at, zone),
      waits: null,
    }
  })
    .filter((need) => need.at < now)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** What is open when the demo begins, at whatever hour: minutes since the report, hours until the window, where it stands. */
const open: readonly (readonly [
  code: string,
  minutesAgo: number,
  hoursAhead: number | null,
  waits: 'asking' | 'desk',
])[] = [
  ['emergency-check', 9, null, 'asking'],
  ['meal-delivery', 134, null, 'desk'],
  ['medicine-errand', 97, null, 'desk'],
  ['electric-repair', 104, null, 'asking'],
  ['plumbing', 18, 2, 'asking'],
  ['grocery-errand', 26, 3, 'asking'],
  ['companionship', 240, 5, 'desk'],
  ['haircut-home', 190, 6, 'asking'],
  ['parcel-pickup', 70, 2, 'asking'],
  ['phone-lesson', 150, 7, 'desk'],
  ['clinic-escort', 260, 24, 'asking'],
  ['furniture-repair', 85, 26, 'desk'],
]

export const openNeeds = (residents: Residents, services: readonly Service[], now: Date, draw: Draw): Need[] => {
  const asker = askers(residents, draw)
  return open.flatMap(([code, minutesAgo, hoursAhead, waits]): Need[] => {
    const service = services.find((one) => one.code === code)
    if (!service) return []
    const at = addMinutes(now, -minutesAgo)
    const from = hoursAhead === null ? null : addMinutes(now, hoursAhead * 60)
    const window = from && { from, to: addMinutes(from, Math.max(120, service.minutes + 60)) }
    const words = draw.pick(details[code] ?? [service.example])
    return [
      {
        ...asker(),
        enteredBy: null,
        service,
        at,
        channel: waits === 'desk' ? 'hotline' : 'phone',
        window,
        words,
        meetingAt: null,
        waits,
      },
    ]
  })
}
