// Work accounts does at night.
import type { Background } from '../../kit/background.ts'
import { schedule } from '../../kit/jobs.ts'
import { addHours } from '../../kit/time.ts'
import { dropOld } from './code-queries.ts'
import { remindOfRights } from './rights.ts'

export const accountJobs: readonly Background[] = [
  schedule('accounts.drop_old_codes', '40 3 * * *', (ctx) => dropOld(ctx, addHours(ctx.now, -24))),
  schedule('accounts.remind_of_rights', '30 8 * * *', remindOfRights),
]
