import { homepage, version } from '../package.js'

/** The page of a rule as it was when this version was released. */
export const ruleUrl = (ruleName: string): string => `${homepage}/blob/v${version}/docs/rules/${ruleName}.md`
