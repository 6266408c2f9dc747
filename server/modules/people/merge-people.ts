// Two entries that are one person: nothing is deleted, one names the other, and reads follow it. Undone by taking the name out.
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { personOf, reachesPerson } from './know-person.ts'
import { lockPeople, setMergedInto } from './person-queries.ts'

export const mergePeople = (
  ctx: Context,
  personId: string,
  { intoPersonId, reason }: { intoPersonId: string; reason: string },
): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    ensure(personId !== intoPersonId, 'person.merge_itself')
    ensure(await reachesPerson(ctx, personId, 'people.manage'), 'not_found')
    ensure(await reachesPerson(ctx, intoPersonId, 'people.manage'), 'not_found')
    const { areaPath } = await personOf(ctx, personId)
    const rows = await lockPeople(ctx, [personId, intoPersonId])
    ensure(rows.length === 2, 'not_found')
    ensure(
      rows.every(({ mergedInto }) => mergedInto === null),
      'person.merged_already',
    )
    await setMergedInto(ctx, personId, intoPersonId)
    await recordAudit(ctx, {
      act: 'person.merged',
      subjectKind: 'person',
      subjectId: personId,
      areaPath,
      detail: { intoPersonId, reason },
    })
    return personId
  })

export const unmergePerson = (ctx: Context, personId: string): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    ensure(await reachesPerson(ctx, personId, 'people.manage'), 'not_found')
    const { areaPath } = await personOf(ctx, personId)
    const row = found((await lockPeople(ctx, [personId])).find(({ mergedInto }) => mergedInto !== null))
    await setMergedInto(ctx, personId, null)
    await recordAudit(ctx, {
      act: 'person.unmerged',
      subjectKind: 'person',
      subjectId: personId,
      areaPath,
      detail: { fromPersonId: row.mergedInto },
    })
    return personId
  })
