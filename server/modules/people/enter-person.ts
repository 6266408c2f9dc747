// Entering, correcting and confirming people.
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { personOf, reachesPerson, reachesTop, samePerson, todayOf } from './know-person.ts'
import { moveHome, moveIn, type Place, placeOf } from './live-at.ts'
import { holdPhone, personLine, personWithIdNumber, personWithPhone } from './queries.ts'
import { insertPeople, markConfirmed, updatePerson } from './person-queries.ts'
import { idFacts, type Sex, usualCallName } from './rules.ts'
import { idNumberColumns, idNumberHashes, nameColumns, phoneColumns, phoneHashes } from './seal-person.ts'

type Given = {
  readonly name: string
  readonly callName?: string | undefined
  readonly sex?: Sex | undefined
  readonly bornOn?: string | undefined
  readonly phone?: string | undefined
  readonly idNumber?: string | undefined
  readonly speaks?: readonly string[] | undefined
}
type Entry = Given & {
  readonly buildingId?: string | undefined
  readonly doorAreaId?: string | undefined
  readonly doorName?: string | undefined
  readonly relation?: string | undefined
}
type Change = { readonly [K in keyof Entry]?: Entry[K] | undefined } & { readonly version: number }

/** Birthday and sex as the identity number says; refused when it is wrong or says something else than was given. */
const factsOf = (given: Pick<Given, 'sex' | 'bornOn' | 'idNumber'>, today: string) => {
  const said = { bornOn: given.bornOn ?? null, sex: given.sex ?? null }
  if (given.idNumber === undefined) return said
  const facts = found(idFacts(given.idNumber, today), 'person.id_number_wrong')
  ensure(
    (said.bornOn ?? facts.bornOn) === facts.bornOn && (said.sex ?? facts.sex) === facts.sex,
    'person.id_number_wrong',
  )
  return facts
}

const ensureFree = async (ctx: Context, idNumber: string | undefined, personId?: string) => {
  if (idNumber === undefined) return
  const holder = await personWithIdNumber(ctx, idNumberHashes(ctx, idNumber))
  ensure(!holder || holder.id === personId, 'person.id_number_taken')
}

/** Enters a person and answers the id. Who may do so is the caller's decision; call inside a transaction. */
export const enterPerson = async (ctx: Context, given: Given, confirmed: { by: string | null; how: string } | null) => {
  const today = await todayOf(ctx)
  const { sex, bornOn } = factsOf(given, today)
  await ensureFree(ctx, given.idNumber)
  const id = newId()
  const row = {
    id,
    ...nameColumns(given.name, given.callName ?? usualCallName(given.name, sex, bornOn, today)),
    sex,
    bornOn,
    ...phoneColumns(ctx, given.phone ?? null),
    ...idNumberColumns(ctx, given.idNumber ?? null),
    speaks: given.speaks ?? [],
    confirmedAt: confirmed && ctx.now,
    confirmedBy: confirmed?.by ?? null,
    confirmedHow: confirmed?.how ?? null,
  }
  await insertPeople(ctx, [row])
  return id
}

type Named = { readonly name: string; readonly callName: string }

/**
 * Whom a phone belongs to; a number nobody has yet becomes a person nobody has confirmed, called as given.
 * Two at the same moment find the same person. Call inside a transaction.
 */
export const personByPhone = async (
  ctx: Context,
  phone: string,
  named: Named,
): Promise<{ personId: string; known: boolean }> => {
  const hashes = phoneHashes(ctx, phone)
  const find = async () => {
    const id = await personWithPhone(ctx, hashes)
    return id === undefined ? undefined : { personId: (await personOf(ctx, id)).id, known: true }
  }
  const known = await find()
  if (known) return known
  await holdPhone(ctx, hashes.at(-1) ?? '')
  return (await find()) ?? { personId: await enterPerson(ctx, { ...named, phone }, null), known: false }
}

/** Whom a phone belongs to, if to anybody. */
export const knownByPhone = async (ctx: Context, phone: string): Promise<string | undefined> => {
  const id = await personWithPhone(ctx, phoneHashes(ctx, phone))
  return id === undefined ? undefined : (await personOf(ctx, id)).id
}

/** What somebody says at their first sign-in. A name that staff have confirmed stays. */
export const introducePerson = async (
  ctx: Context,
  personId: string,
  { callName, name }: { callName: string; name?: string | undefined },
) => {
  const line = found(await personLine(ctx, personId))
  const given = line.confirmedAt === null ? (name ?? (line.phoneMasked === null ? line.name : callName)) : line.name
  ensure(await updatePerson(ctx, personId, line.version, nameColumns(given, callName)), 'row.stale')
}

