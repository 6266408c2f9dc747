// What the product announces: the ids an event carries, and the permission that lets staff of the area hear it.
// People named in `personIds` of the announcement always hear it. The live stream carries the ids and nothing else.
import type { Permission } from './permissions.ts'

type EventDefinition = { readonly ids: readonly string[]; readonly readers?: Permission }

export const events = {
  'session.ended': { ids: ['accountId'] },
  'account.changed': { ids: ['accountId'] },
} as const satisfies Record<`${string}.${string}`, EventDefinition>

export type EventName = keyof typeof events
export type EventIds<E extends EventName> = { readonly [K in (typeof events)[E]['ids'][number]]: string }

/** One message of the live stream. */
export type EventMessage = { readonly event: EventName; readonly ids: Readonly<Record<string, string>> }
