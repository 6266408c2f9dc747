// Whom a matter of life reads first stands ready in few rows. That they are the same people as the slow way finds, which looks
// up every home and every skill, is shown on a town in which people move, leave, learn, forget and answer.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import type { Hands } from '../../kit/testing.ts'
import { closePerson, moveHome, moveIn, placeOf } from '../people/service.ts'
import { recordHolding, verifyHolding } from '../volunteers/service.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { volunteerPool } from './pool-queries.ts'
import type { PoolQuestion } from './pool-queries.ts'

let town: DispatchTown
let desk: Hands
let people: { volunteerId: string; personId: string }[]
let buildings: string[]
beforeAll(async () => {
  town = await dispatchTown()
  desk = await town.hands('韦敏')
  const rows = await town.rows(`select id, person_id from volunteer where state = 'approved' order by id limit 30`)
  people = rows.map((row) => ({ volunteerId: row['id'], personId: row['person_id'] }))
  buildings = (await town.rows(`select id from area where kind = 'building' order by path limit 12`)).map(
    (row) => row['id'],
  )
}, 60_000)
afterAll(() => town.close())

const skills = ['patrol', 'plumbing', 'reading'] as const
type Deed =
  | { readonly act: 'move' | 'also' | 'leave' | 'close'; readonly who: number; readonly to: number }
  | { readonly act: 'learn'; readonly who: number; readonly skill: (typeof skills)[number] }
  | { readonly act: 'forget'; readonly who: number; readonly skill: (typeof skills)[number] }
  | { readonly act: 'answer'; readonly who: number; readonly yes: number; readonly no: number }

const who = fc.nat(29)
const skill = fc.constantFrom(...skills)
const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constantFrom('move' as const, 'also' as const, 'leave' as const), who, to: fc.nat(11) }),
    fc.record({ act: fc.constant('close' as const), who: fc.nat(2), to: fc.constant(0) }),
    fc.record({ act: fc.constant('learn' as const), who, skill }),
    fc.record({ act: fc.constant('forget' as const), who, skill }),
    fc.record({ act: fc.constant('answer' as const), who, yes: fc.nat(9), no: fc.nat(30) }),
  ),
  { minLength: 4, maxLength: 10 },
)

const forget = async (volunteerId: string, personId: string, code: string) => {
  const held = await town.rows(
    `select id from holding where person_id = $1 and kind = 'skill' and code = $2 and ended_at is null`,
    [personId, code],
  )
  for (const { id } of held) await verifyHolding(town.ctx(), volunteerId, id, { accepted: false, reason: '' })
}

const doIt = async (deed: Deed) => {
  const { volunteerId, personId } = people[deed.who]!
  if (deed.act === 'learn')
    await recordHolding(town.ctx(), volunteerId, { kind: 'skill', code: deed.skill, issuer: '', fromOn: '2020-01-01' })
  else if (deed.act === 'forget') await forget(volunteerId, personId, deed.skill)
  else if (deed.act === 'answer')
    await town.rows(
      `insert into helper_history (tenant_id, helper_id, asks, yes, no, ignored_in_a_row, fatigue, counted_at)
       select tenant_id, id, 40, $2, $3, 0, 0, now() from volunteer where id = $1
       on conflict (tenant_id, helper_id) do update set yes = excluded.yes, no = excluded.no`,
      [volunteerId, deed.yes, deed.no],
    )
  else if (deed.act === 'leave') await leave(personId)
  else await inTransaction(town.ctx(), (ctx) => moveOrClose(ctx, personId, deed))
}

const moveOrClose = async (
  ctx: Context,
  personId: string,
  { act, to }: Extract<Deed, { to: number }>,
): Promise<void> => {
  const named = { buildingId: buildings[to]! }
  if (act === 'move') await moveHome(ctx, personId, named)
  else if (act === 'also') await moveIn(ctx, personId, (await placeOf(ctx, named))!, '家人')
  else await closePerson(ctx, personId, false)
}

