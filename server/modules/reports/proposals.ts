// What to add, as a change to simulate: so many people of that skill, living in that grid, free in that part of every day.
import type { Plan } from '@linbang/engine/what-if'
import { PARTS_OF_DAY } from '@linbang/engine/what-to-add'
import type { Place, Shortage } from '@linbang/engine/what-to-add'

export const peopleAdded = 5

export const hoursOfPart = (part: number): readonly [from: number, to: number] => PARTS_OF_DAY[part] ?? [0, 24]

export const proposalPlan = ({ skill, part, grid }: Shortage, grids: readonly Place[], now: Plan): Plan => {
  const [from, to] = hoursOfPart(part)
  const hours = Uint8Array.from({ length: 168 }, (_, hour) => (hour % 24 >= from && hour % 24 < to ? 1 : 0))
  const place = grids[grid] ?? null
  return { ...now, change: { ...now.change, teams: [{ skill, people: peopleAdded, place, hours }] } }
}
