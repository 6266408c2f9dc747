// Statuses of a person: each with source, legal basis and validity, sealed, and entered by staff of the place.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/people'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { endTagRow, insertTag } from './family-queries.ts'
import { personOf, reachesPerson, samePerson } from './know-person.ts'
import { tagColumns } from './seal-person.ts'

export const addTag = (ctx: Context, personId: string, given: Input<typeof contract.addTag>['body']): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    ensure(await reachesPerson(ctx, personId, 'people.manage'), 'not_found')
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const { id, areaPath } = await personOf(ctx, personId)
    const tagId = newId()
    await insertTag(ctx, {
      id: tagId,
      personId: id,
      ...tagColumns(ctx, given.tag, given.certificate ?? null),
      source: given.source,
      basis: given.basis,
      validFrom: given.validFrom,
      validTo: given.validTo ?? null,
      verifiedBy: ctx.actor.personId,
    })
    // The log says that a status was entered, not which.
    await recordAudit(ctx, {
      act: 'tag.added',
      subjectKind: 'person',
      subjectId: id,
      areaPath,
      detail: { tagId, source: given.source },
    })
    return personId
  })

export const endTag = (ctx: Context, personId: string, tagId: string): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    ensure(await reachesPerson(ctx, personId, 'people.manage'), 'not_found')
    const { id, areaPath } = await personOf(ctx, personId)
    found(await endTagRow(ctx, tagId, await samePerson(ctx, id)))
    await recordAudit(ctx, { act: 'tag.ended', subjectKind: 'person', subjectId: id, areaPath, detail: { tagId } })
    return personId
  })
