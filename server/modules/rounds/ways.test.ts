// What a stop costs in other hands: never a way that breaks an hour, a rest or a hard condition.
import { planRounds } from '@linbang/engine/rounds'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanced } from './balance.ts'
import {
  concerned,
  faultsOf,
  type Forbids,
  leftOut,
  listsOf,
  optionsFor,
  planned,
  type PlanStop,
  type PlanWorker,
  type Way,
  waysOf,
  withoutOne,
} from './ways.ts'

const free: Forbids = () => null
const place = fc.record({
  lat: fc.double({ min: 22.81, max: 22.82, noNaN: true }),
  lon: fc.double({ min: 108.33, max: 108.34, noNaN: true }),
})
const anyStop = fc.record({
  point: place,
  open: fc.integer({ min: 510, max: 900 }),
  minutes: fc.integer({ min: 5, max: 40 }),
  people: fc.constantFrom(1, 1, 1, 2),
})
const stopOf = (
  one: { point: { lat: number; lon: number }; open: number; minutes: number; people: number },
  index: number,
): PlanStop => ({
  id: `s${index}`,
  areaId: `a${index % 4}`,
  point: one.point,
  fromMinute: one.open,
  toMinute: one.open + 180,
  minutes: one.minutes,
  people: one.people,
  usualPersonId: index % 3 === 0 ? 'w0' : null,
})
const workerOf = (index: number): PlanWorker => ({
  personId: `w${index}`,
  fromMinute: index % 2 === 0 ? 510 : 540,
  toMinute: index % 2 === 0 ? 1080 : 960,
  breakMinutes: index === 0 ? 30 : 0,
  start: { lat: 22.815, lon: 108.335 },
  end: null,
})
const day = (stops: readonly PlanStop[], forbids: Forbids = free) =>
  planned({ stops, workers: [0, 1, 2].map(workerOf), forbids, continuity: 15 })
const searched = (plan: ReturnType<typeof day>): Way[] => {
  const found = planRounds(
    plan.problem,
    { seed: 7, objective: 'distance', searches: 1 },
    { done: (iterations) => iterations / 300, solveSetPartition: null },
  )
  return waysOf(plan, found.routes, found.begin)
}
const faults = (plan: ReturnType<typeof day>, ways: readonly Way[]) => {
  const { lists, begin } = listsOf(plan, ways)
  return faultsOf(plan, lists, begin).filter(({ kind }) => kind !== 'half_served')
}

describe('a stop in other hands', () => {
  test('every option stands up to a check from scratch, and nobody else loses a stop', () => {
    fc.assert(
      fc.property(fc.array(anyStop, { minLength: 2, maxLength: 9 }), fc.nat(), (drawn, pick) => {
        const plan = day(drawn.map(stopOf))
        const ways = searched(plan)
        expect(faults(plan, ways)).toEqual([])
        const legs = ways.flatMap((way) => way.legs)
        const moved = legs[pick % Math.max(1, legs.length)]
        if (!moved) return
        for (const option of optionsFor(plan, ways, moved, free)) {
          if (option.refusal) continue
          expect(faults(plan, option.ways ?? [])).toEqual([])
          expect((option.ways ?? []).flatMap((way) => way.legs)).toHaveLength(legs.length)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('who may not is told why, and who has no time too', () => {
    const stops = [stopOf({ point: { lat: 22.81, lon: 108.33 }, open: 510, minutes: 20, people: 1 }, 1)]
    const forbids: Forbids = (_, { personId }) => (personId === 'w1' ? 'round.no_skill' : null)
    const plan = planned({
      stops,
      workers: [workerOf(0), workerOf(1), { ...workerOf(2), fromMinute: 900, toMinute: 960 }],
      forbids,
      continuity: 0,
    })
    const refusals = optionsFor(plan, [], { stopId: 's1', slot: 0 }, forbids).map(({ refusal }) => refusal)
    expect(refusals).toEqual([null, 'round.no_skill', 'round.no_time'])
  })

  test('two who go together are never one person, and a stop left out leaves both ways', () => {
    const plan = day([stopOf({ point: { lat: 22.812, lon: 108.332 }, open: 540, minutes: 30, people: 2 }, 1)])
    const ways = searched(plan)
    const [first, second] = ways.filter((way) => way.legs.length > 0)
    const other = first!.legs[0]!
    const options = optionsFor(plan, ways, other, free)
    expect(options.find(({ personId }) => personId === second!.personId)?.refusal).toBe('round.same_person')
    expect(leftOut(plan, ways, other).ways.every((way) => way.legs.length === 0)).toBe(true)
  })
})

test('one drops out and the others keep their people', () => {
  const drawn = Array.from({ length: 12 }, (_, index) => ({
    point: { lat: 22.81 + (index % 4) * 0.002, lon: 108.33 + (index % 3) * 0.003 },
    open: 540,
    minutes: 20,
    people: 1,
  }))
  const plan = day(drawn.map(stopOf))
  const ways = searched(plan)
  const gone = ways.find((way) => way.legs.length > 0)!.personId
  const { problem, from } = withoutOne(plan, ways, gone, 30)
  const mended = planRounds(
    problem,
    { seed: 1, objective: 'distance', searches: 1 },
    { done: (n) => n / 200, solveSetPartition: null },
    from,
  )
  const after = waysOf(plan, mended.routes, mended.begin)
  expect(faultsOf({ ...plan, problem }, mended.routes, mended.begin)).toEqual([])
  const holder = (all: readonly Way[]) =>
    new Map(all.flatMap(({ personId, legs }) => legs.map(({ stopId }) => [stopId, personId])))
  const [before, now] = [holder(ways), holder(after)]
  for (const [stopId, personId] of before) if (personId !== gone) expect(now.get(stopId)).toBe(personId)
  expect(concerned(ways, after)).toContain(gone)
})

describe('an even load', () => {
  const stops = Array.from({ length: 9 }, (_, index) => ({
    ...stopOf({ point: { lat: 22.815, lon: 108.335 }, open: 510, minutes: 20, people: 1 }, index),
    toMinute: 1080,
    usualPersonId: null,
  }))
  const loads = (percent: number) => {
    const plan = day(stops)
    const found = planRounds(
      balanced(plan, percent),
      { seed: 7, objective: 'distance', searches: 1 },
      { done: (iterations) => iterations / 300, solveSetPartition: null },
    )
    expect(found.unserved).toEqual([])
    expect(faultsOf(plan, found.routes, found.begin)).toEqual([])
    return found.routes.map((list) => list.length)
  }

  test('without it all stops of one house fall to one walker; with it nobody is longer at doors than allowed', () => {
    expect(Math.max(...loads(0))).toBe(9)
    const hours = [570, 420, 570]
    const share = (walker: number) => Math.ceil((9 * hours[walker]! * 1.2) / 1560)
    for (const [walker, stopsOfOne] of loads(20).entries()) expect(stopsOfOne).toBeLessThanOrEqual(share(walker))
  })
})
