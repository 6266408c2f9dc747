// Many rows at once: the database reads them from one JSON text, so columns keep their defaults when a row leaves them out.
import { sql } from 'kysely'
import type { Db, Tables } from '../kit/db.ts'

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const chunk = 2000

/** All rows of one call have the same columns. */
export const insertRows = async <T extends Extract<keyof Tables, string>>(
  db: Db,
  table: T,
  rows: readonly object[],
): Promise<void> => {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const list = sql.join(columns.map((column) => sql.ref(snake(column))))
  for (let from = 0; from < rows.length; from += chunk) {
    const text = JSON.stringify(
      rows
        .slice(from, from + chunk)
        .map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value]))),
    )
    await sql`insert into ${sql.table(snake(table))} (${list}) select ${list} from jsonb_populate_recordset(null::${sql.table(snake(table))}, ${text}::jsonb)`.execute(
      db,
    )
  }
}
