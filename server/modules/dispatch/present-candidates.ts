// The board's answer: who fits best with the parts of the score, why not the others, and what the policy does next.
import type { Candidates } from '@linbang/contract/dispatch'
import type { Point } from '@linbang/contract/values'
import { ENGINE_VERSION } from '@linbang/engine/decision'
import type { Ranked } from '@linbang/engine/ranking'
import { chanceNobody } from '@linbang/engine/waves'
import type { Context } from '../../kit/context.ts'
import { areaOf } from '../areas/service.ts'
import { showAlert } from './alert-ladder.ts'
import type { Field } from './find-candidates.ts'
import type { PoolRow } from './pool-queries.ts'
import { planIn } from './plan-wave.ts'
import { timerOf } from './queries.ts'
import { whyNotOnWire } from './why-not.ts'

const pointOf = (row: PoolRow): Point | null =>
  row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : null
const ratingOf = (row: PoolRow): number | null =>
  row.ratingCount > 0 ? Math.round((row.ratingSum / row.ratingCount) * 10) / 10 : null

const candidateOf = (field: Field, one: Ranked): Candidates['items'][number] => {
  const row = field.rows.get(one.id)!
  const certificate = row.holdings.find((held) => field.rankRequest.certificates.includes(held.code))
  const offer = field.offers.findLast((made) => made.volunteerId === one.id || made.organisationId === one.id)
  return {
    kind: row.kind,
    volunteerId: row.kind === 'volunteer' ? row.id : null,
    organisationId: row.kind === 'organisation' ? row.id : null,
    personId: row.personId,
    name: row.name,
    callName: row.callName,
    buildingName: row.buildingName,
    point: pointOf(row),
    score: one.total,
    parts: one.parts.map((part) => ({ part: part.part, value: part.score, weight: part.weight, number: part.value })),
    metres: one.metres,
    cameBefore: row.visitsToPerson,
    jobsDone: row.jobsDone,
    jobsThisWeek: row.jobsLast14Days,
    rating: ratingOf(row),
    skills: field.rankRequest.usefulSkills.filter(
      (skill) =>
        row.kind === 'organisation' || row.holdings.some((held) => held.kind === 'skill' && held.code === skill),
    ),
    certificateTo: certificate?.to ?? null,
    priceCents: row.priceCents,
    offer: offer?.state ?? null,
    chance: field.chances.get(one.id)?.chance ?? 0,
    askedBefore: row.history?.asks ?? 0,
  }
}

const metresTo = (field: Field, row: PoolRow, origin: Point | null): number | null => {
  const point = pointOf(row)
  if (!point || !origin) return null
  const x = (point.lon - origin.lon) * 111_320 * Math.cos((origin.lat * Math.PI) / 180)
  return Math.round(Math.hypot(x, (point.lat - origin.lat) * 110_574))
}

/** The answer of GET candidates: the best 20, and the nearest 20 of those left out with every reason. */
export const presentCandidates = async (ctx: Context, field: Field): Promise<Candidates> => {
  const origin = (await areaOf(ctx, field.request.areaId)).point
  const left = field.excluded
    .map((one) => ({ one, row: field.rows.get(one.id)! }))
    .map(({ one, row }) => ({ one, row, metres: metresTo(field, row, origin) }))
    .sort((a, b) => (a.metres ?? 1e9) - (b.metres ?? 1e9) || (a.one.id < b.one.id ? -1 : 1))
  const timer = await timerOf(ctx, field.request.id)
  const asking = field.request.state === 'dispatching' && timer !== undefined
  const { known } = await planIn(ctx, field)
  const { rule } = known.waves
  const open = known.wave.asks.length > 0 && rule.kind === 'residual'
  return {
    items: field.ranked.slice(0, 20).map((one) => candidateOf(field, one)),
    total: field.ranked.length,
    excluded: left.slice(0, 20).map(({ one, row, metres }) => ({
      volunteerId: row.kind === 'volunteer' ? row.id : null,
      organisationId: row.kind === 'organisation' ? row.id : null,
      name: row.name,
      callName: row.callName,
      metres,
      reasons: one.reasons.map((reason) => whyNotOnWire(reason, field.clock)),
    })),
    excludedTotal: field.excluded.length,
    level: field.request.level,
    nextStep: {
      act: !asking ? 'none' : timer.at ? 'wave' : 'staff',
      at: asking ? timer.at : null,
    },
    rule: rule.kind === 'residual' ? 'learned' : 'nearest',
    hope: open ? 1 - chanceNobody(known.wave.asks, known.now, rule.delay) : null,
    alert: await showAlert(ctx, field.request),
    engineVersion: ENGINE_VERSION,
    policyVersion: field.policyVersion,
  }
}
