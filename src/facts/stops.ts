import type { TSESTree } from '@typescript-eslint/utils'
import { enders } from '../catalog/releases.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, memberName, receiver, unwrap, walk, wrapped, type CallNode, type Cell,
  type FunctionNode,
} from '../source/index.js'
import type { Cancels } from './cancels.js'
import type { Reliance } from './cached-handles.js'
import type { Copy } from './copies.js'
import type { Handle } from './handles.js'
import type { Program } from './program.js'
import type { Replacement } from './replacements.js'
import type { Round } from './rounds.js'
import { controllersOf } from './signals.js'

interface Question {
  readonly copy: Copy
  readonly round: Round
  readonly replacement: Replacement
  readonly reliance: Reliance
}

/** A function that takes the handle away, and the place in it where it does: the write, or the call that leads to it. */
interface Place {
  readonly home: FunctionNode
  readonly at: TSESTree.Node
}

/** Whether whoever takes the handle away stops the round as well, wherever it is called from. */
export function endsBefore(program: Program, cancels: Cancels, question: Question): boolean {
  const { replacement } = question
  const own = { home: replacement.home, at: replacement.node }
  const stopping = new Stopping(program, cancels, question)
  if (stopping.stopsAt(own)) return true
  const callers = program.file.callsTo(replacement.home).flatMap(call => {
    const home = enclosingFunction(call)
    return isFunction(home) ? [{ home, at: call }] : []
  })
  return callers.length > 0 && callers.every(caller => stopping.stopsAt(caller))
}

/** What a round looks at, and what a teardown does about it. */
class Stopping {
  readonly #program: Program
  readonly #cancels: Cancels
  readonly #question: Question
  readonly #flags: ReadonlySet<Cell>
  readonly #signals: readonly TSESTree.Node[]

  constructor(program: Program, cancels: Cancels, question: Question) {
    this.#program = program
    this.#cancels = cancels
    this.#question = question
    this.#flags = this.#flagsTested()
    this.#signals = this.#signalsObserved()
  }

  stopsAt(place: Place): boolean {
    return this.#setsFlag(place) || this.#aborts(place) || this.#clearsTimer(place) || this.#settles(place) || this.#closes(place)
  }

