// The working half of a process: reactions, jobs and the clock, until told to stop.
import type { PgBoss } from 'pg-boss'
import { sealAudit } from './audit.ts'
import type { Background, Reaction, Scheduled, Worker } from './background.ts'
import { openBoss, queueName } from './boss.ts'
import { tidyUp } from './housekeeping.ts'
import { openJobRunner } from './job-runner.ts'
import type { Parcel } from './jobs.ts'
import type { Kit } from './kit.ts'
import { oneAtATime } from './outbox.ts'
import { type OnFailure, openReactions, reactionsAtOnce } from './reactions.ts'
import { sealAnew } from './seal-anew.ts'

type Running = { readonly stop: () => Promise<void> }

const jobsTaken = 24

const isReaction = (one: Background): one is Reaction => one.kind === 'reaction'
const isScheduled = (one: Background): one is Scheduled => one.kind === 'schedule'
const isJob = (one: Background): one is Worker | Scheduled => one.kind !== 'reaction'

const openHands = (kit: Kit, boss: PgBoss, background: readonly Background[], onFailure: OnFailure) => {
  const reactions = openReactions(kit, background.filter(isReaction), onFailure)
  const jobs = openJobRunner(kit, boss, [...background, reactions.retry].filter(isJob), onFailure)
  return { reactions, jobs }
}

/** Several do the same; a wake goes to one that has nothing to do, and a full hand calls for another. */
const openLanes = (count: number, full: number, runSome: () => Promise<number>, onError: (error: unknown) => void) => {
  let stopping = false
  const drain = async () => {
    while (!stopping && (await runSome()) === full) wake()
  }
  const lanes = Array.from({ length: count }, () => oneAtATime(drain, onError))
  const wake = () => (lanes.find((lane) => !lane.busy()) ?? lanes[0])?.wake()
  const stop = async () => {
    stopping = true
    await Promise.all(lanes.map((lane) => lane.stop()))
  }
  return { wake, stop }
}

export const startWorker = async (kit: Kit, given: readonly Background[]): Promise<Running> => {
  const background = [...given, tidyUp, sealAnew]
  const boss = await openBoss(kit.database, kit.log, true)
  const { reactions, jobs } = openHands(kit, boss, background, (name, error) =>
    kit.log.error({ err: error, job: name }, 'background work failed'),
  )
  const onError = (error: unknown) => kit.log.warn({ err: error }, 'background work was interrupted')
  const reacting = openLanes(3, reactionsAtOnce, reactions.runSome, onError)
  const working = openLanes(3, jobsTaken, () => jobs.runSome(jobsTaken), onError)
  kit.bus.setReactions(background.filter(isReaction).map(({ event }) => event))
  kit.bus.onCommitted(reacting.wake)
  kit.bus.onHeard(reacting.wake)
  kit.bus.onJobs(working.wake)
  const sealer = oneAtATime(() => sealAudit(kit), onError)
  const clock = await keepTime(kit, boss, background.filter(isScheduled))
  const timers = [
    setInterval(working.wake, 500),
    setInterval(reacting.wake, 2000),
    setInterval(sealer.wake, 1000),
    setInterval(() => void keepAlive(kit, boss, jobs.atWork), 5_000),
    clock,
  ]
  reacting.wake()
  return {
    stop: async () => {
      timers.forEach(clearInterval)
      await Promise.all([reacting.stop(), working.stop(), sealer.stop()])
      await boss.stop({ graceful: false })
    },
  }
}

/** A job without a heartbeat for some seconds (boss.ts) counts as lost with its process and is given to another. */
const keepAlive = async (kit: Kit, boss: PgBoss, atWork: ReadonlySet<string>) => {
  if (atWork.size === 0) return
  await boss
    .touch(queueName, [...atWork])
    .catch((error: unknown) => kit.log.warn({ err: error }, 'a heartbeat was missed'))
}

/** Each schedule once for each tenant, in its zone; looked over every minute for tenants that came or moved. */
const keepTime = async (kit: Kit, boss: PgBoss, schedules: readonly Scheduled[]): Promise<NodeJS.Timeout> => {
  let known = ''
  const arrange = async () => {
    const tenants = await kit.tenants.all()
    const wanted = tenants.flatMap(({ id, timeZone }) => schedules.map((one) => ({ ...one, tenantId: id, timeZone })))
    const now = JSON.stringify(wanted)
    if (now === known) return
    await writeSchedules(boss, wanted)
    known = now
  }
  const timer = setInterval(
    () => void arrange().catch((error: unknown) => kit.log.warn({ err: error }, 'schedules wait')),
    60_000,
  )
  await arrange()
  return timer
}

type Wanted = Scheduled & { readonly tenantId: string; readonly timeZone: string }

const writeSchedules = async (boss: PgBoss, wanted: readonly Wanted[]) => {
  const keys = new Set(wanted.map(({ name, tenantId }) => `${name}/${tenantId}`))
  for (const { key } of await boss.getSchedules(queueName)) if (!keys.has(key)) await boss.unschedule(queueName, key)
  for (const { name, tenantId, timeZone, cron } of wanted) {
    const parcel: Parcel = { job: name, tenantId, payload: {} }
    const key = `${name}/${tenantId}`
    await boss.schedule(queueName, cron, parcel, { tz: timeZone, key, singletonKey: key, missed: 'once' })
  }
}

/** For tests: does everything that is due, and what follows from it, until nothing is left. Throws what was thrown. */
export const settle = async (
  kit: Kit,
  background: readonly Background[],
  tellTime: () => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = []
  const { reactions, jobs } = openHands(kit, kit.boss, background, (_name, error) => void failures.push(error))
  for (let rounds = 0; rounds < 200; rounds++) {
    await tellTime()
    const done = (await reactions.runSome()) + (await jobs.runSome(jobsTaken))
    if (failures.length > 0) throw failures[0]
    if (done === 0) return
  }
  throw new Error('background work does not come to an end')
}
