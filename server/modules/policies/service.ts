// Settings in force, by kind and version, and the working-day table. Read at nearly every step, so kept for seconds.
import type { Output } from '@linbang/contract/endpoint'
import { issueSentence } from '@linbang/contract/issues'
import * as contract from '@linbang/contract/policies'
import { PolicyBody, type PolicyKind } from '@linbang/contract/policies'
import { recordAudit } from '../../kit/audit.ts'
import { afterCommit, type Context, inTransaction, reachOf } from '../../kit/context.ts'
import type { Db } from '../../kit/db.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { kept } from './cache.ts'
import { defaultPolicies, publishedHolidays, type SpecialDay } from './defaults.ts'
import {
  insertPolicies,
  lockPolicyKind,
  type PolicyRow,
  policyVersions,
  replaceYear,
  specialDays,
  workingYears,
} from './queries.ts'
import { misfitsOf, type WorkingCalendar } from './rules.ts'

export type { WorkingCalendar } from './rules.ts'
export { dueAfter, endOfQuietHours, isKnownYear } from './rules.ts'

export type Policy<K extends PolicyKind> = { readonly version: number; readonly body: PolicyBody[K] }

const kinds = contract.PolicyKind.options
/** Checked when it is read, not at every use. */
const checkedVersions = async (db: Db, ctx: Context, kind: PolicyKind): Promise<PolicyRow[]> =>
  (await policyVersions(db, ctx.tenantId, kind)).map((row) => ({
    ...row,
    body: PolicyBody.shape[kind].parse(row.body),
  }))

const versionsOf = kept('policy', (db, ctx, kind) => checkedVersions(db, ctx, kind as PolicyKind))
const calendars = kept('calendar', async (db: Db, ctx: Context): Promise<WorkingCalendar> => {
  const [years, days] = await Promise.all([workingYears(db, ctx.tenantId), specialDays(db, ctx.tenantId)])
  return { years: new Set(years), days: new Map(days.map(({ day, works }) => [day, works])) }
})

const asPolicy = <K extends PolicyKind>({ version, body }: PolicyRow): Policy<K> => ({
  version,
  body: body as PolicyBody[K],
})

/** Long before anything the tenant will ever record, so that history can be entered afterwards. */
const always = new Date('2000-01-01T00:00:00Z')
/** A kind that came with an update, before anybody has changed it. */
const first = (kind: PolicyKind): PolicyRow => ({
  kind,
  version: 1,
  validFrom: always,
  body: defaultPolicies[kind],
  reason: '开通时的规则',
  madeAt: always,
})

/** A version that this transaction itself has written is not in the memory yet. */
const pick = async (ctx: Context, kind: PolicyKind, fits: (row: PolicyRow) => boolean): Promise<PolicyRow> => {
  const row = (await versionsOf(ctx, kind)).find(fits) ?? (await checkedVersions(ctx.db, ctx, kind)).find(fits)
  if (row) return row
  const one = first(kind)
  const founded = (await versionsOf(ctx, 'requests')).length > 0
  if (!founded || !fits(one)) throw new Error(`no ${kind} policy: this tenant was not founded`)
  return one
}

/** The highest version whose moment has come at `ctx.now`. */
export const policyNow = async <K extends PolicyKind>(ctx: Context, kind: K): Promise<Policy<K>> =>
  asPolicy(await pick(ctx, kind, ({ validFrom }) => validFrom <= ctx.now))

export const policyAt = async <K extends PolicyKind>(ctx: Context, kind: K, version: number): Promise<Policy<K>> =>
  asPolicy(await pick(ctx, kind, (row) => row.version === version))

export const calendarOf = (ctx: Context): Promise<WorkingCalendar> => calendars(ctx, '')

export const listPolicies = async (ctx: Context, kind?: PolicyKind): Promise<Output<typeof contract.listPolicies>> => {
  const lists = await Promise.all(
    (kind ? [kind] : kinds).map(async (each) => {
      const versions = await policyVersions(ctx.db, ctx.tenantId, each)
      const all = versions.some(({ version }) => version === 1) ? versions : [...versions, first(each)]
      return all.map((row) => ({ ...row, kind: each }))
    }),
  )
  return { items: lists.flat() }
}

/** Policies hold for the whole tenant: who changes them answers for a topmost area. */
const ensureWholeTenant = (ctx: Context): void =>
  ensure(
    ctx.actor.kind === 'system' || reachOf(ctx.actor, 'policies.manage').some((path) => !path.includes('.')),
    'auth.forbidden',
  )

