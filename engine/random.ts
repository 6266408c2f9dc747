// Seeded randomness: xoshiro128** by Blackman & Vigna (2018), state filled by splitmix32. Same seed, same numbers.

export type Random = {
  /** In [0, 1), 32 bits. */
  uniform(): number
  /** Whole number in [0, below). */
  below(below: number): number
  /** Standard normal. */
  normal(): number
}

export function random(seed: number): Random {
  let mixed = seed | 0
  const fill = () => {
    mixed = (mixed + 0x9e3779b9) | 0
    let z = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return z ^ (z >>> 16)
  }
  let a = fill()
  let b = fill()
  let c = fill()
  let d = fill()
  const uniform = () => {
    const fives = Math.imul(b, 5)
    const result = Math.imul((fives << 7) | (fives >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return (result >>> 0) / 4294967296
  }
  // Box & Muller; the second of the pair is dropped so that every draw takes two numbers.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, below: (below) => Math.floor(uniform() * below), normal }
}
