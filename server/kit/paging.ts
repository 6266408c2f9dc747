// Lists in pages: a cursor is the sort keys of the last row, so a page stays right while rows come and go.
import { Refusal } from './errors.ts'

type Key = string | number | Date | null
export type Page<T> = { readonly items: T[]; readonly nextCursor: string | null }

/** How many rows a page has: 20 unless asked, 100 at most. Read one more, so that `pageOf` knows whether there are more. */
export const pageSize = (limit: number | undefined): number => Math.min(100, Math.max(1, limit ?? 20))

const readers = {
  text: (value: unknown) => (typeof value === 'string' ? value : undefined),
  number: (value: unknown) => (typeof value === 'number' ? value : undefined),
  moment: (value: unknown) => {
    const moment = new Date(String(value))
    return Number.isNaN(moment.getTime()) ? undefined : moment
  },
}
type Kind = keyof typeof readers
type Keys<K extends readonly Kind[]> = { -readonly [I in keyof K]: NonNullable<ReturnType<(typeof readers)[K[I]]>> }

const write = (keys: readonly Key[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url')

/**
 * The sort keys after which the page begins; undefined on the first page.
 * `readCursor(query.cursor, ['moment', 'text'])` → `[Date, string]`, for `where (happened_at, id) < (…, …)`.
 */
export const readCursor = <const K extends readonly Kind[]>(
  cursor: string | undefined,
  kinds: K,
): Keys<K> | undefined => {
  if (cursor === undefined) return undefined
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw new Refusal('input.cursor')
  }
  if (!Array.isArray(parts) || parts.length !== kinds.length) throw new Refusal('input.cursor')
  const keys = kinds.map((kind, index) => readers[kind](parts[index]))
  if (keys.includes(undefined)) throw new Refusal('input.cursor')
  return keys as Keys<K>
}

/** `rows` were read with `limit size + 1` in the order of the keys. */
export const pageOf = <T>(rows: readonly T[], size: number, keysOf: (row: T) => readonly Key[]): Page<T> => {
  const items = rows.slice(0, size)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > size && last !== undefined ? write(keysOf(last)) : null }
}
