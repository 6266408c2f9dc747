// What somebody is asking for, page by page: kept on the phone until it is sent, so that back, reload and a lost line cost nothing.
import { useCallback, useEffect, useState } from 'react'
import type { NewRequest } from '@linbang/contract/requests'
import { forgetDraft, keepDraft, readDraft } from '../../../kit/draft.ts'
import type { Draft } from '../../../kit/draft.ts'
import { momentOf, partsOf } from '../../../kit/say.ts'

export type When = 'soon' | 'window' | 'other'
export type DayPart = 'morning' | 'afternoon' | 'evening'
export type Every = '' | 'day' | 'week' | 'two_weeks' | 'month'

export type AskDraft = {
  readonly serviceCode: string
  /** Empty for oneself. */
  readonly forPersonId: string
  /** For whom the home page was acting when this began; a change there begins for the other one. */
  readonly actedFor: string
  readonly when: When
  /** ISO moments of the chosen window. */
  readonly from: string
  readonly to: string
  readonly day: string
  readonly part: DayPart
  readonly every: Every
  /** 1 is Monday. */
  readonly weekdays: readonly string[]
  readonly until: string
  readonly skipHolidays: boolean
  /** Empty for one's own home. */
  readonly areaId: string
  readonly placeName: string
  readonly description: string
  readonly photoIds: readonly string[]
  readonly voiceId: string
  readonly voiceSeconds: string
  readonly samePersonId: string
  readonly samePersonName: string
  readonly providerId: string
  readonly providerName: string
  /** `points`: paid by points where the organisation takes them. */
  readonly settlement: '' | 'points' | 'voucher'
  /** Which voucher, when one pays. */
  readonly voucherId: string
}

export const emptyAsk: AskDraft = {
  serviceCode: '',
  forPersonId: '',
  actedFor: '',
  when: 'soon',
  from: '',
  to: '',
  day: '',
  part: 'morning',
  every: '',
  weekdays: [],
  until: '',
  skipHolidays: true,
  areaId: '',
  placeName: '',
  description: '',
  photoIds: [],
  voiceId: '',
  voiceSeconds: '',
  samePersonId: '',
  samePersonName: '',
  providerId: '',
  providerName: '',
  settlement: '',
  voucherId: '',
}

/** The hours of a part of the day. */
const hoursOf: Readonly<Record<DayPart, readonly [string, string]>> = {
  morning: ['9:00', '12:00'],
  afternoon: ['14:00', '17:00'],
  evening: ['18:00', '20:00'],
}

export type Span = { readonly from: Date; readonly to: Date }

const pad = (time: string) => time.padStart(5, '0')
export const spanOn = (day: string, part: DayPart): Span => ({
  from: momentOf(day, pad(hoursOf[part][0])),
  to: momentOf(day, pad(hoursOf[part][1])),
})

const quarter = 15 * 60_000
const least = 90 * 60_000
const dayAfter = (now: Date, days: number) => partsOf(new Date(now.getTime() + days * 86_400_000)).key

/** The next two parts of the day in which there is still time to come; one that has begun starts at the next quarter of an hour. */
export const nextSpans = (now: Date): readonly Span[] =>
  [0, 1]
    .flatMap((days) => (['morning', 'afternoon', 'evening'] as const).map((part) => spanOn(dayAfter(now, days), part)))
    .map(({ from, to }) => ({
      from: from > now ? from : new Date(Math.ceil((now.getTime() + quarter) / quarter) * quarter),
      to,
    }))
    .filter(({ from, to }) => to.getTime() - from.getTime() >= least)
    .slice(0, 2)

/** What is missing before one can go on; in the order of the page. */
export type Gap = 'service' | 'day' | 'day_past' | 'weekdays' | 'until'

export const gapOf = (draft: AskDraft, now: Date): Gap | undefined => {
  if (draft.serviceCode === '') return 'service'
  if (draft.when === 'window' && new Date(draft.to) <= now) return 'day_past'
  if (draft.when !== 'other') return undefined
  if (draft.day === '') return 'day'
  if (spanOn(draft.day, draft.part).from <= now) return 'day_past'
  if (draft.every === 'week' && draft.weekdays.length === 0) return 'weekdays'
  return draft.every !== '' && draft.until !== '' && draft.until < draft.day ? 'until' : undefined
}

