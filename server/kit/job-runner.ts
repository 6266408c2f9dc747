// Takes jobs from the queue and does them, some at a time; what is done is reported in bulk.
import type { PgBoss } from 'pg-boss'
import type { Scheduled, Worker } from './background.ts'
import { queueName } from './boss.ts'
import { systemContext } from './context.ts'
import { fewAtOnce } from './few-at-once.ts'
import { mintTenantId } from './ids.ts'
import type { Parcel } from './jobs.ts'
import type { Kit } from './kit.ts'
import type { OnFailure } from './reactions.ts'
import { readTraceparent } from './trace.ts'

const atOnce = 6

type Taken = { readonly id: string; readonly data: Parcel }

export type JobRunner = {
  /** Takes up to this many and does them; answers how many there were. */
  readonly runSome: (most: number) => Promise<number>
  /** Ids of the jobs at work now, to keep their heartbeat. */
  readonly atWork: ReadonlySet<string>
}

type Doer = Worker | Scheduled

const perform = async (kit: Kit, doer: Doer | undefined, { job, tenantId, payload, traceparent }: Parcel) => {
  if (!doer) throw new Error(`nobody does the job ${job}`)
  const ctx = systemContext(kit, mintTenantId(tenantId), job)
  const work = async () => doer.handle(ctx, payload as never)
  const span = { name: `job ${job}`, kind: 'consumer', parent: readTraceparent(traceparent) } as const
  await (kit.tracer ? kit.tracer.span(span, work) : work())
}

export const openJobRunner = (kit: Kit, boss: PgBoss, doers: readonly Doer[], onFailure: OnFailure): JobRunner => {
  const byName = new Map(doers.map((one) => [one.name, one]))
  const atWork = new Set<string>()
  const attempt = async ({ id, data }: Taken): Promise<boolean> => {
    try {
      await perform(kit, byName.get(data.job), data)
      return true
    } catch (error) {
      onFailure(data.job, error)
      const message = error instanceof Error ? error.message : String(error)
      await boss.fail(queueName, id, { message: message.slice(0, 500) })
      return false
    }
  }
  const runSome = async (most: number) => {
    const jobs: Taken[] = await boss.fetch<Parcel>(queueName, { batchSize: most })
    if (jobs.length === 0) return 0
    for (const { id } of jobs) atWork.add(id)
    try {
      const attempts = jobs.map((one) => () => attempt(one))
      const done = await fewAtOnce(atOnce, attempts)
      const ids = jobs.filter((_, index) => done[index]).map(({ id }) => id)
      if (ids.length > 0) await boss.complete(queueName, ids)
    } finally {
      for (const { id } of jobs) atWork.delete(id)
    }
    return jobs.length
  }
  return { runSome, atWork }
}
