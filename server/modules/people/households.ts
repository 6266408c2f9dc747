// Households: who lives behind one door, with the door masked.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/people'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { areaOf } from '../areas/service.ts'
import {
  endMember,
  type HouseholdRow,
  householdRow,
  householdsOf,
  insertMembers,
  membersOf,
  noteHousehold,
  sealEntrance,
} from './household-queries.ts'
import { personOf, reachesPerson, todayOf } from './know-person.ts'
import { ageOn, liftNumbers, maskDoor } from './rules.ts'
import { openDoor } from './seal-person.ts'

type Shown = Output<typeof contract.getHousehold>

const shown = async (ctx: Context, rows: readonly HouseholdRow[]): Promise<Shown[]> => {
  if (rows.length === 0) return []
  const members = await membersOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const today = await todayOf(ctx)
  return rows.map(({ id, areaId, buildingName, doorSealed, note, hasHowToGetIn, version }) => ({
    id,
    areaId,
    buildingName,
    doorMasked: doorSealed === null ? '' : maskDoor(openDoor(ctx, doorSealed).name),
    note,
    hasHowToGetIn,
    version,
    members: members
      .filter(({ householdId }) => householdId === id)
      .map(({ personId, name, callName, relation, bornOn, livesThere }) => ({
        personId,
        name,
        callName,
        relation,
        age: bornOn === null ? null : ageOn(bornOn, today),
        livesThere,
      })),
  }))
}

const readable = async (
  ctx: Context,
  id: string,
  permission: 'people.read' | 'people.manage',
): Promise<HouseholdRow> => {
  const row = found(await householdRow(ctx, id))
  ensure(reaches(ctx.actor, permission, row.path), 'not_found')
  return row
}

export const listHouseholds = async (
  ctx: Context,
  query: Input<typeof contract.listHouseholds>['query'],
): Promise<Output<typeof contract.listHouseholds>> => {
  const { path } = await areaOf(ctx, query.areaId)
  ensure(reaches(ctx.actor, 'people.read', path), 'not_found')
  const size = pageSize(query.limit)
  const [after] = readCursor(query.cursor, ['text']) ?? []
  const { items, nextCursor } = pageOf(await householdsOf(ctx, path, after, size + 1), size, (row) => [row.id])
  return { items: await shown(ctx, items), nextCursor }
}

export const getHousehold = async (ctx: Context, id: string): Promise<Shown> =>
  found((await shown(ctx, [await readable(ctx, id, 'people.read')]))[0])

/** Sealed like the door itself; an empty text takes it away. */
export const keepEntrance = (ctx: Context, householdId: string, text: string): Promise<void> => {
  const said = text.trim()
  return sealEntrance(
    ctx,
    householdId,
    said === '' ? null : ctx.kit.vault.seal(ctx.tenantId, 'household.how_to_get_in', said),
  )
}

export const changeHousehold = (
  ctx: Context,
  id: string,
  given: Input<typeof contract.changeHousehold>['body'],
): Promise<Shown> =>
  inTransaction(ctx, async (ctx) => {
    const { path } = await readable(ctx, id, 'people.manage')
    const { version, note, howToGetIn, addPersonId, relation = '', removePersonId } = given
    ensure(await noteHousehold(ctx, id, version, note === undefined ? undefined : liftNumbers(note).text), 'row.stale')
    if (howToGetIn !== undefined) await keepEntrance(ctx, id, howToGetIn)
    const today = await todayOf(ctx)
    if (addPersonId !== undefined) {
      ensure(await reachesPerson(ctx, addPersonId, 'people.manage'), 'not_found')
      const { id: personId } = await personOf(ctx, addPersonId)
      await insertMembers(ctx, [{ id: newId(), householdId: id, personId, relation, fromOn: today }])
    }
    if (removePersonId !== undefined) {
      ensure(await endMember(ctx, id, removePersonId, today), 'not_found')
    }
    const written = { note: note !== undefined, howToGetIn: howToGetIn !== undefined }
    const detail = { added: addPersonId ?? null, removed: removePersonId ?? null, ...written }
    await recordAudit(ctx, {
      act: 'household.changed',
      subjectKind: 'household',
      subjectId: id,
      areaPath: path,
      detail,
    })
    return getHousehold(ctx, id)
  })