const windowOf = (draft: AskDraft): Span | undefined => {
  if (draft.when === 'window') return { from: new Date(draft.from), to: new Date(draft.to) }
  return draft.when === 'other' ? spanOn(draft.day, draft.part) : undefined
}

const repeatOf = ({ when, every, weekdays, until, skipHolidays, samePersonId }: AskDraft): NewRequest['repeat'] =>
  when !== 'other' || every === ''
    ? undefined
    : {
        every,
        skipHolidays,
        keepSamePerson: samePersonId !== '',
        ...(every === 'week' && { weekdays: weekdays.map(Number).sort((one, other) => one - other) }),
        ...(until !== '' && { until }),
      }

/** The request as the contract wants it; the home of the person helped is known to the server. */
export const requestFrom = (draft: AskDraft): NewRequest => {
  const window = windowOf(draft)
  const repeat = repeatOf(draft)
  return {
    serviceCode: draft.serviceCode,
    ...(draft.description.trim() !== '' && { description: draft.description.trim() }),
    ...(draft.forPersonId !== '' && { forPersonId: draft.forPersonId }),
    ...(draft.areaId !== '' && { areaId: draft.areaId }),
    ...(window && { window }),
    ...(repeat && { repeat }),
    ...(draft.samePersonId !== '' && { samePersonId: draft.samePersonId }),
    ...(draft.providerId !== '' && { providerId: draft.providerId }),
    ...(draft.settlement === 'points' && draft.providerId !== '' && { settlement: draft.settlement }),
    ...(draft.settlement === 'voucher' && { settlement: draft.settlement, voucherId: draft.voucherId }),
    ...(draft.photoIds.length > 0 && { photoIds: [...draft.photoIds] }),
    ...(draft.voiceId !== '' && { voiceFileId: draft.voiceId }),
  }
}

/** Another service starts afresh; for whom and where stay. */
export const forService = (draft: AskDraft, serviceCode: string): AskDraft =>
  draft.serviceCode === serviceCode
    ? draft
    : {
        ...emptyAsk,
        serviceCode,
        forPersonId: draft.forPersonId,
        actedFor: draft.actedFor,
        areaId: draft.areaId,
        placeName: draft.placeName,
        ...(draft.serviceCode === '' && {
          description: draft.description,
          voiceId: draft.voiceId,
          voiceSeconds: draft.voiceSeconds,
          photoIds: draft.photoIds,
        }),
      }

/** What the home page says counts until somebody says otherwise on the page itself. */
export const actingFor = (draft: AskDraft, personId: string): AskDraft =>
  draft.actedFor === personId
    ? draft
    : { ...draft, actedFor: personId, forPersonId: personId, areaId: '', placeName: '' }

const name = 'ask'
/** Where the phone keeps nothing, the page does. */
let inMemory: AskDraft = emptyAsk

const keptAsk = (): AskDraft => {
  const kept = readDraft(name) as Partial<AskDraft> | undefined
  return kept ? { ...emptyAsk, ...kept } : inMemory
}

const keepAsk = (draft: AskDraft) => {
  inMemory = draft
  keepDraft(name, draft as unknown as Draft)
}

export const forgetAsk = () => {
  inMemory = emptyAsk
  forgetDraft(name)
}

export type Change = (change: Partial<AskDraft> | ((draft: AskDraft) => AskDraft)) => void

/** A button on a page changes the draft that the page shows. */
const watchers = new Set<(draft: AskDraft) => void>()

export const useAskDraft = (): readonly [AskDraft, Change] => {
  const [draft, setDraft] = useState(keptAsk)
  useEffect(() => {
    watchers.add(setDraft)
    return () => void watchers.delete(setDraft)
  }, [])
  const change = useCallback<Change>((given) => {
    const now = keptAsk()
    const next = typeof given === 'function' ? given(now) : { ...now, ...given }
    keepAsk(next)
    setDraft(next)
    for (const tell of watchers) tell(next)
  }, [])
  return [draft, change]
}
