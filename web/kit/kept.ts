// The few answers needed without a line: who I am, the visit I am on, what one can ask for. On this phone only, for a day,
// gone at sign-out. The worker keeps files, never answers; this is the only place that does.
import type { Endpoint } from '@linbang/contract/endpoint'
import { query } from './api.ts'
import type { Answer, Given } from './api.ts'
import { Refused } from './refused.ts'
import { openShelf } from './shelf.ts'
import type { Shelf } from './shelf.ts'

type Remembered = { readonly id: string; readonly at: number; readonly answer: unknown }

const day = 86_400_000
let shelf: Shelf<Remembered> | undefined
const theShelf = () => (shelf ??= openShelf<Remembered>('answers'))

/** Asks; keeps the answer; without a line gives back what was kept today. */
export const keeping = async <T>(
  id: string,
  ask: () => Promise<T>,
  on: Shelf<Remembered> = theShelf(),
  now = Date.now(),
): Promise<T> => {
  try {
    const answer = await ask()
    // a phone that stores slowly, or not at all, must still show
    void on.put({ id, at: now, answer }).catch(() => undefined)
    return answer
  } catch (error) {
    if (!(error instanceof Refused && error.offline)) throw error
    const known = (await on.all().catch(() => [])).find((one) => one.id === id)
    if (!known || now - known.at > day) throw error
    return known.answer as T
  }
}

/** Like `query`, for what must open again at a door without a line. */
export const keptQuery = <E extends Endpoint>(endpoint: E, given: Given<E>) => {
  const options = (
    query as unknown as (
      endpoint: E,
      given: Given<E>,
    ) => { queryKey: readonly unknown[]; queryFn: (context: { signal: AbortSignal }) => Promise<Answer<E>> }
  )(endpoint, given)
  return {
    ...options,
    queryFn: (context: { signal: AbortSignal }): Promise<Answer<E>> =>
      keeping(JSON.stringify(options.queryKey), () => options.queryFn(context)),
  }
}

export const forgetKept = async (): Promise<void> => {
  for (const { id } of await theShelf().all()) await theShelf().remove(id)
}
