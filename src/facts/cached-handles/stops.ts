import type { TSESTree } from '@typescript-eslint/utils'
import type { Vocabulary } from '../../catalog/settings.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, memberName, receiver, unwrap, walk, type CallNode, type FunctionNode,
} from '../../source/index.js'
import { awaitsIn } from '../../model/waits/awaits.js'
import { Cancels } from '../../model/tasks/cancels.js'
import type { Copy } from '../../model/cells/copies.js'
import { endsHandle, endsWithHandle } from './handle-ends.js'
import type { Handle } from '../../model/tasks/handles.js'
import type { Program } from '../../model/program.js'
import { Signals } from '../../model/tasks/provenance.js'
import type { Replacement } from '../../model/cells/replacements.js'
import type { Round } from './rounds.js'
import { controllersOf } from '../../model/tasks/signals.js'
import { setsFlag, stopFlagsOf } from './stop-flags.js'
import type { Task } from '../../model/tasks/tasks.js'

/** How a round relies on a copy: it tests it, it tests the cell but uses the copy, it calls it, it writes to it. */
export type Reliance = 'guard' | 'mixed' | 'call' | 'lost'

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

/** Answers whether whoever takes a handle away stops the round that goes on with a copy of it. */
export class Stops {
  readonly #program: Program
  readonly #vocabulary: Vocabulary
  readonly #cancels: Cancels
  readonly #within = new Map<FunctionNode, readonly CallNode[]>()
  /** The signals that the turns of a round test, and those that they hand on as well. */
  readonly #observed = { tested: new Map<Round, readonly TSESTree.Node[]>(), handedOn: new Map<Round, readonly TSESTree.Node[]>() }
  #signals: Signals | undefined

  constructor(program: Program, vocabulary: Vocabulary) {
    this.#program = program
    this.#vocabulary = vocabulary
    this.#cancels = new Cancels(program.file, program.tasks, vocabulary)
  }

  /** Whether the round is stopped where the handle is taken away, or wherever that function is called from. */
  stops({ copy, round, replacement, reliance }: Question): boolean {
    const flags = stopFlagsOf(this.#program, copy, round)
    const signals = this.#observedBy(round, reliance)
    const endsWith = endsWithHandle(copy, round, reliance === 'call')
    const stopsAt = (place: Place) => setsFlag(this.#program, place.home, flags)
      || this.#aborts(place, signals)
      || (round.task !== undefined && this.#clears(place, round))
      || this.#settles(place, round)
      || (endsWith && endsHandle(this.#program, place.home, copy, this.#vocabulary))
    if (stopsAt({ home: replacement.home, at: replacement.node })) return true
    const callers = this.#program.file.callsTo(replacement.home).flatMap(call => {
      const home = enclosingFunction(call)
      return isFunction(home) ? [{ home, at: call }] : []
    })
    return callers.length > 0 && callers.every(stopsAt)
  }

  /** The signals that a turn tests; where no test of the handle decides by itself, one that is given to a call counts too. */
  #observedBy(round: Round, reliance: Reliance): readonly TSESTree.Node[] {
    const handsOn = reliance === 'call' || reliance === 'lost'
    const known = handsOn ? this.#observed.handedOn : this.#observed.tested
    const found = known.get(round) ?? this.#observe(round, handsOn)
    known.set(round, found)
    return found
  }

  #observe({ code }: Round, handsOn: boolean): readonly TSESTree.Node[] {
    const { file, budget } = this.#program
    const found: TSESTree.Node[] = []
    for (const part of code) {
      walk(part, file.code.visitorKeys, node => {
        budget.spend()
        if (node.type === 'MemberExpression' && /^(?:aborted|throwIfAborted)$/.test(memberName(node) ?? '')) found.push(node.object)
        if (handsOn && (node.type === 'CallExpression' || node.type === 'NewExpression')) {
          found.push(...node.arguments.flatMap(argument => this.#signalsIn(argument)))
        }
        return true
      })
    }
    return found
  }

  /** What an argument carries that is a signal: itself, or properties of an object. */
  #signalsIn(argument: TSESTree.Node): readonly TSESTree.Node[] {
    if (argument.type === 'ObjectExpression') {
      return argument.properties.flatMap(property => this.#signalsIn(property.type === 'Property' ? property.value : property.argument))
    }
    this.#signals ??= new Signals(this.#program.file)
    return this.#signals.of(argument).length > 0 ? [argument] : []
  }

  /** Whether one of these signals is aborted before the place; of a signal from elsewhere any abort may be the one. */
  #aborts(place: Place, signals: readonly TSESTree.Node[]): boolean {
    if (signals.length === 0) return false
    const { file } = this.#program
    const controllers = signals.flatMap(signal => this.#controllersOf(signal))
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

  /** Whether the round's timer is cleared by the same function, and no others run between the two. */
  #clears({ home, at }: Place, { task }: Round): boolean {
    return this.#callsWithin(home).some(call => this.#leadsTo(call, inner => task !== undefined && this.#cancels.at(inner).includes(task))
      && (call.range[0] < at.range[0] || !this.#yieldsBetween(home, at, call)))
  }

  /** `await this.#drainTask` before the handle goes: the round is over by then. */
  #settles({ home, at }: Place, round: Round): boolean {
    const { file } = this.#program
    const runsRound = ({ callbacks }: Task) => callbacks.some(callback => callback === round.home)
    const settles = ({ argument }: TSESTree.AwaitExpression) => this.#cancels.settledBy(argument).some(runsRound)
    if (awaitsIn(file, home).some(node => node.range[0] < at.range[0] && settles(node))) return true
    return this.#callsBefore({ home, at }).some(call =>
      [...this.#program.closure(file.runBy(call))].some(target => awaitsIn(file, target).some(settles)))
  }

  #callsBefore({ home, at }: Place): readonly CallNode[] {
    const { file } = this.#program
    return this.#callsWithin(home).filter(call => call.range[1] <= at.range[0]).flatMap(call =>
      [call, ...[...this.#program.closure(file.runBy(call))].flatMap(node => file.callsIn(node))])
  }

  /** The calls in a function and in the functions inside it. */
  #callsWithin(home: FunctionNode): readonly CallNode[] {
    const known = this.#within.get(home)
    if (known) return known
    const found: CallNode[] = []
    walk(home, this.#program.file.code.visitorKeys, node => {
      this.#program.budget.spend()
      if (node.type === 'CallExpression' || node.type === 'NewExpression') found.push(node)
      return true
    })
    this.#within.set(home, found)
    return found
  }

  #leadsTo(call: CallNode, isIt: (call: CallNode) => boolean): boolean {
    const { file } = this.#program
    return isIt(call) || [...this.#program.closure(file.runBy(call))].some(node => file.callsIn(node).some(isIt))
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
