// The only door to the catalogue: what can be asked for, what it demands on a day, what it costs, and what speaks of danger.
import type * as contract from '@linbang/contract/catalog'
import type { Requirement, Service, Suggestions } from '@linbang/contract/catalog'
import type { Input } from '@linbang/contract/endpoint'
import { recordAudit } from '../../kit/audit.ts'
import { afterCommit, type Context, holds, inTransaction } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { addDays, dayOf } from '../../kit/time.ts'
import { keptFor } from './cache.ts'
import { defaultServices } from './default-services.ts'
import {
  askedSince,
  beginDemands,
  type CatalogRow,
  catalogRows,
  endDemand,
  insertMissing,
  insertService,
  updateService,
} from './queries.ts'
import { dangerIn, learned, triageOf } from './learned.ts'
import { bestFits, demandChanges, demandsOn, withHelpers } from './rules.ts'

export { dangerIn, learnedModel, modelPath, triageOf } from './learned.ts'
export { freeTag } from './rules.ts'

const askedDays = 90
const catalog = keptFor(5_000, (db, ctx) => catalogRows(db, ctx.tenantId))
const asked = keptFor(600_000, (db, ctx) =>
  askedSince(db, ctx.tenantId, new Date(ctx.now.getTime() - askedDays * 86_400_000)),
)

