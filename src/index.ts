import type { ESLint } from 'eslint'
import { rules } from '../rules/index.js'
import { configsOf, type Configs } from './configs.js'
import { packageName, version } from './package.js'

const unconfigured = {
  meta: { name: packageName, version, namespace: 'teardown' },
  rules: { ...rules },
} satisfies ESLint.Plugin

// Completed in place: a preset must hold the very object that the entry exports, or ESLint sees two plugins of one name.
const configs = configsOf(unconfigured, rules)

// ESLint's own type allows a preset of any name; without that, a misspelt one is a type error for the user.
const plugin: Omit<ESLint.Plugin, 'configs'> & { configs: Configs } = Object.assign(unconfigured, { configs })

export { plugin as default, plugin as 'module.exports' }
