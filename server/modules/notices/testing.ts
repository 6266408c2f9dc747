// What the stories of this module stand on: a world with a phone that only records, and people who can be told.
import type { PersonActor } from '../../kit/context.ts'
import { newId, type TenantId } from '../../kit/ids.ts'
import { type SmsRecorder, smsRecorder, useSms } from '../../kit/sms.ts'
import { as, freshWorld, type Hands, person, role, testApp, tokenBook, type World } from '../../kit/testing.ts'
import { phoneColumns } from '../people/service.ts'
import { foundPolicies } from '../policies/service.ts'
import { noticeJobs } from './jobs.ts'
import type { Notification } from './notify.ts'
import { mailPages, noticeRoutes } from './routes.ts'

type Life = {
  readonly held?: readonly ReturnType<typeof role>[]
  readonly mobile?: string | null
  readonly english?: boolean
  readonly tenantId?: TenantId
}
type Neighbour = { readonly personId: string; readonly number: string | null; readonly hands: Hands }
type Logged = { way: string; state: string; tries: number; error: string | null; toMasked: string | null }

export const service = { zh: '修水管、水龙头', en: 'Plumbing repair' }

export const accepted = (personIds: readonly string[], subjectId = newId()): Notification<'request.accepted'> => ({
  personIds,
  kind: 'request.accepted',
  params: { service, callName: '李师傅', at: new Date('2026-11-25T07:30:00Z'), code: '417' },
  subjectKind: 'request',
  subjectId,
})

const morning = '2026-11-25T02:00:00Z'

const people = (world: World, signIn: (actor: PersonActor) => Hands) => {
  let numbers = 0
  return async ({ held, mobile, english = false, tenantId = world.tenantId }: Life = {}): Promise<Neighbour> => {
    const actor = person(tenantId, { held: held ?? [role('resident', 'c1')], locale: english ? 'en' : 'zh-CN' })
    const number = mobile === undefined ? `1000000${String(++numbers).padStart(4, '0')}` : mobile
    const preferences = JSON.stringify(english ? { locale: 'en' } : {})
    const phone = phoneColumns({ ...world.ctx(), tenantId }, number)
    const row = { tenantId, id: actor.personId, name: '王秀英', callName: '王阿姨', preferences, ...phone }
    await world.owner.db.insertInto('person').values(row).execute()
    return { personId: actor.personId, number, hands: signIn(actor) }
  }
}

/** The delivery log of one person: in the app first, then SMS, then push. */
const deliveriesTo = (world: World, personId: string): Promise<Logged[]> =>
  world.owner.db
    .selectFrom('delivery')
    .innerJoin('notice', 'notice.id', 'delivery.noticeId')
    .select(['way', 'state', 'tries', 'error', 'toMasked'])
    .where('personId', '=', personId)
    .orderBy('way')
    .execute()

export const noticeWorld = async () => {
  const world = await freshWorld()
  const book = tokenBook()
  const app = await testApp(world, noticeRoutes, book.actorOf, { pages: mailPages })
  await foundPolicies(world.ctx())
  return {
    ...world,
    app,
    anyone: as(app),
    newcomer: people(world, (actor) => as(app, book.tokenFor(actor))),
    logOf: (personId: string) => deliveriesTo(world, personId),
    settle: () => world.settle(noticeJobs),
    /** Ten in the morning, with a new phone that has sent nothing yet. */
    newDay: (): SmsRecorder => {
      const phone = smsRecorder()
      useSms(world.kit, phone)
      world.setNow(morning)
      return phone
    },
    close: async () => {
      await app.close()
      await world.close()
    },
  }
}
