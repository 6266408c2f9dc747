// SQL about what a person lets family members do, and about the tags a person carries.
import type { Context } from '../../kit/context.ts'

/** What somebody granted and still grants. */
export const rightsGrantedBy = ({ db, tenantId }: Context, personIds: readonly string[]) =>
  db
    .selectFrom('familyRight as f')
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenantId', '=', 'f.tenantId').onRef('p.id', '=', 'f.familyPersonId'),
    )
    .select(['f.id', 'f.familyPersonId as personId', 'p.callName', 'f.relation', 'f.mayAsk', 'f.maySee', 'f.grantedAt'])
    .where('f.tenantId', '=', tenantId)
    .where('f.personId', 'in', [...personIds])
    .where('f.endedAt', 'is', null)
    .orderBy('f.grantedAt')
    .execute()

/** For whom somebody may act. */
export const rightsHeldBy = ({ db, tenantId }: Context, familyIds: readonly string[]) =>
  db
    .selectFrom('familyRight as f')
    .select(['f.personId', 'f.relation', 'f.mayAsk', 'f.maySee'])
    .where('f.tenantId', '=', tenantId)
    .where('f.familyPersonId', 'in', [...familyIds])
    .where('f.endedAt', 'is', null)
    .orderBy('f.grantedAt')
    .execute()

type Right = {
  id: string
  personId: string
  familyPersonId: string
  relation: string
  mayAsk: boolean
  maySee: boolean
  grantedVia: string
  recordedBy: string
}

/** Granting again replaces what was granted before. */
export const insertRight = async ({ db, tenantId, now }: Context, right: Right): Promise<void> => {
  await db
    .updateTable('familyRight')
    .set({ endedAt: now })
    .where('tenantId', '=', tenantId)
    .where('personId', '=', right.personId)
    .where('familyPersonId', '=', right.familyPersonId)
    .where('endedAt', 'is', null)
    .execute()
  await db
    .insertInto('familyRight')
    .values({ ...right, tenantId, grantedAt: now })
    .execute()
}

export const endRight = async ({ db, tenantId, now }: Context, id: string, personIds: readonly string[]) =>
  db
    .updateTable('familyRight')
    .set({ endedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('personId', 'in', [...personIds])
    .where('endedAt', 'is', null)
    .returning(['familyPersonId'])
    .executeTakeFirst()

type NewTag = {
  id: string
  personId: string
  tagSealed: string
  tagHash: string
  certificateSealed: string | null
  source: string
  basis: string
  validFrom: string
  validTo: string | null
  verifiedBy: string
}

export const insertTag = ({ db, tenantId, now }: Context, tag: NewTag) =>
  db
    .insertInto('personTag')
    .values({ ...tag, tenantId, verifiedAt: now })
    .execute()

export const endTagRow = async ({ db, tenantId, now }: Context, id: string, personIds: readonly string[]) =>
  db
    .updateTable('personTag')
    .set({ endedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('personId', 'in', [...personIds])
    .where('endedAt', 'is', null)
    .returning(['tagSealed'])
    .executeTakeFirst()

export const tagRows = ({ db, tenantId }: Context, personIds: readonly string[]) =>
  db
    .selectFrom('personTag')
    .select(['id', 'personId', 'tagSealed', 'source', 'basis', 'validFrom', 'validTo'])
    .where('tenantId', '=', tenantId)
    .where('personId', 'in', [...personIds])
    .where('endedAt', 'is', null)
    .orderBy('validFrom')
    .orderBy('id')
    .execute()
