// Telling others what happened: a row in the caller's transaction, so that nobody hears of what was rolled back.
import { type EventIds, type EventName, events } from '@linbang/contract/events'
import type { Reaction } from './background.ts'
import type { Announcement } from './bus.ts'
import { afterCommit, type Context, inTransaction } from './context.ts'
import { newId } from './ids.ts'

/** Who may hear it live: the people named, and staff whose role with the event's `readers` reaches the area. */
type Audience = { readonly areaPath?: string | null; readonly personIds?: readonly (string | null)[] }

export const announce = async <E extends EventName>(
  ctx: Context,
  event: E,
  about: EventIds<E> & Audience,
): Promise<void> => {
  const given = about as Readonly<Record<string, unknown>>
  const announcement: Announcement = {
    tenantId: ctx.tenantId,
    id: newId(),
    event,
    ids: Object.fromEntries(events[event].ids.map((name) => [name, String(given[name])])),
    areaPath: about.areaPath ?? null,
    personIds: [...new Set((about.personIds ?? []).filter((id) => id !== null))],
  }
  await inTransaction(ctx, async (inside) => {
    inside.pending?.outbox.push({
      ...announcement,
      happenedAt: ctx.now,
      handledAt: ctx.kit.bus.reactsTo(event) ? null : ctx.now,
    })
    afterCommit(inside, () => ctx.kit.bus.committed([announcement]))
  })
}

/**
 * Runs after the commit that announced the event, at least once, in any order; tried again when it throws.
 * So it reads the present state, and doing it twice must be the same as once. Slow work belongs into a job.
 */
export const reaction = <E extends EventName>(
  event: E,
  name: string,
  handle: (ctx: Context, ids: EventIds<E>, happenedAt: Date) => Promise<unknown>,
): Reaction => ({ kind: 'reaction', event, name: `${name} on ${event}`, handle: handle as Reaction['handle'] })