const ensureReached = (ctx: Context, place: Place | null) => {
  if (place) return ensure(reaches(ctx.actor, 'people.manage', place.path), 'not_found')
  if (reachesTop(ctx, 'people.manage')) return
  const message = ctx.locale === 'en' ? 'Please choose the building' : '请选楼栋'
  throw new Refusal('input.invalid', { issues: [{ path: 'buildingId', message }] })
}

const staffId = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null)

/** Whoever staff enter by hand they know: the entry counts as confirmed. */
export const addPerson = (ctx: Context, given: Entry): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    const place = await placeOf(ctx, given)
    ensureReached(ctx, place)
    const how = ctx.locale === 'en' ? 'Entered by staff' : '工作人员录入'
    const personId = await enterPerson(ctx, given, { by: staffId(ctx), how })
    if (place) await moveIn(ctx, personId, place, given.relation ?? '')
    await recordAudit(ctx, {
      act: 'person.added',
      subjectKind: 'person',
      subjectId: personId,
      areaPath: place?.path ?? null,
    })
    return personId
  })

const move = async (ctx: Context, personId: string, change: Change) => {
  const place = await placeOf(ctx, change)
  if (!place) return
  ensureReached(ctx, place)
  await moveHome(ctx, personId, change, change.relation)
}

/** Columns of what was given; the words that are searched follow the name. */
const columnsOf = async (ctx: Context, personId: string, change: Change) => {
  const line = found(await personLine(ctx, personId))
  const facts = factsOf({ sex: change.sex, bornOn: change.bornOn, idNumber: change.idNumber }, await todayOf(ctx))
  const named = change.name !== undefined || change.callName !== undefined
  return {
    ...(named && nameColumns(change.name ?? line.name, change.callName ?? line.callName)),
    ...(facts.sex !== null && { sex: facts.sex }),
    ...(facts.bornOn !== null && { bornOn: facts.bornOn }),
    ...(change.phone !== undefined && phoneColumns(ctx, change.phone)),
    ...(change.idNumber !== undefined && idNumberColumns(ctx, change.idNumber)),
    ...(change.speaks !== undefined && { speaks: change.speaks }),
  }
}

const changeable = [
  'name',
  'callName',
  'sex',
  'bornOn',
  'phone',
  'idNumber',
  'speaks',
  'buildingId',
  'doorAreaId',
  'doorName',
] as const

export const changePerson = (ctx: Context, personId: string, change: Change): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    ensure(await reachesPerson(ctx, personId, 'people.manage'), 'not_found')
    await ensureFree(ctx, change.idNumber, personId)
    const columns = await columnsOf(ctx, personId, change)
    ensure(await updatePerson(ctx, personId, change.version, columns), 'row.stale')
    await move(ctx, personId, change)
    const fields = changeable.filter((field) => change[field] !== undefined)
    const { areaPath } = await personOf(ctx, personId)
    await recordAudit(ctx, {
      act: 'person.changed',
      subjectKind: 'person',
      subjectId: personId,
      areaPath,
      detail: { fields },
    })
    return personId
  })

/** Says that the person is who they say and lives where they say. Who may say so is the caller's decision. */
export const confirmPersonAs = (ctx: Context, personId: string, how: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { id, areaPath } = await personOf(ctx, personId)
    await markConfirmed(ctx, id, staffId(ctx), how)
    await recordAudit(ctx, { act: 'person.confirmed', subjectKind: 'person', subjectId: id, areaPath, detail: { how } })
  })

/** Nobody vouches for themselves. */
export const confirmPerson = async (ctx: Context, personId: string, how: string): Promise<string> => {
  ensure(await reachesPerson(ctx, personId, 'people.confirm'), 'not_found')
  ensure(staffId(ctx) !== personId, 'auth.forbidden')
  await confirmPersonAs(ctx, personId, how)
  return personId
}

/**
 * Real name and identity number as people give them of themselves; birthday and sex follow the number. A number on record
 * must be the same, and a name that staff have confirmed stays. Refused as person.id_number_wrong or person.id_number_taken.
 */
export const identifyPerson = async (
  ctx: Context,
  personId: string,
  { name, idNumber }: { name: string; idNumber: string },
): Promise<{ bornOn: string; sex: Sex }> => {
  const line = found(await personLine(ctx, personId), 'person.unknown')
  const facts = found(idFacts(idNumber, await todayOf(ctx)), 'person.id_number_wrong')
  const holder = await personWithIdNumber(ctx, idNumberHashes(ctx, idNumber))
  const mine = await samePerson(ctx, personId)
  ensure(!holder || mine.includes(holder.id), 'person.id_number_taken')
  ensure(holder || line.idNumberMasked === null, 'person.id_number_wrong')
  const named = nameColumns(line.confirmedAt === null ? name : line.name, line.callName)
  const change = { ...named, ...facts, ...(!holder && idNumberColumns(ctx, idNumber)) }
  ensure(await updatePerson(ctx, personId, line.version, change), 'row.stale')
  return facts
}
