// Photos, recordings and papers: who sent them, who may see them. The only door to this module.
import type { FileAnswer, Upload } from '@linbang/contract/endpoint'
import type { StoredFile } from '@linbang/contract/files'
import { type Context, type PersonActor } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import type { FileKind } from '../../kit/files.ts'
import { addMinutes } from '../../kit/time.ts'
import { reachesPerson } from '../people/service.ts'
import { type FileRow, filesByIds, insertFile, recordingsBefore } from './queries.ts'
import { type FilePurpose, isPurpose, kindsFor, recordingsKeptDays, staffSee } from './rules.ts'

export type { FilePurpose } from './rules.ts'

type Stored = { readonly purpose: FilePurpose; readonly ownerPersonId: string; readonly kinds?: readonly FileKind[] }

/** Keeps bytes for somebody: sniffed, pictures made anew, refused when the purpose does not take them. */
export const storeBytes = async (
  ctx: Context,
  bytes: Uint8Array,
  { purpose, ownerPersonId, kinds }: Stored,
): Promise<FileRow> => {
  const { hash, contentType, size, width, height } = await ctx.kit.store.keep(bytes, kinds ?? kindsFor[purpose])
  return insertFile(ctx, { sha256: hash, contentType, size, width, height, purpose, ownerPersonId })
}

const meOf = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

export const addFile = async (ctx: Context, { bytes, fields }: Upload): Promise<StoredFile> => {
  const purpose = fields['purpose']
  if (!isPurpose(purpose)) {
    const message = ctx.locale === 'en' ? 'Please choose one of the options' : '请从给出的选项里选'
    throw new Refusal('input.invalid', { issues: [{ path: 'purpose', message }] })
  }
  return storeBytes(ctx, bytes, { purpose, ownerPersonId: meOf(ctx).personId })
}

type Reader = (ctx: Context, fileId: string) => Promise<boolean>
const readers = new Map<FilePurpose, Reader[]>()

/** A module that uses files of a purpose says who else may see them: the asker's photo, the helper who comes. */
export const registerFileReader = (purpose: FilePurpose, reader: Reader): void => {
  readers.set(purpose, [...(readers.get(purpose) ?? []), reader])
}

const maySee = async (ctx: Context, { id, purpose, ownerPersonId }: FileRow): Promise<boolean> => {
  if (ctx.actor.kind === 'system') return true
  if (!isPurpose(purpose)) return false
  if (meOf(ctx).personId === ownerPersonId) return true
  const permission = staffSee[purpose]
  if (permission !== null && (await reachesPerson(ctx, ownerPersonId, permission))) return true
  for (const reader of readers.get(purpose) ?? []) if (await reader(ctx, id)) return true
  return false
}

/** Not found as well for those who may not see it, and once the bytes are gone. */
export const getFile = async (ctx: Context, fileId: string): Promise<FileAnswer> => {
  const row = found((await filesByIds(ctx, [fileId]))[0])
  ensure(await maySee(ctx, row), 'not_found')
  return { contentType: row.contentType, bytes: await ctx.kit.store.read(row.sha256), inline: true }
}

/** The files, when all of them are the actor's own: what somebody puts into their request. Refused with file.unknown. */
export const useFiles = async (ctx: Context, fileIds: readonly string[]): Promise<FileRow[]> => {
  const rows = await filesByIds(ctx, fileIds)
  const own = ({ ownerPersonId }: FileRow) => ctx.actor.kind === 'system' || meOf(ctx).personId === ownerPersonId
  ensure(rows.length === new Set(fileIds).size && rows.every(own), 'file.unknown')
  return rows
}

/** Looked at for a month, so that a worker that stood still for a while catches up. */
const catchUpDays = 30

/** Takes the sound of old recordings from the disk; their rows stay with what was done. */
export const forgetRecordings = async (ctx: Context): Promise<void> => {
  const before = addMinutes(ctx.now, -recordingsKeptDays * 1440)
  const from = addMinutes(before, -catchUpDays * 1440)
  for (const hash of await recordingsBefore(ctx, from, before)) await ctx.kit.store.remove(hash)
}
