import type { Rule } from 'eslint'
import { ruleUrl } from './docs-url.js'

/** A rule as its file declares it: ESLint's own shape, with a name, and without the documentation link that follows from it. */
export interface RuleDefinition extends Rule.RuleModule {
  readonly name: string
  readonly meta: Rule.RuleMetaData & {
    readonly docs: { readonly description: string, readonly recommended: boolean }
    readonly messages: Readonly<Record<string, string>>
  }
}

/** A declared rule with its documentation link. */
export type TeardownRule = RuleDefinition & { readonly meta: { readonly docs: { readonly url: string } } }

/** Adds to a declared rule what is the same for all of them. */
export function defineRule(rule: RuleDefinition): TeardownRule {
  return { ...rule, meta: { ...rule.meta, docs: { ...rule.meta.docs, url: ruleUrl(rule.name) } } }
}
