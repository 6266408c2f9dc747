// What a person prefers: language, 长辈版, text size. Read at every sign-in, changed by the person alone.
import type { Context } from '../../kit/context.ts'
import { preferencesOf, setPreferences } from './person-queries.ts'

type Given = Readonly<Record<string, unknown>>

/** What is given replaces what was there; the rest stays. */
export const keepPreferences = async (ctx: Context, personId: string, given: Given): Promise<void> => {
  const before = (await preferencesOf(ctx, personId)) as Given
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  await setPreferences(ctx, personId, { ...before, ...set })
}
