// What a registration says so far: kept on the phone for a week, all but the identity number, which stays in memory only.
import { useState } from 'react'
import { forgetDraft, keepDraft, readDraft } from '../../../kit/draft.ts'
import { partsOf } from '../../../kit/say.ts'
import type { Cell } from './week-cells.ts'

export type Registration = {
  readonly name: string
  readonly idNumber: string
  readonly skills: readonly string[]
  readonly otherSkills: string
  readonly about: string
  readonly cells: readonly Cell[]
  readonly areaIds: readonly string[]
  readonly guardianPhone: string
}
const draftName = 'volunteer'
let idNumberTyped = ''

const read = (name: string): Registration => {
  const kept = readDraft(draftName)
  const text = (field: string) => (typeof kept?.[field] === 'string' ? kept[field] : '')
  const list = (field: string) => (Array.isArray(kept?.[field]) ? (kept[field] as readonly string[]) : [])
  return {
    name: text('name') || name,
    idNumber: idNumberTyped,
    skills: list('skills'),
    otherSkills: text('otherSkills'),
    about: text('about'),
    cells: list('cells'),
    areaIds: list('areaIds'),
    guardianPhone: text('guardianPhone'),
  }
}

export const useRegistration = (name: string) => {
  const [said, setSaid] = useState(() => read(name))
  const change = (next: Partial<Registration>) => {
    const { idNumber, ...rest } = { ...said, ...next }
    idNumberTyped = idNumber
    keepDraft(draftName, rest)
    setSaid({ ...rest, idNumber })
  }
  return { said, change }
}

export const forgetRegistration = () => {
  idNumberTyped = ''
  forgetDraft(draftName)
}

/** Whole years on that day by the number of the identity card; undefined while it is not all there. */
export const ageOf = (idNumber: string, now: Date): number | undefined => {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dXx]$/.exec(idNumber) ?? []
  if (!year || !month || !day) return undefined
  const today = partsOf(now)
  const had = today.month * 100 + today.day >= Number(month) * 100 + Number(day)
  return today.year - Number(year) - (had ? 0 : 1)
}

/** What was ticked and what was typed, each once. */
export const skillsOf = ({ skills, otherSkills }: Pick<Registration, 'skills' | 'otherSkills'>): string[] =>
  [...new Set([...skills, ...otherSkills.split(/[\n,，、]/).map((one) => one.trim().slice(0, 40))])]
    .filter(Boolean)
    .slice(0, 20)
