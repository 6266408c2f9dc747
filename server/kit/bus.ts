// What happened, told inside this process after commit: caches forget, streams pass it on, the reactions' lanes wake.
import type { EventName } from '@linbang/contract/events'
import type { TenantId } from './ids.ts'

export type Announcement = {
  readonly tenantId: TenantId
  readonly id: string
  readonly event: EventName
  readonly ids: Readonly<Record<string, string>>
  readonly areaPath: string | null
  readonly personIds: readonly string[]
}

export type Bus = {
  /** Told at once, in the process that committed: for caches that must not serve what was just taken away. */
  onCommitted: (listener: (announcements: readonly Announcement[]) => void) => void
  committed: (announcements: readonly Announcement[]) => void
  /** Told what any process committed, in this process's reading order, each at least once. */
  onHeard: (listener: (announcements: readonly Announcement[]) => void) => void
  heard: (announcements: readonly Announcement[]) => void
  /** Whether anybody in this program reacts to the event; true until a worker here has said what it reacts to. */
  reactsTo: (event: EventName) => boolean
  setReactions: (events: Iterable<EventName>) => void
  /** Jobs were enqueued in a transaction that has committed. */
  onJobs: (listener: () => void) => void
  jobs: () => void
}

export const openBus = (): Bus => {
  const committed: ((announcements: readonly Announcement[]) => void)[] = []
  const heard: ((announcements: readonly Announcement[]) => void)[] = []
  const jobs: (() => void)[] = []
  let reacted: ReadonlySet<EventName> | undefined
  return {
    onCommitted: (listener) => void committed.push(listener),
    committed: (announcements) => committed.forEach((listener) => listener(announcements)),
    onHeard: (listener) => void heard.push(listener),
    heard: (announcements) => heard.forEach((listener) => listener(announcements)),
    reactsTo: (event) => reacted?.has(event) ?? true,
    setReactions: (events) => (reacted = new Set(events)),
    onJobs: (listener) => void jobs.push(listener),
    jobs: () => jobs.forEach((listener) => listener()),
  }
}
