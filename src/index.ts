import type { ESLint } from 'eslint'
import { rules } from '../rules/index.js'
import { configsOf, type Configs } from './configs.js'
import { packageName, version } from './package.js'

const plugin: ESLint.Plugin & { configs: Configs } = {
  meta: { name: packageName, version, namespace: 'teardown' },
  rules: { ...rules },
  configs: {} as Configs,
}
plugin.configs = configsOf(plugin, rules)

export { plugin as default, plugin as 'module.exports' }
