// Reads what any process committed, once per process and without missing a late commit, and wakes the other processes.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import type { Announcement } from './bus.ts'
import type { Db } from './db.ts'
import type { TenantId } from './ids.ts'
import type { Kit } from './kit.ts'

const channel = 'linbang_outbox'
const chunk = 2000

export type OutboxRow = Announcement & { readonly xid: string; readonly happenedAt: Date }
type Span = { readonly after: string; readonly upTo?: string | undefined; readonly tenantId?: TenantId }
type Place = { readonly xid: string; readonly id: string }
const beginning: Place = { xid: '0', id: '00000000-0000-0000-0000-000000000000' }

export const currentSnapshot = async (db: Db): Promise<string> => {
  const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(db)
  return rows[0]?.snapshot ?? ''
}

/**
 * Rows whose transaction had not committed in `after` and had by `upTo` (now, when absent): a difference of snapshots,
 * so neither a late nor a long transaction is missed or waited for.
 */
export const readSpan = async (db: Db, { after, upTo, tenantId }: Span, from: Place = beginning, limit = chunk) => {
  const { rows } = await sql<{ snapshot: string } & { [K in keyof OutboxRow]: OutboxRow[K] | null }>`
    select n.snapshot::text as snapshot, o.tenant_id, o.id, o.event, o.ids, o.area_path, o.person_ids, o.xid, o.happened_at
    from (select coalesce(${upTo ?? null}::pg_snapshot, pg_current_snapshot()) as snapshot) n
    left join outbox o
      on o.xid >= pg_snapshot_xmin(${after}::pg_snapshot)
      and not pg_visible_in_snapshot(o.xid, ${after}::pg_snapshot)
      and pg_visible_in_snapshot(o.xid, n.snapshot)
      and (${tenantId ?? null}::uuid is null or o.tenant_id = ${tenantId ?? null}::uuid)
      and (o.xid, o.id) > (${from.xid}::xid8, ${from.id}::uuid)
    order by o.xid, o.id limit ${limit}`.execute(db)
  return {
    snapshot: rows[0]?.snapshot ?? after,
    rows: rows.filter((row): row is typeof row & OutboxRow => row.id !== null),
  }
}

export type Hearing = {
  /** Everything that had committed by this snapshot has been told. */
  readonly snapshot: () => string
  readonly stop: () => Promise<void>
}

/** Tells the bus what is committed anywhere: at once for this process, within a few ms for others, by a look each second at worst. */
export const startHearing = async (kit: Kit, url: string): Promise<Hearing> => {
  let snapshot = await currentSnapshot(kit.aside.db)
  const readAll = async () => {
    let span: Span = { after: snapshot }
    let place: Place | undefined
    for (;;) {
      const { snapshot: upTo, rows } = await readSpan(kit.aside.db, span, place)
      snapshot = rows.length < chunk ? upTo : snapshot
      if (rows.length > 0) kit.bus.heard(rows)
      const last = rows.at(-1)
      if (rows.length < chunk || !last) return
      span = { ...span, upTo }
      place = last
    }
  }
  const reader = oneAtATime(readAll, (error) => kit.log.warn({ err: error }, 'the outbox could not be read'))
  const notifier = openNotifier(kit)
  kit.bus.onCommitted(() => {
    reader.wake()
    notifier.wake()
  })
  const listener = keepListening(url, reader.wake, (reason) => kit.log.warn({ reason }, 'listening was interrupted'))
  const poll = setInterval(reader.wake, 1000)
  return {
    snapshot: () => snapshot,
    stop: async () => {
      clearInterval(poll)
      notifier.stop()
      await Promise.all([listener.stop(), reader.stop()])
    },
  }
}

/** Runs the work whenever woken; woken while it runs, it runs once more. */
export const oneAtATime = (work: () => Promise<void>, onError: (error: unknown) => void) => {
  let running: Promise<void> | undefined
  let wanted = false
  let stopped = false
  const run = async () => {
    while (wanted && !stopped) {
      wanted = false
      await work().catch(onError)
      await sleep(5)
    }
    running = undefined
  }
  return {
    wake: () => {
      wanted = true
      if (!stopped) running ??= run()
    },
    busy: () => running !== undefined,
    stop: async () => {
      stopped = true
      await running
    },
  }
}

/** One NOTIFY for all commits of 50 ms, outside of their transactions: inside it would serialise them. */
const openNotifier = ({ aside, log }: Kit) => {
  let timer: NodeJS.Timeout | undefined
  const send = async () => {
    timer = undefined
    try {
      await aside.pool.query(`begin; set local synchronous_commit = off; notify ${channel}; commit`)
    } catch (error) {
      log.warn({ err: error }, 'other processes could not be woken')
    }
  }
  return {
    wake: () => void (timer ??= setTimeout(() => void send(), 50)),
    stop: () => clearTimeout(timer),
  }
}

const keepListening = (url: string, wake: () => void, onTrouble: (reason: string) => void) => {
  let client: pg.Client | undefined
  let again: NodeJS.Timeout | undefined
  let stopped = false
  const retry = (reason: string) => {
    if (stopped || again) return
    onTrouble(reason)
    again = setTimeout(() => void join(), 1000)
  }
  const join = async () => {
    again = undefined
    const next = new pg.Client({ connectionString: url, application_name: 'linbang-listen', keepAlive: true })
    next.on('notification', wake)
    next.on('error', (error) => retry(error.message))
    next.on('end', () => retry('the connection ended'))
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      client = next
      wake()
    } catch (error) {
      retry((error as Error).message)
    }
  }
  void join()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(again)
      await client?.end().catch(() => undefined)
    },
  }
}
