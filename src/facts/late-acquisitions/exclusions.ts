import type { TSESTree } from '@typescript-eslint/utils'
import { lockTakers, wordsOfName } from '../../catalog/locks.js'
import { isHidden, isRunByTests } from '../../model/callers.js'
import { isWithin } from '../../model/cells/cell-values.js'
import { cellsIn, mentionsOf } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import { awaitsIn } from '../../model/waits/awaits.js'
import { namesAlong, namesLock } from '../../model/waits/lock-names.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, memberName, receiver, walk, type Cell, type FunctionNode,
} from '../../source/index.js'
import type { Late } from './flow.js'
import { isAbout, nameOf, nounsOf, type Teardown } from './teardowns.js'

/** Whether the file shows that a teardown and a late store do not meet, or that it is no matter. */
export class Exclusions {
  readonly #program: Program
  readonly #teardown: Teardown

  constructor(program: Program, teardown: Teardown) {
    this.#program = program
    this.#teardown = teardown
  }

  /** Whether a function has nothing to do with the teardown: it is one itself, a part of it, or what makes it. */
  excludesFunction(node: FunctionNode): boolean {
    const { node: teardown, closure } = this.#teardown
    if (node === teardown || closure.has(node) || isInside(node, teardown) || isInside(teardown, node)) return true
    if (nounsOf(node) !== undefined || isRunByTests(this.#program, node)) return true
    return this.#isPair(node) || this.#isLocked(node) || this.#isLocked(teardown) || this.#isPartOf(node) || this.#awaitsRunOf(node)
  }

  /** Whether this store is none that the teardown has missed. */
  excludesStore(node: FunctionNode, { store, wait }: Late): boolean {
    const ends = this.#teardown.ends.get(store.place)
    if (!ends || !isAbout(this.#teardown, store.place, nameOf(node))) return true
    if (!ends.some(({ key }) => key === undefined || store.key === undefined || sameKey(key, store.key))) return true
    return this.#rejects(wait, store.place) || this.#isUnderSignal(node) || this.#isRegisteredLater(wait)
  }

  /** `activate()` and `deactivate()` of one module: the host runs the second when the first has ended. */
  #isPair(node: FunctionNode): boolean {
    const names = [nameOf(node), this.#teardown.name]
    return names[0] === 'activate' && names[1] === 'deactivate'
  }

  /** Whether the function runs under a lock, or is a step of one that does. */
  #isLocked(node: FunctionNode): boolean {
    const { file } = this.#program
    const callers = isHidden(this.#program, node) ? [...this.#program.callers(node)] : []
    return [node, ...callers].some(home => isFunction(home) && (isGivenToLock(home) || file.callsIn(home).some(call =>
      isLock(call.callee) && (lockTakers.has(wordsOfName(calleeName(call) ?? '')[0] ?? '')))))
  }

  /** A private teardown that only this function calls is a step of it. */
  #isPartOf(node: FunctionNode): boolean {
    const { node: teardown } = this.#teardown
    const callers = isHidden(this.#program, teardown) ? [...this.#program.callers(teardown)] : []
    return callers.length > 0 && callers.every(caller => caller === node || isInside(caller, node))
  }

  /** `async close() { await this.opening; this.socket?.close() }`: the teardown waits until the function has ended. */
  #awaitsRunOf(node: FunctionNode): boolean {
    const { file } = this.#program
    const holders = new Set<Cell>()
    for (const call of file.callsTo(node)) {
      for (let at: TSESTree.Node = call; at.parent && !isFunction(at.parent); at = at.parent) {
        const { parent } = at
        const cell = parent.type === 'AssignmentExpression' && parent.right === at ? file.cells.at(parent.left) : undefined
        if (cell) holders.add(cell)
        if (/Statement$/.test(parent.type)) break
      }
    }
    if (holders.size === 0) return false
    return [...this.#teardown.closure].some(part => awaitsIn(file, part).some(({ argument }) =>
      cellsIn(file, argument).some(cell => holders.has(cell))))
  }

  /** The wait fails when the teardown has run: it is on something that the teardown ends, or under what it aborts. */
  #rejects(wait: TSESTree.Node, place: Late['store']['place']): boolean {
    const { file } = this.#program
    const awaited = wait.type === 'AwaitExpression' ? wait.argument : wait.type === 'ForOfStatement' ? wait.right
      : wait.type === 'CallExpression' ? receiver(wait) : undefined
    if (!awaited) return false
    const ended = [...this.#teardown.ends.keys()].filter((other): other is Cell => 'path' in other && other !== place)
    return cellsIn(file, awaited).some(cell => ended.some(other => isWithin(cell, other)))
  }

  /** Whether the function uses the signal of a controller that the teardown aborts. */
  #isUnderSignal(node: FunctionNode): boolean {
    const controllers = [...this.#teardown.ends].flatMap(([place, ends]) =>
      'path' in place && ends.some(({ call }) => calleeName(call) === 'abort') ? [place] : [])
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

  /** A teardown that is registered after the wait cannot have run before: `await load(); window.addEventListener('unload', stop)`. */
  #isRegisteredLater(wait: TSESTree.Node): boolean {
    const { node } = this.#teardown
    const { parent } = node
    return wait.type === 'AwaitExpression' && enclosingFunction(wait) === enclosingFunction(node)
      && parent.type === 'CallExpression' && parent.range[0] > wait.range[1]
  }
}

/** Keys of the same name in two functions stand for the same entry, as far as the file tells. */
const sameKey = (one: string, other: string): boolean => one === other || /^[\w$.#]+$/.test(one) === /^[\w$.#]+$/.test(other)

/** `this.#queue.add(async () => { … })` */
function isGivenToLock(node: FunctionNode): boolean {
  const call = node.parent
  return call.type === 'CallExpression' && call.callee !== node && isLock(call.callee)
}

/** Whether what is called is a lock by a word along its names. */
const isLock = (callee: TSESTree.Node): boolean => namesAlong(callee).some(namesLock)
