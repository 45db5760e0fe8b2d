import type { TSESTree } from '@typescript-eslint/utils'
import { lifeFlags } from '../../catalog/aborts.js'
import type { Edge } from '../../order/index.js'
import {
  calleeName, isDereferenced, isFalsy, isFunction, isNullish, memberName, receiver, unwrap, walk,
  type Cell, type FunctionNode, type Variable,
} from '../../source/index.js'
import { assignmentsTo } from './cell-writes.js'
import { answerOf, truthsOn, subjectOf, type SeenTruth, type Truth } from './conditions.js'
import type { Program } from '../program.js'

/** What a test looks at, whatever comes of it. */
export interface Look {
  /** Cells that it asks about, straight or through own functions and getters; a cell it only reads through is `through`. */
  readonly cells: ReadonlySet<Cell>
  readonly through: ReadonlySet<Cell>
  /** Whether it looks at whether something was aborted. */
  readonly atAbort: boolean
  /** Whether it looks at whether somebody's life is over, in a way that is not in this file: `this.isDisposed`, `this.store.closed`. */
  readonly atLife: boolean
  /** The locals that it looks at. */
  readonly locals: ReadonlySet<Variable>
}

/** What a signal, or a token of that kind, is asked. */
const abortFlags = /^(?:aborted|throwIfAborted|isCancellationRequested)$/

/** Functions that throw, or whose result tells, when what they are given is not there. */
const assertions = new RegExp(`^(?:${[
  'assert', 'invariant', 'ok', 'ensure', 'check', 'must', 'required?', 'verify', 'precondition', 'expect', 'unwrap', 'nullthrows',
  'defined', 'nonNull', 'notNull',
].join('|')})(?![a-z])|^(?:assert|invariant|throwIf|debugAssert)`)

/** Whether a call returns only if what it is given is as it should be: `assert(!this.closed)`, `signal.throwIfAborted()`. */
export const asserts = (call: TSESTree.CallExpression): boolean => {
  const on = receiver(call)
  return assertions.test(calleeName(call) ?? '') || (on?.type === 'Identifier' && on.name === 'assert')
}

/** `if (!this.socket) return false; return this.socket.isOpen`: what is true only if none of the tests is, and the value is. */
function waysThrough(node: FunctionNode): { readonly ways: readonly TSESTree.Expression[], readonly value: TSESTree.Node | undefined } {
  const only = answerOf(node)
  if (only || node.body.type !== 'BlockStatement') return { ways: [], value: only }
  const statements = node.body.body.filter(({ type }) => type !== 'VariableDeclaration')
  const last = statements.pop()
  const ways = statements.flatMap(statement => {
    const leaving = statement.type === 'IfStatement' && !statement.alternate ? statement.consequent : undefined
    const first = leaving?.type === 'BlockStatement' ? leaving.body[0] : leaving
    const isNo = first?.type === 'ReturnStatement' && (!first.argument || isFalsy(first.argument))
    return isNo && statement.type === 'IfStatement' ? [statement.test] : []
  })
  const isAll = ways.length === statements.length && last?.type === 'ReturnStatement'
  return { ways, value: isAll ? last.argument ?? undefined : undefined }
}

/** Reads tests: what they look at, and what they say. */
export class Tests {
  readonly #program: Program
  readonly #looks = new Map<TSESTree.Node, Look>()
  readonly #said = new Map<Edge, readonly SeenTruth[]>()
  readonly #reading = new Set<FunctionNode>()

  constructor(program: Program) {
    this.#program = program
  }

  /** All that taking an edge says of cells and locals. */
  said(edge: Edge): readonly SeenTruth[] {
    const known = this.#said.get(edge) ?? this.#findSaid(edge)
    this.#said.set(edge, known)
    return known
  }

