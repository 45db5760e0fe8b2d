import type { Rule } from 'eslint'
import type { CachedHandle, Facts } from '../../facts/index.js'

export type Mend = { readonly kind: 'reread' | 'compare', readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[] } | { readonly kind: 'none', readonly fix?: undefined }

export function lookAgain(_facts: Facts, _cached: CachedHandle): Mend {
  return { kind: 'none' }
}
