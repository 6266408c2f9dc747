// A thousand certificates as one batch: seconds, and the most memory this process took, printing thread included.
// `certificates [--people 1000]`
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { newId } from '../server/kit/ids.ts'
import { makeBatch } from '../server/modules/records/service.ts'
import { openProduct } from './product.ts'
import type { Product } from './product.ts'
import { printMachine, printTable } from './table.ts'

const aimMegabytes = 600
const recordsEach = 12

/** So many people who helped twelve times each, and a batch that names them all. */
const prepare = async ({ owner, ctx }: Product, count: number): Promise<{ batchId: string; personIds: string[] }> => {
  const { tenantId } = ctx()
  const { rows } = await owner.query<{ id: string }>(
    `with made as (
       insert into person (tenant_id, id, name, call_name, id_number_masked) select $1, gen_random_uuid(), '陈志愿' || chr(19968 + k), '小陈', '450***********' || lpad(k::text, 4, '0') from generate_series(1, $2) k returning id
     ), helping as (
       insert into volunteer (tenant_id, id, person_id, number, class, state, applied_at, reviewed_at)
       select $1, gen_random_uuid(), id, 'LB-B' || row_number() over (), 'general', 'approved', now(), now() from made returning id, person_id
     ), unit as (select id, name from area where tenant_id = $1 and kind = 'community' order by path limit 1)
     insert into service_record (tenant_id, id, person_id, volunteer_id, activity_name, day, place, content, minutes, unit, unit_area_id, person_in_charge, cause_kind, cause_id, due_on, at)
     select $1, gen_random_uuid(), h.person_id, h.id, (array['陪伴与关爱', '水电维修', '送餐送药', '社区活动'])[1 + n % 4], current_date - n, '新竹社区3号楼', '换了垫圈，试了水', 60 + n, unit.name, unit.id, '黄丽', 'activity', gen_random_uuid(), current_date + 10, now()
     from helping h, unit, generate_series(1, ${recordsEach}) n returning person_id as id`,
    [tenantId, count],
  )
  const batchId = newId()
  await owner.query(
    `insert into certificate_batch (tenant_id, id, team_id, unit_area_id, area_path, people, made_by, at)
     select $1, $2, t.id, u.id, u.path, $3, (select person_id from account where tenant_id = $1 order by id limit 1), now()
     from (select id from team where tenant_id = $1 order by name limit 1) t, (select id, path from area where tenant_id = $1 and kind = 'community' order by path limit 1) u`,
    [tenantId, batchId, count],
  )
  return { batchId, personIds: [...new Set(rows.map(({ id }) => id))] }
}

/** From the kernel: threads and the fonts they hold count. */
const resident = (): number => {
  const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { people: { type: 'string', default: '1000' } } })
  const count = Number(values.people)
  printMachine()
  const product = await openProduct()
  try {
    const { batchId, personIds } = await prepare(product, count)
    const before = resident()
    const began = performance.now()
    await makeBatch(product.ctx(), batchId, personIds)
    const seconds = (performance.now() - began) / 1000
    const peak = resident()
    const { rows } = await product.owner.query<{ made: number; left: number; hash: string }>(
      'select made, jsonb_array_length(left_out) as left, file_hash as hash from certificate_batch where id = $1',
      [batchId],
    )
    const [{ made, left, hash } = { made: 0, left: 0, hash: '' }] = rows
    const bytes = (await product.ctx().kit.store.read(hash)).length
    printTable(
      ['certificates', 'left out', 'seconds', 'ms each', 'MB of zip', 'MB before', 'MB at peak', 'aim'],
      [
        [
          String(made),
          String(left),
          seconds.toFixed(1),
          ((seconds * 1000) / made).toFixed(0),
          (bytes / 1e6).toFixed(0),
          before.toFixed(0),
          peak.toFixed(0),
          `≤ ${aimMegabytes} MB`,
        ],
      ],
    )
  } finally {
    await product.close()
  }
}
