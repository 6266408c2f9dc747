// Rings on a map: whether the edges of a boundary cross. Pure, for the screen that draws and the server that keeps.

type At = readonly number[]
const x = (at: At): number => at[0] ?? 0
const y = (at: At): number => at[1] ?? 0
const turn = (a: At, b: At, c: At): number => Math.sign((x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a)))

const cross = (a: At, b: At, c: At, d: At): boolean =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0

/** `ring` is open or closed; edges that only touch at a corner do not cross. */
export const ringCrosses = (ring: readonly At[]): boolean => {
  const edges = ring.map((at, place) => [at, ring[(place + 1) % ring.length] ?? at] as const)
  return edges.some(([a, b], place) => edges.slice(place + 1).some(([c, d]) => cross(a, b, c, d)))
}
