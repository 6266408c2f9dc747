// Takes jobs from the queue and does them, some at a time; what is done is reported in bulk.
import type { Scheduled, Worker } from './background.ts'
import { queueName } from './boss.ts'
import { systemContext } from './context.ts'
import { mintTenantId } from './ids.ts'
import type { Parcel } from './jobs.ts'
import type { Kit } from './kit.ts'
import type { OnFailure } from './reactions.ts'

type Taken = { readonly id: string; readonly data: Parcel }

export type JobRunner = {
  /** Takes up to this many and does them; answers how many there were. */
  readonly runSome: (most: number) => Promise<number>
  /** Ids of the jobs at work now, to keep their heartbeat. */
  readonly atWork: ReadonlySet<string>
}

export const openJobRunner = (kit: Kit, workers: readonly (Worker | Scheduled)[], onFailure: OnFailure): JobRunner => {
  const byName = new Map(workers.map((one) => [one.name, one]))
  const atWork = new Set<string>()
  const run = async ({ data }: Taken) => {
    const known = byName.get(data.job)
    if (!known) throw new Error(`nobody does the job ${data.job}`)
    const ctx = systemContext(kit, mintTenantId(data.tenantId), data.job)
    await (known.kind === 'schedule' ? known.handle(ctx) : known.handle(ctx, data.payload as never))
  }
  const attempt = async (taken: Taken): Promise<boolean> => {
    try {
      await run(taken)
      return true
    } catch (error) {
      onFailure(taken.data.job, error)
      const message = error instanceof Error ? error.message : String(error)
      await kit.boss.fail(queueName, taken.id, { message: message.slice(0, 500) })
      return false
    }
  }
  const runSome = async (most: number) => {
    const jobs: Taken[] = await kit.boss.fetch<Parcel>(queueName, { batchSize: most })
    if (jobs.length === 0) return 0
    for (const { id } of jobs) atWork.add(id)
    try {
      const done = await Promise.all(jobs.map(attempt))
      const ids = jobs.filter((_, index) => done[index]).map(({ id }) => id)
      if (ids.length > 0) await kit.boss.complete(queueName, ids)
    } finally {
      for (const { id } of jobs) atWork.delete(id)
    }
    return jobs.length
  }
  return { runSome, atWork }
}
