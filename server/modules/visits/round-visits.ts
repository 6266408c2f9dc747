// Appointments of a round: made when it is published, given to others when somebody drops out, ended without a sheet when nobody signs.
import { randomInt } from 'node:crypto'
import { type Context, momentOf } from '../../kit/context.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { type HelperRow, helpersOf, insertHelper, rebook, setAsideTimes, updateHelper } from './helper-queries.ts'
import { insertVisit, lockVisit, updateVisit } from './queries.ts'
import { isGone, stateOf } from './rules.ts'

type Stop = {
  readonly areaId: string
  readonly areaPath: string
  readonly householdId: string | null
  readonly personId: string | null
  readonly from: Date
  readonly to: Date
}
type Walker = { readonly personId: string; readonly volunteerId: string | null }
type Standing = {
  readonly visitId: string
  readonly from: Date
  readonly to: Date
  readonly walkers: readonly Walker[]
}

export const openRoundVisit = async (
  ctx: Context,
  { from, to, ...stop }: Stop,
): Promise<{ id: string; meetingCode: string }> => {
  const made = { id: newId(), meetingCode: String(randomInt(0, 1000)).padStart(3, '0') }
  const planned = { plannedFrom: from, plannedTo: to, createdAt: ctx.now }
  await insertVisit(ctx, { ...stop, ...made, ...planned, tenantId: ctx.tenantId, cause: 'round', state: 'planned' })
  return made
}

const waiting = ({ state }: HelperRow) => state === 'planned' || state === 'set_out'

/** Brings visits that have not begun to these hours and people. Refused offer.overlap when one is promised elsewhere then. */
export const standRoundVisits = async (ctx: Context, standings: readonly Standing[]): Promise<void> => {
  const ids = standings.map(({ visitId }) => visitId).toSorted()
  for (const id of ids) await lockVisit(ctx, id)
  await setAsideTimes(ctx, ids)
  for (const standing of standings) await standOne(ctx, standing)
}
const standOne = async (ctx: Context, { visitId, from, to, walkers }: Standing): Promise<void> => {
  const helpers = await helpersOf(ctx, visitId)
  for (const one of helpers.filter(waiting))
    if (!walkers.some(({ personId }) => personId === one.personId))
      await updateHelper(ctx, one.id, { state: 'dropped', dropReason: '换了人' })
  for (const { personId, volunteerId } of walkers) {
    const own = helpers.find((one) => one.personId === personId && !isGone(one.state))
    if (own) await rebook(ctx, own.id, from, to)
    else {
      const row = { id: newId(), visitId, personId, volunteerId, organisationId: null, offerId: null, arrivesAt: from }
      await insertHelper(ctx, row, from, to)
    }
  }
  await updateVisit(ctx, visitId, { plannedFrom: from, plannedTo: to })
  await tell(ctx, visitId)
}

const tell = async (ctx: Context, visitId: string): Promise<void> => {
  const [visit, helpers] = [await lockVisit(ctx, visitId), await helpersOf(ctx, visitId)]
  const personIds = helpers.map((one) => one.personId)
  await announce(ctx, 'visit.changed', { visitId, areaPath: visit.areaPath, personIds })
}

/** Over without anybody having been there: nobody at home, called off, left out. */
export const endRoundVisit = async (
  ctx: Context,
  visitId: string,
  how: 'failed' | 'dropped',
  reason: string,
): Promise<void> => {
  await lockVisit(ctx, visitId)
  for (const one of await helpersOf(ctx, visitId))
    if (!isGone(one.state) && one.state !== 'finished' && one.state !== 'signed')
      await updateHelper(ctx, one.id, { state: how, dropReason: reason })
  await updateVisit(ctx, visitId, { state: how, endedAt: momentOf(ctx) })
  await tell(ctx, visitId)
}

/** Done, and nobody signs: everybody has finished, there is no sheet and so no service record. */
export const closeUnsigned = async (ctx: Context, visitId: string): Promise<void> => {
  const helpers = await helpersOf(ctx, visitId)
  if (stateOf(helpers.map((one) => one.state)) !== 'finished') return
  await updateVisit(ctx, visitId, { endedAt: momentOf(ctx) })
}
