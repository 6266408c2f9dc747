// Which minutes of a sealed sheet become a service record: unpaid help to others, within the day's cap (rules.md §3).

export type Work = {
  readonly personId: string
  readonly volunteerId: string | null
  readonly minutes: number
  readonly feeCents: number
  readonly ownHousehold: boolean
  readonly onPaidDuty: boolean
}

/** Help that was paid for, or given at home or on duty, is no volunteer service. */
export const isService = (work: Work): boolean =>
  work.volunteerId !== null && work.feeCents === 0 && !work.ownHousehold && !work.onPaidDuty

/** Minutes that still fit into the day. */
export const withinCap = (minutes: number, recordedThatDay: number, cap: number): number =>
  Math.max(0, Math.min(minutes, cap - recordedThatDay))
