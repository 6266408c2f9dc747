// The engine's share of an urgent decision: 10,000 volunteers ranked, their chances, the first alert; beside sorting by
// distance alone. Times of the processor, because other programs run beside it; wall times too.
import { ACCEPTANCE, UNCALIBRATED, chanceOfYes } from '../engine/acceptance.ts'
import type { RankPerson, RankRequest } from '../engine/eligibility.ts'
import { metresBetween } from '../engine/eligibility.ts'
import { random } from '../engine/random.ts'
import { URGENT_RANKING, rank } from '../engine/ranking.ts'
import { percentile } from '../engine/statistics.ts'
import { RESIDUAL } from '../engine/wave-policy.ts'
import { planWave } from '../engine/waves.ts'
import { printMachine, printTable } from './table.ts'

const PEOPLE = 10_000
const DECISIONS = 60
const NOW = 20_782 * 1440 + 600

export async function run(): Promise<void> {
  const people = crowd()
  const work = { ours: [] as number[], wall: [] as number[], nearest: [] as number[] }
  for (let k = -20; k < DECISIONS; k++) {
    const request = asked(k)
    const [start, cpu] = [performance.now(), process.cpuUsage()]
    decide(request, people)
    const { user, system } = process.cpuUsage(cpu)
    const wall = performance.now() - start
    const again = process.cpuUsage()
    people.toSorted((a, b) => metresBetween(a.home!, request.place) - metresBetween(b.home!, request.place))
    const alone = process.cpuUsage(again)
    if (k < 0) continue
    work.ours.push((user + system) / 1000)
    work.wall.push(wall)
    work.nearest.push((alone.user + alone.system) / 1000)
  }
  printMachine()
  const row = (name: string, times: readonly number[]) => [
    name,
    ...[0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1)),
  ]
  printTable(
    [`${PEOPLE} volunteers, ms`, 'median', 'p95', 'p99'],
    [
      row('rank, chance, alert (processor)', work.ours),
      row('the same (wall)', work.wall),
      row('sorted by distance alone (processor)', work.nearest),
    ],
  )
}

function decide(request: RankRequest, people: readonly RankPerson[]) {
  const { ranked } = rank(request, people, URGENT_RANKING)
  const candidates = ranked.map((one) => {
    const metres = one.metres ?? 1e6
    const known = { asks: 5, yes: 1, no: 4, ignoredInARow: 1, fatigue: 0.2, load: 0.3 }
    const chance = chanceOfYes(
      { id: one.id, kind: 'volunteer', ...known, declaredFree: true, metres, familiar: false },
      UNCALIBRATED,
      ACCEPTANCE,
    )
    return { id: one.id, total: one.total, chance, metres, load: 0.3, ring: one.ring, community: '' }
  })
  return planWave({ openedAt: NOW, deadline: NOW + 30, asks: [] }, candidates, {}, NOW, RESIDUAL.urgent)
}

function asked(k: number): RankRequest {
  const x = (37 * (k + 50)) % 3000
  return {
    id: `request ${k}`,
    window: { from: NOW, to: NOW + 120 },
    durationMinutes: 30,
    place: { x, y: 900, building: 'b1', grid: 'g1', community: 'c' },
    areaPath: 's.c.g1.b1',
    householdId: 'home',
    skills: ['first-aid'],
    usefulSkills: [],
    certificates: [],
    training: [],
    insuranceNeeded: false,
    bodilyRisk: false,
    sex: null,
    minimumClass: 'general',
    blockedIds: [],
  }
}

function crowd(): RankPerson[] {
  const draw = random(5)
  return Array.from({ length: PEOPLE }, (_, k): RankPerson => {
    const day = 1440 * draw.below(7)
    return {
      // in the order of their ids, as the database hands them over
      id: `volunteer ${String(k).padStart(5, '0')}`,
      class: 'general',
      sex: k % 2 === 0 ? 'female' : 'male',
      bornOn: null,
      guardianConsent: false,
      householdId: `home ${k}`,
      home: {
        x: 3000 * draw.uniform(),
        y: 3000 * draw.uniform(),
        building: `b${k % 400}`,
        grid: `g${k % 40}`,
        community: 'c',
      },
      serves: ['s.c'],
      skills: draw.uniform() < 0.3 ? ['first-aid', 'shopping'] : ['shopping'],
      certificates: [],
      training: [],
      insurance: [],
      weekly: [
        { from: day + 480, to: day + 720 },
        { from: 2880 + 840, to: 2880 + 1080 },
      ],
      extra: [],
      away: [],
      pausedUntil: null,
      jobs: draw.uniform() < 0.1 ? [{ from: NOW + 60, to: NOW + 100, at: null }] : [],
      askedToday: 0,
      dayCap: null,
      visitsToAsker: 0,
      jobsLast14Days: draw.below(4),
    }
  })
}
