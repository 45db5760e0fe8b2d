import * as typescript from '@typescript-eslint/parser'
import { Linter, type ESLint } from 'eslint'

/** Which parser reads a program. */
export type Language = 'js' | 'ts'

export type Lint = (text: string, language: Language) => readonly Linter.LintMessage[]

type Settings = NonNullable<Linter.Config['settings']>

/** Lints with the rules of these plugins; a rule that throws is not caught. */
export function linterOf(
  plugins: Record<string, ESLint.Plugin>, rules: Partial<Linter.RulesRecord>, settings: Settings = {},
): Lint {
  const linter = new Linter({ configType: 'flat' })
  const configs = { js: configOf(plugins, rules, settings, 'js'), ts: configOf(plugins, rules, settings, 'ts') }
  return (text, language) => linter.verify(text, configs[language](text), {
    filename: `program.${language}`,
    // The programs carry comments for rules that are not here.
    allowInlineConfig: false,
  })
}

function configOf(
  plugins: Record<string, ESLint.Plugin>, rules: Partial<Linter.RulesRecord>, settings: Settings, language: Language,
) {
  return (text: string): Linter.Config[] => [{
    files: ['**/*.js', '**/*.ts'],
    plugins,
    rules,
    settings,
    languageOptions: {
      sourceType: /^\s*(?:import|export)\b/m.test(text) ? 'module' : 'commonjs',
      ...(language === 'ts' && { parser: typescript }),
    },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  }]
}
