import type { RuleContext } from './define-rule.js'

/** Merges the options of a rule with their defaults: ESLint 8.57 does not apply `meta.defaultOptions`. */
export function optionsOf<Options extends object>(context: Pick<RuleContext, 'options'>, defaults: Options): Options {
  return { ...defaults, ...context.options[0] as Partial<Options> | undefined }
}
