import { parse as parseLua, type Expression } from 'luaparse'
import { parse as parseToml } from 'smol-toml'
import ts from 'typescript'
import { parse as parseYaml } from 'yaml'

/** What a configuration says, as plain data, by the language it is written in. Each throws an error that says what is wrong. */
export const structureOf = {
  json: (text: string): unknown => JSON.parse(text),
  jsonc(text: string): unknown {
    const { config, error } = ts.parseConfigFileTextToJson('snippet.jsonc', text) as { config: unknown, error?: ts.Diagnostic }
    if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'))
    return config
  },
  yaml: (text: string): unknown => parseYaml(text),
  toml: (text: string): unknown => parseToml(text),
  lua: (text: string): unknown => settingsIn(text),
} as const

/** The table that a Neovim configuration gives to `vim.lsp.config(name, table)`, by name. */
function settingsIn(text: string): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const statement of parseLua(text, { luaVersion: '5.1', comments: false }).body) {
    if (statement.type !== 'CallStatement' || statement.expression.type !== 'CallExpression') continue
    const [name, table] = statement.expression.arguments
    if (name && table) settings[String(valueOf(name))] = valueOf(table)
  }
  return settings
}

function valueOf(expression: Expression): unknown {
  switch (expression.type) {
    case 'StringLiteral': return /^(['"])(.*)\1$/.exec(expression.raw)?.[2] ?? expression.raw
    case 'BooleanLiteral':
    case 'NumericLiteral': return expression.value
    case 'TableConstructorExpression': return tableOf(expression)
    default: throw new Error(`not plain data: ${expression.type}`)
  }
}

// A Lua table is a list when its fields have no keys.
function tableOf({ fields }: Extract<Expression, { type: 'TableConstructorExpression' }>): unknown {
  if (fields.length > 0 && fields.every((field) => field.type === 'TableValue')) return fields.map(({ value }) => valueOf(value))
  return Object.fromEntries(fields.map((field) => {
    if (field.type === 'TableKeyString') return [field.key.name, valueOf(field.value)]
    if (field.type === 'TableKey') return [String(valueOf(field.key)), valueOf(field.value)]
    throw new Error('a table is a list or has keys, not both')
  }))
}
