import type { TSESTree } from '@typescript-eslint/utils'
import {
  enclosingFunction, isFunction, isInside, memberName, unwrap, walk, wrapped, type Cell, type FunctionNode,
} from '../source/index.js'
import type { Program } from './program.js'
import { isHidden, type Taker } from './takers.js'

/** Words in the name of what runs one function at a time. */
const locking = /lock|mutex|queue|semaphore|exclusive|serial|sequen|critical|synchroni[sz]ed|singleflight/i

/** Which functions cannot run at the same time as others. */
export class Locks {
  readonly #program: Program
  readonly #known = new Map<FunctionNode, boolean>()
  readonly #holders = new Map<FunctionNode, ReadonlySet<Cell>>()

  constructor(program: Program) {
    this.#program = program
  }

  /** Whether both run under a lock or on a queue, or the one that empties the cell first waits until the other has ended. */
  exclude(node: FunctionNode, taker: Taker): boolean {
    return (this.holds(node) && this.holds(taker.home)) || this.#settles(node, taker)
  }

  /** Whether the function runs under a lock: it takes one, it is given to one, or all those do that call it. */
  holds(node: FunctionNode): boolean {
    const known = this.#known.get(node)
    if (known !== undefined) return known
    this.#known.set(node, false)
    const callers = [...this.#program.callers(node)]
    const holds = this.#isGiven(node) || this.#takes(node)
      || (isHidden(this.#program, node) && callers.length > 0 && callers.every(caller => isFunction(caller) && this.holds(caller)))
      || this.#holdsAround(node)
    this.#known.set(node, holds)
    return holds
  }

  /** `return this.connecting ??= this.#connect()`: as long as a run goes on, nobody starts another. */
  isSingleFlight(node: FunctionNode): boolean {
    const calls = this.#program.file.callsTo(node)
    const kept = assignmentsOf(this.#program, node).filter(({ target }) => this.#program.file.cells.at(target))
    return calls.length > 0 && kept.length === calls.length && isHidden(this.#program, node)
  }

  /** A callback written in a function that runs under a lock, as part of it. */
  #holdsAround(node: FunctionNode): boolean {
    const home = enclosingFunction(node)
    return isFunction(home) && this.#program.runsHere(node) && this.holds(home)
  }

  /** `this.mutex.runExclusive(async () => …)`, `this.tail = this.tail.then(() => …)` */
  #isGiven(node: FunctionNode): boolean {
    const call = wrapped(node).parent
    if (call?.type !== 'CallExpression' || call.callee === node) return false
    const callee = unwrap(call.callee)
    if (locking.test(wordsOf(callee))) return true
    if (callee.type !== 'MemberExpression' || memberName(callee) !== 'then') return false
    const on = this.#program.file.cells.at(callee.object)
    const kept = call.parent.type === 'AssignmentExpression' ? call.parent : undefined
    return on !== undefined && kept !== undefined && this.#program.file.cells.at(kept.left) === on
  }

  /** `const release = await this.mutex.acquire()` */
  #takes(node: FunctionNode): boolean {
    return this.#program.file.callsIn(node).some(call => wrapped(call).parent?.type === 'AwaitExpression'
      && locking.test(wordsOf(call.callee)) && /lock|acquire|enter|wait|take/i.test(wordsOf(call.callee)))
  }

  /** Whether whoever empties the cell first waits for the promise of a run of this function. */
  #settles(node: FunctionNode, { home, node: write }: Taker): boolean {
    const holders = this.holdersOf(node)
    if (holders.size === 0) return false
    const { file } = this.#program
    let found = false
    for (const part of this.#program.closureOf(home)) {
      walk(part, file.code.visitorKeys, inner => {
        this.#program.budget.spend()
        if (inner.type !== 'AwaitExpression' || (part === home && inner.range[0] > write.range[0])) return !found
        walk(inner.argument, file.code.visitorKeys, place => {
          const cell = file.cells.carriedBy(place)
          if (cell && holders.has(cell)) found = true
          return !found
        })
        return !found
      })
    }
    return found
  }

  /** The cells that hold the promise of a run of this function. */
  holdersOf(node: FunctionNode): ReadonlySet<Cell> {
    const known = this.#holders.get(node)
    if (known) return known
    const found = new Set<Cell>()
    for (const { target } of assignmentsOf(this.#program, node)) {
      const cell = this.#program.file.cells.at(target)
      if (cell) found.add(cell)
    }
    this.#holders.set(node, found)
    return found
  }
}

/** Where the promise of a run is kept. */
interface Kept {
  readonly node: TSESTree.Node
  readonly target: TSESTree.Node
}

/** The assignments that keep what a call of the function gives back. */
export function assignmentsOf({ file }: Program, node: FunctionNode): readonly Kept[] {
  return file.callsTo(node).flatMap(call => {
    for (let at: TSESTree.Node = call; at.parent && !isFunction(at.parent) && !/Statement$/.test(at.parent.type); at = at.parent) {
      const { parent } = at
      if (parent.type === 'AwaitExpression') return []
      if (parent.type === 'AssignmentExpression' && isInside(at, parent.right)) return [{ node: parent, target: parent.left }]
    }
    return []
  })
}

/** The names along what is called: `this.stateQueue.enqueue`. */
function wordsOf(callee: TSESTree.Node): string {
  const node = unwrap(callee)
  if (node.type === 'Identifier') return node.name
  if (node.type === 'CallExpression') return wordsOf(node.callee)
  return node.type === 'MemberExpression' ? `${wordsOf(node.object)}.${memberName(node) ?? ''}` : ''
}
