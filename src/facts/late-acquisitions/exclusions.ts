import type { TSESTree } from '@typescript-eslint/utils'
import { isHidden, isRunByTests, isWaitedFor, waysTo, type Interruption } from '../../model/callers.js'
import { isWithin } from '../../model/cells/cell-values.js'
import { cellsIn, mentionsOf } from '../../model/cells/mentions.js'
import { isLifecycle } from '../../catalog/teardowns.js'
import type { Locks } from '../../model/exclusion/locks.js'
import type { Program } from '../../model/program.js'
import { isCleanUp, nameOf, nounsOf } from '../../model/teardown-names.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isNullish, keyName, memberName, receiver, unwrap, walk, type Cell, type FunctionNode,
} from '../../source/index.js'
import { placeOf } from './ends.js'
import type { Late } from './flow.js'
import { makerOf } from './stores.js'
import { isAbout, type Teardown } from './teardowns.js'

/** Whether the file shows that a teardown and a late store do not meet, or that it is no matter. */
export class Exclusions {
  readonly #program: Program
  readonly #teardown: Teardown
  readonly #locks: Locks

  constructor(program: Program, teardown: Teardown, locks: Locks) {
    this.#program = program
    this.#teardown = teardown
    this.#locks = locks
  }

  /** Whether a function has nothing to do with the teardown: it is one itself, or a part of it. */
  excludesFunction(node: FunctionNode): boolean {
    const { node: teardown, closure } = this.#teardown
    if (node === teardown || closure.has(node) || isInside(node, teardown)) return true
    return nounsOf(node) !== undefined || isRunByTests(this.#program, node) || this.#isPair(node)
  }

  /** Whether this store is none that the teardown has missed. */
  excludesStore(node: FunctionNode, late: Late, end: TSESTree.Node): boolean {
    const { store, wait } = late
    if (!isAbout(this.#teardown, store.place, nameOf(node)) || this.#isOfOneOperation(store.value)) return true
    return this.#isUnremembered(node, store.place) || this.#isPartOf(node, late) || this.#isStepOfSameRun(node)
      || this.#isMadeLater(node, wait) || this.#isInTurn(node, end) || this.#rejects(wait, store.place)
      || this.#isUnderSignal(node, store.place) || this.#isOfEndedScope(store.value, store.place)
  }

  /** `activate()` and `deactivate()` of one module: the host runs the second when the first has ended. */
  #isPair(node: FunctionNode): boolean {
    const names = [nameOf(node), this.#teardown.name]
    return names[0] === 'activate' && names[1] === 'deactivate'
  }

  /** A controller or a token is of one operation: `cancelSearch()` has nothing to say to the next. Only the end of the owner has. */
  #isOfOneOperation(value: TSESTree.Node): boolean {
    const made = makerOf(this.#program.file, value)
    const { node: teardown, name, nouns } = this.#teardown
    return made !== undefined && /(?:AbortController|CancellationTokenSource)$/.test(calleeName(made) ?? '')
      && !isCleanUp(teardown) && (nouns.length > 0 || /^[#_]*(?:cancel|abort)/i.test(name))
  }

  /**
   * A pair of functions for one caller, who waits for the first before he calls the second: nothing in the file runs them otherwise, and
   * nothing in the owner remembers that the second has run, so there is nothing to ask.
   *
   *     async start() { this.server = await listen() }
   *     stop() { this.server?.close(); this.server = null }
   */
  #isUnremembered(node: FunctionNode, place: Late['store']['place']): boolean {
    const { node: teardown, ends, closure, nouns, name } = this.#teardown
    if (nouns.length > 0 || isCleanUp(teardown) || isLifecycle(name) || this.#program.file.callsTo(teardown).length > 0) return false
    const { file } = this.#program
    const isReset = (write: TSESTree.AssignmentExpression): boolean => isNullish(write.right)
    const writes = [...closure].flatMap(part => file.assignmentsIn(part))
    const isEmptied = writes.some(write => isReset(write) && file.cells.at(write.left) === place)
    const isAllReset = writes.every(write => isReset(write) || !file.cells.at(write.left))
    return isEmptied && isAllReset && ends.size <= mostEnds && this.#isForCaller(node)
  }

  /** Whether whoever runs the function outside of the file is given its promise. */
  #isForCaller(node: FunctionNode): boolean {
    const { file } = this.#program
    const seen = new Set([node])
    for (const at of seen) {
      if (!at.async && at === node) return false
      const isOwn = at.parent.type === 'MethodDefinition' || at.type === 'FunctionDeclaration' || at.parent.type === 'VariableDeclarator'
      if (!isOwn || seen.size > mostCallers) return false
      for (const call of file.callsTo(at)) {
        const caller = enclosingFunction(call)
        const isKept = isWaitedFor(call) || call.parent.type === 'AssignmentExpression'
        if (!isFunction(caller) || !isKept) return false
        seen.add(caller)
      }
    }
    return true
  }

  /** Whether both run under a lock, or the teardown waits until the function has ended. */
  #isInTurn(node: FunctionNode, end: TSESTree.Node): boolean {
    return this.#interruptions(end).every(interruption => this.#locks.exclude(node, interruption))
  }

  /** The ways by which the teardown comes to the end. */
  #interruptions(end: TSESTree.Node): readonly Interruption[] {
    const { node } = this.#teardown
    const home = enclosingFunction(end)
    if (!isFunction(home)) return [{ home: node, node: node.body, way: [] }]
    // A callback that the teardown gives to a lock is a way of its own.
    const isOfTeardown = (at: FunctionNode): boolean => at === node || isInside(at, node)
    const ways = isOfTeardown(home) ? [[]] : waysTo(this.#program, home).flatMap(way => {
      const last = way.findIndex(({ caller }) => isOfTeardown(caller))
      return last < 0 ? [] : [way.slice(0, last + 1)]
    })
    return ways.length === 0 ? [{ home: node, node: node.body, way: [] }] : ways.map(way => ({ home, node: end, way }))
  }

  /**
   * A teardown of which nobody but this function makes use, or the one that has the store, is a step of it: it runs before the wait, or in
   * what the function has set up behind it.
   */
  #isPartOf(node: FunctionNode, { wait, store }: Late): boolean {
    const { node: teardown } = this.#teardown
    if (!isHidden(this.#program, teardown)) return false
    const home = enclosingFunction(store.node)
    const seen = new Set<FunctionNode>([teardown])
    let isCalled = false
    for (const at of seen) {
      for (const call of this.#program.file.callsTo(at)) {
        isCalled = true
        const caller = enclosingFunction(call)
        if (!isFunction(caller) || seen.size > mostCallers) return false
        if (caller === node || isInside(caller, home) || (isInside(caller, node) && call.range[0] > wait.range[0])) continue
        const outer = enclosingFunction(caller)
        if (isHidden(this.#program, caller)) seen.add(caller)
        // A callback runs as long as what it was given to: whoever has set that up was called by the function as well.
        else if (isFunction(outer) && isFunction(caller) && !isInside(caller, node) && isHidden(this.#program, outer)) seen.add(outer)
        else return false
      }
    }
    return isCalled
  }

  /**
   * Whether one function of the owner runs both, one after the other: `async run() { await this.open(); …; await this.close() }`, where
   * nobody else has either of them.
   */
  #isStepOfSameRun(node: FunctionNode): boolean {
    const { node: teardown } = this.#teardown
    if (!isHidden(this.#program, teardown) || !isHidden(this.#program, node)) return false
    const [root, ...others] = new Set([...this.#rootsOf(teardown), ...this.#rootsOf(node)])
    return root !== undefined && others.length === 0 && root !== teardown && root !== node
  }

  /** The functions that lead to a hidden one by calls that each wait for the next. */
  #rootsOf(start: FunctionNode): ReadonlySet<FunctionNode> {
    const roots = new Set<FunctionNode>()
    const seen = new Set([start])
    for (const at of seen) {
      const calls = isHidden(this.#program, at) && seen.size <= mostCallers ? this.#program.file.callsTo(at) : []
      if (calls.length === 0) roots.add(at)
      for (const call of calls) {
        const caller = enclosingFunction(call)
        if (isFunction(caller) && isWaitedFor(call)) seen.add(caller)
        else roots.add(at)
      }
    }
    return roots
  }

  /** A teardown that the function makes after the wait, or that it gives to nobody before it. */
  #isMadeLater(node: FunctionNode, wait: TSESTree.Node): boolean {
    const { node: teardown } = this.#teardown
    const home = enclosingFunction(wait)
    if (isInside(teardown, node)) return !this.#isGivenAway(teardown, wait)
    return wait.type === 'AwaitExpression' && home === enclosingFunction(teardown)
      && teardown.parent.type === 'CallExpression' && teardown.parent.range[0] > wait.range[1]
  }

  /** Whether somebody has the teardown before the wait: `signal.addEventListener('abort', () => server?.close())`. */
  #isGivenAway(teardown: FunctionNode, wait: TSESTree.Node): boolean {
    const isBefore = ({ range }: TSESTree.Node): boolean => range[1] <= wait.range[0]
    const { parent } = teardown
    if (parent.type === 'CallExpression' && parent.callee !== teardown) return isBefore(parent)
    const name = teardown.type === 'FunctionDeclaration' ? teardown.id : parent.type === 'VariableDeclarator' ? parent.id : undefined
    const variable = name && this.#program.file.scopes.variable(name)
    return variable?.references.some(({ identifier }) => isBefore(identifier)
      && identifier.parent.type === 'CallExpression' && identifier.parent.callee !== identifier) === true
  }

  /** The wait fails when the teardown has run: it is on something that the teardown ends, or under what it aborts. */
  #rejects(wait: TSESTree.Node, place: Late['store']['place']): boolean {
    const { file } = this.#program
    const awaited = wait.type === 'AwaitExpression' ? wait.argument : wait.type === 'ForOfStatement' ? wait.right
      : wait.type === 'CallExpression' ? receiver(wait) : undefined
    if (!awaited) return false
    const ended = [...this.#teardown.ends.keys()].filter((other): other is Cell => 'path' in other && other !== place)
    const isEnded = (part: TSESTree.Node): boolean => cellsIn(file, part).some(cell => ended.some(other => isWithin(cell, other)))
    return partsOf(file, awaited).some(isEnded)
  }

  /** Whether the function uses the signal of a controller that the teardown aborts. */
  #isUnderSignal(node: FunctionNode, filled: Late['store']['place']): boolean {
    const controllers = [...this.#teardown.ends].flatMap(([place, ends]) =>
      'path' in place && place !== filled && ends.some(({ call }) => calleeName(call) === 'abort') ? [place] : [])
    if (controllers.length === 0) return false
    const { file } = this.#program
    const isSignal = (inner: TSESTree.Node): boolean => {
      if (inner.type !== 'MemberExpression' || memberName(inner) !== 'signal') return false
      const cell = file.cells.carriedBy(inner.object)
      return cell !== undefined && controllers.includes(cell)
    }
    let found = false
    walk(node, file.code.visitorKeys, inner => {
      found ||= isSignal(inner)
      return !found
    })
    // `const { signal } = this.#abort`
    return mentionsOf(this.#program, new Set(controllers)).some(({ node: place }) =>
      enclosingFunction(place) === node && place.parent?.type === 'VariableDeclarator') || found
  }

  /** Whether the value is made in a scope or a store that the teardown ends as a whole: `remote(url, { scope })`, `scope.add(value)`. */
  #isOfEndedScope(value: TSESTree.Node, place: Late['store']['place']): boolean {
    const { file } = this.#program
    const made = makerOf(this.#program.file, value)
    return made !== undefined && made.arguments.flatMap(scopesIn).some(given => {
      const scope = placeOf(file, given) ?? this.#origin(given)
      return scope !== undefined && scope !== place && this.#teardown.ends.has(scope)
    })
  }

  /** The place of which a local was made: `const attempt = this.scope.child('attempt')`. */
  #origin(given: TSESTree.Node): Cell | undefined {
    const { file } = this.#program
    const variable = given.type === 'Identifier' ? file.scopes.variable(given) : undefined
    const made = variable && file.scopes.initial(variable)?.value
    const on = made?.type === 'CallExpression' ? receiver(made) : undefined
    return on && file.cells.carriedBy(on)
  }
}

const mostCallers = 20

/** An owner of more resources than these has states in between. */
const mostEnds = 2

const scopeNames = /scope|store|disposables|subscriptions|signal/i

/** What an argument hands over to be ended along with: `{ scope: this.scope }`, `this.disposables`. */
function scopesIn(argument: TSESTree.Node): readonly TSESTree.Node[] {
  if (argument.type === 'ObjectExpression') {
    return argument.properties.flatMap(property =>
      property.type === 'Property' && scopeNames.test(keyName(property) ?? '') ? [property.value] : [])
  }
  const node = unwrap(argument)
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined
  return scopeNames.test(name ?? '') ? [node] : []
}

/** The parts of what is awaited, without what only runs when it has settled: callbacks, but for the executor of a promise. */
function partsOf(file: Program['file'], awaited: TSESTree.Node): readonly TSESTree.Node[] {
  const parts: TSESTree.Node[] = []
  walk(awaited, file.code.visitorKeys, node => {
    if (!isFunction(node)) {
      if (node.type === 'MemberExpression' || node.type === 'Identifier') parts.push(node)
      return node.type !== 'MemberExpression'
    }
    return node.parent.type === 'NewExpression' && calleeName(node.parent) === 'Promise'
  })
  return parts
}

/** Keys of the same name in two functions stand for the same entry, as far as the file tells. */
export const sameKey = (one: string, other: string): boolean => one === other || /^[\w$.#]+$/.test(one) === /^[\w$.#]+$/.test(other)
