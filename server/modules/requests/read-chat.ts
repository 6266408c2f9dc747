// A building leader pastes what was written in the chat group: drafts to look through, nothing is registered by itself.
import type * as contract from '@linbang/contract/chat-drafts'
import type { Input, Output } from '@linbang/contract/endpoint'
import { type Context, isUnder, reachOf } from '../../kit/context.ts'
import { addDays, momentAt } from '../../kit/time.ts'
import { areaOf, areasByReach, buildingNumbered } from '../areas/service.ts'
import { suggestServices, triageOf } from '../catalog/service.ts'
import { liftNumbers, peopleMeant, todayOf } from '../people/service.ts'
import { type Draft, draftsIn, type Parts, readMessages } from './chat-rules.ts'
import { findDuplicates } from './list-requests.ts'

type Drafts = Output<typeof contract.readChat>
type Shown = Drafts['drafts'][number]

/** The building that was said; a leader of one building means that one. */
const buildingFor = async (ctx: Context, { building }: Parts, reach: readonly string[]) => {
  if (building !== null) return buildingNumbered(ctx, building, reach)
  const [only, ...others] = await areasByReach(ctx, reach)
  return only?.kind === 'building' && others.length === 0 ? only : undefined
}

const windowFor = async (ctx: Context, { when }: Parts): Promise<Shown['window']> => {
  if (!when) return null
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const day = addDays(await todayOf(ctx), when.inDays)
  const [from, to] = [momentAt(day, when.from, timeZone), momentAt(day, when.to, timeZone)]
  return to > ctx.now ? { from, to } : null
}

const shown = async (ctx: Context, draft: Draft, reach: readonly string[]): Promise<Shown> => {
  const { parts, text, sender, lines } = draft
  const building = await buildingFor(ctx, parts, reach)
  const people = building ? await peopleMeant(ctx, building.path, { door: parts.door, callName: parts.person }) : []
  const { services, urgency, crowd, danger } = await suggestServices(ctx, draft.text)
  const [code, person] = [services[0]?.code, people.length === 1 ? people[0] : undefined]
  const same = person && code ? await findDuplicates(ctx, { forPersonId: person.id, serviceCode: code }) : { items: [] }
  return {
    sender,
    lines: [...lines],
    description: liftNumbers(text).text,
    services,
    urgency,
    crowd,
    danger,
    buildingId: building?.id ?? null,
    buildingName: building?.name ?? null,
    door: parts.door,
    personSaid: parts.person,
    whenSaid: parts.when?.said ?? null,
    window: await windowFor(ctx, parts),
    people,
    same: same.items[0] ?? null,
  }
}

/** Where the group lives, within what the actor reaches. */
const reachFor = async (ctx: Context, areaId: string | undefined): Promise<readonly string[]> => {
  const reach = reachOf(ctx.actor, 'requests.open_for_others')
  if (!areaId) return reach
  const { path } = await areaOf(ctx, areaId)
  return reach.some((above) => isUnder(path, above)) ? [path] : reach.filter((below) => isUnder(below, path))
}

export const readChat = async (
  ctx: Context,
  { text, areaId }: Input<typeof contract.readChat>['body'],
): Promise<Drafts> => {
  const reach = await reachFor(ctx, areaId)
  const { drafts, left } = draftsIn(readMessages(text), triageOf)
  const answer: Shown[] = []
  for (const draft of drafts.slice(0, 30)) answer.push(await shown(ctx, draft, reach))
  return { drafts: answer, left: left.map((one) => ({ ...one, text: liftNumbers(one.text).text })) }
}
