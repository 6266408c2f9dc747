// The neighbours with names of their own move into their doors.
import { newId } from '../kit/ids.ts'
import { addDays } from '../kit/time.ts'
import type { HouseholdSeed, PersonSeed } from './residents.ts'
import type { Known } from './staff.ts'

export type KnownPeople = ReadonlyMap<Known['key'], PersonSeed>

/** Each known neighbour becomes the head of the household behind their door, or of another in their building. */
export const settleKnown = (households: readonly HouseholdSeed[], list: readonly Known[], today: string): KnownPeople =>
  new Map(
    list.map((one) => {
      const inBuilding = households.filter((household) => household.door.building.name === `${one.building}号楼`)
      const home = inBuilding.find((household) => household.door.name === one.door) ?? inBuilding[0]
      if (!home) throw new Error(`no door for ${one.name}`)
      const { name, callName, sex, age, phone } = one
      const person: PersonSeed = {
        id: newId(),
        name,
        callName,
        sex,
        age,
        bornOn: addDays(today, -Math.floor(age * 365.25) - 40),
        phone,
        speaks: ['普通话', '白话'],
      }
      home.members.splice(0, 1, person)
      return [one.key, person]
    }),
  )
