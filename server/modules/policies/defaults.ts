// The figures a new installation starts with: rules.md §2 to §5 as policy version 1, and the holiday tables that are known.
import type { PolicyBody } from '@linbang/contract/policies'
import { LegalHoliday, SolarDay } from 'tyme4ts'

const days = (count: number) => ({ minutes: count * 1440 })

const requests: PolicyBody['requests'] = {
  deadlines: {
    life: {
      answer: { minutes: 0.25 },
      dispatch: { minutes: 1 },
      // At once: whoever sends somebody stays on the line, so it is due with the dispatch.
      contact: { minutes: 1 },
      result: { minutes: 120 },
      callBack: { workingDays: 0 },
    },
    basic: {
      answer: { minutes: 3 },
      dispatch: { minutes: 120 },
      contact: { minutes: 120 },
      result: days(1),
      callBack: days(2),
    },
    ordinary: {
      answer: { minutes: 3 },
      dispatch: days(1),
      contact: { workingDays: 1 },
      result: { workingDays: 5 },
      callBack: days(3),
    },
    complex: {
      answer: { minutes: 3 },
      dispatch: days(1),
      contact: { workingDays: 1 },
      result: days(15),
      callBack: days(3),
    },
    // Answered now, else within a working day; called back by sample only.
    advice: { answer: { workingDays: 1 }, dispatch: null, contact: null, result: { workingDays: 1 }, callBack: null },
  },
  quietFrom: '22:00',
  quietTo: '07:30',
  halfDayAt: '13:00',
  rulingMinutes: 120,
  addressHiddenAfterDays: 7,
  reachableTries: 3,
  seriesDaysAhead: 14,
  rectifyHours: 72,
  rightsWorkingDays: 15,
  remindPercent: 25,
  remindAtMostMinutes: 1440,
  remindFromMinutes: 30,
  messagesADay: 12,
  digestAt: '18:30',
  fallBackMinutes: 60,
  answerLinkDays: 14,
  spotCheckPercent: 5,
  spotCheckDays: 7,
}

const dispatch: PolicyBody['dispatch'] = {
  waveSize: 2,
  waveMinutes: 5,
  urgentWaveSeconds: 45,
  widenAfterWaves: 2,
  maxAsks: 60,
  asksADay: 3,
  weights: { skill: 20, distance: 30, hours: 20, familiarity: 15, balance: 15 },
  metresHalf: 400,
  bufferMinutes: 10,
  weeklyCap: 8,
  learned: true,
  lentByEach: 6,
  lenderKeeps: 2,
  lentAWeek: 40,
  ladder: { second: 15, grid: 60, lead: 180 },
  batchDaysAhead: 7,
  batchEveryMinutes: 120,
}

const visits: PolicyBody['visits'] = {
  proofMetres: 150,
  // Both are counted from the end of the usual length: first he is asked, then staff are rung.
  overrunMinutes: 30,
  overrunStaffMinutes: 45,
  dayCapMinutes: 480,
  recordWorkingDays: 10,
}

const credit: PolicyBody['credit'] = {
  pointsPerHour: 10,
  factorOrdinary: 1,
  factorSkilled: 1.2,
  factorHeavy: 1.5,
  nightFrom: '22:00',
  nightTo: '06:00',
  pointsADay: 80,
  minutesPerVisit: 120,
  minutesCap: 90_000,
  poolMinimumAge: 60,
  poolReserve: 1200,
  freeTags: ['low_income', 'extremely_poor', 'disabled', 'child_in_hardship', 'sudden_hardship'],
}

const roster: PolicyBody['roster'] = {
  restHours: 11,
  longestHours: 12,
  openMinutes: 5,
  consoleSeconds: 20,
  gapHours: 48,
}

const rounds: PolicyBody['rounds'] = {
  monthlyPercent: 20,
  highDays: 7,
  keyDays: 30,
  generalDays: 90,
  visitMinutes: 20,
  continuityMinutes: 15,
  balancePercent: 50,
}

const records: PolicyBody['records'] = {
  handEntriesAMonth: 20,
  sameTwoInARow: 5,
  swapDays: 30,
  bulkEntries: 8,
  bulkMinutes: 60,
  travelKmAnHour: 40,
  mutualVisits: 3,
  mutualDays: 30,
  answerWorkingDays: 5,
  starHours1: 100,
  starHours2: 300,
  starHours3: 600,
  starHours4: 1000,
  starHours5: 1500,
  yearPoints1: 200,
  yearPoints2: 500,
  yearPoints3: 1000,
  yearPoints4: 2000,
  yearPoints5: 3000,
  starRating: 4,
  starComplaintMonths: 12,
  noticeWorkingDays: 5,
}

const hotline: PolicyBody['hotline'] = {
  answerSeconds: 15,
  slipSeconds: 5,
  returnMinutes: 10,
  returnTries: 3,
  retryMinutes: 60,
  recordingDays: 183,
  undoSeconds: 10,
  incidentCallBackHours: 24,
}

export const defaultPolicies: PolicyBody = { requests, dispatch, visits, credit, roster, rounds, records, hotline }

export type SpecialDay = { readonly day: string; readonly works: boolean; readonly name: string }

/** The State Council's holiday table of the year with its 调休, empty when the calendar package does not know it yet. */
export const publishedHolidays = (year: number): SpecialDay[] => {
  const found: SpecialDay[] = []
  for (let day = SolarDay.fromYmd(year, 1, 1); day.getYear() === year; day = day.next(1)) {
    const holiday = LegalHoliday.fromYmd(year, day.getMonth(), day.getDay())
    if (!holiday) continue
    const month = String(day.getMonth()).padStart(2, '0')
    const date = String(day.getDay()).padStart(2, '0')
    found.push({ day: `${year}-${month}-${date}`, works: holiday.isWork(), name: holiday.getName() })
  }
  return found
}
