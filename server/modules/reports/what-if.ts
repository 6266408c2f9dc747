// What-ifs: started by staff, computed by a thread, told as they come, kept to be read again.
import type { Input } from '@linbang/contract/endpoint'
import * as contract from '@linbang/contract/what-ifs'
import type { Change, EffectFound, Proposal, WhatIf } from '@linbang/contract/what-ifs'
import { NO_CHANGE } from '@linbang/engine/community'
import type { Change as EngineChange } from '@linbang/engine/community'
import { RESIDUAL, keepAlive } from '@linbang/engine/wave-policy'
import type { Plan } from '@linbang/engine/what-if'
import type { Context } from '../../kit/context.ts'
import { afterCommit, isUnder, reachOf, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { areaOf, areasAlong } from '../areas/service.ts'
import { listServices, serviceByCode } from '../catalog/service.ts'
import { policyNow } from '../policies/service.ts'
import { communityOf, historyDays, weekOf } from './community.ts'
import type { Known } from './community.ts'
import { hoursOfPart, peopleAdded } from './proposals.ts'
import { startSimulation, stopSimulation } from './simulations.ts'
import type { Compared, SimulationOrder, SimulationResult, SimulationTold } from './simulations.ts'
import {
  countRunning,
  giveUpSilent,
  insertWhatIf,
  lastWhatIfs,
  stopWhatIf,
  tellWhatIf,
  whatIfById,
} from './what-if-queries.ts'
import type { WhatIfRow } from './what-if-queries.ts'

type Wish = Input<typeof contract.startWhatIf>['body']

const daysAhead = 28
const fewestRuns = 8
const budget = { seconds: 60, mostSeconds: 180 }
/** A running one that says nothing for so long has lost its process. */
const silentSeconds = 120
const fewestRequests = 30
const mostAtOnce = 2

const areaFor = async (ctx: Context, areaId?: string) => {
  const reach = reachOf(ctx.actor, 'what_ifs.run')
  const area = areaId
    ? await areaOf(ctx, areaId)
    : found((await areasAlong(ctx, found(reach[0], 'auth.forbidden'))).at(-1))
  ensure(
    reach.some((above) => isUnder(area.path, above)),
    'area.unknown',
  )
  return area
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const weekFrom = ({ weekdays, from, to }: { weekdays: readonly number[]; from: string; to: string }): Uint8Array =>
  weekOf(weekdays.map((weekday) => ({ weekday, from: minuteOf(from), to: minuteOf(to) })))

/** What can be refused before anything large is read: hours go forward, services are known. */
const ensureSensible = async (ctx: Context, { kind, change }: Wish): Promise<void> => {
  ensure((kind === 'change') === (change !== undefined), 'input.invalid')
  if (!change) return
  for (const { from, to } of [...change.teams, ...(change.hours ? [change.hours] : [])])
    ensure(from < to, 'input.invalid')
  for (const { serviceCode } of [...change.teams, ...change.demand])
    if (serviceCode) await serviceByCode(ctx, serviceCode)
}

/** A team's place lies in the area. */
const engineChange = (change: Change, known: Known): EngineChange => {
  const skillOf = (code: string) => known.services.findIndex((one) => one.code === code)
  const teams = change.teams.map((team) => {
    const grid = team.areaId ? known.grids.find((one) => one.id === team.areaId) : undefined
    ensure(!team.areaId || grid, 'area.unknown')
    const place = grid ? { x: grid.x, y: grid.y } : null
    return { skill: skillOf(team.serviceCode), people: team.people, place, hours: weekFrom(team) }
  })
  const demand = change.demand.map(({ serviceCode, percent }) => ({
    skill: serviceCode ? skillOf(serviceCode) : -1,
    factor: percent / 100,
  }))
  const hours = change.hours && { share: change.hours.percent / 100, hours: weekFrom(change.hours) }
  return { teams, hours, demand }
}

const policyChanged = (change: Change['policy']): Pick<Plan, 'policy' | 'asksADay'> | undefined => {
  if (!change) return undefined
  const { rule, size, everyMinutes, asksADay } = change
  if (rule === 'learned') return { policy: RESIDUAL, asksADay }
  const kept = (kind: 'urgent' | 'ordinary' | 'scheduled') =>
    keepAlive(RESIDUAL[kind], {
      kind: rule,
      size: kind === 'urgent' ? Math.max(5, size) : size,
      everyMinutes: kind === 'urgent' ? Math.min(1.5, everyMinutes) : everyMinutes,
    })
  return { policy: { urgent: kept('urgent'), ordinary: kept('ordinary'), scheduled: kept('scheduled') }, asksADay }
}

/** The service a change is about, whose own figures are then shown. */
const focusOf = (change: Change | undefined): string | undefined =>
  change?.teams[0]?.serviceCode ?? change?.demand.find((one) => one.serviceCode)?.serviceCode

const orderOf = async (ctx: Context, { kind, change }: Wish, known: Known): Promise<SimulationOrder> => {
  const { body } = await policyNow(ctx, 'dispatch')
  const { learned, waveSize: size, waveMinutes: everyMinutes, asksADay } = body
  const asSet = learned ? undefined : policyChanged({ rule: 'nearest', size, everyMinutes, asksADay })
  const now: Plan = { change: NO_CHANGE, policy: null, asksADay, ...asSet }
  const changed = change ? { ...now, ...policyChanged(change.policy), change: engineChange(change, known) } : now
  const focus = known.services.findIndex((one) => one.code === focusOf(change))
  const grids = known.grids.map(({ x, y }) => ({ x, y }))
  const { community, history } = known
  return { kind, community, history, plan: { now, changed }, focus, grids, days: daysAhead, ...budget, fewestRuns }
}

export const startWhatIf = async (ctx: Context, wish: Wish): Promise<WhatIf> => {
  const { actor } = ctx
  ensure(actor.kind === 'person', 'auth.forbidden')
  await ensureSensible(ctx, wish)
  const area = await areaFor(ctx, wish.areaId)
  await giveUpSilent(ctx, ctx.kit.clock(), silentSeconds)
  ensure((await countRunning(ctx)) < mostAtOnce, 'what_if.busy')
  const known = await communityOf(ctx, area.path)
  const { helpers, past } = known.community
  ensure(past.length >= fewestRequests && helpers.length > 0, 'what_if.little_history')
  const order = await orderOf(ctx, wish, known)
  const id = newId()
  await insertWhatIf(ctx, {
    tenantId: ctx.tenantId,
    id,
    areaId: area.id,
    areaPath: area.path,
    kind: wish.kind,
    title: wish.title ?? null,
    state: 'running',
    change: wish.change ? JSON.stringify(wish.change) : null,
    history: JSON.stringify({
      days: historyDays,
      requests: past.length,
      volunteers: helpers.filter((one) => !one.shop).length,
      asks: known.history.length,
      ...known.observed,
      grids: known.grids.map(({ id: gridId, name, nameEn }) => ({ id: gridId, name, nameEn })),
      services: known.services.map((one) => one.code),
      focus: focusOf(wish.change) ?? null,
    }),
    madeBy: actor.personId,
    startedAt: ctx.now,
    toldAt: ctx.kit.clock(),
  })
  // not before the row can be seen: the thread may answer at once
  afterCommit(ctx, () => run(ctx, id, order))
  return getWhatIf(ctx, id)
}

/** Writes on what the thread tells, one after the other; whoever stopped it in between is believed. */
const run = (ctx: Context, id: string, order: SimulationOrder) => {
  let writing = Promise.resolve()
  let latest: SimulationTold | undefined
  const outside: Context = { ...ctx, db: ctx.kit.database.db, afterwards: undefined, pending: undefined }
  const write = async (told: SimulationTold | undefined, failed: boolean) => {
    if (told !== latest && !failed) return
    const ended = failed
      ? ({ state: 'failed', because: null } as const)
      : told?.because
        ? ({ state: 'done', because: told.because } as const)
        : null
    const { runs, result } = told ?? { runs: 0, result: {} }
    if (!(await tellWhatIf(outside, id, ctx.kit.clock(), { runs, result, ended }))) stopSimulation(id)
  }
  const queue = (told: SimulationTold | undefined, failed: boolean) => {
    writing = writing
      .then(() => write(told, failed))
      .catch((error: unknown) => ctx.log.warn({ err: error }, 'a what-if could not be written'))
  }
  startSimulation(id, order, {
    told: (told) => {
      latest = told
      queue(told, false)
    },
    failed: (error) => {
      ctx.log.error({ err: error }, 'a what-if failed')
      queue(latest, true)
    },
  })
}

type Kept = {
  readonly days: number
  readonly requests: number
  readonly volunteers: number
  readonly asks: number
  readonly unmet: number
  readonly medianMinutes: number | null
  readonly grids: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[]
  readonly services: readonly string[]
  readonly focus: string | null
}

const effectsOf = (compared: Compared | null | undefined): EffectFound[] =>
  contract.effects.flatMap((effect) => {
    const one = compared?.[effect]
    return one ? [{ effect, ...one }] : []
  })

type Named = (code: string | null | undefined) => { serviceCode: string; zh: string; en: string }

const proposalsOf = ({ shortages = [] }: SimulationResult, kept: Kept, named: Named): Proposal[] =>
  shortages.flatMap(({ skill, part, grid, price, asked, comparison }) => {
    const place = kept.grids[grid]
    if (!place) return []
    const [fromHour, toHour] = hoursOfPart(part)
    return [
      {
        ...named(kept.services[skill]),
        areaId: place.id,
        areaName: place.name,
        areaNameEn: place.nameEn,
        fromHour,
        toHour,
        people: peopleAdded,
        price,
        askedAWeek: asked,
        effects: comparison ? effectsOf(comparison) : null,
      },
    ]
  })

const historyOf = ({ days, requests, volunteers, asks, unmet, medianMinutes }: Kept): WhatIf['history'] => ({
  days,
  requests,
  volunteers,
  asks,
  unmet,
  medianMinutes,
})

const presentAll = async (ctx: Context, rows: readonly WhatIfRow[]): Promise<WhatIf[]> => {
  const { items } = await listServices(ctx, {})
  const named: Named = (code) => {
    const service = items.find((one) => one.code === code)
    return { serviceCode: code ?? '', zh: service?.zh ?? code ?? '', en: service?.en ?? code ?? '' }
  }
  return rows.map((row) => {
    const kept = row.history as unknown as Kept
    const result = row.result as SimulationResult
    return {
      id: row.id,
      kind: row.kind as WhatIf['kind'],
      areaId: row.areaId,
      areaName: row.areaName,
      title: row.title,
      state: row.state as WhatIf['state'],
      change: row.change as Change | null,
      history: historyOf(kept),
      daysAhead,
      runs: row.runs,
      fewestRuns,
      stoppedBecause: row.stoppedBecause as WhatIf['stoppedBecause'],
      focus: kept.focus === null ? null : named(kept.focus),
      effects: effectsOf(result.comparison),
      proposals: proposalsOf(result, kept, named),
      curve: [...(result.curve ?? [])],
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      can: { cancel: row.state === 'running' },
    }
  })
}

const rowWithin = async (ctx: Context, id: string): Promise<WhatIfRow> => {
  const row = found(await whatIfById(ctx, id))
  ensure(reaches(ctx.actor, 'what_ifs.run', row.areaPath), 'not_found')
  return row
}

export const getWhatIf = async (ctx: Context, id: string): Promise<WhatIf> => {
  await giveUpSilent(ctx, ctx.kit.clock(), silentSeconds)
  return found((await presentAll(ctx, [await rowWithin(ctx, id)]))[0])
}

export const listWhatIfs = async (ctx: Context, query: Input<typeof contract.listWhatIfs>['query']) => {
  const area = await areaFor(ctx, query.areaId)
  return { items: await presentAll(ctx, await lastWhatIfs(ctx, area.id, query.kind)) }
}

export const cancelWhatIf = async (ctx: Context, id: string): Promise<WhatIf> => {
  await rowWithin(ctx, id)
  ensure(await stopWhatIf(ctx, id), 'what_if.over')
  stopSimulation(id)
  return getWhatIf(ctx, id)
}