  #findSaid(edge: Edge): readonly SeenTruth[] {
    const { test, of, outcome } = edge
    if (!test || !outcome) return []
    const direct = truthsOn(this.#program.file, edge)
    if (of) return direct
    const truth = outcome === 'truthy' || outcome === 'present' ? 'truthy' : 'falsy'
    return [...direct, ...this.#saidBy(unwrap(test), truth)]
  }

  #saidBy(test: TSESTree.Node, truth: Truth): readonly SeenTruth[] {
    switch (test.type) {
      case 'MemberExpression':
        return [...this.#ofChain(test, truth), ...this.#ofFunctions(this.#program.file.calls.getters(test), truth)]
      case 'CallExpression':
        return [
          ...this.#ofChain(test, truth), ...this.#ofFunctions(this.#program.file.calls.targets(test), truth),
          ...this.#ofArguments(test, truth),
        ]
      case 'BinaryExpression':
        return this.#ofComparison(test, truth)
      case 'AwaitExpression':
        return []
      default:
        return []
    }
  }

  /** `this.a?.b` is there only if `this.a` is. */
  #ofChain(node: TSESTree.Node, truth: Truth): readonly SeenTruth[] {
    if (truth === 'falsy') return []
    const found: SeenTruth[] = []
    let at: TSESTree.Node = node
    for (;;) {
      const inner = unwrap(at.type === 'MemberExpression' ? at.object : at.type === 'CallExpression' ? at.callee : at)
      if (inner === at) return found
      const subject = subjectOf(this.#program.file, inner)
      if (subject && at.type === 'MemberExpression') found.push({ subject, truth })
      at = inner
    }
  }

  /** A predicate says what the expression that it returns says. */
  #ofFunctions(targets: readonly FunctionNode[], truth: Truth): readonly SeenTruth[] {
    const [target] = targets
    if (targets.length !== 1 || !target || target.async || this.#reading.has(target)) return []
    const { ways, value } = waysThrough(target)
    if (!value || (ways.length > 0 && truth === 'falsy')) return []
    this.#reading.add(target)
    const said = [...ways.flatMap(way => this.#ofExpression(way, 'falsy')), ...this.#ofExpression(value, truth)]
    this.#reading.delete(target)
    return said.flatMap(({ subject, truth: seen }): SeenTruth[] => {
      const cell = 'path' in subject ? subject : this.#program.file.cells.copiedFrom(subject)
      return cell ? [{ subject: cell, truth: seen }] : []
    })
  }

  #ofExpression(expression: TSESTree.Node, truth: Truth): readonly SeenTruth[] {
    const node = unwrap(expression)
    if (node.type === 'LogicalExpression') {
      const isSaid = (node.operator === '&&') === (truth === 'truthy') && node.operator !== '??'
      return isSaid ? [...this.#ofExpression(node.left, truth), ...this.#ofExpression(node.right, truth)] : []
    }
    if (node.type === 'UnaryExpression' && node.operator === '!') {
      return this.#ofExpression(node.argument, truth === 'truthy' ? 'falsy' : 'truthy')
    }
    return this.#findSaid({ test: node as TSESTree.Expression, outcome: truth, to: undefined as never })
  }

  /** `isOpen(this.socket)` is true only for a socket. */
  #ofArguments(call: TSESTree.CallExpression, truth: Truth): readonly SeenTruth[] {
    if (truth === 'falsy' || calleeName(call) === 'Boolean') return []
    return call.arguments.flatMap(argument => {
      const cell = this.#program.file.cells.at(argument)
      return cell ? [{ subject: cell, truth }] : []
    })
  }

  /** `this.proc === proc`, `typeof this.stop === 'function'`, `this.socket?.state === 'open'` */
  #ofComparison(test: TSESTree.BinaryExpression, truth: Truth): readonly SeenTruth[] {
    if (!/^[!=]==?$/.test(test.operator)) return this.#ofChain(unwrap(test.left), truth)
    const isSame = test.operator.startsWith('=') === (truth === 'truthy')
    const [left, right] = [unwrap(test.left), unwrap(test.right)]
    if (left.type === 'UnaryExpression' && left.operator === 'typeof') {
      const subject = subjectOf(this.#program.file, unwrap(left.argument))
      const isUndefined = right.type === 'Literal' && right.value === 'undefined'
      return subject && isSame !== isUndefined ? [{ subject, truth: 'truthy' }] : []
    }
    if (isNullish(left) || isNullish(right)) {
      // `this.proc?.exitCode === null` is no `undefined`.
      const isThere = !isSame || (test.operator.length === 3 && [left, right].some(side => side.type === 'Literal'))
      return isThere ? this.#ofChain(isNullish(left) ? right : left, 'truthy') : []
    }
    if (!isSame) return []
    return [left, right].flatMap((side): SeenTruth[] => {
      if (side.type === 'Literal') return []
      const cell = this.#program.file.cells.at(side)
      const other = side === left ? right : left
      const itself: SeenTruth[] = cell && other.type !== 'Literal' ? [{ subject: cell, truth: 'truthy' }] : []
      return [...itself, ...this.#ofChain(side, 'truthy')]
    })
  }

  /** What a call says by returning: `assert(this.socket)`, `invariant(this.socket !== null)`. */
  saidByReturning(call: TSESTree.CallExpression): readonly SeenTruth[] {
    const [argument] = call.arguments
    if (!argument || !assertions.test(calleeName(call) ?? '')) return []
    return this.#ofExpression(argument, 'truthy')
  }

  /** Whether a function tests the cell anywhere. */
  asksAbout(node: FunctionNode, cell: Cell): boolean {
    let found = false
    walk(node, this.#program.file.code.visitorKeys, inner => {
      if (!found && 'test' in inner && inner.test) found = this.look(inner.test).cells.has(cell)
      return !found
    })
    return found
  }

  /** What a test looks at. */
  look(test: TSESTree.Node): Look {
    const known = this.#looks.get(test) ?? this.#lookAt(test)
    this.#looks.set(test, known)
    return known
  }

  #lookAt(test: TSESTree.Node): Look {
    const { file, budget } = this.#program
    const cells = new Set<Cell>()
    const through = new Set<Cell>()
    const locals = new Set<Variable>()
    let [atAbort, atLife] = [false, false]
    const seen = new Set<FunctionNode>()
    const visit = (root: TSESTree.Node, isOwn: boolean) => {
      walk(root, file.code.visitorKeys, node => {
        budget.spend()
        if (isFunction(node) && node !== root) return false
        const cell = file.cells.at(node)
        if (node.type === 'MemberExpression') {
          const name = memberName(node) ?? ''
          if (abortFlags.test(name)) atAbort = true
          const isFromElsewhere = !(cell && assignmentsTo(this.#program, cell).length > 0) && file.calls.getters(node).length === 0
            && file.calls.functions(node).length === 0
          if (isFromElsewhere && lifeFlags.test(name) && /[a-z]/.test(name)) atLife = true
        }
        const variable = isOwn && node.type === 'Identifier' ? file.scopes.variable(node) : undefined
        if (variable) locals.add(variable)
        if (cell) (isOwn && isDereferenced(node) ? through : cells).add(cell)
        const inner = node.type === 'CallExpression' ? file.runBy(node) : node.type === 'MemberExpression' ? file.calls.getters(node) : []
        for (const target of inner) {
          if (seen.has(target) || seen.size > 20) continue
          seen.add(target)
          visit(target, false)
        }
        return true
      })
    }
    visit(test, true)
    return { cells, through, atAbort, atLife, locals }
  }
}
