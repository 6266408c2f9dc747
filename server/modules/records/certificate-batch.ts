// Certificates for a whole team: made in the background, one after the other, into one zip; whoever cannot be printed is named.
import type { FileAnswer, Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/certificates'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { openZip } from '../../kit/zip.ts'
import { areaOf, communityOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { personOf, samePerson } from '../people/service.ts'
import { getTeam } from '../teams/service.ts'
import { volunteerOfPerson } from '../volunteers/service.ts'
import { batchById, type BatchLine, insertBatch, updateBatch } from './certificate-queries.ts'
import { contentOf, makeCertificate } from './issue-certificate.ts'
import { sealedCertificate } from './print-certificate.ts'

export const batchJob = job<{ batchId: string; personIds: readonly string[] }>('certificates.make_batch')

type Batch = Output<typeof contract.getBatch>
type Left = BatchLine['leftOut'][number]

export const startBatch = (
  ctx: Context,
  { teamId, from, to }: Input<typeof contract.startBatch>['body'],
): Promise<Batch> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    ensure(!from || !to || from <= to, 'certificate.span_wrong')
    const { areaId, people } = await getTeam(ctx, teamId)
    const { path } = await areaOf(ctx, areaId)
    const unit = await communityOf(ctx, path)
    ensure(reaches(ctx.actor, 'certificates.issue', unit.path), 'not_found')
    const personIds = people.filter((one) => one.volunteerId !== null).map(({ personId }) => personId)
    const id = newId()
    const row = { id, teamId, unitAreaId: unit.id, areaPath: unit.path, fromOn: from ?? null, toOn: to ?? null }
    await insertBatch(ctx, { ...row, people: personIds.length, madeBy: ctx.actor.personId })
    await enqueue(ctx, batchJob, { batchId: id, personIds }, { singletonKey: id })
    await recordAudit(ctx, {
      act: 'certificate.batch_started',
      subjectKind: 'certificate_batch',
      subjectId: id,
      areaPath: unit.path,
    })
    return presentBatch(found(await batchById(ctx, id)))
  })

const presentBatch = ({ id, teamName, people, made, leftOut, state, at }: BatchLine): Batch => ({
  id,
  teamName,
  people,
  made,
  state,
  at,
  leftOut: [...leftOut],
})

const batchFor = async (ctx: Context, batchId: string): Promise<BatchLine> => {
  const batch = found(await batchById(ctx, batchId))
  ensure(reaches(ctx.actor, 'certificates.issue', batch.areaPath), 'not_found')
  return batch
}

export const getBatch = async (ctx: Context, batchId: string): Promise<Batch> =>
  presentBatch(await batchFor(ctx, batchId))

export const downloadBatch = async (ctx: Context, batchId: string): Promise<FileAnswer> => {
  const { fileHash, teamName, areaPath } = await batchFor(ctx, batchId)
  const bytes = await ctx.kit.store.read(found(fileHash))
  await recordAudit(ctx, {
    act: 'certificate.batch_downloaded',
    subjectKind: 'certificate_batch',
    subjectId: batchId,
    areaPath,
  })
  return { contentType: 'application/zip', bytes, fileName: `志愿服务证明-${teamName}.zip` }
}

type Made = { readonly file: Buffer; readonly number: string } | Left

const makeOne = async (ctx: Context, batch: BatchLine, personId: string, handler: string): Promise<Made> => {
  const { name } = await personOf(ctx, personId)
  const volunteer = await volunteerOfPerson(ctx, personId)
  if (!volunteer) return { name, why: 'no_records', detail: '' }
  const unit = await areaOf(ctx, batch.unitAreaId)
  const subject = {
    volunteerId: volunteer.id,
    personId: volunteer.personId,
    personIds: await samePerson(ctx, personId),
    volunteerNumber: volunteer.number,
  }
  try {
    const line = await makeCertificate(ctx, {
      subject,
      unit: { unitAreaId: unit.id, unit: unit.name, path: unit.path },
      from: batch.fromOn ?? undefined,
      to: batch.toOn ?? undefined,
      handler,
      issuedBy: batch.madeBy,
    })
    if (!line) return { name, why: 'no_records', detail: '' }
    return { file: await sealedCertificate(ctx, line), number: contentOf(line).number }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'print.missing_character') throw error
    return { name, why: 'missing_character', detail: error.detail ?? '' }
  }
}

const tellEvery = 25

type Outcome = { readonly made: number; readonly leftOut: readonly Left[] }

/** One after the other, so that a thousand take no more memory than one. */
const printAll = async (
  ctx: Context,
  batch: BatchLine,
  personIds: readonly string[],
  put: (part: Buffer) => Promise<void>,
): Promise<Outcome> => {
  const { name: handler } = await personOf(ctx, batch.madeBy)
  const zip = openZip(put)
  const leftOut: Left[] = []
  let made = 0
  for (const [place, personId] of personIds.entries()) {
    const one = await makeOne(ctx, batch, personId, handler)
    if ('file' in one) {
      await zip.add(`${one.number}.pdf`, one.file)
      made += 1
    } else leftOut.push(one)
    if (place % tellEvery === 0) await updateBatch(ctx, batch.id, { state: 'printing', made, leftOut })
  }
  await zip.close()
  return { made, leftOut }
}

/** Doing it again makes no certificate twice: one whose records have not changed is in force already. */
export const makeBatch = async (ctx: Context, batchId: string, personIds: readonly string[]): Promise<void> => {
  const batch = found(await batchById(ctx, batchId))
  if (batch.state === 'ready') return
  let outcome: Outcome = { made: 0, leftOut: [] }
  const fileHash = await ctx.kit.store.keepMade(async (put) => {
    outcome = await printAll(ctx, batch, personIds, put)
  })
  const { made, leftOut } = outcome
  await inTransaction(ctx, async (ctx) => {
    await updateBatch(ctx, batchId, {
      state: made > 0 ? 'ready' : 'failed',
      made,
      leftOut,
      ...(made > 0 && { fileHash }),
    })
    await notify(ctx, {
      personIds: [batch.madeBy],
      kind: 'certificate.batch_ready',
      params: { team: batch.teamName, made, left: leftOut.length },
      subjectKind: 'certificate_batch',
      subjectId: batchId,
    })
  })
}
