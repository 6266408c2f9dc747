// The question as it is being written: strings of the fields, and the change they make.
import type { Change } from '@linbang/contract/what-ifs'

export type TeamDraft = {
  readonly serviceCode: string
  readonly people: string
  readonly areaId: string
  readonly weekdays: readonly number[]
  readonly from: string
  readonly to: string
}
export type Draft = {
  readonly title: string
  readonly teams: readonly TeamDraft[]
  readonly demandService: string
  readonly demandPercent: string
  readonly hoursPercent: string
  readonly hoursFrom: string
  readonly hoursTo: string
  readonly rule: '' | 'learned' | 'best' | 'nearest'
  readonly size: string
  readonly everyMinutes: string
  readonly asksADay: string
}

const everyDay = [1, 2, 3, 4, 5, 6, 7] as const
export const newTeam: TeamDraft = {
  serviceCode: '',
  people: '10',
  areaId: '',
  weekdays: everyDay,
  from: '11:00',
  to: '13:00',
}
export const newDraft: Draft = {
  title: '',
  teams: [newTeam],
  demandService: '',
  demandPercent: '100',
  hoursPercent: '0',
  hoursFrom: '18:00',
  hoursTo: '21:00',
  rule: '',
  size: '3',
  everyMinutes: '10',
  asksADay: '3',
}

const whole = (text: string, otherwise: number): number => {
  const value = Number(text)
  return text.trim() !== '' && Number.isInteger(value) ? value : otherwise
}

/** Undefined when nothing is changed at all. */
export const changeOf = (draft: Draft): Change | undefined => {
  const teams = draft.teams
    .filter((team) => team.serviceCode !== '' && whole(team.people, 0) !== 0)
    .map(({ areaId, people, weekdays, ...team }) => ({
      ...team,
      people: whole(people, 0),
      weekdays: [...weekdays],
      ...(areaId ? { areaId } : {}),
    }))
  const percent = whole(draft.demandPercent, 100)
  const demand =
    percent === 100 ? [] : [{ percent, ...(draft.demandService ? { serviceCode: draft.demandService } : {}) }]
  const share = whole(draft.hoursPercent, 0)
  const hours = share > 0 ? { percent: share, weekdays: [...everyDay], from: draft.hoursFrom, to: draft.hoursTo } : null
  const policy =
    draft.rule === ''
      ? null
      : {
          rule: draft.rule,
          size: whole(draft.size, 3),
          everyMinutes: whole(draft.everyMinutes, 10),
          asksADay: whole(draft.asksADay, 3),
        }
  return teams.length + demand.length === 0 && !hours && !policy ? undefined : { teams, demand, hours, policy }
}
