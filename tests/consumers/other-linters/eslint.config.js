import js from '@eslint/js'
import n from 'eslint-plugin-n'
import promise from 'eslint-plugin-promise'
import reactHooks from 'eslint-plugin-react-hooks'
import rxjs from 'eslint-plugin-rxjs-x'
import sonarjs from 'eslint-plugin-sonarjs'
import teardown from 'eslint-plugin-teardown'
import unicorn from 'eslint-plugin-unicorn'
import tseslint from 'typescript-eslint'

const plugins = { n, promise, 'react-hooks': reactHooks, 'rxjs-x': rxjs, sonarjs, unicorn }

// Every rule that is not deprecated, with types, and our own beside them.
const rules = Object.entries(plugins).flatMap(([prefix, plugin]) => Object.entries(plugin.rules)
  .filter(([, { meta }]) => !meta?.deprecated)
  .map(([name]) => [`${prefix}/${name}`, 'warn']))

export default [
  js.configs.all,
  ...tseslint.configs.all,
  { plugins, rules: Object.fromEntries(rules) },
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  teardown.configs.strict,
]
