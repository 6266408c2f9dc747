// Ids in a question to the database.
import { type RawBuilder, sql } from 'kysely'

/** `= $1` for one, `= any($1)` for more: with an array the database plans anew at each call, which costs more than the answer for one. */
export const among = (ids: readonly string[]): RawBuilder<unknown> =>
  ids.length === 1 ? sql`= ${ids[0]}::uuid` : sql`= any(${[...ids]}::uuid[])`
