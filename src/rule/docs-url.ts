import { homepage, version } from '../package.js'

/** Returns the link to the page of a rule at the tag of this version. */
export const ruleUrl = (ruleName: string): string => `${homepage}/blob/v${version}/docs/rules/${ruleName}.md`
