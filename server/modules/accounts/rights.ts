// The rights desk: view, copy, correct, erase, withdraw, close, move. Each has a clock, an answer, and the effect it names.
import type { FileAnswer, Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/rights'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { endSessions } from '../../kit/session.ts'
import { sheetType, writeSheets } from '../../kit/sheets.ts'
import { addDays, addMinutes, dayOf, timeOf } from '../../kit/time.ts'
import { areasAlong } from '../areas/service.ts'
import { consentText, recordConsentOf } from '../consents/service.ts'
import {
  closePerson,
  hasOpenWork,
  homeOf,
  liftNumbers,
  moveHome,
  type NamedPlace,
  personOf,
  placeNamed,
  samePerson,
} from '../people/service.ts'
import { calendarOf, dueAfter, policyNow } from '../policies/service.ts'
import { self } from './me.ts'
import { accountOfAny, updateAccount } from './queries.ts'
import { sectionsOf } from './right-data.ts'
import { holdRight, insertRight, type RightLine, rightLines, updateRight } from './right-queries.ts'
import { dataWords } from './right-text.ts'
import { endHoldings, holdingsOf } from './role-queries.ts'
import { isStaffAccount } from './rules.ts'

type Right = Output<typeof contract.askRight>
type DeskRight = Output<typeof contract.grantRight>
type Place = NamedPlace & { readonly shown: string }
const readyDays = 30
const field = 'privacy_request.place'

const placeOfLine = (ctx: Context, { placeSealed }: RightLine): Place | null =>
  placeSealed === null ? null : (JSON.parse(ctx.kit.vault.open(ctx.tenantId, field, placeSealed)) as Place)

const readyUntil = ({ kind, state, decidedAt }: RightLine): Date | null =>
  (kind === 'view' || kind === 'copy') && state === 'granted' && decidedAt
    ? addMinutes(decidedAt, readyDays * 1440)
    : null

const present = (ctx: Context, line: RightLine): Right => ({
  ...line,
  purpose: line.purpose as Right['purpose'],
  place: placeOfLine(ctx, line)?.shown ?? null,
  readyUntil: readyUntil(line),
})

const dueFrom = async (ctx: Context): Promise<Date> => {
  const [{ body }, calendar, { timeZone }] = await Promise.all([
    policyNow(ctx, 'requests'),
    calendarOf(ctx),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  return dueAfter(calendar, timeZone, ctx.now, { workingDays: body.rightsWorkingDays })
}

type Asked = {
  readonly kind: RightLine['kind']
  readonly words?: string | undefined
  readonly purpose?: string | undefined
  readonly place?: Place & { readonly path: string }
}

const openRight = async (ctx: Context, { kind, words = '', purpose, place }: Asked): Promise<Right> => {
  const { id: personId, areaPath } = await personOf(ctx, self(ctx).personId)
  const id = newId()
  const { path: placePath = null, ...named } = place ?? {}
  await insertRight(ctx, {
    tenantId: ctx.tenantId,
    id,
    personId,
    areaPath,
    kind,
    words: liftNumbers(words).text,
    purpose: purpose ?? null,
    placeSealed: place ? ctx.kit.vault.seal(ctx.tenantId, field, JSON.stringify(named)) : null,
    placePath,
    state: 'open',
    askedAt: ctx.now,
    dueAt: await dueFrom(ctx),
  })
  await recordAudit(ctx, { act: 'right.asked', subjectKind: 'person', subjectId: personId, areaPath, detail: { kind } })
  await announce(ctx, 'right.asked', { rightId: id, areaPath: placePath ?? areaPath, personIds: [personId] })
  return present(ctx, found((await rightLines(ctx, { id, limit: 1 }))[0]))
}

export const askRight = (ctx: Context, body: Input<typeof contract.askRight>['body']): Promise<Right> =>
  inTransaction(ctx, async (ctx) => {
    ensure(body.kind !== 'correct' || body.words?.trim(), 'right.words_needed')
    return openRight(ctx, body)
  })

/** Nothing changes before somebody who knows the place has said yes. */
export const askToMove = (
  ctx: Context,
  { words, ...named }: Input<typeof contract.askToMove>['body'],
): Promise<Right> =>
  inTransaction(ctx, async (ctx) => {
    ensure(named.doorCode !== undefined || (named.buildingId && named.doorName), 'right.place_needed')
    const place = await placeNamed(ctx, named)
    const home = await homeOf(ctx, self(ctx).personId)
    ensure(!home || home.areaPath !== place.path || home.doorName !== place.doorName, 'right.lives_there')
    return openRight(ctx, { kind: 'move', words, place })
  })

export const listMyRights = async (ctx: Context): Promise<Output<typeof contract.listMyRights>> => {
  const personIds = await samePerson(ctx, self(ctx).personId)
  const lines = await rightLines(ctx, { personIds, limit: 100 })
  return {
    items: lines.toSorted((a, b) => b.askedAt.getTime() - a.askedAt.getTime()).map((line) => present(ctx, line)),
  }
}

const myLine = async (ctx: Context, id: string): Promise<RightLine> =>
  found((await rightLines(ctx, { id, personIds: await samePerson(ctx, self(ctx).personId), limit: 1 }))[0])

export const takeBackRight = (ctx: Context, id: string): Promise<Right> =>
  inTransaction(ctx, async (ctx) => {
    await holdRight(ctx, id)
    ensure((await myLine(ctx, id)).state === 'open', 'right.decided')
    await updateRight(ctx, id, { state: 'taken_back' })
    return present(ctx, await myLine(ctx, id))
  })

/** For thirty days after the yes, and only by the person. */
const readyLine = async (ctx: Context, id: string): Promise<RightLine> => {
  const line = await myLine(ctx, id)
  const until = readyUntil(line)
  ensure(until !== null && until > ctx.now, 'not_found')
  return line
}

export const readMyData = async (ctx: Context, id: string): Promise<Output<typeof contract.readMyData>> => {
  const { personId } = await readyLine(ctx, id)
  return { sections: await sectionsOf(ctx, personId) }
}

export const copyMyData = (ctx: Context, id: string): Promise<FileAnswer> =>
  inTransaction(ctx, async (ctx) => {
    const { personId, name, areaPath } = await readyLine(ctx, id)
    const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
    const words = dataWords(ctx.locale)
    const mark = words.mark(name, `${dayOf(ctx.now, timeZone)} ${timeOf(ctx.now, timeZone)}`)
    await recordAudit(ctx, {
      act: 'right.copied',
      subjectKind: 'person',
      subjectId: personId,
      areaPath,
      detail: { rightId: id },
    })
    const sections = await sectionsOf(ctx, personId)
    const bytes = await writeSheets([
      { name: words.file, columns: [{ title: words.file }, { title: '', width: 60 }], rows: mark },
      ...sections.map(({ title, columns, rows }) => ({
        name: title,
        columns: columns.map((column) => ({ title: column, width: 22 })),
        rows,
      })),
    ])
    return { contentType: sheetType, fileName: `${words.file}-${dayOf(ctx.now, timeZone)}.xlsx`, bytes }
  })

const deskReach = (ctx: Context) => {
  const all = reachOf(ctx.actor, 'rights.decide')
  return { all, moves: reachOf(ctx.actor, 'rights.read'), top: all.some((path) => !path.includes('.')) }
}

const buildingOf = async (ctx: Context, areaPath: string | null): Promise<string | null> =>
  areaPath === null ? null : ((await areasAlong(ctx, areaPath)).find(({ kind }) => kind === 'building')?.name ?? null)

const presentDesk = async (ctx: Context, line: RightLine): Promise<DeskRight> => {
  const own = ctx.actor.kind === 'person' && (await samePerson(ctx, line.personId)).includes(ctx.actor.personId)
  return {
    ...present(ctx, line),
    personId: line.personId,
    callName: line.callName,
    name: line.name,
    buildingName: await buildingOf(ctx, line.areaPath),
    late: line.state === 'open' && line.dueAt < ctx.now,
    decidedByName: line.decidedByName,
    can: { decide: line.state === 'open' && !own },
  }
}

export const listRights = async (
  ctx: Context,
  { state, limit, cursor }: Input<typeof contract.listRights>['query'],
): Promise<Output<typeof contract.listRights>> => {
  const size = pageSize(limit)
  const after = readCursor(cursor, ['moment', 'text'])
  const rows = await rightLines(ctx, { reach: deskReach(ctx), open: state !== 'closed', after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.dueAt, row.id])
  return { nextCursor, items: await Promise.all(items.map((line) => presentDesk(ctx, line))) }
}

const deskLine = async (ctx: Context, id: string): Promise<RightLine> =>
  found((await rightLines(ctx, { id, reach: deskReach(ctx), limit: 1 }))[0])

/** The account ends everywhere; whoever still works here is first taken off their roles. */
const closeAccount = async (ctx: Context, personId: string, erase: boolean): Promise<void> => {
  ensure(!(await hasOpenWork(ctx, personId)), 'right.still_open_work')
  const account = await accountOfAny(ctx, await samePerson(ctx, personId))
  if (account) {
    const held = (await holdingsOf(ctx, [account.id])).map(({ role }) => role)
    ensure(!isStaffAccount(held), 'right.still_open_work')
    await endSessions(ctx, account.id)
    await endHoldings(ctx, account.id, {}, ctx.actor.kind === 'person' ? ctx.actor.personId : null)
    await updateAccount(ctx, account.id, { closedAt: ctx.now })
  }
  await closePerson(ctx, personId, erase)
  await announce(ctx, 'person.closed', { personId })
}

const fulfil = async (ctx: Context, line: RightLine): Promise<void> => {
  const { kind, personId, purpose } = line
  if (kind === 'move') await moveHome(ctx, personId, found(placeOfLine(ctx, line)))
  if (kind === 'close' || kind === 'erase') await closeAccount(ctx, personId, kind === 'erase')
  if (kind !== 'withdraw' || purpose === null) return
  const name = purpose as Parameters<typeof consentText>[1]
  const { version } = await consentText(ctx, name)
  await recordConsentOf(ctx, personId, name, version, false, { rightId: line.id }, 'desk')
}

const decide = (ctx: Context, id: string, granted: boolean, answer: string): Promise<DeskRight> =>
  inTransaction(ctx, async (ctx) => {
    await holdRight(ctx, id)
    const line = await deskLine(ctx, id)
    ensure(line.state === 'open', 'right.decided')
    ensure((await presentDesk(ctx, line)).can.decide, 'auth.forbidden')
    if (granted) await fulfil(ctx, line)
    const state = granted ? 'granted' : 'refused'
    await updateRight(ctx, id, { state, decidedAt: ctx.now, decidedBy: self(ctx).personId, answer: answer || null })
    const { personId, areaPath, kind } = line
    await recordAudit(ctx, {
      act: `right.${state}`,
      subjectKind: 'person',
      subjectId: personId,
      areaPath,
      detail: { kind, answer },
    })
    await announce(ctx, 'right.answered', { rightId: id, areaPath, personIds: [personId] })
    return presentDesk(ctx, found((await rightLines(ctx, { id, limit: 1 }))[0]))
  })

export const grantRight = (ctx: Context, id: string, answer = ''): Promise<DeskRight> => decide(ctx, id, true, answer)
export const refuseRight = (ctx: Context, id: string, answer: string): Promise<DeskRight> =>
  decide(ctx, id, false, answer)

/** What a message about it says: by `notices`, which hear of it. */
export const rightForNotice = async (ctx: Context, id: string) => {
  const [line] = await rightLines(ctx, { id, limit: 1 })
  return line && { ...line, areaPath: line.placePath ?? line.areaPath }
}

/** Each morning: what is due within three days, or late, is called for. */
export const remindOfRights = async (ctx: Context): Promise<void> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const dueBefore = new Date(`${addDays(dayOf(ctx.now, timeZone), 3)}T23:59:59Z`)
  for (const { id, areaPath } of await rightLines(ctx, { open: true, dueBefore, limit: 200 }))
    await announce(ctx, 'right.due', { rightId: id, areaPath })
}
