import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { walk } from '../../source/index.js'

type Code = Readonly<TSESLint.SourceCode>

/** How the file is written, so that an inserted statement looks like its neighbors. */
export interface Style {
  /** `;` if most statements of the file end with one, otherwise empty. */
  readonly semicolon: '' | ';'
  readonly quote: '\'' | '"'
  /** One step of indentation. */
  readonly step: string
  /** Whether the file writes braces around a single statement after `if`, wherever it has one. */
  readonly hasBraces: boolean
}

const styles = new WeakMap<object, Style>()

/** Returns the style of the file. It walks the tree once, and only for a file with a suggestion. */
export function styleOf(code: Code): Style {
  const known = styles.get(code.ast)
  if (known) return known
  const counts = { withSemicolon: 0, without: 0, single: 0, double: 0, braced: 0, bare: 0 }
  let step: string | undefined
  walk(code.ast, code.visitorKeys, node => {
    if (/^(?:Expression|Return|Throw)Statement$|^VariableDeclaration$/.test(node.type) && !/^For/.test(node.parent?.type ?? '')) {
      if (code.text.charAt(node.range[1] - 1) === ';') counts.withSemicolon += 1
      else if (/^[^\S\n]*(?:\/\/.*)?(?:\n|\r|$)/.test(code.text.slice(node.range[1], node.range[1] + 200))) counts.without += 1
    }
    if (node.type === 'Literal' && typeof node.value === 'string') counts[node.raw.startsWith('"') ? 'double' : 'single'] += 1
    if (node.type === 'IfStatement' && isSingle(node.consequent)) {
      counts[node.consequent.type === 'BlockStatement' ? 'braced' : 'bare'] += 1
    }
    if (node.type === 'BlockStatement') step ??= stepIn(code, node)
    return true
  })
  const style: Style = {
    semicolon: counts.withSemicolon > counts.without ? ';' : '', quote: counts.double > counts.single ? '"' : '\'', step: step ?? '  ',
    hasBraces: counts.braced > 0 && counts.bare === 0,
  }
  styles.set(code.ast, style)
  return style
}

const isSingle = (consequent: TSESTree.Statement): boolean => consequent.type !== 'BlockStatement' || consequent.body.length === 1

/** Returns by how much a block indents its statements; undefined if it stands on one line. */
function stepIn(code: Code, { body, loc }: TSESTree.BlockStatement): string | undefined {
  const [first] = body
  if (!first || first.loc.start.line === loc.start.line) return undefined
  const [outer, inner] = [loc.end.line, first.loc.start.line].map(line => /^[ \t]*/.exec(code.lines[line - 1] ?? '')?.[0] ?? '')
  return outer !== undefined && inner?.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : undefined
}

/** Returns the text of a statement, with the semicolon of the file or the one that the place needs. */
export const ended = (code: Code, statement: string, isNeeded = false): string => `${statement}${isNeeded ? ';' : styleOf(code).semicolon}`

/**
 * Returns the text of an `if` that leaves, with braces if the file writes them or if it needs them. `indent` is the indentation of
 * its line; undefined if other statements stand on the line.
 */
export function ifStatement(code: Code, condition: string, statements: readonly string[], indent: string | undefined): string {
  const { hasBraces, step } = styleOf(code)
  const [only] = statements
  if (statements.length === 1 && only !== undefined && (!hasBraces || indent === undefined)) {
    return `if (${condition}) ${ended(code, only, indent === undefined)}`
  }
  if (indent === undefined) return `if (${condition}) { ${statements.join('; ')}${styleOf(code).semicolon} }`
  const lines = statements.map(statement => `${indent}${step}${ended(code, statement)}\n`)
  return `if (${condition}) {\n${lines.join('')}${indent}}`
}

/** Returns the indentation of the line on which a node starts; undefined if something else stands before the node. */
export const indentBefore = (code: Code, node: TSESTree.Node): string | undefined =>
  /(?:^|\n)([ \t]*)$/.exec(code.text.slice(Math.max(0, node.range[0] - 300), node.range[0]))?.[1]

/** The first of these names that stands nowhere in a function. */
export const freeName = (code: Code, home: TSESTree.Node, names: readonly string[]): string | undefined => {
  const text = code.getText(home)
  return names.find(name => !new RegExp(`\\b${name}\\b`).test(text))
}
