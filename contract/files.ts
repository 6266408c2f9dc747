// Files: photos, recordings, papers. The type is sniffed, pictures are re-encoded without their hidden data.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id } from './values.ts'

export const StoredFile = z.object({
  id: Id,
  contentType: z.string(),
  size: z.int(),
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
})
export type StoredFile = z.infer<typeof StoredFile>
export const addFile = endpoint({
  method: 'POST',
  path: '/files',
  summary: 'Store one photo, recording or paper; field `purpose`: request, visit, certificate, signature, reward',
  allow: 'files.add',
  body: 'upload',
  returns: StoredFile,
  errors: ['input.too_large', 'file.kind', 'file.too_many_pixels', 'file.unreadable'],
})
export const getFile = endpoint({
  method: 'GET',
  path: '/files/:fileId',
  summary: 'The bytes, for those who may see what they belong to',
  allow: 'signed-in',
  params: z.object({ fileId: Id }),
  returns: 'file',
  errors: ['not_found'],
})
