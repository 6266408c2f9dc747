// The late list: everything whose moment has passed, wherever the reader is responsible. No filter, so that nothing can be hidden.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { DueStep, RequestRow } from './requests.ts'
import { Moment, page, PageQuery } from './values.ts'

export const LateLevel = z.enum(['building', 'grid', 'community', 'street'])
export type LateLevel = z.infer<typeof LateLevel>

export const LateRow = z.object({
  request: RequestRow,
  step: DueStep,
  dueAt: Moment,
  /** Who has taken it on, if anybody has. */
  ownerName: z.nullable(z.string()),
  /** Who was told last, and on which level; null until the clock has looked. */
  toldName: z.nullable(z.string()),
  toldLevel: z.nullable(LateLevel),
  /** Who is told next unless something happens before; null at the top. */
  next: z.nullable(z.object({ name: z.string(), level: LateLevel, at: Moment })),
})
export type LateRow = z.infer<typeof LateRow>

export const listLate = endpoint({
  method: 'GET',
  path: '/requests/late',
  summary: 'What is late, the longest first, with who is told next',
  allow: 'requests.staff',
  query: z.object(PageQuery),
  returns: z.extend(page(LateRow), { total: z.int() }),
})