  /** Cells other than the handle's own that a turn tests, straight or by asking a function or a getter. */
  #flagsTested(): ReadonlySet<Cell> {
    const { copy, round } = this.#question
    const { file, budget } = this.#program
    const flags = new Set<Cell>()
    const note = (expression: TSESTree.Node) => {
      walk(expression, file.code.visitorKeys, node => {
        budget.spend()
        const cell = file.cells.at(node)
        if (!cell) return true
        if (cell === copy.cell || flags.has(cell)) return true
        flags.add(cell)
        const getters = cell.path.length === 1 ? file.owners.getters(cell.owner, cell.path[0] ?? '') : []
        for (const getter of getters) note(getter.body)
        return true
      })
    }
    for (const part of round.code) {
      walk(part, file.code.visitorKeys, node => {
        budget.spend()
        if ('test' in node && node.test) note(node.test)
        else if (node.type === 'ReturnStatement' && node.argument && part !== round.place) note(node.argument)
        return true
      })
    }
    return flags
  }

  #setsFlag({ home }: Place): boolean {
    if (this.#flags.size === 0) return false
    const { file } = this.#program
    const parts = [home, ...this.#program.closure([home])]
    return file.assignments.some(assignment => {
      const cell = file.cells.at(assignment.left)
      return cell !== undefined && this.#flags.has(cell) && parts.some(part => isInside(assignment, part))
    })
  }

  /** The signals that a turn tests; where it calls the handle only, one that is given to a call counts too. */
  #signalsObserved(): readonly TSESTree.Node[] {
    const { round, reliance } = this.#question
    const { file } = this.#program
    const found: TSESTree.Node[] = []
    for (const part of round.code) {
      walk(part, file.code.visitorKeys, node => {
        if (node.type !== 'MemberExpression') return true
        const name = memberName(node)
        if (name === 'aborted' || name === 'throwIfAborted') found.push(node.object)
        return true
      })
      if (reliance === 'guard' || reliance === 'mixed') continue
      for (const call of file.callNodes) {
        if (isInside(call, part)) found.push(...call.arguments.flatMap(argument => signalIn(argument)))
      }
    }
    return found
  }

  #aborts(place: Place): boolean {
    if (this.#signals.length === 0) return false
    const { file } = this.#program
    const controllers = this.#signals.flatMap(signal => this.#controllersOf(signal))
    return this.#callsBefore(place).some(call => {
      const on = calleeName(call) === 'abort' ? receiver(call) : undefined
      const handle = on && (file.cells.carriedBy(on) ?? (on.type === 'Identifier' ? file.scopes.variable(on) : undefined))
      return on !== undefined && (controllers.length === 0 || (handle !== undefined && controllers.includes(handle)))
    })
  }

  /** Whose signal it is; for a parameter, what the calls of its function are given. */
  #controllersOf(signal: TSESTree.Node): readonly Handle[] {
    const { file } = this.#program
    const own = controllersOf(file, signal)
    const node = unwrap(signal)
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    const [def] = variable?.defs ?? []
    if (own.length > 0 || def?.type !== 'Parameter' || !isFunction(def.node)) return own
    const index = def.node.params.findIndex(parameter => isInside(def.name, parameter))
    return file.callsTo(def.node).flatMap(call => call.arguments[index] ? controllersOf(file, call.arguments[index]) : [])
  }

  /** A timer that the same function clears, unless others run between the two. */
  #clearsTimer({ home, at }: Place): boolean {
    const { task } = this.#question.round
    if (!task) return false
    return this.#callsWithin(home).some(call => this.#leadsTo(call, inner => this.#cancels.at(inner).includes(task))
      && (call.range[0] < at.range[0] || !this.#yieldsBetween(home, at, call)))
  }

  /** `await this.#drainTask` before the handle goes: the round is over by then. */
  #settles({ home, at }: Place): boolean {
    const { round } = this.#question
    const { file } = this.#program
    const tasks = this.#program.tasks.filter(task => task.callbacks.some(callback => callback === round.home))
    const handles = new Set(tasks.flatMap(task => task.handles))
    if (handles.size === 0) return false
    let found = false
    walk(home, file.code.visitorKeys, node => {
      if (node.type === 'AwaitExpression' && node.range[1] <= at.range[0]) {
        walk(node.argument, file.code.visitorKeys, inner => {
          const cell = file.cells.at(inner)
          const variable = inner.type === 'Identifier' ? file.scopes.variable(inner) : undefined
          if ((cell && handles.has(cell)) || (variable && handles.has(variable))) found = true
          return !found
        })
      }
      return !found
    })
    return found
  }

  /** A round that goes over the handle, or looks at its state, ends with the handle. */
  #closes({ home }: Place): boolean {
    const { copy, reliance } = this.#question
    const { file } = this.#program
    if (!this.#goesOver(reliance) && !this.#looksAtState()) return false
    const parts = [home, ...this.#program.closure([home])]
    return file.callNodes.some(call => {
      const on = receiver(call)
      return on !== undefined && enders.has(calleeName(call) ?? '') && file.cells.carriedBy(on) === copy.cell
        && parts.some(part => isInside(call, part))
    })
  }

  /** `for await (const line of proc.stdout)`, and by hand: `const { done } = await reader.read()`. */
  #goesOver(reliance: Reliance): boolean {
    const { copy: { variable }, round: { place } } = this.#question
    if (place.type === 'ForOfStatement') return variable.references.some(({ identifier }) => isInside(identifier, place.right))
    return reliance === 'call' && variable.references.some(({ identifier }) => {
      const member = identifier.parent
      const call = member.parent
      if (member.type !== 'MemberExpression' || call?.type !== 'CallExpression' || call.callee !== member) return false
      return isInside(identifier, place) && ['read', 'next'].includes(memberName(member) ?? '')
        && wrapped(call).parent?.type === 'AwaitExpression'
    })
  }

  /** `while (!socket.destroyed)`, `if (!socket.isOpen()) break` */
  #looksAtState(): boolean {
    const { copy: { variable }, round } = this.#question
    return variable.references.some(({ identifier }) => {
      if (identifier.parent.type !== 'MemberExpression' || identifier.parent.object !== identifier) return false
      return round.turns.some(turn => isInside(identifier, turn)) && isTested(identifier.parent)
    })
  }

  #callsBefore({ home, at }: Place): readonly CallNode[] {
    return this.#callsWithin(home).filter(call => call.range[1] <= at.range[0]).flatMap(call =>
      [call, ...[...this.#program.closure(this.#program.file.runBy(call))].flatMap(node => this.#program.file.callsIn(node))])
  }

  #callsWithin(home: FunctionNode): readonly CallNode[] {
    return this.#program.file.callNodes.filter(call => isInside(call, home))
  }

  #leadsTo(call: CallNode, isIt: (call: CallNode) => boolean): boolean {
    return isIt(call) || [...this.#program.closure(this.#program.file.runBy(call))].some(node =>
      this.#program.file.callsIn(node).some(inner => isIt(inner)))
  }

  #yieldsBetween(home: FunctionNode, from: TSESTree.Node, to: TSESTree.Node): boolean {
    let found = false
    walk(home, this.#program.file.code.visitorKeys, node => {
      const isYield = node.type === 'AwaitExpression' || node.type === 'YieldExpression'
        || (node.type === 'ForOfStatement' && node.await)
      if (isYield && node.range[0] >= from.range[0] && node.range[1] <= to.range[0]) found = true
      return !found && (node === home || !isFunction(node))
    })
    return found
  }
}

/** Whether a test is made of it, without waiting for it. */
function isTested(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !/Statement$|Declaration$/.test(at.type); at = at.parent) {
    if (at.type === 'AwaitExpression' || at.type === 'AssignmentExpression') return false
    if ('test' in at.parent && at.parent.test === at) return true
  }
  return false
}

/** What an argument carries that may be a signal: itself, or a property of an object. */
function signalIn(argument: TSESTree.Node): readonly TSESTree.Node[] {
  if (argument.type === 'ObjectExpression') {
    return argument.properties.flatMap(property => property.type === 'Property' ? signalIn(property.value) : [])
  }
  const node = unwrap(argument)
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined
  return name !== undefined && /signal$/i.test(name) ? [node] : []
}
