// Rows of stored files. The bytes lie under their SHA-256 in the data folder; one content may have many rows.
import type { Context } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'

export type FileRow = {
  readonly id: string
  readonly sha256: string
  readonly contentType: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
  readonly purpose: string
  readonly ownerPersonId: string
}

const columns = ['id', 'sha256', 'contentType', 'size', 'width', 'height', 'purpose', 'ownerPersonId'] as const

export const filesByIds = async ({ db, tenantId }: Context, fileIds: readonly string[]): Promise<FileRow[]> =>
  fileIds.length === 0
    ? []
    : db
        .selectFrom('storedFile')
        .select(columns)
        .where('tenantId', '=', tenantId)
        .where('id', 'in', [...new Set(fileIds)])
        .execute()

export const insertFile = async ({ db, tenantId, now }: Context, file: Omit<FileRow, 'id'>): Promise<FileRow> => {
  const row = { ...file, id: newId() }
  await db
    .insertInto('storedFile')
    .values({ ...row, tenantId, createdAt: now })
    .execute()
  return row
}

/** Recordings that came in before the moment, where the same sound has not been sent again since. */
export const recordingsBefore = async ({ db, tenantId }: Context, from: Date, before: Date): Promise<string[]> => {
  const rows = await db
    .selectFrom('storedFile as old')
    .select('sha256')
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('contentType', 'like', 'audio/%')
    .where('createdAt', '>=', from)
    .where('createdAt', '<', before)
    .where((old) => {
      const young = old.selectFrom('storedFile as young').select('young.id').where('young.createdAt', '>=', before)
      const same = young.whereRef('young.tenantId', '=', 'old.tenantId').whereRef('young.sha256', '=', 'old.sha256')
      return old.not(old.exists(same))
    })
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
