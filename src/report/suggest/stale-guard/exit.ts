import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Facts, StaleGuard } from '../../../facts/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isLoop, leavesBy, unwrap, walk, type FunctionNode,
} from '../../../source/index.js'
import { canLeaveAt, returnsValue } from '../leave-safely.js'

type Code = Readonly<TSESLint.SourceCode>

/** The statements by which code leaves, without indentation, and a word for the message. */
export interface Exit {
  readonly statements: readonly string[]
  readonly word: 'return' | 'throw' | 'leave the loop' | 'continue'
}

/**
 * Returns how to leave before `place` if a check fails: as the guard itself leaves.
 *
 *     if (!this.db) throw new NotConnectedError()    // throw new NotConnectedError()
 *     if (!this.db) { next(error); return }          // next(error); return
 *     while (this.db) {…}                            // break, or return if nothing follows the loop
 *
 * A guard without a leaving branch allows a plain `return` if nothing follows it and the function returns no value. Undefined if the
 * code shows no way to leave.
 */
export function exitOf(facts: Facts, stale: StaleGuard, home: FunctionNode, place: TSESTree.Node): Exit | undefined {
  if (enclosingFunction(stale.guard) !== home || isInFinally(place) || !canLeaveAt(facts, home, place, stale.cell)) return undefined
  const deciding = decisionOf(stale.guard)
  if (deciding?.type === 'IfStatement') {
    const branch = isInside(place, deciding) ? deciding.alternate : deciding.consequent
    if (branch && leavesBy(branch, ['Return', 'Throw', 'Break', 'Continue'])) return mirrored(facts, home, branch, place)
    if (!isInside(place, deciding)) return ofAssignment(facts, stale, home, place)
    if (!isInside(place, deciding.consequent)) return undefined
    return isLast(deciding, home) ? plainReturn(facts, home, place) : undefined
  }
  if (deciding) return ofLoop(facts, home, deciding, place)
  return ofAssignment(facts, stale, home, place)
}

/** Finds the `if` or the loop whose test contains the guard. */
function decisionOf(guard: TSESTree.Node): TSESTree.IfStatement | TSESTree.Node | undefined {
  for (let at = guard; at.parent && !isFunction(at); at = at.parent) {
    if ('test' in at.parent && at.parent.test === at && (at.parent.type === 'IfStatement' || isLoop(at.parent))) return at.parent
  }
  return undefined
}

/** A function that set the cell itself may end early, unless a caller in the file goes on as if it had finished. */
function ofAssignment(facts: Facts, stale: StaleGuard, home: FunctionNode, place: TSESTree.Node): Exit | undefined {
  if (stale.by !== 'assignment') return undefined
  const goesOn = facts.program?.file.callsTo(home).some(call => {
    const caller = enclosingFunction(call)
    return call.parent.type === 'AwaitExpression' && isFunction(caller) && !isLast(call, caller)
  }) ?? true
  return goesOn ? undefined : plainReturn(facts, home, place)
}

/** A `return` in a `finally` block would replace the outcome of the `try` block. */
function isInFinally(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.finalizer === at) return true
  }
  return false
}

function plainReturn(facts: Facts, home: FunctionNode, place: TSESTree.Node): Exit | undefined {
  const isInDataLoop = loopsAround(place).some(loop => /^For/.test(loop.type) && !('test' in loop && loop.test === null))
  return returnsValue(facts, home) || isInDataLoop || answersIn(facts.code, home, place) ? undefined
    : { statements: ['return'], word: 'return' }
}

function ofLoop(facts: Facts, home: FunctionNode, loop: TSESTree.Node, place: TSESTree.Node): Exit | undefined {
  if (isLast(loop, home) && !returnsValue(facts, home)) return { statements: ['return'], word: 'return' }
  return breakTarget(place) === loop ? { statements: ['break'], word: 'leave the loop' } : undefined
}

/** Copies the leaving branch if it only reports and leaves, and its names mean the same at the place. */
function mirrored({ code }: Facts, home: FunctionNode, branch: TSESTree.Statement, place: TSESTree.Node): Exit | undefined {
  const statements = branch.type === 'BlockStatement' ? branch.body : [branch]
  const last = statements.at(-1)
  if (!last || statements.length > 3) return undefined
  const isPlain = statements.every(statement => statement === last ? isPlainExit(code, home, statement)
    : statement.type === 'ExpressionStatement' && isReporting(code, home, statement.expression))
  if (!isPlain || !statements.every(statement => meansTheSame(code, statement, place))) return undefined
  if (last.type === 'BreakStatement' || last.type === 'ContinueStatement') {
    const isSame = last.type === 'BreakStatement' ? breakTarget(last) === breakTarget(place)
      : loopsAround(last)[0] === loopsAround(place)[0]
    if (last.label || !isSame) return undefined
  }
  const word = last.type === 'ReturnStatement' ? 'return' : last.type === 'ThrowStatement' ? 'throw'
    : last.type === 'BreakStatement' ? 'leave the loop' : 'continue'
  return { statements: statements.map(statement => code.getText(statement).replace(/;$/, '')), word }
}

