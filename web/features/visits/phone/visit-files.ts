// Photos of a visit: small, sent now or kept until there is a line, shown from the phone itself.
import { addFile, getFile } from '@linbang/contract/files'
import { addressOf } from '../../../kit/api.ts'
import { idFrom, sendOrKeep } from '../../../kit/offline.ts'
import { shrinkPhoto } from '../../../kit/photo.ts'

const local = new Map<string, string>()

/** Rejects when the file is no picture, or the server refuses it. */
export const storePhoto = async (
  file: Blob,
  purpose: 'visit' | 'signature' | 'certificate',
  about: { personId: string; label: string },
): Promise<string> => {
  const { blob } = await shrinkPhoto(file)
  const sent = await sendOrKeep(addFile, { body: { file: blob, fileName: 'photo.jpg', fields: { purpose } } }, about)
  const id = 'answer' in sent ? sent.answer.id : idFrom(sent.kept)
  local.set(id, URL.createObjectURL(blob))
  return id
}

export const photoUrl = (id: string): string | undefined =>
  local.get(id) ?? (id.includes(':') ? undefined : addressOf(getFile, { params: { fileId: id } }))
