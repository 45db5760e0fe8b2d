import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { AbortListener, Facts, LeakedListener } from '../../../facts/index.js'
import { calleeName, isFunction, unwrap, wrapped } from '../../../source/index.js'
import { ended, indentBefore, styleOf } from '../style.js'
import { firstStatement } from './first-statement.js'

type Code = Readonly<TSESLint.SourceCode>
type Fix = (fixer: Rule.RuleFixer) => Rule.Fix[]

/**
 * Returns the edit that removes the listener when the timer has settled the promise, and gives it a name for that; undefined if anything
 * else settles the promise, or if the name is taken.
 */
export function removeWhenDone(facts: Facts, { listener, end }: LeakedListener): Fix | undefined {
  const { code } = facts
  const { node, handler, home } = listener
  const statement = wrapped(node).parent
  const callback = timerCallback(end)
  const given = handler && unwrap(handler)
  if (listener.kind !== 'event' || !callback || !given || statement?.type !== 'ExpressionStatement') return undefined
  if (statement.parent !== home.body || node.type !== 'CallExpression' || !isOnlyEnd(facts, home, end, listener)) return undefined
  const indent = indentBefore(code, statement)
  const name = given.type === 'Identifier' ? given.name : 'onAbort'
  if (indent === undefined || (isFunction(given) ? isTaken(facts, name) : given.type !== 'Identifier')) return undefined
  const { quote } = styleOf(code)
  const callee = unwrap(node.callee) as TSESTree.MemberExpression
  const removal = `${code.getText(callee.object)}${callee.optional ? '?.' : '.'}removeEventListener(${quote}abort${quote}, ${name})`
  return fixer => [
    ...removeFirst(code, fixer, callback, removal, indentBefore(code, callback) ?? lineIndent(code, callback)),
    ...isFunction(given) ? [
      fixer.insertTextBeforeRange(statement.range, `${ended(code, `const ${name} = ${code.getText(given)}`)}\n${indent}`),
      fixer.replaceTextRange(given.range, name),
    ] : [],
  ]
}

/** The callback of the timer that settles the promise: `resolve` itself, or an arrow function. */
function timerCallback(end: TSESTree.Node): TSESTree.Identifier | TSESTree.ArrowFunctionExpression | undefined {
  if (end.type !== 'Identifier') return undefined
  for (let below: TSESTree.Node = end, at = end.parent as TSESTree.Node | undefined; at; below = at, at = at.parent) {
    if (at.type === 'CallExpression' && calleeName(at) === 'setTimeout' && at.arguments[0] === below) {
      return below === end ? end : below.type === 'ArrowFunctionExpression' && !below.async ? below : undefined
    }
    if (isFunction(at) && below === at.body && at.parent.type !== 'CallExpression') return undefined
  }
  return undefined
}

/** Whether the promise is settled there and by the abort, and nowhere else. */
function isOnlyEnd({ program }: Facts, home: AbortListener['home'], end: TSESTree.Node, { functions }: AbortListener): boolean {
  if (!program) return false
  return home.params.every(parameter => {
    const variable = parameter.type === 'Identifier' ? program.file.scopes.variable(parameter) : undefined
    return variable?.references.every(({ identifier }) => identifier === end
      || functions.some(inner => inner.range[0] <= identifier.range[0] && identifier.range[1] <= inner.range[1])) ?? false
  })
}

const isTaken = ({ program }: Facts, name: string): boolean =>
  program?.file.scopes.variables.some(variable => variable.name === name) ?? true

const lineIndent = (code: Code, node: TSESTree.Node): string => /^[ \t]*/.exec(code.lines[node.loc.start.line - 1] ?? '')?.[0] ?? ''

function removeFirst(
  code: Code, fixer: Rule.RuleFixer, callback: TSESTree.Identifier | TSESTree.ArrowFunctionExpression, removal: string, indent: string,
): Rule.Fix[] {
  if (callback.type === 'ArrowFunctionExpression' && callback.body.type === 'BlockStatement') {
    return [firstStatement(code, fixer, callback.body, removal)]
  }
  const settles = callback.type === 'Identifier' ? `${callback.name}()` : code.getText(callback.body)
  const { step } = styleOf(code)
  const lines = [removal, settles].map(statement => `${indent}${step}${ended(code, statement)}\n`)
  return [fixer.replaceTextRange(callback.range, `() => {\n${lines.join('')}${indent}}`)]
}
