import type { TSESTree } from '@typescript-eslint/utils'
import { signalNames } from '../../catalog/aborts.js'
import type { Vocabulary } from '../../catalog/settings.js'
import { writersOf } from '../../model/cells/cell-writes.js'
import { cellsIn } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import { AbortTests } from '../../model/waits/abort-tests.js'
import { behind, follow, type Edge, type Graph, type Point } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInside, isLoop, receiver, unwrap, walk, type CallNode, type FunctionNode,
} from '../../source/index.js'
import { goesOn, type Loop } from './loops.js'
import { controllerAround, signalGiven, type AbortSource } from './sources.js'

/** A loop that goes on after an abort: on some way round, nothing looks at the signal that it was given. */
export interface UnobservedAbort {
  readonly loop: Loop
  /** The parameter that is, or carries, the signal; or the place of a controller that another function of the owner aborts. */
  readonly source: AbortSource
  /** What the way round waits for. */
  readonly wait: TSESTree.AwaitExpression
  /** Where the way round leaves out the only look at the signal. */
  readonly skip: TSESTree.ContinueStatement | undefined
}

/** Methods that add a listener; `register('abort', run)` gives a command its name. */
const listening = /^(?:on|once|(?:add|prepend)\w*Listener)$/

const words = /signal|cancell?ation|AbortController/i

/** Whether a text may have a loop that was given a signal. */
export const mayGoOn = (text: string): boolean => words.test(text) && /\b(?:while|for|do)\b/.test(text)

/** Finds the loops that go on after an abort. */
export function findUnobservedAborts(program: Program, vocabulary: Vocabulary): readonly UnobservedAbort[] {
  const { file } = program
  return file.loopsWithYield.flatMap(loop => {
    const home = enclosingFunction(loop)
    if (!isFunction(home) || !goesOn(file, loop)) return []
    const source = signalGiven(program, home) ?? controllerAround(program, home)
    return source ? new Search(program, vocabulary, loop, home).find(source) : []
  })
}

/** Methods that take from what an abort may end, and end by themselves when it is empty. */
const sources =
  /^(?:read|next|race|any|once|all|allSettled|receive|recv|shift|pop|take|dequeue|drain|flush)$|^(?:read|drain|receive|dequeue)[A-Z]\w*$/

/** Looks for a way round one loop. */
class Search {
  readonly #program: Program
  readonly #loop: Loop
  readonly #home: FunctionNode
  readonly #tests: AbortTests

  constructor(program: Program, vocabulary: Vocabulary, loop: Loop, home: FunctionNode) {
    this.#program = program
    this.#loop = loop
    this.#home = home
    this.#tests = new AbortTests(program.file, vocabulary, () => false)
  }

