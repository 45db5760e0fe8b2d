import { RuleTester } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import { join } from 'node:path'
import rule from '../../../../rules/no-stale-guard-across-await.js'
import type { testRule } from '../tester.js'

/** Runs the rule over TypeScript with types. */
export function testWithTypes(theme: string, cases: Parameters<typeof testRule>[1]): void {
  const parserOptions = { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: join(import.meta.dirname, 'fixtures') }
  new RuleTester({ languageOptions: { parserOptions } }).run(theme, rule as unknown as TSESLint.RuleModule<never>, cases as never)
}
