// The register from Excel: read and shown first, written whole in one transaction, taken back where nothing stands on it.
import type { Input, Output, Upload } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/register'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, heldFor, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { readSheet } from '../../kit/sheets.ts'
import { endUnusedAreas } from '../areas/service.ts'
import { checkRows, type Placed, registerReach } from './register-check.ts'
import {
  batchDone,
  batches,
  type BatchRow,
  batchUndone,
  insertBatch,
  lockBatch,
  type Made,
  removeEntries,
} from './register-queries.ts'
import { type Fault, type Row, rowsOf } from './register-rows.ts'
import { writeRows } from './register-write.ts'
import { maskDoor, maskIdNumber, maskPhone } from './rules.ts'

type Batch = Output<typeof contract.previewRegister>
const faultsShown = 1000

const sealed = ({ kit: { vault }, tenantId }: Context, value: unknown): string =>
  vault.seal(tenantId, 'import_batch', JSON.stringify(value))
const opened = <T>({ kit: { vault }, tenantId }: Context, text: string): T =>
  JSON.parse(vault.open(tenantId, 'import_batch', text)) as T

const shown = (ctx: Context, row: BatchRow): Batch => ({
  id: row.id,
  fileName: row.fileName,
  state: row.state,
  rowCount: row.rowCount,
  goodCount: row.goodCount,
  faults: opened<Fault[]>(ctx, row.faultsSealed),
  sample: opened<Record<string, string>[]>(ctx, row.sampleSealed),
  madeAt: row.madeAt,
  made: row.madeCounts,
})

/** The first good rows as they will be, numbers masked. */
const sampleOf = (good: readonly Placed[]): Record<string, string>[] =>
  good.slice(0, 5).map(({ at, doorName, name, callName, sex, bornOn, phone, idNumber, relation }) => ({
    楼栋: at.name,
    房号: maskDoor(doorName),
    姓名: name,
    怎么称呼: callName,
    性别: { female: '女', male: '男', '': '' }[sex ?? ''],
    出生日期: bornOn ?? '',
    手机号: phone === null ? '' : maskPhone(phone),
    证件号: idNumber === null ? '' : maskIdNumber(idNumber),
    与户主关系: relation,
  }))

const oneBatch = async (ctx: Context, id: string): Promise<BatchRow> =>
  found((await batches(ctx, { reach: registerReach(ctx), id, limit: 1 }))[0])

export const previewRegister = async (ctx: Context, { bytes, fileName }: Upload): Promise<Batch> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const rows = rowsOf(await readSheet(bytes))
  const { good, faults, counts } = await checkRows(ctx, rows)
  const [held] = heldFor(ctx.actor, 'register.import').toSorted((a, b) => a.areaPath.length - b.areaPath.length)
  const id = newId()
  await inTransaction(ctx, async (ctx) => {
    await insertBatch(ctx, {
      id,
      fileName,
      areaId: found(held).areaId,
      rowCount: rows.length,
      goodCount: good.length,
      rowsSealed: sealed(ctx, rows),
      faultsSealed: sealed(ctx, faults.slice(0, faultsShown)),
      sampleSealed: sealed(ctx, sampleOf(good)),
      madeBy: found(ctx.actor.kind === 'person' ? ctx.actor.personId : null),
      madeCounts: counts,
    })
    await recordAudit(ctx, {
      act: 'register.read',
      subjectKind: 'import',
      subjectId: id,
      areaPath: found(held).areaPath,
      detail: { rows: rows.length, good: good.length },
    })
  })
  return shown(ctx, await oneBatch(ctx, id))
}

export const listImports = async (
  ctx: Context,
  query: Input<typeof contract.listImports>['query'],
): Promise<Output<typeof contract.listImports>> => {
  const size = pageSize(query.limit)
  const rows = await batches(ctx, {
    reach: registerReach(ctx),
    after: readCursor(query.cursor, ['moment', 'text']),
    limit: size + 1,
  })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.madeAt, row.id])
  return { items: items.map((row) => shown(ctx, row)), nextCursor }
}

/** The rows are looked at again: the register may have moved on since they were read. */
export const commitRegister = (ctx: Context, id: string, skipFaulty: boolean): Promise<Batch> =>
  inTransaction(ctx, async (ctx) => {
    const batch = await oneBatch(ctx, id)
    ensure((await lockBatch(ctx, id))?.state === 'preview' && batch.rowsSealed !== null, 'import.done_already')
    const { good, faults } = await checkRows(ctx, opened<Row[]>(ctx, batch.rowsSealed))
    ensure(skipFaulty || faults.length === 0, 'import.has_faults')
    const made = await writeRows(ctx, good, batch.fileName)
    const { buildings, households, people, doors } = made
    const counts = {
      buildings: buildings.length,
      doors: doors.length,
      households: households.length,
      people: people.length,
    }
    await batchDone(ctx, id, counts, made)
    await recordAudit(ctx, {
      act: 'register.imported',
      subjectKind: 'import',
      subjectId: id,
      detail: { ...counts, fileName: batch.fileName },
    })
    return shown(ctx, await oneBatch(ctx, id))
  })

export const undoRegister = (ctx: Context, id: string): Promise<Batch> =>
  inTransaction(ctx, async (ctx) => {
    await oneBatch(ctx, id)
    const locked = found(await lockBatch(ctx, id))
    ensure(locked.state !== 'undone', 'not_found')
    if (locked.state === 'done') {
      const made = locked.madeIds as unknown as Made
      await removeEntries(ctx, made)
      await endUnusedAreas(ctx, [...made.doors, ...made.buildings])
    }
    await batchUndone(ctx, id)
    await recordAudit(ctx, { act: 'register.undone', subjectKind: 'import', subjectId: id })
    return shown(ctx, await oneBatch(ctx, id))
  })
