import type { Rule } from 'eslint'
import { ruleUrl } from './docs-url.js'

/** Where a rule objects, to what, and how to mend it: ESLint's own report descriptor, with message ids that the rule declared. */
export type Problem<MessageId extends string = string> = Rule.ReportDescriptorLocation & Report & {
  readonly messageId: MessageId
  readonly suggest?: Suggestion<MessageId>[] | null
}

type Report = Omit<Rule.ReportDescriptorOptions, 'suggest'>
export type Suggestion<MessageId extends string> = Rule.SuggestionReportOptions & { readonly messageId: MessageId }

/** ESLint's rule context, which reports only message ids that the rule declared. */
export interface RuleContext<MessageId extends string = string> extends Omit<Rule.RuleContext, 'report'> {
  report(problem: Problem<MessageId>): void
}

/** What a rule says about itself: ESLint's own fields, and in which presets it stands. */
export interface RuleMeta<MessageId extends string = string> extends Omit<Rule.RuleMetaData, 'docs' | 'messages'> {
  readonly docs: {
    readonly description: string
    /** Whether the recommended preset has it; the strict preset has every rule. */
    readonly recommended: boolean
    /** The options under which the strict preset runs it, where it has a strict form. */
    readonly strict?: readonly unknown[]
  }
  readonly messages: Readonly<Record<MessageId, string>>
}

/** A rule as its file declares it: ESLint's own shape, with a name, and without the documentation link that follows from it. */
export interface RuleDefinition<MessageId extends string = string> {
  readonly name: string
  readonly meta: RuleMeta<MessageId>
  create(context: RuleContext<MessageId>): Rule.RuleListener
}

/** A declared rule with its documentation link: a rule as ESLint runs it. */
export interface TeardownRule extends Rule.RuleModule {
  readonly name: string
  readonly meta: Rule.RuleMetaData & RuleMeta & { readonly docs: { readonly url: string } }
}

/** Adds to a declared rule what is the same for all of them. */
export function defineRule<MessageId extends string>(rule: RuleDefinition<MessageId>): TeardownRule {
  return { ...rule, meta: { ...rule.meta, docs: { ...rule.meta.docs, url: ruleUrl(rule.name) } } }
}
