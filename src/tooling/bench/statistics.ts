/** The median of some figures with the range that most of them lie in. */
export interface Spread {
  readonly low: number
  readonly median: number
  readonly high: number
}

/** The first decile, the median and the ninth. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  return { low: at(0.1), median: at(0.5), high: at(0.9) }
}

export const medianOf = (values: readonly number[]): number => spreadOf(values).median

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Whether the same work took the same time twice; where it did not, the machine had other work to do. */
export const isSteady = ({ low, high }: Spread): boolean => low >= 0.85 && high <= 1.15
