import { parseForESLint } from '@typescript-eslint/parser'
import type { TSESTree } from '@typescript-eslint/utils'

/** A half-open range of a program's text. */
export type Range = readonly [from: number, to: number]

/** The parts of a program that an edit can take hold of, each in the order of the text. */
export interface Pieces {
  readonly tokens: readonly Range[]
  readonly statements: readonly Range[]
  readonly members: readonly Range[]
  readonly properties: readonly Range[]
  readonly expressions: readonly Range[]
  readonly identifiers: readonly Range[]
  /** Expressions that look like cells: `this.x`, `this.#x`, `owner.x`. */
  readonly cells: readonly Range[]
}

/** Takes a program to pieces; a program that does not parse has none. */
export function piecesOf(text: string): Pieces | undefined {
  const parsed = parsedOrNot(text)
  if (parsed === undefined) return undefined
  const { ast, visitorKeys } = parsed
  const statements: Range[] = []
  const members: Range[] = []
  const properties: Range[] = []
  const expressions: Range[] = []
  const cells: Range[] = []
  const visit = (node: TSESTree.Node): void => {
    if (/Statement$|Declaration$/.test(node.type)) statements.push(node.range)
    if (/^(?:Method|Property)Definition$|^StaticBlock$/.test(node.type)) members.push(node.range)
    if (node.type === 'Property') properties.push(node.range)
    if (/Expression$|Literal$/.test(node.type)) expressions.push(node.range)
    if (node.type === 'MemberExpression') cells.push(node.range)
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of [(node as unknown as Record<string, unknown>)[key]].flat()) if (isNode(child)) visit(child)
    }
  }
  visit(ast)
  const { tokens } = ast
  const identifiers = tokens.filter(({ type }) => type === 'Identifier' || type === 'PrivateIdentifier')
  return { tokens: rangesOf(tokens), statements, members, properties, expressions, identifiers: rangesOf(identifiers), cells }
}

// Most edited programs do not parse: that is an answer here, and says nothing about any rule.
function parsedOrNot(text: string): ReturnType<typeof parseForESLint> | undefined {
  try {
    return parseForESLint(text, { range: true, tokens: true, sourceType: 'module', suppressDeprecatedPropertyWarnings: true })
  } catch (error) {
    if (error instanceof Error && error.name === 'TSError') return undefined
    throw error
  }
}

const rangesOf = (nodes: readonly { readonly range: Range }[]): Range[] => nodes.map(({ range }) => range)

const isNode = (value: unknown): value is TSESTree.Node => typeof value === 'object' && value !== null && 'type' in value
