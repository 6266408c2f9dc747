// Volunteers of a demo community: residents first, then people who work here; teams with their services; skills, papers, hours.
import { newId } from '../kit/ids.ts'
import { addDays } from '../kit/time.ts'
import type { Service } from './catalog.ts'
import type { Draw } from './draw.ts'
import type { Community } from './ground.ts'
import { callNameOf, drawGiven, drawSurname } from './names.ts'
import type { PersonSeed, Phones, Residents } from './residents.ts'
import { idNumberFor } from './identity.ts'

export type HoldingSeed = {
  readonly kind: 'skill' | 'certificate' | 'training' | 'insurance'
  readonly code: string
  readonly fromOn: string
  readonly toOn: string | null
  readonly issuer: string
  readonly number: string | null
}
export type VolunteerSeed = {
  readonly id: string
  readonly person: PersonSeed
  readonly resident: boolean
  readonly idNumber: string
  readonly class: 'skilled' | 'general'
  readonly team: string | null
  readonly holdings: readonly HoldingSeed[]
  readonly hours: readonly { readonly weekday: number; readonly fromMinute: number; readonly toMinute: number }[]
  readonly appliedOn: string
  /** Standing in the town: how readily this person says yes, on the logit scale of the town simulation. */
  readonly readiness: number
  jobs: number
  ratingSum: number
  ratingCount: number
}
export type TeamSeed = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly brand: string
  readonly leader: PersonSeed
  readonly members: readonly PersonSeed[]
  readonly services: readonly string[]
}

const kinds: Readonly<Record<string, readonly [kind: string, brand: string]>> = {
  便民维修队: ['便民', '邻里相助'],
  平安巡逻队: ['平安', '平安巡逻'],
  为老服务队: ['为老', '银龄守护'],
  爱心跑腿队: ['便民', '爱心跑腿团'],
  红色代办队: ['党员', '红色代办员'],
  银龄互助队: ['银龄', '邻里相伴'],
  医疗健康队: ['医疗', '健康档案进家庭'],
  帮困就业队: ['帮困', '邻里相携'],
  代际互助队: ['代际', '代际互助'],
  青少年服务队: ['青少年', '五点半课堂'],
  法律心理队: ['法律心理', '心理疏导进社区'],
  环境卫生队: ['环境', '楼道微更新'],
}
const issuers: Readonly<Record<string, string>> = {
  electrician: '应急管理局',
  nurse: '卫生健康委员会',
  'care-worker': '人力资源和社会保障局',
  lawyer: '司法局',
  counsellor: '心理学会',
  'first-aid': '红十字会',
}

const retired = (draw: Draw) =>
  [1, 2, 3, 4, 5, 6, 7]
    .filter(() => draw.chance(0.75))
    .flatMap((weekday) => [
      { weekday, fromMinute: 480, toMinute: 690 },
      ...(draw.chance(0.7) ? [{ weekday, fromMinute: 870, toMinute: 1050 }] : []),
    ])
const working = (draw: Draw) => [
  ...[1, 2, 3, 4, 5].filter(() => draw.chance(0.6)).map((weekday) => ({ weekday, fromMinute: 1110, toMinute: 1290 })),
  ...[6, 7].flatMap((weekday) => (draw.chance(0.7) ? [{ weekday, fromMinute: 540, toMinute: 1080 }] : [])),
]
const seldom = (draw: Draw) => [{ weekday: draw.between(6, 7), fromMinute: 540, toMinute: 720 }]

const hoursOf = (draw: Draw, age: number) =>
  age >= 58 ? retired(draw) : draw.chance(0.6) ? working(draw) : seldom(draw)

const holdingsOf = (draw: Draw, services: readonly Service[], today: string): HoldingSeed[] => {
  const fromOn = addDays(today, -draw.between(120, 900))
  const paper = (kind: HoldingSeed['kind'], code: string, years: number, issuer: string): HoldingSeed => {
    const start = addDays(today, -draw.between(60, 600))
    return {
      kind,
      code,
      fromOn: start,
      toOn: addDays(start, Math.round(365 * years)),
      issuer,
      number: `${code.slice(0, 2).toUpperCase()}${draw.between(100_000, 999_999)}`,
    }
  }
  const skills = [...new Set(services.flatMap((service) => service.skills))]
  const certificates = [...new Set(services.flatMap((service) => service.certificates))]
  const training = [...new Set(services.flatMap((service) => service.training))]
  return [
    ...skills.map((code): HoldingSeed => ({ kind: 'skill', code, fromOn, toOn: null, issuer: '', number: null })),
    ...certificates
      .filter(() => draw.chance(0.85))
      .map((code) => paper('certificate', code, draw.pick([1, 3, 6]), issuers[code] ?? '行业协会')),
    ...training.map((code) => paper('training', code, 3, '社区培训课堂')),
    ...(services.some((service) => service.insured) ? [paper('insurance', 'accident', 2, '志愿者意外伤害保险')] : []),
  ]
}

