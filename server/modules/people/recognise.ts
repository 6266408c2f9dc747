// Whom a number may belong to: everybody who has it, those they may ask for, and those who live with them.
import type { Context } from '../../kit/context.ts'
import { rightsHeldBy } from './family-queries.ts'
import { householdsWith, membersOf } from './household-queries.ts'
import { peopleWithPhone } from './person-queries.ts'
import { phoneHashes } from './seal-person.ts'

export type Recognised = { readonly personId: string; readonly because: 'own' | 'before' | 'family' | 'household' }

/** Each once, by the nearest reason. `before`: who was found behind this number in another way. What the reader may see of them is the caller's decision. */
export const recognise = async (
  ctx: Context,
  phone: string | null,
  before: readonly string[],
): Promise<readonly Recognised[]> => {
  const own = phone === null ? [] : await peopleWithPhone(ctx, phoneHashes(ctx, phone))
  const near = [...new Set([...own, ...before])]
  if (near.length === 0) return []
  const [rights, homes] = await Promise.all([rightsHeldBy(ctx, near), householdsWith(ctx, near)])
  const doors = [...new Set(homes.map(({ householdId }) => householdId))]
  const members = doors.length === 0 ? [] : await membersOf(ctx, doors)
  const found = new Map<string, Recognised>()
  const add = (because: Recognised['because'], ids: readonly string[]) => {
    for (const personId of ids) if (!found.has(personId)) found.set(personId, { personId, because })
  }
  add('own', own)
  add('before', before)
  add(
    'family',
    rights.filter(({ mayAsk }) => mayAsk).map(({ personId }) => personId),
  )
  add(
    'household',
    members.map(({ personId }) => personId),
  )
  return [...found.values()]
}
