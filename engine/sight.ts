// What a request sees of those who have its skill and what does not change while it is open: the way of each, how near that
// makes them, and whether they declared its hours. A simulated request looks at the same hundreds again every few minutes.
import { ACCEPTANCE, nearness } from './acceptance.ts'
import { declaredFor, metresTo } from './town-people.ts'
import type { Person } from './town-people.ts'
import type { TownRequest } from './town.ts'

export type Sight = {
  readonly metres: Float64Array
  readonly near: Float64Array
  /** 1 where declared; null: an urgent request is for now, whenever that is. */
  readonly declared: Uint8Array | null
}

export function sightOf(request: TownRequest, people: readonly Person[]): Sight {
  const metres = Float64Array.from(people, (person) => metresTo(person, request))
  return {
    metres,
    near: metres.map((way) => nearness(way, ACCEPTANCE)),
    declared:
      request.kind === 'urgent'
        ? null
        : Uint8Array.from(people, (person) => (declaredFor(person, request, request.at) ? 1 : 0)),
  }
}