const newcomer = (draw: Draw, today: string, phones: Phones): PersonSeed => {
  const sex = draw.chance(0.55) ? 'female' : 'male'
  const age = draw.between(22, 58)
  const surname = drawSurname(draw)
  return {
    id: newId(),
    name: surname + drawGiven(draw, sex, age),
    callName: callNameOf(surname, sex, age),
    sex,
    age,
    bornOn: addDays(today, -Math.floor(age * 365.25) - draw.between(0, 360)),
    phone: phones.next(),
    speaks: ['普通话'],
  }
}

export type Force = { readonly volunteers: readonly VolunteerSeed[]; readonly teams: readonly TeamSeed[] }
export type ForcePlan = {
  readonly count: number
  readonly residentShare: number
  readonly teams: readonly string[]
  readonly services: readonly Service[]
  /** Residents who are not to be drawn: they stand in the demo as somebody else. */
  readonly apart: ReadonlySet<string>
}

/** `firsts`: people who must be volunteers with these services, whatever is drawn. */
export const drawForce = (
  community: Community,
  residents: Residents,
  plan: ForcePlan,
  firsts: readonly { person: PersonSeed; services: readonly string[] }[],
  today: string,
  draw: Draw,
  phones: Phones,
): Force => {
  const wanted = Math.round(plan.count * plan.residentShare)
  const taken = new Set([...plan.apart, ...firsts.map((first) => first.person.id)])
  const grown = residents.people.filter(
    (one) => one.age >= 18 && one.age <= 76 && one.phone !== null && !taken.has(one.id),
  )
  const people = [
    ...firsts.map((first) => ({ person: first.person, resident: true, fixed: first.services })),
    ...draw
      .shuffled(grown)
      .slice(0, wanted - firsts.length)
      .map((person) => ({ person, resident: true, fixed: null })),
    ...Array.from({ length: plan.count - wanted }, () => ({
      person: newcomer(draw, today, phones),
      resident: false,
      fixed: null,
    })),
  ]
  const volunteers = people.map(({ person, resident, fixed }): VolunteerSeed => {
    const team = fixed
      ? (plan.services.find((service) => service.code === fixed[0])?.team ?? null)
      : draw.pick(plan.teams)
    const ofTeam = plan.services.filter((service) => service.team === team)
    const services = fixed
      ? plan.services.filter((service) => fixed.includes(service.code))
      : draw.shuffled(ofTeam).slice(0, draw.between(1, Math.min(3, ofTeam.length)))
    const holdings = holdingsOf(draw, services, today)
    return {
      id: newId(),
      person,
      resident,
      idNumber: idNumberFor(person, draw),
      class: holdings.some((held) => held.kind === 'certificate') ? 'skilled' : 'general',
      team,
      holdings,
      hours: fixed ? retired(draw) : hoursOf(draw, person.age),
      appliedOn: addDays(today, -draw.between(100, 1400)),
      readiness: -1.9 + 1.25 * draw.normal() + (fixed ? 1.2 : 0),
      jobs: 0,
      ratingSum: 0,
      ratingCount: 0,
    }
  })
  return { volunteers, teams: plan.teams.map((name) => teamOf(name, volunteers, plan.services, draw)) }
}

const teamOf = (
  name: string,
  volunteers: readonly VolunteerSeed[],
  services: readonly Service[],
  draw: Draw,
): TeamSeed => {
  const members = volunteers
    .filter((one) => one.team === name)
    .slice(0, draw.between(24, 50))
    .map((one) => one.person)
  const [kind, brand] = kinds[name] ?? ['便民', '']
  return {
    id: newId(),
    name,
    kind,
    brand,
    leader: members[0] as PersonSeed,
    members,
    services: services.filter((service) => service.team === name).map((service) => service.code),
  }
}
