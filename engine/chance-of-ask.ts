// Common random numbers: what a person would do when asked for a request is drawn from (seed, person, request), not from a
// running stream, so that two policies that ask the same person for the same thing meet the same answer. (Law, Simulation
// Modeling and Analysis, ch. 11.) The mixer is MurmurHash3's finaliser.

/** Lots in [0, 1) for one ask; `which` tells the uses apart. */
export function lotOf(seed: number, person: number, request: number, which: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(person + 1, 0xc2b2ae35)
  mixed = mix(mixed ^ Math.imul(request + 1, 0x27d4eb2f))
  return (mix(mixed + Math.imul(which, 0x165667b1)) >>> 0) / 4294967296
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
