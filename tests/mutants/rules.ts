import type { RuleMutant } from './mutant.js'

export const ruleMutants: readonly RuleMutant[] = []
