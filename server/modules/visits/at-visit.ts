// Stepping up to a visit: its request is locked first, then the visit; who the actor is there and what they may do is decided once.
import { type Context, reaches } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { lockRequest, type RequestRecord, requestById, standingOf } from '../requests/service.ts'
import { type HelperRow, helpersOf } from './helper-queries.ts'
import { lockVisit, visitById, type VisitRow, visitsWithFile } from './queries.ts'
import { type Facts, isGone, refusalOf, type Verb } from './rules.ts'

export type AtVisit = {
  readonly visit: VisitRow
  readonly request: RequestRecord | null
  readonly helpers: readonly HelperRow[]
  readonly me: HelperRow | null
}
export type Sight = AtVisit & { readonly facts: Facts; readonly asker: boolean; readonly staff: boolean }

const staffed = (request: RequestRecord | null) =>
  request === null || request.state === 'assigned' || request.state === 'under_way'

/** Of several rows of one person the one that counts: somebody who dropped out and was asked again stands there twice. */
const mineOf = (ctx: Context, helpers: readonly HelperRow[]): HelperRow | null => {
  const { actor } = ctx
  if (actor.kind !== 'person') return null
  const own = helpers.filter((one) => one.personId === actor.personId)
  return own.find((one) => !isGone(one.state)) ?? own.at(-1) ?? null
}

const factsOf = (ctx: Context, { visit, request, helpers, me }: AtVisit): Facts => ({
  state: visit.state,
  mine: me?.state ?? null,
  others: helpers.filter((one) => one !== me).map((one) => one.state),
  staffed: staffed(request),
  staff: reaches(ctx.actor, 'visits.staff', visit.areaPath),
  begun: visit.plannedFrom <= ctx.now,
})

/** What the actor may see of a visit; not found for strangers. */
export const sightOf = async (ctx: Context, visitId: string): Promise<Sight> => {
  const visit = found(await visitById(ctx, visitId))
  const helpers = await helpersOf(ctx, visit.id)
  const request = visit.requestId ? found(await requestById(ctx, visit.requestId)) : null
  const at = { visit, request, helpers, me: mineOf(ctx, helpers) }
  const standing = request ? (await standingOf(ctx, request)).who : null
  const facts = factsOf(ctx, at)
  const asker = standing !== null && ctx.actor.kind === 'person' && (standing.own || standing.asker || standing.family)
  ensure(at.me || facts.staff || asker, 'not_found')
  return { ...at, facts, asker, staff: facts.staff }
}

/** Locks request and visit and lets in only who may do this now. */
export const stepUp = async (ctx: Context, visitId: string, verb: Verb): Promise<AtVisit> => {
  const seen = found(await visitById(ctx, visitId))
  const request = seen.requestId ? await lockRequest(ctx, seen.requestId) : null
  const visit = await lockVisit(ctx, visitId)
  const helpers = await helpersOf(ctx, visitId)
  const at = { visit, request, helpers, me: mineOf(ctx, helpers) }
  const facts = factsOf(ctx, at)
  ensure(at.me || facts.staff, 'not_found')
  const refusal = refusalOf(verb, facts)
  if (refusal) throw new Refusal(refusal)
  return at
}

/** Photos and signed papers of a visit are for whoever may see the visit. */
export const maySeeFile = async (ctx: Context, fileId: string): Promise<boolean> => {
  for (const visitId of await visitsWithFile(ctx, fileId)) if (await seesVisit(ctx, visitId)) return true
  return false
}

const seesVisit = async (ctx: Context, visitId: string): Promise<boolean> => {
  try {
    const { me, asker, staff } = await sightOf(ctx, visitId)
    return asker || staff || (me !== null && !isGone(me.state))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return false
    throw error
  }
}
