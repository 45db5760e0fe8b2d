import type { ESLint, Linter } from 'eslint'
import type { TeardownRule } from './rule/define-rule.js'

/** The presets of this plugin: `recommended` and `strict` for flat config, `legacy-*` for eslintrc. */
export type Configs = {
  recommended: Linter.Config
  strict: Linter.Config
  'legacy-recommended': Linter.LegacyConfig
  'legacy-strict': Linter.LegacyConfig
}

export function configsOf(plugin: ESLint.Plugin, rules: Readonly<Record<string, TeardownRule>>): Configs {
  const all = Object.entries(rules)
  const severities = (chosen: typeof all): Linter.RulesRecord =>
    Object.fromEntries(chosen.map(([name]) => [`teardown/${name}`, 'error'] as const))
  const recommended = severities(all.filter(([, rule]) => rule.meta.docs.recommended))
  const strict = severities(all)
  return {
    recommended: { name: 'teardown/recommended', plugins: { teardown: plugin }, rules: recommended },
    strict: { name: 'teardown/strict', plugins: { teardown: plugin }, rules: strict },
    'legacy-recommended': { plugins: ['teardown'], rules: recommended },
    'legacy-strict': { plugins: ['teardown'], rules: strict },
  }
}
