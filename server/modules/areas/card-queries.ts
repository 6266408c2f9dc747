// Door cards: the code is found by its hash, and kept sealed so that a lost card can be printed again.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { underPath } from './queries.ts'

export type Door = {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly sealedCode: string | null
  /** Empty for a door straight below its building. */
  readonly unitName: string
}

/** Doors that are there now under a building, a unit or a door, in the order one walks past them. */
export const doorsUnder = ({ db, tenantId }: Context, path: string): Promise<Door[]> =>
  underPath(db.selectFrom('area'), path)
    .innerJoin('area as parent', (on) =>
      on.onRef('parent.tenantId', '=', 'area.tenantId').onRef('parent.id', '=', 'area.parentId'),
    )
    .select(['area.id', 'area.name', 'area.path', 'area.cardTokenSealed as sealedCode'])
    .select(sql<string>`case when parent.kind = 'unit' then parent.name else '' end`.as('unitName'))
    .where('area.tenantId', '=', tenantId)
    .where('area.kind', '=', 'door')
    .where('area.validTo', 'is', null)
    .orderBy(sql`case when parent.kind = 'unit' then parent.sort_key else '' end`)
    .orderBy('area.sortKey')
    .execute()

const hashOf = (code: string) => createHash('sha256').update(code).digest('base64url')

export const doorOfCode = async ({ db, tenantId }: Context, code: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('area')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('cardTokenHash', '=', hashOf(code))
    .where('validTo', 'is', null)
    .executeTakeFirst()
  return row?.id
}

export type CardCode = { readonly areaId: string; readonly code: string; readonly sealed: string }

export const setCardCodes = async ({ db, tenantId }: Context, codes: readonly CardCode[]): Promise<void> => {
  if (codes.length === 0) return
  const list = JSON.stringify(codes.map(({ areaId, code, sealed }) => ({ areaId, hash: hashOf(code), sealed })))
  await sql`
    update area set card_token_hash = code.hash, card_token_sealed = code.sealed
    from jsonb_to_recordset(${list}::jsonb) as code ("areaId" uuid, hash text, sealed text)
    where area.tenant_id = ${tenantId} and area.id = code."areaId"`.execute(db)
}
