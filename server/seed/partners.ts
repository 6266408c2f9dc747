// Organisations of a demo community: shops with prices, and units stationed here.
import { newId } from '../kit/ids.ts'
import type { Service } from './catalog.ts'
import type { Draw } from './draw.ts'
import type { AreaSeed, Community } from './ground.ts'
import { creditCodeFor } from './identity.ts'
import { drawGiven, drawSurname } from './names.ts'
import type { PersonSeed, Phones } from './residents.ts'

type Kind = 'shop' | 'hospital' | 'school' | 'firm' | 'ngo' | 'property' | 'stationed' | 'party'
export type OrganisationSeed = {
  readonly id: string
  readonly kind: Kind
  readonly name: string
  readonly building: AreaSeed
  readonly creditCode: string
  readonly phone: string
  readonly services: readonly { readonly service: Service; readonly cents: number }[]
  readonly staff: readonly PersonSeed[]
  readonly about: string
}

const shops: readonly (readonly [Kind, string, readonly string[]])[] = [
  ['shop', '顺达家电维修', ['appliance-repair', 'heating-repair', 'electric-repair']],
  ['shop', '老覃管道疏通', ['drain-clearing', 'plumbing', 'heating-repair']],
  ['shop', '阿姨来了家政', ['housework']],
  ['shop', '同心餐厅', ['meal-delivery']],
  ['shop', '平安开锁', ['door-lock']],
  ['hospital', '社区卫生服务站', ['home-nursing-visit', 'blood-pressure-check']],
  ['shop', '邻里小厨', ['meal-delivery']],
  ['shop', '洁美家政', ['housework', 'pest-control']],
  ['firm', '宝安除虫', ['pest-control']],
  ['shop', '水电王师傅店', ['plumbing', 'electric-repair', 'drain-clearing']],
  ['shop', '暖阳理发店', ['haircut-home']],
  ['shop', '好邻居五金', ['furniture-repair', 'door-lock']],
]
const units = [
  '第二小学',
  '电力新村物业',
  '农贸市场管理处',
  '邮政支局',
  '供水营业厅',
  '幼儿园',
  '派出所',
  '司法所',
  '工商银行支行',
  '书店',
  '文化馆分馆',
  '公交公司三队',
  '律师事务所',
  '社工服务中心',
  '药店',
  '超市',
  '眼镜店',
  '干休所',
  '职业学校',
  '广场舞协会',
  '老年大学',
  '面包房',
  '菜鸟驿站',
  '燃气服务站',
]

const staffOf = (draw: Draw, phones: Phones): PersonSeed => {
  const sex = draw.chance(0.4) ? 'female' : 'male'
  const surname = drawSurname(draw)
  const age = draw.between(24, 55)
  return {
    id: newId(),
    name: surname + drawGiven(draw, sex, age),
    callName: `${surname}师傅`,
    sex,
    age,
    bornOn: `${2026 - age}-05-12`,
    phone: phones.next(),
    speaks: ['普通话'],
  }
}

/** `members` of them offer services with a price; the rest are stationed units. */
export const drawPartners = (
  community: Community,
  services: readonly Service[],
  count: number,
  members: number,
  draw: Draw,
  phones: Phones,
): OrganisationSeed[] =>
  Array.from({ length: count }, (_, index) => {
    const member = index < members
    const [kind, base, codes] = member
      ? shops[index % shops.length]!
      : (['stationed', units[(index - members) % units.length]!, []] as const)
    const offered = services.filter((service) => codes.includes(service.code))
    const round = Math.floor(index / shops.length)
    return {
      id: newId(),
      kind,
      name:
        member && round > 0
          ? `${base}${['一', '二', '三'][round - 1] ?? round}店`
          : `${community.area.name.replace('社区', '')}${base}`,
      building: draw.pick(community.buildings),
      creditCode: creditCodeFor(draw),
      phone: `0771000${String(2000 + index + community.buildings.length).padStart(4, '0')}`,
      services: offered.map((service) => ({ service, cents: draw.between(2, 9) * 1000 })),
      staff: member ? [staffOf(draw, phones), staffOf(draw, phones)] : [],
      about: member ? '街坊老店，明码标价，先说好再上门。' : '',
    }
  })
