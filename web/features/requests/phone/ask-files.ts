// Photos and recordings of a request being written: sent at once, or kept on the phone until there is a line.
import { addFile, getFile } from '@linbang/contract/files'
import { addressOf } from '../../../kit/api.ts'
import { idFrom, sendOrKeep } from '../../../kit/offline.ts'

type About = { readonly personId: string; readonly label: string }

const local = new Map<string, string>()

/** Resolves with the id to name in the request; `kept` when it waits on the phone. */
export const storeFile = async (file: Blob, fileName: string, about: About): Promise<{ id: string; kept: boolean }> => {
  const given = { body: { file, fileName, fields: { purpose: 'request' } } }
  const sent = await sendOrKeep(addFile, given, about)
  const id = 'answer' in sent ? sent.answer.id : idFrom(sent.kept)
  local.set(id, URL.createObjectURL(file))
  return { id, kept: 'kept' in sent }
}

/** What was just taken is shown from the phone itself; after a reload from the server. */
export const fileUrl = (id: string): string | undefined =>
  local.get(id) ?? (id.includes(':') ? undefined : addressOf(getFile, { params: { fileId: id } }))

const ending: Readonly<Record<string, string>> = { 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }
export const recordingName = (type: string): string => `voice.${ending[type] ?? 'webm'}`
