import type { ESLint, SourceCode } from 'eslint'
import { parseSettings } from '../../src/catalog/settings.js'
import { getFacts, type Facts } from '../../src/facts/index.js'

/** A plugin with one rule, `facts`, that reports nothing and takes hold of the facts that all rules of a file share. */
export interface Probe {
  readonly plugin: ESLint.Plugin
  /** The facts of the file that was linted last; none when it did not parse. */
  readonly facts: () => Facts | undefined
}

export function createProbe(): Probe {
  let facts: Facts | undefined
  return {
    facts: () => facts,
    plugin: {
      rules: {
        facts: {
          create(context) {
            facts = getFacts({ sourceCode: context.sourceCode as SourceCode }, parseSettings(context.settings))
            return {}
          },
        },
      },
    },
  }
}
