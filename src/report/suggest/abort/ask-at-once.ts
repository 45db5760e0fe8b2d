import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { AbortListener, Facts } from '../../../facts/index.js'
import { enclosingFunction, isFunction, unwrap, walk, wrapped, type FunctionNode } from '../../../source/index.js'
import { ifStatement, indentBefore } from '../style.js'

/** An edit that runs the listener at once if the signal is aborted already. */
export interface AskAtOnce {
  /** The condition, as source text. */
  readonly condition: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix
}

/** Returns the edit that puts `if (signal.aborted) stop()` behind the listener; undefined if the listener cannot be run like that. */
export function askAtOnce(facts: Facts, { node, signal, handler, functions, home }: AbortListener): AskAtOnce | undefined {
  const { code } = facts
  const statement = wrapped(node).parent
  const [listener] = functions
  if (statement?.type !== 'ExpressionStatement' || statement.parent.type !== 'BlockStatement' || !handler || !listener) return undefined
  const run = runOf(facts, handler, listener)
  if (run === undefined || hasLaterLocals(facts, home, statement)) return undefined
  const condition = `${code.getText(signal)}${isOptional(node) ? '?.' : '.'}aborted`
  const indent = indentBefore(code, statement)
  const check = ifStatement(code, condition, [run], indent)
  const end = code.text.charAt(statement.range[1] - 1) === ';' || indent !== undefined ? '' : ';'
  const gap = indent === undefined ? ' ' : `\n${indent}`
  return { condition, fix: fixer => fixer.insertTextAfterRange(statement.range, `${end}${gap}${check}`) }
}

/** What runs the listener: its name, or the one expression that it consists of. */
function runOf({ code }: Facts, handler: TSESTree.Node, listener: FunctionNode): string | undefined {
  if (listener.params.length > 0 || listener.async || listener.generator) return undefined
  const given = unwrap(handler)
  if (given.type === 'Identifier') return `${given.name}()`
  if (!isFunction(given) || code.getCommentsInside(given).length > 0) return undefined
  const body = given.body.type === 'BlockStatement' ? given.body.body : [given.body]
  const [only] = body
  const expression = only?.type === 'ExpressionStatement' ? only.expression : only
  if (body.length !== 1 || expression?.type !== 'CallExpression' || expression.loc.start.line !== expression.loc.end.line) return undefined
  return given.type !== 'ArrowFunctionExpression' && mentionsThis(code, expression) ? undefined : code.getText(expression)
}

function mentionsThis({ visitorKeys }: Facts['code'], expression: TSESTree.Node): boolean {
  let found = false
  walk(expression, visitorKeys, inner => {
    found ||= inner.type === 'ThisExpression'
    return !found
  })
  return found
}

const isOptional = (node: TSESTree.Node): boolean => node.type === 'CallExpression' && unwrap(node.callee).type === 'MemberExpression'
  && (unwrap(node.callee) as TSESTree.MemberExpression).optional

/** Whether locals are declared further down that functions use: the listener may need them, and cannot have them yet. */
function hasLaterLocals({ program }: Facts, home: FunctionNode, statement: TSESTree.Node): boolean {
  if (!program) return true
  const { scopes } = program.file
  return scopes.variables.some(variable => variable.defs.some(def => def.type === 'Variable' && def.name.range[0] > statement.range[1]
    && enclosingFunction(def.name) === home) && scopes.isCaptured(variable))
}

