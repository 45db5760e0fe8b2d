import type { TSESTree } from '@typescript-eslint/utils'
import { rethrowers } from '../../catalog/aborts.js'
import { endVerbs, endWords, handleStates } from '../../catalog/teardowns.js'
import { isWithin } from '../../model/cells/cell-values.js'
import { conditionsOn } from '../../model/cells/conditions.js'
import type { Program } from '../../model/program.js'
import type { Edge } from '../../order/index.js'
import {
  calleeName, isDereferenced, isFunction, isLoop, leavesBy, memberName, receiver, unwrap, walk,
  type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import type { Store } from './stores.js'
import type { Teardown } from './teardowns.js'

/** Functions that throw when what they check is not as it should be. */
const checks = /^[#_]*(?:throwIf|assert|check|ensure|verify|invariant|guard|raiseIf)/

/** Answers whether a test or a call asks if a teardown has run meanwhile. */
export class Asks {
  readonly #program: Program
  readonly #teardown: Teardown
  readonly #storing: ReadonlyMap<TSESTree.Node, readonly Store[]>
  readonly #stores: ReadonlySet<TSESTree.Node>
  readonly #tests = new Map<TSESTree.Node, boolean>()
  readonly #functions = new Map<FunctionNode, boolean>()

  constructor(program: Program, teardown: Teardown, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>) {
    this.#program = program
    this.#teardown = teardown
    this.#storing = storesIn
    this.#stores = new Set([...storesIn.values()].flatMap(stores => stores.map(({ node }) => node)))
  }

  /**
   * Whether a function that takes this edge knows that the teardown has not run. Where the test is of a cell that the teardown gives a
   * constant, only the other outcome tells so; any other test of what it changes is taken for an answer either way.
   */
  onEdge(edge: Edge): boolean {
    if (!edge.test) return false
    // `signal?.throwIfAborted()`: where there is no signal, nobody aborts.
    if (edge.outcome === 'nullish' && isSignalName(edge.test)) return true
    let isKnown = false
    for (const { subject, held } of conditionsOn(this.#program.file, edge)) {
      if (!('path' in subject) || !held.truth || this.#teardown.ends.has(subject)) continue
      const left = this.#teardown.writes.get(subject)
      if (left === undefined) continue
      if (left !== held.truth) return true
      isKnown = true
    }
    return !isKnown && this.#isDecisive(edge.of ?? edge.test) && this.#isAsked(edge.of ?? edge.test)
  }

  /** Whether a test decides something: it lets the function leave, or the store or an end stands under it. */
  #isDecisive(test: TSESTree.Node): boolean {
    for (let below = test, at = test.parent; at && !isFunction(at); below = at, at = at.parent) {
      if (at.type === 'IfStatement') {
        return [at.consequent, at.alternate].some(branch => branch && (leavesBy(branch, ['Return', 'Throw', 'Break', 'Continue'])
          || this.#isDecided(branch)))
      }
      if (at.type === 'LogicalExpression' || at.type === 'ConditionalExpression') {
        const decided = at.type === 'LogicalExpression' ? [at.right] : [at.consequent, at.alternate]
        if (!decided.includes(below as TSESTree.Expression) && decided.some(branch => this.#isDecided(branch))) return true
      } else if (isLoop(at) || at.type === 'SwitchStatement' || at.type === 'ReturnStatement') return true
      else if (/Statement$|Declaration$/.test(at.type)) return false
    }
    return false
  }

  #isDecided(branch: TSESTree.Node): boolean {
    const { file } = this.#program
    let found = false
    walk(branch, file.code.visitorKeys, node => {
      found ||= this.#stores.has(node)
      if (node.type !== 'CallExpression' || found) return !found
      found = endVerbs.has(calleeName(node) ?? '')
        || file.calls.targets(node).some(target => this.#teardown.closure.has(target) || this.#storing.has(target))
      return !found
    })
    return found
  }

  /** Whether a call returns only if the teardown has not run: `signal.throwIfAborted()`, `this.#assertOpen()`. */
  byReturning(call: TSESTree.CallExpression): boolean {
    const name = calleeName(call) ?? ''
    if (/^throwIf(?:Aborted|Cancell?(?:ed|ationRequested))$/.test(name)) return true
    const targets = this.#program.file.calls.targets(call)
    const isCheck = checks.test(name) || rethrowers.test(name)
    if (targets.length === 0) return isCheck && call.arguments.some(argument => this.#isAsked(argument))
    return targets.some(target => this.#throwsWhenAsked(target))
  }

  /** An own function that throws under a test of what the teardown changes. */
  #throwsWhenAsked(target: FunctionNode): boolean {
    const known = this.#functions.get(target)
    if (known !== undefined) return known
    this.#functions.set(target, false)
    let found = false
    walk(target.body, this.#program.file.code.visitorKeys, node => {
      if (found || isFunction(node)) return false
      if (node.type === 'IfStatement' && throws(node.consequent)) found = this.#isAsked(node.test)
      if (node.type === 'CallExpression' && /^throwIfAborted$/.test(calleeName(node) ?? '')) found = true
      return !found
    })
    this.#functions.set(target, found)
    return found
  }

  /** Whether an expression reads something by which it can be told that the teardown has run. */
  #isAsked(test: TSESTree.Node): boolean {
    const known = this.#tests.get(test)
    if (known !== undefined) return known
    this.#tests.set(test, false)
    const asked = this.#asks(test, 0)
    this.#tests.set(test, asked)
    return asked
  }

  #asks(test: TSESTree.Node, depth: number): boolean {
    const { file, budget } = this.#program
    let found = false
    walk(test, file.code.visitorKeys, node => {
      budget.spend()
      if (found || isFunction(node)) return false
      found = this.#isSign(file, node) || this.#isAnswer(file, node, depth)
      return !found
    })
    return found
  }

  #isSign(file: SourceFile, node: TSESTree.Node): boolean {
    if (node.type === 'BinaryExpression') return isIdentityCompare(file, node)
    if (node.type === 'CallExpression') return calleeName(node) === 'has' && receiver(node) !== undefined
    if (node.type === 'MemberExpression' && handleStates.has(memberName(node) ?? '')) return true
    if (node.type !== 'MemberExpression' && node.type !== 'Identifier') return false
    const name = node.type === 'Identifier' ? node.name : memberName(node) ?? ''
    if (endWords.test(name)) return true
    // `this.client.version` reads through the place, and fails where it is empty: that asks nothing.
    const cell = isDereferenced(node) ? undefined : file.cells.at(node)
    return cell !== undefined && this.#isTouched(cell)
  }

  /** Whether the teardown writes the cell, or ends what it or its owner's place holds. */
  #isTouched(cell: Cell): boolean {
    const { ends, writes } = this.#teardown
    return ends.has(cell) || writes.has(cell)
      || [...ends.keys()].some(place => 'path' in place && (isWithin(cell, place) || isWithin(place, cell)))
  }

  /** What an own predicate, a getter, or a local that holds an answer asks. */
  #isAnswer(file: SourceFile, node: TSESTree.Node, depth: number): boolean {
    if (depth > 2) return false
    const targets = node.type === 'CallExpression' ? file.calls.targets(node)
      : node.type === 'MemberExpression' ? file.calls.getters(node) : []
    if (targets.some(target => this.#asks(target.body, depth + 1))) return true
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    const initial = variable && file.scopes.initial(variable)?.value
    if (!initial || initial === node) return false
    const value = initial.type === 'AwaitExpression' ? unwrap(initial.argument) : initial
    if (value.type === 'CallExpression') return file.calls.targets(value).some(target => this.#asks(target.body, depth + 1))
    return /^(?:Binary|Logical|Unary)Expression$/.test(value.type) && this.#asks(value, depth + 1)
  }
}

const isSignalName = (node: TSESTree.Node): boolean => {
  const place = unwrap(node)
  const name = place.type === 'Identifier' ? place.name : place.type === 'MemberExpression' ? memberName(place) : undefined
  return /signal$|^ac$|abort/i.test(name ?? '')
}

/** `this.#run !== run`, `map.get(id) === entry`, `generation === this.generation` */
function isIdentityCompare(file: SourceFile, { operator, left, right }: TSESTree.BinaryExpression): boolean {
  if (!/^[!=]==?$/.test(operator)) return false
  const sides = [unwrap(left), unwrap(right)]
  const isState = (side: TSESTree.Node): boolean => file.cells.at(side) !== undefined
    || (side.type === 'CallExpression' && calleeName(side) === 'get')
    || (side.type === 'MemberExpression' && memberName(side) === 'current')
  const isLocal = (side: TSESTree.Node): boolean => side.type === 'Identifier' && file.scopes.variable(side) !== undefined
    && file.cells.at(side) === undefined
  return sides.some(isState) && sides.some(isLocal)
}

function throws(statement: TSESTree.Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(throws)
  return statement.type === 'ThrowStatement'
}
