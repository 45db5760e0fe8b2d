import type { TSESTree } from '@typescript-eslint/utils'
import { lockTakers, wordsOfName } from '../../catalog/locks.js'
import { continuations } from '../../catalog/settles.js'
import { listenerAdders } from '../../catalog/tasks.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, receiver, unwrap, wrapped, type CallNode, type Cell, type FunctionNode,
} from '../../source/index.js'
import { awaitsIn, isAwaited, isOnTheWay } from '../waits/awaits.js'
import type { Program } from '../program.js'
import { namesAlong, namesLock } from '../waits/lock-names.js'
import { isHidden, isWaitedFor, placesOf, type Interruption } from '../callers.js'
import { initialOf } from '../cells/cell-values.js'
import { mentions } from '../cells/mentions.js'
import { gatesIn, handsOnTurn } from './gates.js'

/** Which functions cannot run at the same time as others. */
export class Locks {
  readonly #program: Program
  readonly #known = new Map<FunctionNode, boolean>()
  readonly #holders = new Map<FunctionNode, ReadonlySet<Cell>>()

  constructor(program: Program) {
    this.#program = program
  }

  /** Whether both run under a lock or on a queue, or the one that empties the cell first waits until the other has ended. */
  exclude(node: FunctionNode, clear: Interruption): boolean {
    return (this.holds(node) && (this.#holdsSame(node, clear.home) || this.#waitsForTurn(clear) || this.#waitsForGate(node, clear)))
      || this.#settles(node, clear) || this.#isStepOf(node, clear)
  }

  /** Whether the function runs under a lock: it takes one, it is given to one, or all those do that call it. */
  holds(node: FunctionNode): boolean {
    const known = this.#known.get(node)
    if (known !== undefined) return known
    this.#known.set(node, false)
    const callers = [...this.#program.callers(node)].filter(caller => caller !== node)
    const holds = this.#isGiven(node) || this.#takes(node)
      || (isHidden(this.#program, node) && callers.length > 0 && callers.every(caller => isFunction(caller) && this.holds(caller)))
      || this.#holdsAround(node)
    this.#known.set(node, holds)
    return holds
  }

  /** Whether the other one holds a lock as well: not one of another cell, where both show theirs. */
  #holdsSame(node: FunctionNode, other: FunctionNode): boolean {
    if (!this.holds(other)) return false
    const [own, others] = [this.#gatesOf(node), this.#gatesOf(other)]
    return own.size === 0 || others.size === 0 || [...own].some(cell => others.has(cell))
  }

  /** The cells behind whose promise the function has its turn. */
  #gatesOf(node: FunctionNode): ReadonlySet<Cell> {
    const takers = [node, ...this.#turnsTaken(node).map(({ target }) => target)]
    return new Set(takers.flatMap(taker => gatesIn(this.#program, taker).filter(({ isShut }) => isShut).map(({ cell }) => cell)))
  }

  /** `while (this.busy) await this.busy; this.client = null`: who has waited until the other is through comes in between no more. */
  #waitsForGate(node: FunctionNode, clear: Interruption): boolean {
    const { file } = this.#program
    const gates = this.#gatesOf(node)
    return gates.size > 0 && placesOf(clear, clear.way).some(({ home, node: write }) => {
      const waits = awaitsIn(file, home).filter(wait => enclosingFunction(wait) === home && wait.range[1] <= write.range[0])
      const last = waits.at(-1)
      const isOfGate = (at: FunctionNode, wait?: TSESTree.AwaitExpression) =>
        gatesIn(this.#program, at).some(gate => gates.has(gate.cell) && (!wait || gate.wait === wait))
      return last !== undefined && (isOfGate(home, last)
        || (last.argument.type === 'CallExpression' && file.calls.targets(last.argument).some(target => isOfGate(target))))
    })
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

  /** `this.mutex.runExclusive(async () => …)`, `this.tail = this.tail.then(() => …)`, an own `locked(async () => …)` */
  #isGiven(node: FunctionNode): boolean {
    const call = wrapped(node).parent
    if (call?.type !== 'CallExpression' || call.callee === node) return false
    const name = calleeName(call) ?? ''
    if (continuations.has(name)) return this.#isLinked(call)
    if (!listenerAdders.has(name) && name !== 'queueMicrotask' && this.#isLock(call.callee)) return true
    const [target, ...others] = this.#program.file.calls.targets(call)
    return target !== undefined && others.length === 0 && (this.#takes(target) || this.#runsInTurn(target))
  }

  /** Whether a promise is added to a chain that its cell holds: `this.tail.catch(log).then(next)`, in a function that sets `this.tail`. */
  #isLinked(call: TSESTree.CallExpression): boolean {
    const { file } = this.#program
    let on: TSESTree.Node | undefined = receiver(call)
    while (on && unwrap(on).type === 'CallExpression') on = receiver(unwrap(on) as TSESTree.CallExpression)
    const tail = on && file.cells.carriedBy(on)
    return tail !== undefined && file.assignmentsIn(enclosingFunction(call)).some(({ left }) => file.cells.at(left) === tail)
  }

  /** An own function that links the functions it is given, or hands them to a lock: `#inTurn(work) { return this.#mutex.run(work) }`. */
  #runsInTurn(target: FunctionNode): boolean {
    return this.#program.file.callsIn(target).some(call => call.type === 'CallExpression' && call.arguments.some(argument => {
      const def = argument.type === 'Identifier' ? this.#program.file.scopes.variable(argument)?.defs[0] : undefined
      if (def?.type !== 'Parameter' || def.node !== target) return false
      return continuations.has(calleeName(call) ?? '') ? this.#isLinked(call) : this.#isLock(call.callee)
    }))
  }

  /** `const release = await this.mutex.acquire()` */
  #takes(node: FunctionNode): boolean {
    return this.#takings(node, false).length > 0 || this.#turnsTaken(node).length > 0
  }

  /** Where a function takes a lock itself; `isReturned`: or gives back the promise of one. */
  #takings(node: FunctionNode, isReturned: boolean): readonly TSESTree.Node[] {
    const calls = this.#program.file.callsIn(node).filter(call => (isReturned ? isWaitedFor(call) : isAwaited(call))
      && lockTakers.has(wordsOfName(calleeName(call) ?? '')[0] ?? '') && this.#isLock(call.callee))
    return [...calls, ...gatesIn(this.#program, node).filter(({ isShut }) => isShut).map(({ wait }) => wait)]
  }

  /** `const release = await this.#enter()`: the own functions that take a lock and leave it to their caller to free it. */
  #turnsTaken(node: FunctionNode): readonly Turn[] {
    return this.#program.file.callsIn(node).filter(call => isAwaited(call)).flatMap(call =>
      this.#program.file.calls.targets(call).filter(target => target !== node && this.#takings(target, true).some(taking =>
        handsOnTurn(this.#program, target, taking))).map(target => ({ call, target })))
  }

  /** Whether what is called is a lock by a word along its names, or by what was put there: `#jobs = new PQueue()`. */
  #isLock(callee: TSESTree.Node): boolean {
    const names = namesAlong(callee)
    const made = names.length > 0 ? this.#makerOf(callee) : undefined
    return [...names, ...made === undefined ? [] : [made]].some(namesLock)
  }

  /** The name of what made the object that is called: `PQueue` of `const jobs = new PQueue()`. */
  #makerOf(callee: TSESTree.Node): string | undefined {
    const { file } = this.#program
    const node = unwrap(callee)
    const on = node.type === 'MemberExpression' ? unwrap(node.object) : node
    const variable = on.type === 'Identifier' ? file.scopes.variable(on) : undefined
    const cell = file.cells.at(on)
    const value = (variable && file.scopes.initial(variable)?.value) ?? (cell && initialOf(cell))
    return value?.type === 'NewExpression' || value?.type === 'CallExpression' ? calleeName(value) : undefined
  }

  /** Whether it first waits for an own function that takes the lock: `await this.#unload(); this.config = null`. */
  #waitsForTurn(clear: Interruption): boolean {
    return placesOf(clear, clear.way).some(({ home, node }) => awaitsIn(this.#program.file, home).some(({ argument, range }) =>
      range[1] <= node.range[0] && this.#endsInTurn(argument, 3)))
  }

  #endsInTurn(awaited: TSESTree.Node, depth: number): boolean {
    const { file } = this.#program
    const variable = awaited.type === 'Identifier' ? file.scopes.variable(awaited) : undefined
    const call = (variable && file.scopes.initial(variable)?.value) ?? awaited
    return call.type === 'CallExpression' && file.calls.targets(call).some(target => this.#takes(target)
      || (depth > 0 && awaitsIn(file, target).some(({ argument }) => this.#endsInTurn(argument, depth - 1))))
  }

  /** Whether the function is one step of another, which waits for it and empties the cell behind it: nobody else in the file calls it. */
  #isStepOf(node: FunctionNode, clear: Interruption): boolean {
    const calls = this.#program.file.callsTo(node)
    return calls.length > 0 && placesOf(clear, clear.way).some(({ home, node: write }) => calls.every(call =>
      enclosingFunction(call) === home && call.range[1] <= write.range[0] && isAwaited(call)))
  }

  /** Whether whoever empties the cell first waits for the promise of a run of this function. */
  #settles(node: FunctionNode, clear: Interruption): boolean {
    const holders = this.holdersOf(node)
    if (holders.size === 0) return false
    const { file, budget } = this.#program
    return placesOf(clear, clear.way).some(place => {
      const parts = place.home === clear.home ? this.#program.closureOf(place.home) : [place.home]
      return [...parts].some(part => awaitsIn(file, part).some(({ argument, range }) => {
        budget.spend()
        return (part !== place.home || (range[0] <= place.node.range[0] && isOnTheWay(file, argument, place.node, holders)))
          && mentions(file, argument, holders)
      }))
    })
  }

  /** The cells that hold the promise of a run of this function, or a task that is one. */
  holdersOf(node: FunctionNode): ReadonlySet<Cell> {
    const known = this.#holders.get(node)
    if (known) return known
    const found = new Set<Cell>()
    for (const { target } of [...assignmentsOf(this.#program, node), ...taskAssignmentsOf(this.#program, node)]) {
      const cell = this.#program.file.cells.at(target)
      if (cell) found.add(cell)
    }
    this.#holders.set(node, found)
    return found
  }
}

/** A call of an own function that comes back with a lock taken. */
interface Turn {
  readonly call: CallNode
  readonly target: FunctionNode
}

/** Where the promise of a run, or the task that is one, is kept. */
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
      const entry = file.entries.at(parent)
      if (entry?.does === 'fill' && entry.value && isInside(at, entry.value)) return [{ node: parent, target: parent }]
      if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return keptFrom(file, parent.id)
    }
    return []
  })
}

/** `const run = this.#load(id); this.loading.set(id, run)`: where what a local holds is put in the same function. */
function keptFrom(file: Program['file'], name: TSESTree.Identifier): readonly Kept[] {
  const variable = file.scopes.variable(name)
  const home = enclosingFunction(name)
  const isIt = (value: TSESTree.Node): boolean => value.type === 'Identifier' && file.scopes.variable(value) === variable
  const assigned = file.assignmentsIn(home).filter(({ right }) => isIt(right)).map(node => ({ node, target: node.left }))
  const filled = file.entries.in(home).filter(({ does, value }) => does === 'fill' && value && isIt(value))
    .map(({ node }) => ({ node, target: node }))
  return variable ? [...assigned, ...filled] : []
}

/** The assignments that keep a task made of a callback that waits for the function: `this.task = Task.from(() => this.#run())`. */
function taskAssignmentsOf({ file }: Program, node: FunctionNode): readonly Kept[] {
  return file.callsTo(node).flatMap(call => {
    const callback = enclosingFunction(call)
    const maker = isFunction(callback) && isWaitedFor(call) ? callback.parent : undefined
    if (maker?.type !== 'CallExpression' && maker?.type !== 'NewExpression') return []
    const assignment = namesAlong(maker.callee).some(name => taskMakers.test(name)) ? wrapped(maker).parent : undefined
    return assignment?.type === 'AssignmentExpression' ? [{ node: assignment, target: assignment.left }] : []
  })
}

/** Classes whose objects end when the function has ended that they are made of. */
const taskMakers = /^(?:\w*Task|Promise|Fiber)$/

const ofPrograms = new WeakMap<Program, Locks>()

/** The locks of a file, the same ones for all who ask. */
export function locksOf(program: Program): Locks {
  const locks = ofPrograms.get(program) ?? new Locks(program)
  ofPrograms.set(program, locks)
  return locks
}
