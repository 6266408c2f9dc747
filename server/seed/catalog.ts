// The catalogue as the seed needs it: which skills, papers and insurance each service asks for.
import type { Db } from '../kit/db.ts'
import type { TenantId } from '../kit/ids.ts'

export type Service = {
  readonly id: string
  readonly code: string
  readonly zh: string
  readonly kind: 'basic' | 'development' | 'emergency'
  readonly urgency: 'life' | 'basic' | 'ordinary' | 'complex' | 'advice'
  readonly team: string
  readonly minutes: number
  readonly helpers: number
  readonly credit: 'neighbourly' | 'timebank' | 'priced'
  readonly effort: 'ordinary' | 'skilled' | 'heavy'
  readonly example: string
  readonly skills: readonly string[]
  readonly certificates: readonly string[]
  readonly training: readonly string[]
  readonly insured: boolean
}

export const readCatalog = async (db: Db, tenantId: TenantId): Promise<Service[]> => {
  const services = await db
    .selectFrom('service')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .orderBy('sort')
    .orderBy('code')
    .execute()
  const demands = await db.selectFrom('requirement').selectAll().where('tenantId', '=', tenantId).execute()
  return services.map((service) => {
    const codes = (kind: string) =>
      demands.filter((one) => one.serviceId === service.id && one.kind === kind).map((one) => one.code)
    return {
      id: service.id,
      code: service.code,
      zh: service.zh,
      kind: service.kind,
      urgency: service.defaultUrgency,
      team: service.teamKind,
      minutes: service.minutes,
      helpers: service.helpers,
      credit: service.credit,
      effort: service.effort,
      example: service.example,
      skills: codes('skill'),
      certificates: codes('certificate'),
      training: codes('training'),
      insured: codes('insurance').length > 0,
    }
  })
}
