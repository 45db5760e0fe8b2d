import { homepage } from '../package.js'

/** Returns the link to the page of a rule on the site. */
export const ruleUrl = (ruleName: string): string => `${homepage}/docs/rules/${ruleName}`
