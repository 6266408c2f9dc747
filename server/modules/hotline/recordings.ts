// Recordings: only of who was told at the start, fetched and kept at least six months, heard by few, each listening on record.
import type { FileAnswer } from '@linbang/contract/endpoint'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { addMinutes } from '../../kit/time.ts'
import { policyNow } from '../policies/service.ts'
import type { CallRecord } from './call-queries.ts'
import { insertRecording, recordingOf, removeRecordings, updateRecording } from './recording-queries.ts'
import { mostFetches } from './rules.ts'
import { openLink, sealLink } from './seal-call.ts'
import { callSeen, mayListen } from './show-calls.ts'

export const fetchRecordingJob = job<{ callId: string }>('hotline.fetch_recording')

const mostBytes = 20 * 1024 * 1024
const waitMs = 60_000

/** Nothing is kept of a caller who was not told (rules of the recording: notice at the start). */
export const keepRecording = async (ctx: Context, call: CallRecord, url: string): Promise<void> => {
  ensure(call.noticeAt, 'call.no_notice')
  if (await insertRecording(ctx, call.id, sealLink(ctx, url)))
    await enqueue(ctx, fetchRecordingJob, { callId: call.id })
}

const bytesAt = async (url: string): Promise<Buffer> => {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(waitMs) })
  if (!answer.ok || !answer.body) throw new Error(`the call centre answered ${answer.status}`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body) {
    size += part.byteLength
    if (size > mostBytes) throw new Error('the recording is larger than 20 MB')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Tried again by the queue until it is here; what is not a recording is given up. */
export const fetchRecording = async (ctx: Context, callId: string): Promise<void> => {
  const row = await recordingOf(ctx, callId)
  if (!row || row.fetchedAt || row.removedAt || row.tries >= mostFetches) return
  await updateRecording(ctx, callId, { tries: row.tries + 1 })
  try {
    const kept = await ctx.kit.store.keep(await bytesAt(openLink(ctx, row.linkSealed)), ['recording'])
    const { hash: sha256, contentType, size } = kept
    await updateRecording(ctx, callId, { sha256, contentType, size, fetchedAt: ctx.now })
  } catch (error) {
    ctx.log.warn({ callId, reason: (error as Error).message }, 'a recording could not be fetched')
    if (row.tries + 1 < mostFetches)
      await enqueue(ctx, fetchRecordingJob, { callId }, { startAfter: addMinutes(ctx.now, 2 ** row.tries) })
  }
}

/** On record before the first sound: in the audit log, and where the person reads who looked. */
export const listenToCall = (ctx: Context, callId: string, reason: string): Promise<FileAnswer> =>
  inTransaction(ctx, async (ctx) => {
    const call = await callSeen(ctx, callId)
    ensure(mayListen(ctx, call), 'not_found')
    const row = await recordingOf(ctx, callId)
    const sha256 = found(row?.removedAt ? null : row?.sha256, 'call.no_recording')
    const { areaPath, personId } = call
    await recordAudit(ctx, {
      act: 'call.listened',
      subjectKind: 'call',
      subjectId: callId,
      areaPath,
      detail: { reason },
    })
    if (personId)
      await recordAudit(ctx, {
        act: 'person.revealed',
        subjectKind: 'person',
        subjectId: personId,
        areaPath,
        detail: { field: 'recording', reason, callId },
      })
    const bytes = await ctx.kit.store.read(sha256)
    return { contentType: row?.contentType ?? 'application/octet-stream', bytes, inline: true }
  })

/** By the policy, never before six months: the sound goes, the row of the call stays. */
export const forgetCallRecordings = async (ctx: Context): Promise<void> => {
  const { body } = await policyNow(ctx, 'hotline')
  const old = await removeRecordings(ctx, addMinutes(ctx.now, -body.recordingDays * 1440))
  for (const sha256 of old) await ctx.kit.store.remove(sha256)
}
