// Chance that repeats: the same seed gives the same house front and the same face.

const hash = (text: string): number => {
  let value = 2166136261
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 16777619)
  return value >>> 0
}

/** Numbers in [0, 1), always the same for the same seed. */
export const chanceFrom = (seed: string): (() => number) => {
  let state = hash(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const pick = <T>(from: readonly T[], chance: number): T =>
  from[Math.min(from.length - 1, Math.floor(chance * from.length))]!
