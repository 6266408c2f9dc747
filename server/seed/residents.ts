// Households and people of a demo community: families of an old neighbourhood, one in three over sixty.
import { newId } from '../kit/ids.ts'
import { addDays } from '../kit/time.ts'
import type { Draw } from './draw.ts'
import type { Community, Door } from './ground.ts'
import { callNameOf, drawGiven, drawSurname } from './names.ts'
import type { Sex } from './names.ts'

export type PersonSeed = {
  readonly id: string
  name: string
  callName: string
  readonly sex: Sex
  readonly age: number
  readonly bornOn: string
  phone: string | null
  readonly speaks: string[]
}
export type HouseholdSeed = { readonly id: string; readonly door: Door; readonly members: PersonSeed[] }
export type Residents = { readonly households: readonly HouseholdSeed[]; readonly people: readonly PersonSeed[] }

/** Hands out mobile numbers that no operator has: 100 and eight digits. */
export type Phones = { readonly next: () => string }
export const openPhones = (first: number): Phones => {
  let last = first - 1
  return { next: () => `100${String(++last).padStart(8, '0')}` }
}

type Shape = readonly (readonly [sex: Sex | 'any', low: number, high: number, surname: 'own' | 'other'])[]
const shapes: readonly (readonly [Shape, number])[] = [
  [[['any', 62, 91, 'own']], 9],
  [
    [
      ['male', 60, 88, 'own'],
      ['female', 58, 86, 'other'],
    ],
    21,
  ],
  [
    [
      ['male', 30, 45, 'own'],
      ['female', 28, 43, 'other'],
      ['any', 2, 14, 'own'],
    ],
    17,
  ],
  [
    [
      ['male', 40, 55, 'own'],
      ['female', 38, 53, 'other'],
      ['any', 15, 24, 'own'],
    ],
    12,
  ],
  [
    [
      ['male', 62, 80, 'own'],
      ['female', 60, 78, 'other'],
      ['male', 34, 50, 'own'],
      ['female', 32, 48, 'other'],
      ['any', 3, 17, 'own'],
    ],
    24,
  ],
  [
    [
      ['female', 66, 88, 'other'],
      ['male', 36, 54, 'own'],
      ['female', 34, 52, 'other'],
      ['any', 4, 18, 'own'],
    ],
    9,
  ],
  [
    [
      ['male', 25, 38, 'own'],
      ['female', 24, 36, 'other'],
      ['any', 0, 8, 'own'],
      ['any', 0, 6, 'own'],
    ],
    5,
  ],
  [
    [
      ['any', 20, 34, 'own'],
      ['any', 20, 34, 'other'],
    ],
    3,
  ],
]

const person = (draw: Draw, today: string, surname: string, sex: Sex, age: number, phones: Phones): PersonSeed => {
  const bornOn = addDays(today, -Math.floor(age * 365.25) - draw.between(0, 360))
  const hasPhone = age >= 12 && !(age >= 78 && draw.chance(0.3))
  return {
    id: newId(),
    name: surname + drawGiven(draw, sex, age),
    callName: callNameOf(surname, sex, age),
    sex,
    age,
    bornOn,
    phone: hasPhone ? phones.next() : null,
    speaks: draw.chance(0.35) ? ['普通话', '白话'] : draw.chance(0.2) ? ['普通话', '壮话'] : ['普通话'],
  }
}

const household = (draw: Draw, today: string, door: Door, phones: Phones): HouseholdSeed => {
  const surname = drawSurname(draw)
  const members = draw
    .weighted(shapes)
    .map(([sex, low, high, whose]) =>
      person(
        draw,
        today,
        whose === 'own' ? surname : drawSurname(draw),
        sex === 'any' ? (draw.chance(0.52) ? 'female' : 'male') : sex,
        draw.between(low, high),
        phones,
      ),
    )
  return { id: newId(), door, members }
}

/** Fills every door, then adds or takes people until the count is exact. */
export const drawResidents = (
  community: Community,
  total: number,
  today: string,
  draw: Draw,
  phones: Phones,
): HouseholdSeed[] => {
  const households = community.doors.map((door) => household(draw, today, door, phones))
  let count = households.reduce((sum, { members }) => sum + members.length, 0)
  while (count > total) {
    const { members } = draw.pick(households)
    if (members.length < 3) continue
    members.pop()
    count--
  }
  while (count < total) {
    const { members } = draw.pick(households)
    if (members.length > 5) continue
    const age = draw.weighted([
      [draw.between(0, 17), 5],
      [draw.between(18, 40), 3],
      [draw.between(60, 84), 3],
    ])
    members.push(person(draw, today, members[0]?.name[0] ?? '黄', draw.chance(0.5) ? 'female' : 'male', age, phones))
    count++
  }
  return households
}
