// Numbers told about samples: percentiles, Gini, mean with its 95 % interval.

/** The value below which this share of the sample lies; NaN for an empty one. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return NaN
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

/** 0: all alike; towards 1: one has everything. */
export function gini(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const sum = sorted.reduce((total, value) => total + value, 0)
  if (sum === 0) return 0
  const weighted = sorted.reduce((total, value, k) => total + (2 * (k + 1) - sorted.length - 1) * value, 0)
  return weighted / (sorted.length * sum)
}

export type Interval = { readonly mean: number; readonly low: number; readonly high: number }

/** Student's t for 1 to 30 degrees of freedom, two-sided 95 %; beyond, the normal value. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
]

/** Mean of independent runs and where the true mean lies 19 times out of 20; one run has no interval. */
export function interval(all: readonly number[]): Interval {
  const values = all.filter((value) => !Number.isNaN(value))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { mean, low: -Infinity, high: Infinity }
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const half = (T95[values.length - 2] ?? 1.96) * Math.sqrt(variance / values.length)
  return { mean, low: mean - half, high: mean + half }
}