const checkedBody = (ctx: Context, kind: PolicyKind, body: unknown): PolicyBody[PolicyKind] => {
  const parsed = PolicyBody.shape[kind].safeParse(body, { reportInput: true })
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({
      path: ['body', ...issue.path].join('.'),
      message: issueSentence(issue, ctx.locale),
    }))
    throw new Refusal('policy.wrong', { issues })
  }
  const misfits = misfitsOf(kind, parsed.data)
  if (misfits.length === 0) return parsed.data
  const language = ctx.locale === 'en' ? 'en' : 'zh'
  const issues = misfits.map(({ path, message }) => ({ path: `body.${path}`, message: message[language] }))
  throw new Refusal('policy.wrong', { issues })
}

type NewPolicy = { kind: PolicyKind; validFrom?: Date | undefined; body?: unknown; reason: string }
/** The phone that plans a moment and the server that checks it are some seconds apart. */
const slackMs = 60_000

/** Adds a version. It replaces, from its moment on, every version with a lower number. */
export const addPolicy = async (ctx: Context, { kind, validFrom, body, reason }: NewPolicy) => {
  ensureWholeTenant(ctx)
  const from = validFrom ?? ctx.now
  ensure(from.getTime() >= ctx.now.getTime() - slackMs, 'policy.in_the_past')
  const checked = checkedBody(ctx, kind, body)
  return inTransaction(ctx, async (ctx) => {
    await lockPolicyKind(ctx, kind)
    const version = ((await policyVersions(ctx.db, ctx.tenantId, kind))[0]?.version ?? 1) + 1
    const madeBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null
    const row = { kind, version, validFrom: from, body: checked, reason }
    await insertPolicies(ctx, [{ ...row, madeBy }])
    await recordAudit(ctx, { act: 'policy.added', subjectKind: 'policy', detail: { kind, version, reason } })
    afterCommit(ctx, () => versionsOf.forget(ctx, kind))
    return { ...row, madeAt: ctx.now }
  })
}

export const workingYear = async (ctx: Context, year: number): Promise<Output<typeof contract.getWorkingYear>> => {
  const years = await workingYears(ctx.db, ctx.tenantId)
  return { year, known: years.includes(year), days: await specialDays(ctx.db, ctx.tenantId, year) }
}

type YearTable = { source: string; days: readonly SpecialDay[] }

/** Replaces the table of a year. Due moments that were promised before keep their day. */
export const setWorkingYear = async (ctx: Context, year: number, { source, days }: YearTable) => {
  ensureWholeTenant(ctx)
  ensure(
    days.every(({ day }) => day.startsWith(`${year}-`)),
    'policy.wrong_year',
  )
  const twice = days.findIndex(({ day }, place) => days.findIndex((other) => other.day === day) < place)
  if (twice >= 0) {
    const message = ctx.locale === 'en' ? 'This day is in the table twice' : '这一天写了两次'
    throw new Refusal('policy.wrong', { issues: [{ path: `days.${twice}.day`, message }] })
  }
  return inTransaction(ctx, async (ctx) => {
    await replaceYear(ctx, year, source, days)
    await recordAudit(ctx, {
      act: 'policy.year_set',
      subjectKind: 'working_year',
      detail: { year, source, days: days.length },
    })
    afterCommit(ctx, () => calendars.forget(ctx, ''))
    return workingYear(ctx, year)
  })
}

/** Version 1 of every policy and the holiday tables that are published: once for a new tenant, harmless when repeated. */
export const foundPolicies = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await insertPolicies(
      ctx,
      kinds.map((kind) => {
        const { version, validFrom, body, reason } = first(kind)
        return { kind, version, validFrom, body, reason, madeBy: null }
      }),
    )
    const entered = await workingYears(ctx.db, ctx.tenantId)
    const thisYear = ctx.now.getUTCFullYear()
    for (const year of [thisYear - 1, thisYear, thisYear + 1]) {
      const days = publishedHolidays(year)
      if (days.length > 0 && !entered.includes(year)) await replaceYear(ctx, year, '国务院办公厅节假日安排', days)
    }
    afterCommit(ctx, () => {
      for (const kind of kinds) versionsOf.forget(ctx, kind)
      calendars.forget(ctx, '')
    })
  })
