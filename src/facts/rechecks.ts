import type { TSESTree } from '@typescript-eslint/utils'
import type { Edge } from '../order/index.js'
import {
  calleeName, isDereferenced, isFunction, isNullish, memberName, unwrap, walk, type Cell, type FunctionNode,
} from '../source/index.js'
import { answerOf, truthsOn, subjectOf, type SeenTruth, type Truth } from './conditions.js'
import type { Program } from './program.js'

/** What a test looks at, whatever comes of it. */
export interface Look {
  /** Cells that it asks about, straight or through own functions and getters; a cell it only reads through is `through`. */
  readonly cells: ReadonlySet<Cell>
  readonly through: ReadonlySet<Cell>
  /** Whether it looks at whether something was aborted. */
  readonly atAbort: boolean
}

/** Functions that throw, or whose result tells, when what they are given is not there. */
const assertions = /^(?:assert|invariant|ok|ensure|check|must|require|verify|precondition|expect)(?![a-z])|^(?:assert|invariant)/

/** Reads tests: what they look at, and what they say. */
export class Tests {
  readonly #program: Program
  readonly #looks = new Map<TSESTree.Node, Look>()
  readonly #reading = new Set<FunctionNode>()

  constructor(program: Program) {
    this.#program = program
  }

  /** All that taking an edge says of cells and locals. */
  said(edge: Edge): readonly SeenTruth[] {
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
    const value = answerOf(target)
    if (!value) return []
    this.#reading.add(target)
    const said = this.#ofExpression(value, truth)
    this.#reading.delete(target)
    return said.filter(({ subject }) => 'path' in subject)
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
    return this.said({ test: node as TSESTree.Expression, outcome: truth, to: undefined as never })
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
    if (isNullish(left) || isNullish(right)) return isSame ? [] : this.#ofChain(isNullish(left) ? right : left, 'truthy')
    if (!isSame) return []
    return [left, right].flatMap((side): SeenTruth[] => {
      if (side.type === 'Literal') return []
      const cell = this.#program.file.cells.at(side)
      const other = side === left ? right : left
      if (cell) return other.type === 'Literal' ? [] : [{ subject: cell, truth: 'truthy' }]
      return [...this.#ofChain(side, 'truthy')]
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
    let atAbort = false
    const seen = new Set<FunctionNode>()
    const visit = (root: TSESTree.Node, isOwn: boolean) => {
      walk(root, file.code.visitorKeys, node => {
        budget.spend()
        if (isFunction(node) && node !== root) return false
        if (node.type === 'MemberExpression' && /^(?:aborted|throwIfAborted)$/.test(memberName(node) ?? '')) atAbort = true
        const cell = file.cells.at(node)
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
    return { cells, through, atAbort }
  }
}
