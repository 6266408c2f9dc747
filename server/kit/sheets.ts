// Excel in and out. In: a bounded number of plain texts. Out: cells that are never formulas, whatever people wrote.
import { readSheet as read } from 'read-excel-file/universal'
import write from 'write-excel-file/node'
import { Refusal } from './errors.ts'
import { ensureModestZip } from './zip.ts'

export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const most = { rows: 50_000, columns: 200, files: 500, bytes: 150 * 1024 * 1024 }

const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace(/\.000Z$/, 'Z')
  return String(cell).trim()
}

/** The first sheet as trimmed texts, row by row; dates as `2026-11-25`. Empty rows at the end are left out. */
export const readSheet = async (bytes: Uint8Array): Promise<string[][]> => {
  try {
    await ensureModestZip(bytes, most)
    const copy = new Uint8Array(bytes).buffer
    const rows = (await read(copy)).map((row) => row.slice(0, most.columns).map(textOf))
    if (rows.length > most.rows) throw new Refusal('input.too_large')
    while (rows.at(-1)?.every((cell) => cell === '')) rows.pop()
    return rows
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('sheet.unreadable')
  }
}

export type Cell = string | number | boolean | Date | null
export type Sheet = {
  readonly name: string
  readonly columns: readonly { readonly title: string; readonly width?: number }[]
  readonly rows: readonly (readonly Cell[])[]
}

// oxlint-disable-next-line no-control-regex -- XML has no place for exactly these
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** Texts are written as texts: `=1+1` stays what somebody typed. Dates are shown in the tenant's day by the caller. */
const cellOf = (value: Cell) => {
  if (value === null || value === '') return null
  if (typeof value === 'string') return { type: String, value: value.replace(unwritable, '').slice(0, 32_000) }
  if (typeof value === 'number') return { type: Number, value }
  if (typeof value === 'boolean') return { type: Boolean, value }
  return { type: Date, value, format: 'yyyy-mm-dd hh:mm' }
}

/** Names of sheets: at most 31 characters, and none that Excel forbids. */
const nameOf = (name: string) => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

export const writeSheets = async (sheets: readonly Sheet[]): Promise<Buffer> =>
  write(
    sheets.map(({ name, columns, rows }) => ({
      sheet: nameOf(name),
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width: width ?? 16 })),
      data: [
        columns.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    })),
  ).toBuffer()
