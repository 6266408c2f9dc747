// The catalogue a new installation starts with: 52 services, editable from the first day. The order is that of the phone's list.
import { care } from './default-care.ts'
import type { DefaultService } from './default-draft.ts'
import { errands } from './default-errands.ts'
import { repairs } from './default-repairs.ts'
import { safety } from './default-safety.ts'
import { support } from './default-support.ts'

export const defaultServices: readonly DefaultService[] = [...repairs, ...errands, ...care, ...support, ...safety]
