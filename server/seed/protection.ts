// Protection in the demo: a policy for everybody that runs out in six weeks, one with a list, last year's, and an accident that is followed.
import type { Context } from '../kit/context.ts'
import { newId } from '../kit/ids.ts'
import { addDays, addHours, dayOf } from '../kit/time.ts'
import { insertRows } from './insert.ts'
import type { PersonSeed } from './residents.ts'
import type { Town } from './town.ts'

const named = 12

const told = {
  what: '送餐下楼时踩空一级台阶',
  injury: '右手擦伤，没有流很多血',
  done: '用碘伏擦过，贴了创可贴',
  witness: '三楼邻居',
  hurtName: '',
}

const accidentOf = (ctx: Context, { community: { area } }: Town, reporterPersonId: string) => ({
  tenantId: ctx.tenantId,
  id: newId(),
  number: `${dayOf(ctx.now, 'Asia/Shanghai').replaceAll('-', '')}-A001`,
  areaId: area.id,
  areaPath: area.path,
  happenedAt: addHours(ctx.now, -20),
  place: '5 号楼楼梯',
  hurt: 'me',
  toldSealed: ctx.kit.vault.seal(ctx.tenantId, 'accident.told', JSON.stringify(told)),
  insured: true,
  nextOn: dayOf(ctx.now, 'Asia/Shanghai'),
  reporterPersonId,
  reportedAt: addHours(ctx.now, -19),
})

export const seedProtection = async (ctx: Context, town: Town, worker: PersonSeed): Promise<void> => {
  const { area } = town.community
  const today = dayOf(ctx.now, 'Asia/Shanghai')
  const policy = (number: string, from: number, to: number, more: object) => ({
    tenantId: ctx.tenantId,
    id: newId(),
    areaId: area.id,
    areaPath: area.path,
    kind: 'accident',
    insurer: '人保财险南宁分公司',
    number,
    fromOn: addDays(today, from),
    toOn: addDays(today, to),
    covers: 'people',
    note: '',
    createdBy: worker.id,
    createdAt: ctx.now,
    ...more,
  })
  const list = policy('PEAC20264501000718', -200, 164, { note: '街道统一投保，每人保额 20 万元' })
  await insertRows(ctx.db, 'insurancePolicy', [
    list,
    policy('PZPL20264501000093', -318, 46, { kind: 'liability', covers: 'area' }),
    policy('PEAC20254501000655', -565, -201, {}),
  ])
  await insertRows(
    ctx.db,
    'insuredPerson',
    town.force.volunteers.slice(0, named).map(({ person }) => ({
      tenantId: ctx.tenantId,
      id: newId(),
      policyId: list.id,
      personId: person.id,
      fromOn: list.fromOn,
      addedBy: worker.id,
      addedAt: ctx.now,
    })),
  )
  const hurt = town.force.volunteers[0]
  if (hurt) await insertRows(ctx.db, 'accident', [accidentOf(ctx, town, hurt.person.id)])
}
