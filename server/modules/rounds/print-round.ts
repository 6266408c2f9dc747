// The ways on paper: a page for each walker, with boxes to tick where there is no phone.
import type { FileAnswer } from '@linbang/contract/endpoint'
import type { Context } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { printPdf } from '../../kit/pdf.ts'
import { dayOf } from '../../kit/time.ts'
import { communityOf } from '../areas/service.ts'
import { doorOf } from '../people/service.ts'
import { loadRound, type Loaded, roundFor } from './load-round.ts'
import { clockOf } from './rules.ts'
import { recordAudit } from '../../kit/audit.ts'

/** Doors stand on the paper of a published round only: before, nobody has been given them. */
const lineOf = async (
  ctx: Context,
  { round, stops, ways }: Loaded,
  personId: string,
  stopId: string,
  begin: number,
) => {
  const stop = stops.find(({ id }) => id === stopId)
  const door = round.state === 'published' && stop?.householdId ? await doorOf(ctx, stop.householdId) : null
  const others = ways.filter((way) => way.personId !== personId && way.legs.some((leg) => leg.stopId === stopId))
  return {
    at: clockOf(begin),
    who: stop?.checkpointName ?? stop?.callName ?? '',
    place: [stop?.areaName, door].filter(Boolean).join(' '),
    minutes: stop?.minutes ?? 0,
    together: others.length > 0,
    othersIds: others.map((way) => way.personId),
  }
}

export const printRound = async (ctx: Context, roundId: string, personId: string | undefined): Promise<FileAnswer> => {
  const loaded = await loadRound(ctx, await roundFor(ctx, roundId, 'rounds.plan'))
  const { round, workers, ways } = loaded
  const names = new Map(workers.map((one) => [one.personId, one.name]))
  const shown = ways.filter((way) => way.legs.length > 0 && (personId === undefined || way.personId === personId))
  ensure(shown.length > 0, 'not_found')
  const pages = []
  for (const way of shown) {
    const lines = []
    for (const leg of way.legs) {
      const { othersIds, ...line } = await lineOf(ctx, loaded, way.personId, leg.stopId, leg.begin)
      lines.push({ ...line, with: othersIds.map((id) => names.get(id) ?? '').join('、') })
    }
    pages.push({ name: names.get(way.personId) ?? '', lines })
  }
  const { timeZone, hotline, demo } = await ctx.kit.tenants.of(ctx.tenantId)
  const community = await communityOf(ctx, round.areaPath).then(
    ({ name }) => name,
    () => round.areaName,
  )
  await recordAudit(ctx, { act: 'round.printed', subjectKind: 'round', subjectId: roundId, areaPath: round.areaPath })
  const data = {
    kind: 'ways',
    english: ctx.locale === 'en',
    community,
    demo,
    hotline: hotline ?? '',
    printedOn: dayOf(ctx.now, timeZone),
    round: round.name,
    day: round.day,
    patrol: round.kind === 'patrol',
    pages,
    cards: [],
  }
  const bytes = await printPdf(ctx, new URL('./print.typ', import.meta.url), data)
  return { contentType: 'application/pdf', bytes, fileName: `走访-${round.name}-${round.day}.pdf` }
}
