// Draws of the demo community: the same seed makes the same town.
import { random } from '@linbang/engine/random'

export type Draw = {
  readonly uniform: () => number
  /** Whole number, both ends included. */
  readonly between: (low: number, high: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(list: readonly T[]) => T
  /** Each entry is [thing, weight]. */
  readonly weighted: <T>(list: readonly (readonly [T, number])[]) => T
  readonly shuffled: <T>(list: readonly T[]) => T[]
  /** Minutes with this median; `spread` is the standard deviation of the logarithm. */
  readonly lognormal: (median: number, spread: number) => number
  readonly normal: () => number
}

export const openDraw = (seed: number): Draw => {
  const { uniform, below, normal } = random(seed)
  const pick = <T>(list: readonly T[]): T => {
    const thing = list[below(list.length)]
    if (thing === undefined) throw new RangeError('nothing to pick from')
    return thing
  }
  return {
    uniform,
    normal,
    between: (low, high) => low + below(high - low + 1),
    chance: (share) => uniform() < share,
    pick,
    weighted: (list) => {
      let left = uniform() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [thing, weight] of list) {
        left -= weight
        if (left <= 0) return thing
      }
      return pick(list)[0]
    },
    shuffled: (list) => {
      const copy = [...list]
      for (let last = copy.length - 1; last > 0; last--) {
        const other = below(last + 1)
        const kept = copy[last] as (typeof copy)[number]
        copy[last] = copy[other] as (typeof copy)[number]
        copy[other] = kept
      }
      return copy
    },
    lognormal: (median, spread) => median * Math.exp(spread * normal()),
  }
}
