// Which star somebody has reached: lasting ones by hours on record, yearly ones by points earned, both behind the same gate of quality.
import type { PolicyBody } from '@linbang/contract/policies'
import type { StarBasis, StarFault, StarKind } from '@linbang/contract/stars'
import { addDays, addMonths } from '../../kit/time.ts'

type RecordPolicy = PolicyBody['records']
export type Which = { readonly kind: StarKind; readonly year: number | null; readonly stars: number }
export type Chance = Which & { readonly have: number; readonly need: number; readonly faults: readonly StarFault[] }

const most = 5
const steps = [1, 2, 3, 4, 5] as const
type Step = (typeof steps)[number]
const stepOf = (stars: number): Step => steps.find((step) => step === stars) ?? most

/** What a star takes: minutes on record, or points earned in the year. */
export const needOf = (policy: RecordPolicy, { kind, stars }: Pick<Which, 'kind' | 'stars'>): number =>
  kind === 'lasting' ? policy[`starHours${stepOf(stars)}`] * 60 : policy[`yearPoints${stepOf(stars)}`]

/** Hours alone are not enough: what people said, complaints that were put right, records found wrong. */
const qualityFaults = (policy: RecordPolicy, basis: StarBasis): StarFault[] => [
  ...(basis.average !== null && basis.average < policy.starRating ? (['rating'] as const) : []),
  ...(basis.complaints > 0 ? (['complaint'] as const) : []),
  ...(basis.openComplaints > 0 ? (['complaint_open'] as const) : []),
  ...(basis.doubts > 0 ? (['records_doubted'] as const) : []),
]

const haveOf = (kind: StarKind, { minutes, points }: StarBasis): number => (kind === 'lasting' ? minutes : points)

export const faultsOf = (policy: RecordPolicy, basis: StarBasis, which: Pick<Which, 'kind' | 'stars'>): StarFault[] => [
  ...(haveOf(which.kind, basis) < needOf(policy, which)
    ? [which.kind === 'lasting' ? ('hours' as const) : ('points' as const)]
    : []),
  ...qualityFaults(policy, basis),
]

/** The highest star reached above the one held, else the next one with what is missing; nothing above five. */
export const chanceOf = (
  policy: RecordPolicy,
  basis: StarBasis,
  { kind, year }: Pick<Which, 'kind' | 'year'>,
  held: number,
): Chance | undefined => {
  if (held >= most) return undefined
  const have = haveOf(kind, basis)
  const above = steps.filter((step) => step > held)
  const reached = above.filter((step) => have >= needOf(policy, { kind, stars: step }))
  const stars = reached.at(-1) ?? stepOf(held + 1)
  return {
    kind,
    year,
    stars,
    have,
    need: needOf(policy, { kind, stars }),
    faults: faultsOf(policy, basis, { kind, stars }),
  }
}

/** A year can be asked for while it runs and until the end of March after it. */
export const yearsOpen = (today: string): number[] => {
  const year = Number(today.slice(0, 4))
  return today.slice(5) <= '03-31' ? [year, year - 1] : [year]
}

/** Since when complaints count. */
export const qualitySince = (policy: RecordPolicy, today: string): string =>
  addMonths(today, -policy.starComplaintMonths)

/** The notice is over on the day after its last one. */
export const isNoticeOver = (noticeTo: string, today: string): boolean => today >= addDays(noticeTo, 1)
