// People as staff see them: masked, by reach, found by name, pinyin, number or building; and one person with what belongs to them.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/people'
import { type Context, inTransaction, isUnder, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { areaOf } from '../areas/service.ts'
import { familiesOf } from './families.ts'
import { tagRows } from './family-queries.ts'
import { householdsWith } from './household-queries.ts'
import { reachesPerson, samePerson, todayOf } from './know-person.ts'
import { personRest, requestCounts } from './person-queries.ts'
import { peopleFound, type PersonLine, personLine, type SearchWords } from './queries.ts'
import { ageOn, isMinor, maskName, searchTokens } from './rules.ts'
import { idNumberHashes, lastFourHashes, openTag, phoneHashes } from './seal-person.ts'

type Row = Output<typeof contract.listPeople>['items'][number]

/** A child's name is for those who work in the child's own community, not for the street above it. */
const showsName = ({ actor }: Context, line: PersonLine, today: string): boolean =>
  !isMinor(line.bornOn, today) ||
  actor.kind === 'system' ||
  (actor.kind === 'person' && actor.personId === line.id) ||
  (line.communityPath !== null && reachOf(actor, 'people.read').some((path) => isUnder(path, line.communityPath ?? '')))

export const rowShown = (ctx: Context, line: PersonLine, today: string): Row => {
  const plain = showsName(ctx, line, today)
  return {
    id: line.id,
    name: plain ? line.name : maskName(line.name),
    callName: plain ? line.callName : maskName(line.callName),
    sex: line.sex,
    age: line.bornOn === null ? null : ageOn(line.bornOn, today),
    phoneMasked: line.phoneMasked,
    idNumberMasked: line.idNumberMasked,
    confirmed: line.confirmedAt !== null,
    volunteer: line.volunteer,
    buildingName: line.buildingName,
    areaId: line.areaId,
    householdId: line.householdId,
  }
}

/** A word nothing has: who looks for dots and dashes finds nothing. */
const noWord = `'∅'`

/** All words must be there, the last letters of pinyin may be missing: 李秀 → 李秀, lixiu → lixiu…; for a tsquery. */
export const wordsQuery = (text: string): string => {
  const words = searchTokens(text)
  const pairs = words.filter((word) => Array.from(word).length > 1 || words.length === 1)
  const wanted = pairs.length > 0 ? pairs : words
  return wanted.map((word) => (/^[a-z]+$/.test(word) ? `'${word}':*` : `'${word}'`)).join(' & ') || noWord
}

const buildingShape = /^\d{1,3}$|[楼栋幢座院苑]|\d号/

const searchOf = (ctx: Context, q: string | undefined): SearchWords => {
  const text = q?.normalize('NFKC').trim() ?? ''
  if (text === '') return {}
  const digits = text.replaceAll(/[\s+-]/g, '')
  if (/^\d{17}[\dXx]$/.test(digits)) return { hashes: idNumberHashes(ctx, digits) }
  if (/^\d{10,13}$/.test(digits)) return { hashes: phoneHashes(ctx, digits) }
  if (/^\d{4}$/.test(digits)) return { hashes: lastFourHashes(ctx, digits) }
  if (buildingShape.test(text)) return { building: text }
  const words = wordsQuery(text)
  return words === noWord ? { hashes: [] } : { words }
}

export const listPeople = async (
  ctx: Context,
  query: Input<typeof contract.listPeople>['query'],
): Promise<Output<typeof contract.listPeople>> => {
  const size = pageSize(query.limit)
  const area = query.areaId === undefined ? undefined : await areaOf(ctx, query.areaId)
  const rows = await peopleFound(ctx, {
    reach: ctx.actor.kind === 'system' ? 'everywhere' : reachOf(ctx.actor, 'people.read'),
    underPath: area?.path,
    unconfirmed: query.unconfirmed ?? false,
    after: readCursor(query.cursor, ['text', 'text']),
    limit: size + 1,
    ...searchOf(ctx, query.q),
  })
  const today = await todayOf(ctx)
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.namePinyin, row.id])
  return { items: items.map((line) => rowShown(ctx, line, today)), nextCursor }
}

const abilities = (ctx: Context, path: string | null, merged: boolean): contract.Person['can'] => {
  const reach = (permission: Parameters<typeof reaches>[1]) =>
    path === null
      ? reachOf(ctx.actor, permission).some((top) => !top.includes('.'))
      : reaches(ctx.actor, permission, path)
  return {
    change: !merged && reach('people.manage'),
    reveal: !merged && reach('people.reveal'),
    confirm: !merged && reach('people.confirm'),
    merge: reach('people.manage'),
  }
}

/** Statuses are for staff of the place who may enter them; others see none. */
const tagsShown = async (ctx: Context, ids: readonly string[], may: boolean): Promise<contract.Person['tags']> => {
  if (!may) return []
  const rows = await tagRows(ctx, ids)
  return rows.map(({ id, tagSealed, source, basis, validFrom, validTo }) => ({
    id,
    tag: openTag(ctx, tagSealed),
    source,
    basis,
    validFrom,
    validTo,
  }))
}

/** One entry; of the person kept with everything of those merged into them, of a merged one the entry as it was. */
export const getPerson = async (ctx: Context, personId: string): Promise<contract.Person> => {
  const line = found(await personLine(ctx, personId))
  ensure(await reachesPerson(ctx, personId, 'people.read'), 'not_found')
  const ids = line.mergedInto === null ? await samePerson(ctx, personId) : [personId]
  const can = abilities(ctx, line.path, line.mergedInto !== null)
  const [rest, homes, families, tags, counts, today] = await Promise.all([
    personRest(ctx, personId),
    householdsWith(ctx, ids),
    familiesOf(ctx, personId),
    tagsShown(ctx, ids, can.change),
    requestCounts(ctx, ids),
    todayOf(ctx),
  ])
  return {
    ...rowShown(ctx, line, today),
    bornOn: line.bornOn,
    speaks: rest.speaks,
    confirmedHow: rest.confirmedHow,
    mergedInto: line.mergedInto,
    households: homes.map(({ householdId, areaId, buildingName, relation, livesThere }) => ({
      householdId,
      areaId,
      buildingName,
      relation,
      livesThere,
    })),
    families,
    tags,
    requestsOpen: counts.open,
    requestsAll: counts.all,
    version: line.version,
    can,
  }
}

/** Does the work and answers with the person as they are then, in one transaction. */
export const afterwards = (ctx: Context, work: (ctx: Context) => Promise<string>): Promise<contract.Person> =>
  inTransaction(ctx, async (ctx) => getPerson(ctx, await work(ctx)))
