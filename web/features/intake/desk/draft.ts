// What the operator has written so far: one flat draft that survives a reload, and the request it becomes.
import { useCallback, useMemo, useState } from 'react'
import type { NewRequest } from '@linbang/contract/requests'
import type { PersonRow } from '@linbang/contract/people'
import type { Given } from '../../../kit/api.ts'
import type { openRequest } from '@linbang/contract/requests'
import { forgetDraft, keepDraft, readDraft } from '../../../kit/draft.ts'
import { momentOf } from '../../../kit/say.ts'

const blank = {
  personId: '',
  personName: '',
  callName: '',
  householdId: '',
  buildingName: '',
  phoneMasked: '',
  age: '',
  sex: '',
  confirmed: '', // prettier-ignore
  place: 'home',
  areaId: '',
  areaName: '',
  words: '',
  serviceCode: '',
  when: 'now',
  day: '',
  from: '',
  to: '',
  every: 'none',
  weekdays: '',
  until: '',
  skipHolidays: '',
  keepSame: '',
  urgency: '',
  providerId: '',
  channel: 'hotline', // prettier-ignore
}
export type IntakeDraft = typeof blank
export type Missing = 'needPerson' | 'needPlace' | 'needService' | 'needWindow'

export const personIn = (person: PersonRow): Partial<IntakeDraft> => ({
  personId: person.id,
  personName: person.name,
  callName: person.callName,
  householdId: person.householdId ?? '',
  buildingName: person.buildingName ?? '',
  phoneMasked: person.phoneMasked ?? '',
  age: person.age === null ? '' : String(person.age),
  sex: person.sex ?? '',
  confirmed: person.confirmed ? 'yes' : '',
  place: person.householdId ? 'home' : 'other',
})

export const withoutPerson: Partial<IntakeDraft> = {
  personId: '',
  personName: '',
  callName: '',
  householdId: '',
  buildingName: '',
  phoneMasked: '',
  age: '',
  sex: '',
  confirmed: '',
  place: 'home', // prettier-ignore
}

/** `name`: a call has a draft of its own. */
export const useIntakeDraft = (name = 'intake') => {
  const [draft, setDraft] = useState<IntakeDraft>(() => ({ ...blank, ...(readDraft(name) as Partial<IntakeDraft>) }))
  const [savedAt, setSavedAt] = useState<Date>()
  const change = useCallback(
    (part: Partial<IntakeDraft>) => {
      setDraft((before) => {
        const next = { ...before, ...part }
        keepDraft(name, next)
        return next
      })
      setSavedAt(new Date())
    },
    [name],
  )
  const clear = useCallback(() => {
    forgetDraft(name)
    setDraft(blank)
    setSavedAt(undefined)
  }, [name])
  return useMemo(() => ({ draft, savedAt, change, clear }), [draft, savedAt, change, clear])
}

export const missingIn = (draft: IntakeDraft): readonly Missing[] => {
  const timed = draft.when === 'window'
  const gaps: Missing[] = []
  if (draft.personId === '') gaps.push('needPerson')
  else if (draft.place === 'home' ? draft.householdId === '' : draft.areaId === '') gaps.push('needPlace')
  if (draft.serviceCode === '') gaps.push('needService')
  if (timed && (draft.day === '' || draft.from === '' || draft.to === '')) gaps.push('needWindow')
  return gaps
}

const repeatOf = (draft: IntakeDraft): NewRequest['repeat'] =>
  draft.when !== 'window' || draft.every === 'none'
    ? undefined
    : {
        every: draft.every as 'day' | 'week' | 'two_weeks' | 'month',
        ...(draft.weekdays && draft.every !== 'day' && draft.every !== 'month'
          ? { weekdays: draft.weekdays.split(',').map(Number) }
          : {}),
        ...(draft.until && { until: draft.until }),
        skipHolidays: draft.skipHolidays === 'yes',
        keepSamePerson: draft.keepSame === 'yes',
      }

/** The body of the request; call only when nothing is missing. */
export const requestFrom = (draft: IntakeDraft): Given<typeof openRequest>['body'] => {
  const repeat = repeatOf(draft)
  return {
    serviceCode: draft.serviceCode,
    description: draft.words,
    forPersonId: draft.personId,
    channel: draft.channel as NonNullable<NewRequest['channel']>,
    ...(draft.place === 'home' ? { householdId: draft.householdId } : { areaId: draft.areaId }),
    ...(draft.urgency && { urgency: draft.urgency as NonNullable<NewRequest['urgency']> }),
    ...(draft.when === 'window' && {
      window: { from: momentOf(draft.day, draft.from), to: momentOf(draft.day, draft.to) },
    }),
    ...(repeat && { repeat }),
    ...(draft.providerId && { providerId: draft.providerId }),
  }
}