function isPlainExit(code: Code, home: FunctionNode, statement: TSESTree.Statement): boolean {
  switch (statement.type) {
    case 'BreakStatement':
    case 'ContinueStatement':
      return true
    case 'ThrowStatement':
      return !hasWait(code, statement)
    case 'ReturnStatement': {
      const { argument } = statement
      return argument === null || isReporting(code, home, argument) || !hasCall(code, argument)
    }
    default:
      return false
  }
}

/** `next(error)`, `res.status(503).end()`, `console.warn(…)`, `Promise.reject(error)`: tells somebody, and starts nothing. */
function isReporting(code: Code, home: FunctionNode, expression: TSESTree.Node): boolean {
  const node = unwrap(expression)
  if (node.type !== 'CallExpression') return false
  if (node.arguments.some(argument => hasWait(code, argument))) return false
  if (/^(?:log|warn|error|debug|info|trace|resolve|reject)$/.test(calleeName(node) ?? '')) return true
  let root = unwrap(node.callee)
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') {
    root = unwrap(root.type === 'CallExpression' ? root.callee : root.object)
  }
  const name = root.type === 'Identifier' ? root.name : undefined
  return name !== undefined && home.params.some(parameter => parameter.type === 'Identifier' && parameter.name === name)
}

const hasWait = (code: Code, node: TSESTree.Node): boolean =>
  has(code, node, ({ type }) => type === 'AwaitExpression' || type === 'YieldExpression')

const hasCall = (code: Code, node: TSESTree.Node): boolean =>
  has(code, node, ({ type }) => /^(?:Call|Await|Yield|Assignment|Update)Expression$/.test(type))

function has(code: Code, root: TSESTree.Node, isIt: (node: TSESTree.Node) => boolean): boolean {
  let found = false
  walk(root, code.visitorKeys, node => {
    found ||= isIt(node)
    return !found
  })
  return found
}

/** Whether each name in the statement is declared where the place can see it. */
function meansTheSame(code: Code, statement: TSESTree.Statement, place: TSESTree.Node): boolean {
  return !has(code, statement, node => {
    if (node.type !== 'Identifier') return false
    const scope = code.getScope(node)
    const variable = scope.references.find(({ identifier }) => identifier === node)?.resolved
    return variable != null && variable.defs.length > 0 && !isInside(place, variable.scope.block)
  })
}

/** Whether nothing of the function runs after the statement. */
export function isLast(statement: TSESTree.Node, home: FunctionNode): boolean {
  for (let at = statement; at.parent && at !== home; at = at.parent) {
    const { parent } = at
    if (isLoop(parent) || (parent.type === 'TryStatement' && parent.finalizer !== null)) return false
    if (parent.type === 'BlockStatement' && parent.body.at(-1) !== at) return false
    if (parent.type === 'SwitchCase') return false
  }
  return true
}

function loopsAround(node: TSESTree.Node): readonly TSESTree.Node[] {
  const loops: TSESTree.Node[] = []
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (isLoop(at)) loops.push(at)
  return loops
}

/** The loop or `switch` that a `break` at the place leaves. */
function breakTarget(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (isLoop(at) || at.type === 'SwitchStatement') return at
  return undefined
}

/** Whether somebody waits for an answer that the function gives later: `res.json(…)`, `next()`, `resolve(…)`. */
export function answersIn(code: Code, home: FunctionNode, place: TSESTree.Node): boolean {
  const names = new Set(home.params.flatMap(parameter => parameter.type === 'Identifier' ? [parameter.name] : []))
  return has(code, home.body, node => {
    if (node.type !== 'CallExpression' || node.range[1] <= place.range[0] || enclosingFunction(node) !== home) return false
    const callee = unwrap(node.callee)
    if (callee.type === 'Identifier') return names.has(callee.name) || /^(?:resolve|reject|done|next|callback|cb)$/.test(callee.name)
    return callee.type === 'MemberExpression' && callee.object.type === 'Identifier'
      && /^(?:res|response|reply|ctx)$/.test(callee.object.name)
  })
}
