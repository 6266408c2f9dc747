// The small town with hands for as many helpers as a story needs: volunteers with a skill, staff of an organisation.
import { routes } from '../api.ts'
import { openSession } from '../kit/session.ts'
import { as } from '../kit/testing.ts'
import type { Hands } from '../kit/testing.ts'
import { smallTown } from './small.ts'
import type { SmallTown } from './small.ts'
import { background } from '../worker.ts'

export type TownHelper = { readonly volunteerId: string; readonly personId: string; readonly hands: Hands }
export type Asked = { readonly id: string; readonly number: string; readonly version: number }
// oxlint-disable-next-line typescript/no-explicit-any -- rows of whatever table a story looks into
type Row = Record<string, any>

export type DispatchTown = SmallTown & {
  /** What lies in the database, for what no API shows. */
  readonly rows: (query: string, values?: readonly unknown[]) => Promise<Row[]>
  /** So many grown volunteers of 新竹社区, from different homes, free at any hour, all with this skill. */
  readonly volunteers: (skill: string, count: number) => Promise<TownHelper[]>
  readonly handsOf: (personId: string) => Promise<Hands>
  readonly ask: (hands: Hands, body?: object) => Promise<Asked>
  readonly offersOf: (requestId: string) => Promise<Row[]>
}

const asking = { serviceCode: 'plumbing', description: '厨房水龙头一直滴水' }

export const dispatchTown = async (): Promise<DispatchTown> => {
  const town = await smallTown(routes, background)
  const rows: DispatchTown['rows'] = async (query, values = []) =>
    (await town.world.owner.pool.query(query, [...values])).rows
  // What the demo has open is not part of these stories.
  await rows(`update request set state = 'cancelled' where state in ('reported', 'dispatching', 'reopened')`)
  // Nor is what its asks have taught: stories begin where little is known.
  await rows('update offer set raw_chance = null')
  const handsOf = async (personId: string) => {
    const [account] = await rows('select id from account where person_id = $1', [personId])
    const opened = { accountId: account?.['id'], secondFactor: true, lastsMinutes: 90 * 24 * 60 }
    return as(town.app, (await openSession(town.ctx(), opened)).token)
  }
  return {
    ...town,
    rows,
    handsOf,
    volunteers: async (skill, count) => {
      const found = await rows(
        `select distinct on (hm.household_id) v.id, v.person_id from volunteer v join person p on p.id = v.person_id
        join household_member hm on hm.person_id = v.person_id and hm.to_on is null
        join household h on h.id = hm.household_id join area a on a.id = h.area_id
        where v.state = 'approved' and p.born_on < '1996-01-01' and p.name not in ('王桂芳', '李志明', '陆海波', '周德胜')
          and a.path like (select path from area where name = '新竹社区' and tenant_id = v.tenant_id) || '.%'
          and not exists (select 1 from household_member w join person q on q.id = w.person_id where w.household_id = hm.household_id and q.name = '王桂芳')
        order by hm.household_id, v.id limit $1`,
        [count],
      )
      for (const { id, person_id } of found) {
        await rows('delete from volunteer_hours where volunteer_id = $1', [id])
        await rows(
          `insert into holding (tenant_id, id, person_id, kind, code, from_on, verified_at) select tenant_id, gen_random_uuid(), person_id, x.kind::requirement_kind, x.code, '2020-01-01', now() from volunteer, (values ('insurance', 'accident'), ('training', 'work-safety')) x (kind, code) where volunteer.id = $1`,
          [id],
        )
        await rows(
          `insert into holding (tenant_id, id, person_id, kind, code, from_on) select tenant_id, gen_random_uuid(), person_id, 'skill', $2, '2020-01-01' from volunteer v where v.id = $1
          and not exists (select 1 from holding h where h.person_id = $3 and h.kind = 'skill' and h.code = $2 and h.ended_at is null)`,
          [id, skill, person_id],
        )
        await rows(
          `update volunteer set skills = array(select distinct unnest(skills || array[$2]) order by 1) where id = $1`,
          [id, skill],
        )
      }
      return Promise.all(
        found.map(async (one) => ({
          volunteerId: one['id'],
          personId: one['person_id'],
          hands: await handsOf(one['person_id']),
        })),
      )
    },
    ask: async (hands, body = {}) => {
      const asked = await hands.post('/requests', { ...asking, ...body })
      if (asked.status !== 200) throw new Error(JSON.stringify(asked.body))
      await town.settle()
      return asked.body
    },
    offersOf: (requestId) =>
      rows('select * from offer where request_id = $1 order by round, wave, sent_at, id', [requestId]),
  }
}
