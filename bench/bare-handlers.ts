// The floor: handlers without rights, rules, checks or shapes, that write the same rows in one statement and read the same page with the same SQL.
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { newId } from '../server/kit/ids.ts'

type Column = { readonly name: string; readonly type: string }
type Written = { readonly table: string; readonly columns: readonly Column[]; readonly row: readonly (string | null)[] }

const columnsOf = async (owner: pg.Pool, table: string): Promise<Column[]> =>
  (
    await owner.query<Column>(
      `select column_name as name, case when data_type = 'ARRAY' then substr(udt_name, 2) || '[]' else udt_name end as type
       from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'
       and is_identity = 'NO' and udt_name <> 'xid8' order by ordinal_position`,
      [table],
    )
  ).rows

/** All rows of the transaction that wrote this request, as texts. */
const writtenWith = async (owner: pg.Pool, requestId: string): Promise<Written[]> => {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('request', 'session')`,
  )
  const all: Written[] = []
  for (const table of ['request', ...tables.map((one) => one.name)]) {
    const columns = await columnsOf(owner, table)
    const list = columns.map(({ name }) => `"${name}"::text`).join(', ')
    const { rows } = await owner.query<(string | null)[]>({
      text: `select ${list} from "${table}" where xmin = (select xmin from request where id = $1)`,
      values: [requestId],
      rowMode: 'array',
    })
    for (const row of rows) all.push({ table, columns, row })
  }
  return all
}

/** Ids that these rows brought into the world are made anew each time; the number people say is one of them. */
const freshOf = (written: readonly Written[]): ReadonlySet<string> => {
  const fresh = new Set<string>()
  for (const { columns, row } of written)
    for (const [k, { name }] of columns.entries()) {
      const value = row[k]
      if (value && (name === 'id' || name === 'number' || name === 'key')) fresh.add(value)
    }
  return fresh
}

const statementFor = (written: readonly Written[]): string => {
  let n = 0
  const parts = written.map(({ table, columns }, k) => {
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    const holes = columns.map(({ type }) => `$${++n}::${type}`).join(', ')
    return `w${k} as (insert into "${table}" (${names}) values (${holes}))`
  })
  return `with ${parts.join(', ')} select 1`
}

/** Mounts it at the path; answers how many rows it writes. */
export const bareInsert = async (
  app: FastifyInstance,
  path: string,
  pool: pg.Pool,
  owner: pg.Pool,
  requestId: string,
): Promise<number> => {
  const written = await writtenWith(owner, requestId)
  const fresh = freshOf(written)
  const text = statementFor(written)
  const values = written.flatMap(({ row }) => row)
  app.post(path, async () => {
    const anew = new Map([...fresh].map((old) => [old, newId()]))
    const swap = (value: string | null) => value && (anew.get(value) ?? value)
    await pool.query({ name: `bare ${path}`, text, values: values.map(swap) })
    return { id: anew.get(requestId) }
  })
  return written.length
}

/** The same page of the board: what the rows show, joined, in one question. */
export const bareBoard = async (app: FastifyInstance, pool: pg.Pool, tenantId: string): Promise<void> => {
  const text = `
    select r.*, s.code, s.zh, s.en, s.icon, s.kind, p.call_name, a.name as area_name, a.path,
      (select count(*) from offer o where o.tenant_id = r.tenant_id and o.request_id = r.id) as asked
    from request r
    join service s on s.tenant_id = r.tenant_id and s.id = r.service_id
    join area a on a.tenant_id = r.tenant_id and a.id = r.area_id
    left join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
    where r.tenant_id = $1 and r.state in ('reported', 'dispatching', 'assigned', 'under_way', 'done', 'reopened', 'in_meeting')
    order by r.next_due_at, r.id limit 20`
  app.get('/requests', async () => (await pool.query({ name: 'board', text, values: [tenantId] })).rows)
}

/** Copies of requests there are, until there are so many; most of them over, as in a real community. */
export const manyRequests = async (owner: pg.Pool, count: number, id: () => string): Promise<void> => {
  const columns = await columnsOf(owner, 'request')
  const own = new Set(['id', 'number', 'reported_at', 'state'])
  const names = columns.map(({ name }) => name).filter((name) => !own.has(name))
  const list = names.map((name) => `"${name}"`).join(', ')
  for (let made = 0; made < count; made += 5_000)
    await owner.query(
      `insert into request (id, number, reported_at, state, ${list})
       select f.id, f.id::text, r.reported_at - (f.k % 900) * interval '1 day', r.state, ${names.map((name) => `r."${name}"`).join(', ')}
       from unnest($1::uuid[]) with ordinality f (id, k)
       join (select *, row_number() over (order by id) as n, count(*) over () as all_of_them from request
             where number !~ '^[0-9a-f]{8}-[0-9a-f]{4}-') r on r.n = 1 + f.k % r.all_of_them`,
      [Array.from({ length: Math.min(5_000, count - made) }, id)],
    )
  await owner.query('analyze request')
}
