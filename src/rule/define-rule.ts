import type { Rule } from 'eslint'
import { ruleUrl } from './docs-url.js'

/** A report with its place, message and suggestions: ESLint's report descriptor, limited to the message ids of the rule. */
export type Problem<MessageId extends string = string> = Rule.ReportDescriptorLocation & Report & {
  readonly messageId: MessageId
  readonly suggest?: Suggestion<MessageId>[] | null
}

type Report = Omit<Rule.ReportDescriptorOptions, 'suggest'>
export type Suggestion<MessageId extends string> = Rule.SuggestionReportOptions & { readonly messageId: MessageId }

/** ESLint's rule context, limited to the message ids of the rule. */
export interface RuleContext<MessageId extends string = string> extends Omit<Rule.RuleContext, 'report'> {
  report(problem: Problem<MessageId>): void
}

/** The metadata of a rule: ESLint's fields, and the presets that contain the rule. */
export interface RuleMeta<MessageId extends string = string> extends Omit<Rule.RuleMetaData, 'docs' | 'messages'> {
  readonly docs: {
    readonly description: string
    /** Whether the recommended preset contains the rule; the strict preset contains every rule. */
    readonly recommended: boolean
    /** The options of the rule in the strict preset, if they differ from the defaults. */
    readonly strict?: readonly unknown[]
  }
  readonly messages: Readonly<Record<MessageId, string>>
}

/** A rule as its file declares it: an ESLint rule with a name, without the documentation link. */
export interface RuleDefinition<MessageId extends string = string> {
  readonly name: string
  readonly meta: RuleMeta<MessageId>
  create(context: RuleContext<MessageId>): Rule.RuleListener
}

/** A rule as ESLint runs it: a declared rule with its documentation link. */
export interface TeardownRule extends Rule.RuleModule {
  readonly name: string
  readonly meta: Rule.RuleMetaData & RuleMeta & { readonly docs: { readonly url: string } }
}

/** Adds the documentation link to a declared rule. */
export function defineRule<MessageId extends string>(rule: RuleDefinition<MessageId>): TeardownRule {
  return { ...rule, meta: { ...rule.meta, docs: { ...rule.meta.docs, url: ruleUrl(rule.name) } } }
}
