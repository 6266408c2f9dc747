// Many things to do, a few at a time.

/** Answers in the order of the list. Stops at the first that throws. */
export const fewAtOnce = async <T>(few: number, list: readonly (() => Promise<T>)[]): Promise<T[]> => {
  const outcomes: T[] = []
  const waiting = list.entries()
  const lane = async () => {
    for (const [index, next] of waiting) outcomes[index] = await next()
  }
  await Promise.all(Array.from({ length: few }, lane))
  return outcomes
}
