import parser from '@typescript-eslint/parser'
import { ESLint } from 'eslint'
import plugin from '../../src/index.js'

/** What the strict preset says of the supervisor that stands in `root`: `no-release-before-cancel at src/supervisor/run.ts:10`. */
export async function lintSupervisor(root: string): Promise<{ rule: string, place: string }[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [{ ...plugin.configs.strict, files: ['**/*.ts'], languageOptions: { parser } }],
  })
  const results = await eslint.lintFiles('src/supervisor/**/*.ts')
  return results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => ({
    rule: (ruleId ?? 'a parsing error').replace('teardown/', ''),
    place: `${filePath.slice(root.length + 1)}:${line}`,
  })))
}