  find(source: AbortSource): readonly UnobservedAbort[] {
    const { file } = this.#program
    const graph = this.#listensAround() ? undefined : this.#program.graph(this.#home)
    const waits = file.awaits.filter(wait => isInside(wait, this.#loop) && loopAround(wait) === this.#loop && !this.#observes(wait.argument)
      && !this.#runsOnce(wait))
    for (const wait of graph ? waits : []) {
      if (graph && this.#goesRound(graph, wait)) return [{ loop: this.#loop, source, wait, skip: this.#skipFrom(wait) }]
    }
    return []
  }

  /** Whether control comes back to a wait with no look at the signal on the way. */
  #goesRound(graph: Graph, wait: TSESTree.AwaitExpression): boolean {
    const found = { again: false }
    follow(graph, behind(graph, 'yield', wait), {
      spend: this.#program.budget.spend,
      followsFailures: true,
      mayTake: edge => !this.#asks(edge),
      visit: point => {
        if (point.kind === 'yield' && point.node === wait) found.again = true
        return found.again || this.#looks(point) ? 'stop' : undefined
      },
    })
    return found.again
  }

  /** Whether a wait stands under a local that is set back beside it: `if (isFirst) { isFirst = false; await warmUp(); continue }` */
  #runsOnce(wait: TSESTree.Node): boolean {
    const { file } = this.#program
    for (let at = wait; at.parent && at !== this.#loop; at = at.parent) {
      if (at.parent.type !== 'IfStatement' || at.parent.consequent !== at) continue
      const { test } = at.parent
      const asked = test.type === 'UnaryExpression' ? unwrap(test.argument) : unwrap(test)
      const variable = asked.type === 'Identifier' ? file.scopes.variable(asked) : undefined
      const branch = at
      if (variable?.references.some(({ identifier, writeExpr }) =>
        isInside(identifier, branch) && writeExpr?.type === 'Literal' && typeof writeExpr.value === 'boolean')) return true
    }
    return false
  }

  /** Whether somebody listens for the abort in the function, or around it: that may end what the loop waits for. */
  #listensAround(): boolean {
    let outer: FunctionNode = this.#home
    for (let at: TSESTree.Node = outer; isFunction(at); at = enclosingFunction(at)) outer = at
    return this.#program.file.callNodes.some(call => {
      const [event] = call.arguments
      return event?.type === 'Literal' && event.value === 'abort' && listening.test(calleeName(call) ?? '') && isInside(call, outer)
    })
  }

  #asks({ test, of }: Edge): boolean {
    return [test, of].some(asked => asked !== undefined && this.#asksAt(asked))
  }

  #asksAt(test: TSESTree.Node): boolean {
    if (this.#tests.asksForStop(test)) return true
    // A field that others write is a flag of the owner.
    const isOthers = (home: TSESTree.Node): boolean => home !== this.#home && isFunction(home) && !isConstructor(home)
    if (cellsIn(this.#program.file, test).some(cell => writersOf(this.#program, cell).some(isOthers))) return true
    return this.#mentionsSignal(test)
  }

  #looks(point: Point): boolean {
    if (point.kind === 'call') return point.node.type !== 'TaggedTemplateExpression' && this.#hears(point.node)
    return point.kind === 'yield' && point.node.type === 'AwaitExpression' && this.#observes(point.node.argument)
  }

  /** Whether what is awaited may end by the abort: it was given the signal, was made elsewhere, or is read from what the abort may end. */
  #observes(awaited: TSESTree.Node): boolean {
    const node = unwrap(awaited)
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return true
    const name = calleeName(node) ?? ''
    return sources.test(name) || this.#mentionsSignal(node)
      || this.#hears(node)
  }

  #hears(call: CallNode): boolean {
    const { file, signals } = this.#program
    const on = receiver(call)
    return signals.given(call).length > 0 || (on !== undefined && signals.of(on).length > 0) || this.#mentionsSignal(call)
      || file.runBy(call).some(target => !lacksSignal(call, target) && hearing.test(file.code.getText(target)))
  }

  #mentionsSignal(root: TSESTree.Node): boolean {
    const { file, budget } = this.#program
    let found = false
    walk(root, file.code.visitorKeys, node => {
      budget.spend()
      if (node.type === 'Identifier') found ||= words.test(node.name) || /abort/i.test(node.name) || this.#isCarrier(node)
      return !found
    })
    return found
  }

  /** A local that was made with the signal: `const init = { signal }`, `const request = () => fetch(url, { signal })`. */
  #isCarrier(node: TSESTree.Identifier): boolean {
    const { file } = this.#program
    const variable = file.scopes.variable(node)
    const [def] = variable?.defs ?? []
    if (!variable || !def || def.type === 'ImportBinding') return false
    // `options.cursor` is not the signal that `options` carries.
    const { parent } = node
    if (parent.type === 'MemberExpression' && parent.object === node && def.type === 'Parameter') return false
    if (this.#program.signals.of(node).length > 0) return true
    if (parent.type === 'CallExpression' && parent.callee === node && file.calls.targets(parent).some(each => lacksSignal(parent, each))) {
      return false
    }
    return hearing.test(file.code.getText(def.node)) && def.type !== 'Parameter'
  }

  /** A `continue` in front of the first look at the signal: it goes round without it. */
  #skipFrom(wait: TSESTree.Node): TSESTree.ContinueStatement | undefined {
    const { file } = this.#program
    const skips: TSESTree.ContinueStatement[] = []
    let look: TSESTree.Node | undefined
    walk(this.#loop.body, file.code.visitorKeys, node => {
      if (isFunction(node) || (isLoop(node) && node !== this.#loop)) return false
      if (node.type === 'ContinueStatement' && !look && node.range[0] > wait.range[0]) skips.push(node)
      if (node.type === 'IfStatement' && this.#tests.asksForStop(node.test)) look ??= node
      if (node.type === 'CallExpression' && this.#hears(node)) look ??= node
      return true
    })
    return look ? skips[0] : undefined
  }
}

const hearing = /signal|cancell?ation|abort/i

/** Whether a function could be given the signal, and is not: `sleep(1000)` of `function sleep(ms, signal) { … }`. */
const lacksSignal = ({ arguments: given }: CallNode, { params }: FunctionNode): boolean =>
  given.every(({ type }) => type !== 'SpreadElement') && params.slice(given.length).some(param => {
    const name = param.type === 'AssignmentPattern' ? param.left : param
    return name.type === 'Identifier' && signalNames.test(name.name)
  })

function loopAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (isLoop(at) || at.type === 'ForOfStatement') return at
  return undefined
}
