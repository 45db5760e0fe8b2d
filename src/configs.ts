import type { ESLint, Linter } from 'eslint'
import type { TeardownRule } from './rule/define-rule.js'

/** The presets of this plugin: `recommended` and `strict` for flat config, `legacy-*` for eslintrc. */
export type Configs = {
  recommended: Linter.Config
  strict: Linter.Config
  'legacy-recommended': Linter.LegacyConfig
  'legacy-strict': Linter.LegacyConfig
}

/**
 * The presets that follow from what each rule says about itself: `recommended` has the rules whose `meta.docs.recommended` is
 * true, `strict` has every rule, in its strict form where `meta.docs.strict` names one.
 */
export function configsOf(plugin: ESLint.Plugin, rules: Readonly<Record<string, TeardownRule>>): Configs {
  const recommended: Linter.RulesRecord = {}
  const strict: Linter.RulesRecord = {}
  for (const [name, { meta: { docs } }] of Object.entries(rules)) {
    if (docs.recommended) recommended[`teardown/${name}`] = 'error'
    strict[`teardown/${name}`] = docs.strict ? ['error', ...docs.strict] : 'error'
  }
  return {
    recommended: { name: 'teardown/recommended', plugins: { teardown: plugin }, rules: recommended },
    strict: { name: 'teardown/strict', plugins: { teardown: plugin }, rules: strict },
    'legacy-recommended': { plugins: ['teardown'], rules: recommended },
    'legacy-strict': { plugins: ['teardown'], rules: strict },
  }
}