const todayOf = async (ctx: Context): Promise<string> =>
  dayOf(ctx.now, (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)

const present = async (ctx: Context, rows: readonly CatalogRow[]): Promise<Service[]> => {
  const [today, counts] = await Promise.all([todayOf(ctx), asked(ctx)])
  return rows.map(({ demands, ...row }) => ({
    ...row,
    requirements: demandsOn(demands, today),
    asked: counts.get(row.id) ?? 0,
  }))
}

/** What this transaction itself has written is not in the memory yet. */
const rowWhere = async (ctx: Context, fits: (row: CatalogRow) => boolean): Promise<CatalogRow | undefined> =>
  (await catalog(ctx)).find(fits) ?? (await catalogRows(ctx.db, ctx.tenantId)).find(fits)

const one = async (ctx: Context, fits: (row: CatalogRow) => boolean): Promise<Service> => {
  const row = found(await rowWhere(ctx, fits), 'service.unknown')
  return found((await present(ctx, [row]))[0])
}

/** Active services only. Refused as `service.unknown`. */
export const serviceByCode = (ctx: Context, code: string): Promise<Service> =>
  one(ctx, (row) => row.code === code && row.active)

/** Also one that was switched off: what was asked for once stays readable. Refused as `service.unknown`. */
export const serviceOf = (ctx: Context, id: string): Promise<Service> => one(ctx, (row) => row.id === id)

/** What is demanded of whoever helps on that day of the tenant. Refused as `service.unknown`. */
export const requirementsOn = async (ctx: Context, serviceId: string, day: string): Promise<Requirement[]> =>
  demandsOn(found(await rowWhere(ctx, (row) => row.id === serviceId), 'service.unknown').demands, day)

export const listServices = async (ctx: Context, { q, all }: Input<typeof contract.listServices>['query']) => {
  const everything = all === true && holds(ctx.actor, 'catalog.manage')
  const rows = (await catalog(ctx)).filter((row) => everything || row.active)
  return { items: await present(ctx, q?.trim() ? bestFits(q, rows) : rows) }
}

/** What people of this tenant can ask for, by what the sentence says; items the classifier never learned fit by their names. */
export const suggestServices = async (ctx: Context, text: string): Promise<Suggestions> => {
  const said = triageOf(text)
  const rows = (await catalog(ctx)).filter(({ active }) => active)
  const shown = ({ code, zh, en, icon, kind }: CatalogRow) => ({ code, zh, en, icon, kind })
  const known = said.services.flatMap(({ code, share, words }) => {
    const row = rows.find((one) => one.code === code)
    return row ? [{ ...shown(row), share, words: [...words] }] : []
  })
  const own = rows.filter(({ code }) => !learned(code))
  const named = own.filter(({ zh }) => zh.length > 1 && text.includes(zh))
  return {
    services: [...named.map((row) => ({ ...shown(row), share: 1, words: [row.zh] })), ...known].slice(0, 3),
    urgency: said.urgency,
    crowd: said.crowd,
    danger: dangerIn(text),
    nothingAsked: named.length === 0 && said.services[0]?.code === 'other',
  }
}

type Added = Input<typeof contract.addService>['body']
type Changed = Input<typeof contract.changeService>['body']

const ensurePrice = (ctx: Context, rule: Service['priceRule'] | undefined) => {
  if (rule?.fromCents === undefined || rule.toCents === undefined || rule.fromCents <= rule.toCents) return
  const message = ctx.locale === 'en' ? 'The upper price is below the lower' : '高价比低价还低，请改一下'
  throw new Refusal('input.invalid', { issues: [{ path: 'priceRule.toCents', message }] })
}

const forgetLater = (ctx: Context) => afterCommit(ctx, () => catalog.forget(ctx))

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

export const addService = async (ctx: Context, { requirements = [], ...body }: Added): Promise<Service> => {
  ensurePrice(ctx, body.priceRule)
  return inTransaction(ctx, async (ctx) => {
    const { code, zh, en, kind, defaultUrgency, minutes, credit, ...rest } = body
    const content = {
      code,
      zh,
      en,
      kind,
      defaultUrgency,
      minutes,
      credit,
      priceRule: {},
      sheetForm: [],
      ...given(rest),
    }
    const serviceId = await insertService(ctx, content)
    const wanted = withHelpers(requirements, body.helpers ?? 1)
    const today = await todayOf(ctx)
    await beginDemands(
      ctx,
      wanted.map((demand) => ({ ...demand, serviceId })),
      today,
    )
    await recordAudit(ctx, { act: 'service.added', subjectKind: 'service', subjectId: serviceId, detail: { code } })
    forgetLater(ctx)
    return serviceOf(ctx, serviceId)
  })
}

const changeDemands = async (ctx: Context, row: CatalogRow, { requirements, helpers = row.helpers }: Changed) => {
  const today = await todayOf(ctx)
  const held = demandsOn(row.demands, today)
  const { ended, begun } = demandChanges(held, withHelpers(requirements ?? held, helpers))
  const days = { today, yesterday: addDays(today, -1) }
  for (const demand of ended) await endDemand(ctx, row.id, demand, days)
  await beginDemands(
    ctx,
    begun.map((demand) => ({ ...demand, serviceId: row.id })),
    today,
  )
}

/** What is demanded changes from today on; what held before can still be asked for its day. */
export const changeService = async (ctx: Context, serviceId: string, body: Changed): Promise<Service> => {
  ensurePrice(ctx, body.priceRule)
  return inTransaction(ctx, async (ctx) => {
    const row = found((await catalogRows(ctx.db, ctx.tenantId)).find(({ id }) => id === serviceId))
    const { version, requirements: _, ...change } = body
    ensure(await updateService(ctx, serviceId, version, given(change)), 'row.stale')
    await changeDemands(ctx, row, body)
    const fields = Object.keys(given(body)).filter((name) => name !== 'version')
    const detail = { code: row.code, fields }
    await recordAudit(ctx, { act: 'service.changed', subjectKind: 'service', subjectId: serviceId, detail })
    forgetLater(ctx)
    const changed = (await catalogRows(ctx.db, ctx.tenantId)).filter(({ id }) => id === serviceId)
    return found((await present(ctx, changed))[0])
  })
}

/** Long before anything the tenant will ever record, so that history can be entered afterwards. */
const always = '2000-01-01'

/** The shipped catalogue for a new tenant; harmless when repeated: a code that is there stays as it is. */
export const foundCatalog = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const contents = defaultServices.map(({ requirements: _, ...service }, place) => ({ ...service, sort: place + 1 }))
    const added = await insertMissing(ctx, contents)
    const demands = defaultServices.flatMap(({ code, requirements }) => {
      const serviceId = added.get(code)
      return serviceId === undefined ? [] : requirements.map((demand) => ({ ...demand, serviceId }))
    })
    await beginDemands(ctx, demands, always)
    forgetLater(ctx)
  })
