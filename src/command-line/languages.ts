import type { Linter, Rule } from 'eslint'
import plugin from '../index.js'
import type { Installed } from './installed.js'
import type { Preset } from './options.js'

/** A kind of files, and what parses it. */
interface Language {
  readonly extensions: readonly string[]
  /** Packages that bring the parser, the first one that is there; none: ESLint parses such files itself. */
  readonly parsers: readonly string[]
  /** The parser of the code inside a component file is that of TypeScript. */
  readonly isComponent?: true
}

const languages: readonly Language[] = [
  { extensions: ['js', 'mjs', 'cjs', 'jsx'], parsers: [] },
  { extensions: ['ts', 'mts', 'cts', 'tsx'], parsers: ['@typescript-eslint/parser', 'typescript-eslint'] },
  { extensions: ['vue'], parsers: ['vue-eslint-parser'], isComponent: true },
  { extensions: ['svelte'], parsers: ['svelte-eslint-parser'], isComponent: true },
]

const typescript = '@typescript-eslint/parser'

/** What can be linted with what is installed. */
export interface Setup {
  readonly config: readonly Linter.Config[]
  /** Extensions of files that can be parsed. */
  readonly parsed: ReadonlySet<string>
  /** For an extension that cannot: the package whose parser lacks. */
  readonly lacking: ReadonlyMap<string, string>
}

/**
 * One preset over all languages whose parser is installed; the code of TypeScript also parses JavaScript that is not standard yet.
 *
 * @param last runs behind the rules of the preset
 */
export function setupOf(preset: Preset, installed: Installed, last?: Rule.RuleModule): Setup {
  const typescriptParser = parserOf(installed.find(typescript, 'typescript-eslint'))
  // Which files there are was decided before: a package below node_modules may be named.
  const config: Linter.Config[] = [{ ignores: ['!**/node_modules/'] }]
  const parsed = new Set<string>()
  const lacking = new Map<string, string>()
  for (const { extensions, parsers, isComponent } of languages) {
    const parser = parsers.length === 0 ? typescriptParser : parserOf(installed.find(...parsers))
    if (!parser && parsers[0] !== undefined) {
      for (const extension of extensions) lacking.set(extension, parsers[0])
      continue
    }
    for (const extension of extensions) parsed.add(extension)
    config.push({
      ...withRule(plugin.configs[preset], last),
      files: extensions.map((extension) => `**/*.${extension}`),
      languageOptions: {
        ...parser && { parser },
        parserOptions: { ecmaFeatures: { jsx: !isComponent }, ...isComponent && typescriptParser && { parser: typescriptParser } },
      },
      // Comments in the code may silence or configure rules that do not run here.
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    })
  }
  return { config, parsed, lacking }
}

/** A preset with one rule more, which runs last: ESLint runs the rules in the order of the configuration. */
const withRule = (preset: Linter.Config, last: Rule.RuleModule | undefined): Linter.Config => !last ? preset : {
  ...preset,
  plugins: { ...preset.plugins, 'teardown-facts': { rules: { last } } },
  rules: { ...preset.rules, 'teardown-facts/last': 'error' },
}

/** `typescript-eslint` holds its parser under a name. */
function parserOf(found: unknown): Linter.Parser | undefined {
  const holder = found as { readonly parser?: Linter.Parser } | undefined
  return holder?.parser ?? found as Linter.Parser | undefined
}
