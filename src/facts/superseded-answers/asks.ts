import type { TSESTree } from '@typescript-eslint/utils'
import { namesEnd } from '../../catalog/teardowns.js'
import type { Program } from '../../model/program.js'
import {
  calleeName, enclosingFunction, isFunction, isNullish, memberName, walk, type FunctionNode, type SourceFile, type Variable,
} from '../../source/index.js'

/** Names of what stops a request, or tells of a stop. */
const stopping = /abort|cancel|signal|unsubscribe/i

/** Whether something in a function is given a signal, or can be called off. */
export function mayStop({ file }: Program, node: TSESTree.Node): boolean {
  let found = false
  walk(node, file.code.visitorKeys, place => {
    found ||= place.type === 'Identifier' && stopping.test(place.name)
    return !found
  })
  return found
}

/** The tests in a function between two places in the text. */
export function testsBetween({ file }: Program, node: TSESTree.Node, from: number, to: number): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = []
  walk(node, file.code.visitorKeys, place => {
    const test = place.type === 'IfStatement' || place.type === 'ConditionalExpression' || place.type === 'WhileStatement' ? place.test
      : place.type === 'LogicalExpression' ? place.left : undefined
    if (test && test.range[0] >= from && test.range[0] < to) found.push(test)
    return true
  })
  return found
}

/** Whether a test tells this run from a later one: by a flag, a count, a ref, or what a function says. */
export function tellsRun({ file }: Program, test: TSESTree.Node): boolean {
  let found = false
  walk(test, file.code.visitorKeys, place => {
    if (place.type === 'MemberExpression') {
      const name = memberName(place) ?? ''
      found ||= name === 'current' || name === 'aborted' || namesEnd(name)
    } else if (place.type === 'Identifier') {
      const variable = file.scopes.variable(place)
      found ||= namesEnd(place.name) || (variable !== undefined && isWrittenElsewhere(variable))
    } else if (place.type === 'CallExpression') {
      found ||= file.calls.targets(place).length > 0 || namesEnd(calleeName(place) ?? '')
    } else if (place.type === 'BinaryExpression') {
      found ||= isAskedForToken(file, place)
    }
    return !found
  })
  return found
}

/** `newest.value = key; …; if (newest.value !== key) return`: the next run puts its own key there. */
function isAskedForToken({ assignments, code, scopes }: SourceFile, { operator, left, right }: TSESTree.BinaryExpression): boolean {
  const token = right.type === 'Identifier' ? right : left
  const variable = token.type === 'Identifier' ? scopes.variable(token) : undefined
  const place = code.getText(token === right ? left : right)
  return variable !== undefined && /^[!=]==?$/.test(operator) && assignments.some(write => write.range[1] <= token.range[0]
    && write.right.type === 'Identifier' && scopes.variable(write.right) === variable && code.getText(write.left) === place)
}

/** Whether another function than the one that declares it writes a variable. */
const isWrittenElsewhere = ({ references, defs: [def] }: Variable): boolean => def !== undefined
  && references.some(use => use.isWrite() && !use.init && enclosingFunction(use.identifier) !== enclosingFunction(def.name))

/** Whether a test looks at a variable, or at a ref. */
export function looksAt({ file }: Program, test: TSESTree.Node, variables: ReadonlySet<Variable>): boolean {
  let found = false
  walk(test, file.code.visitorKeys, place => {
    const variable = place.type === 'Identifier' ? file.scopes.variable(place) : undefined
    found ||= (variable !== undefined && variables.has(variable)) || (place.type === 'MemberExpression' && memberName(place) === 'current')
    return !found
  })
  return found
}

/** Whether an effect gives back something else than a function that is written there: who knows what that does. */
export function givesUnknownCleanUp({ file }: Program, callback: FunctionNode): boolean {
  if (callback.body.type !== 'BlockStatement') {
    const { body } = callback
    return !(body.type === 'CallExpression' && file.calls.targets(body).some(target => target.async))
  }
  return file.returns.some(({ argument, ...node }) => argument && !isNullish(argument) && !isFunction(argument)
    && enclosingFunction(node as TSESTree.ReturnStatement) === callback)
}