/** Staff take the person out of the household they joined last. */
const leave = async (personId: string) => {
  const [home] = await town.rows(
    `select h.id, h.version from household_member m join household h on h.id = m.household_id
     where m.person_id = $1 and m.to_on is null order by m.from_on desc, m.id desc limit 1`,
    [personId],
  )
  if (!home) return
  const { id, version } = home
  expect((await desk.patch(`/households/${id}`, { version, removePersonId: personId })).status).toBe(200)
}

/** Home by home and skill by skill, as the tables behind tell it. */
const slowly = async ({ underPath, skills: wanted, near, most }: PoolQuestion): Promise<string[]> => {
  const rows = await town.rows(
    `select v.id from volunteer v
     left join lateral (select a.path, a.lat, a.lon from household_member m join household h on h.id = m.household_id join area a on a.id = h.area_id
       where m.person_id = v.person_id and m.lives_there and m.to_on is null order by m.from_on desc, m.id desc limit 1) home on true
     left join helper_history hh on hh.helper_id = v.id
     where v.state = 'approved' and v.organisation_id is null
       and (cardinality($2::text[]) = 0 or exists (select from holding s where s.person_id = v.person_id and s.kind = 'skill' and s.ended_at is null and s.code = any($2)))
       and (home.path = $1 or home.path like $1 || '.%' or exists (select from volunteer_area va join area a on a.id = va.area_id
         where va.volunteer_id = v.id and (a.path = $1 or a.path like $1 || '.%' or $1 like a.path || '.%')))
     order by ln((1 + coalesce(hh.yes, 0)) / (9 + coalesce(hh.yes + hh.no, 0)))
       - coalesce(sqrt(((home.lat - $3::float8) * 110574) ^ 2 + ((home.lon - $4::float8) * 111320 * cos(radians($3::float8))) ^ 2), 1000) / 360 desc, v.id
     limit $5`,
    [underPath, wanted, near?.lat ?? null, near?.lon ?? null, most],
  )
  return rows.map((row) => row['id'])
}

/** Homes written down that are not where the households say, or not at all. */
const strayHomes = () =>
  town.rows(
    `select coalesce(home.person_id, m.person_id) from home full join (
       select distinct on (m.person_id) m.person_id, h.area_id from household_member m join household h on h.id = m.household_id
       where m.lives_there and m.to_on is null order by m.person_id, m.from_on desc, m.id desc) m on m.person_id = home.person_id
     where m.area_id is distinct from home.area_id`,
  )

const aNumber = '00000000-0000-7000-8000-000000000000'
const questions = fc.record({
  underPath: fc.constantFrom('s1', 's1.c1', 's1.c2', 's1.c1.g1'),
  skills: fc.constantFrom(['patrol'], ['plumbing', 'reading'], []),
  near: fc.constantFrom({ lat: 22.8172, lon: 108.3301 }, { lat: 39.9, lon: 116.4 }, null),
  most: fc.constantFrom(1, 5, 20, 1000),
})

test('those read first are the ones the slow way finds, after whatever moves, lessons and answers', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, fc.array(questions, { minLength: 3, maxLength: 3 }), async (done, asked) => {
      for (const deed of done) await doIt(deed)
      expect(await strayHomes()).toEqual([])
      for (const one of asked) {
        const question = {
          ...one,
          personId: aNumber,
          serviceId: aNumber,
          unskilled: 0,
          dayStart: town.world.now(),
          inPoints: false,
        }
        const found = (await volunteerPool(town.ctx(), question)).map((row) => row.id)
        expect(found.toSorted()).toEqual((await slowly(question)).toSorted())
      }
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('where a life is at risk at a place without a point on the map, or far from everybody, people are still found', async () => {
  const question = {
    underPath: 's1',
    personId: aNumber,
    serviceId: aNumber,
    skills: [],
    unskilled: 0,
    dayStart: town.world.now(),
    inPoints: false,
    most: 5,
  }
  expect(await volunteerPool(town.ctx(), { ...question, near: null })).toHaveLength(5)
  expect(await volunteerPool(town.ctx(), { ...question, near: { lat: 39.9, lon: 116.4 } })).toHaveLength(5)
})
