// The register by Excel: template, preview with faults row by row, import, undo, export.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, Nothing, PageQuery, page } from './values.ts'

/** Excel register: template, preview with faults row by row, commit, undo. */
export const registerTemplate = endpoint({
  method: 'GET',
  path: '/register/template.xlsx',
  summary: 'The table to fill in',
  allow: 'register.import',
  returns: 'file',
})
export const ImportFault = z.object({ row: z.int(), column: z.string(), value: z.string(), message: z.string() })
export const ImportBatch = z.object({
  id: Id,
  fileName: z.string(),
  state: z.enum(['preview', 'done', 'undone']),
  rowCount: z.int(),
  goodCount: z.int(),
  faults: z.array(ImportFault),
  sample: z.array(z.record(z.string(), z.string())),
  madeAt: Moment,
  made: z.object({ buildings: z.int(), doors: z.int(), households: z.int(), people: z.int() }),
})
export const previewRegister = endpoint({
  method: 'POST',
  path: '/register/imports',
  summary: 'Read a filled table; nothing is written yet',
  allow: 'register.import',
  body: 'upload',
  returns: ImportBatch,
  errors: ['sheet.unreadable', 'import.too_many_rows', 'import.wrong_columns', 'input.too_large'],
})
export const listImports = endpoint({
  method: 'GET',
  path: '/register/imports',
  summary: 'Tables read so far',
  allow: 'register.import',
  query: z.object(PageQuery),
  returns: page(ImportBatch),
})
export const commitRegister = endpoint({
  method: 'POST',
  path: '/register/imports/:importId/commit',
  summary: 'Write the good rows',
  allow: 'register.import',
  params: z.object({ importId: Id }),
  body: z.object({ skipFaulty: z.boolean() }),
  returns: ImportBatch,
  errors: ['not_found', 'import.done_already', 'import.has_faults'],
})
export const undoRegister = endpoint({
  method: 'POST',
  path: '/register/imports/:importId/undo',
  summary: 'Take back what this table made, where nothing stands on it yet',
  allow: 'register.import',
  params: z.object({ importId: Id }),
  body: Nothing,
  returns: ImportBatch,
  errors: ['not_found', 'import.in_use'],
})
export const exportPeople = endpoint({
  method: 'POST',
  path: '/people/export',
  summary: 'The register as Excel: watermarked, masked, logged, with a reason',
  allow: 'register.import',
  body: z.object({ areaId: Id, reason: Line(200) }),
  returns: 'file',
  errors: ['not_found'],
})
