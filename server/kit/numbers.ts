// Numbers people can say, 20261125-0042: by the tenant's day, without a transaction waiting for another.
import type { Context } from './context.ts'
import { dayOf } from './time.ts'

/** The next number of the series today. Gaps are allowed; the same number never comes twice. */
export const nextNumber = async ({ kit, tenantId, now }: Context, series: string): Promise<string> => {
  const { timeZone } = await kit.tenants.of(tenantId)
  const day = dayOf(now, timeZone)
  const number = await kit.numbers.take(tenantId, series, day)
  return `${day.replaceAll('-', '')}-${String(number).padStart(4, '0')}`
}
