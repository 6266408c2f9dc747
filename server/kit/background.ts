// What runs without a caller: reactions to events, jobs, and what the clock starts. Modules list theirs, worker.ts runs them.
import type { EventName } from '@linbang/contract/events'
import type { Context } from './context.ts'

type Ids = Readonly<Record<string, string>>

export type Reaction = {
  readonly kind: 'reaction'
  readonly event: EventName
  readonly name: string
  readonly handle: (ctx: Context, ids: Ids, happenedAt: Date) => Promise<unknown>
}
export type Worker = {
  readonly kind: 'worker'
  readonly name: string
  readonly handle: (ctx: Context, payload: never) => Promise<unknown>
}
export type Scheduled = {
  readonly kind: 'schedule'
  readonly name: string
  readonly cron: string
  readonly handle: (ctx: Context) => Promise<unknown>
}
export type Background = Reaction | Worker | Scheduled
