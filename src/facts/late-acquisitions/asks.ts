import type { TSESTree } from '@typescript-eslint/utils'
import { endVerbs, namesEnd } from '../../catalog/teardowns.js'
import { isWithin } from '../../model/cells/cell-values.js'
import { writersOf } from '../../model/cells/cell-writes.js'
import { conditionsOn, conditionsWhere, type Condition } from '../../model/cells/conditions.js'
import { freshCopyOf } from '../../model/cells/copies.js'
import { cellsIn, mentionsOf } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import type { Edge } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isConstructor, isDereferenced, isFunction, isInside, isLoop, leavesBy, memberName, receiver, unwrap, walk,
  wrapped, type Cell, type FunctionNode, type SourceFile, type Variable,
} from '../../source/index.js'
import type { Handle } from '../../model/tasks/handles.js'
import { answerWhenOver } from './answers-when-over.js'
import {
  isCheck, isCleanUpAround, isElementGone, isHandedOn, isIdentityCompare, isProperty, isSetOnRecord, isSignalName, isSizeOfEmptied,
  isStateOfHandle, throws,
} from './signs.js'
import { calledIn, onlyClears, type Store } from './stores.js'
import type { Teardown } from './teardowns.js'

/** How many own calls lead from a task to what it does, at most. */
const deepestTask = 2

/** Answers whether a test or a call asks if a teardown has run meanwhile. */
export class Asks {
  readonly #program: Program
  readonly #teardown: Teardown
  readonly #storing: ReadonlyMap<TSESTree.Node, readonly Store[]>
  readonly #stores: readonly TSESTree.Node[]
  readonly #edges = new Map<Edge, boolean>()
  readonly #decisive = new Map<TSESTree.Node, boolean>()
  readonly #tests = new Map<TSESTree.Node, boolean>()
  readonly #functions = new Map<FunctionNode, boolean>()

  constructor(program: Program, teardown: Teardown, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>) {
    this.#program = program
    this.#teardown = teardown
    this.#storing = storesIn
    this.#stores = [...storesIn.values()].flatMap(stores => stores.map(({ node }) => node))
  }

  /**
   * Whether a function that takes this edge knows that the teardown has not run. Where the test is of a cell that the teardown gives a
   * constant, only the other outcome tells so; any other test of what it changes is taken for an answer either way. So is one of a place
   * whose resource it ends: who asks about that is on his guard.
   */
  onEdge(edge: Edge): boolean {
    const known = this.#edges.get(edge) ?? this.#isAskedOn(edge)
    this.#edges.set(edge, known)
    return known
  }

  #isAskedOn(edge: Edge): boolean {
    if (!edge.test) return false
    // `signal?.throwIfAborted()`: where there is no signal, nobody aborts.
    if (edge.outcome === 'nullish' && isSignalName(edge.test)) return true
    const told = this.#toldBy(conditionsOn(this.#program.file, edge), edge.test)
    if (told === false) return this.#isEndedUnder(edge.test)
    if (edge.outcome && edge.outcome === answerWhenOver(this.#program.file, edge.test, this.#teardown)) return false
    return told ?? (this.#isDecisive(edge.of ?? edge.test) && this.#isAsked(edge.of ?? edge.test))
  }

  /** Whether a function that takes this edge has looked whether the teardown has run, whatever it has seen. */
  looksOnEdge(edge: Edge): boolean {
    return this.onEdge(edge) || (edge.test !== undefined && this.#toldBy(conditionsOn(this.#program.file, edge), edge.test) !== undefined)
  }

  /** `if (this.closed) { socket.close(); return }`: who finds that the teardown has run ends the new value. */
  #isEndedUnder(test: TSESTree.Node): boolean {
    const { file } = this.#program
    let at = test
    while (at.parent && /^(?:Unary|Logical|Chain)Expression$/.test(at.parent.type)) at = at.parent
    if (at.parent?.type !== 'IfStatement' || at !== at.parent.test) return false
    return file.callsInside(at.parent.consequent).some(call => call.type === 'CallExpression' && endVerbs.has(calleeName(call) ?? ''))
  }

  /** Whether conditions tell that the teardown has not run; undefined where they are about something else. */
  #toldBy(conditions: readonly Condition[], place: TSESTree.Node): boolean | undefined {
    let told: false | undefined
    for (const { subject: asked, held } of conditions) {
      const subject = 'path' in asked ? asked : freshCopyOf(this.#program.file, asked, place)
      if (!subject || !held.truth || this.#teardown.ends.get(subject)?.some(({ isClear }) => !isClear)) continue
      const left = this.#teardown.writes.get(subject)
      if (left === undefined) continue
      if (left !== held.truth) return true
      told = false
    }
    return told
  }

  /** Whether the task of a timer asks before it does anything: one that runs late does no harm. The timer's own place tells nothing. */
  isAskedByTask({ value, place }: Store): boolean {
    const call = unwrap(value)
    const [callback] = call.type === 'CallExpression' ? call.arguments : []
    const targets = callback ? this.#program.file.calls.functions(callback) : []
    return targets.length > 0 && targets.every(target => this.#isAskedAtTop(target, place, 0))
  }

  #isAskedAtTop({ body }: FunctionNode, place: Handle, depth: number): boolean {
    const statements = body.type === 'BlockStatement' ? body.body : [body]
    const [first, ...others] = statements.filter(statement =>
      statement.type !== 'VariableDeclaration' && !onlyClears(this.#program.file, statement))
    if (first?.type === 'IfStatement') {
      const isLeft = leavesBy(first.consequent, ['Return', 'Throw'])
      if (!isLeft && others.length > 0) return false
      const { file } = this.#program
      // Where it leaves only by what the teardown undoes, it goes on: `if (this.quiet && all) return`, with `this.quiet = false`.
      const bounds = conditionsWhere(file, first.test, isLeft ? 'truthy' : 'falsy').filter(({ subject }) => subject !== place)
      if (this.#toldBy(bounds, first.test) === true) return false
      const conditions = conditionsWhere(file, first.test, isLeft ? 'falsy' : 'truthy')
      const told = this.#toldBy(conditions.filter(({ subject }) => subject !== place), first.test)
      return told ?? (!conditions.some(({ subject }) => subject === place) && this.#isAsked(first.test))
    }
    const call = first && others.length === 0 && depth < deepestTask ? calledIn(first) : undefined
    const targets = call ? this.#program.file.calls.targets(call) : []
    return targets.length > 0 && targets.every(target => this.#isAskedAtTop(target, place, depth + 1))
  }

  /** Whether a test decides something: it lets the function leave, or the store or an end stands under it. */
  #isDecisive(test: TSESTree.Node): boolean {
    const known = this.#decisive.get(test) ?? this.#decides(test)
    this.#decisive.set(test, known)
    return known
  }

  #decides(test: TSESTree.Node): boolean {
    for (let below = test, at = test.parent; at && !isFunction(at); below = at, at = at.parent) {
      if (at.type === 'IfStatement') {
        return [at.consequent, at.alternate].some(branch => branch && (leavesBy(branch, ['Return', 'Throw', 'Break', 'Continue'])
          || this.#isDecided(branch, at.test)))
      }
      if (at.type === 'LogicalExpression' || at.type === 'ConditionalExpression') {
        const decided = at.type === 'LogicalExpression' ? [at.right] : [at.consequent, at.alternate]
        if (!decided.includes(below as TSESTree.Expression) && decided.some(branch => this.#isDecided(branch, test))) return true
      } else if (isLoop(at) || at.type === 'SwitchStatement' || at.type === 'ReturnStatement') return true
      else if (/Statement$|Declaration$/.test(at.type)) return false
    }
    return false
  }

  /** Whether the store stands in a branch, or an end that is for the new value: `if (this.old) this.old.close()` only makes room for it. */
  #isDecided(branch: TSESTree.Node, test: TSESTree.Node): boolean {
    const { file } = this.#program
    const asked = cellsIn(file, test)
    const isOfPlaces = asked.length > 0 && asked.every(cell => this.#teardown.ends.has(cell))
    return this.#stores.some(store => isInside(store, branch)) || file.callsInside(branch).some(call => {
      if (call.type !== 'CallExpression') return false
      const targets = file.calls.targets(call)
      return targets.some(target => this.#storing.has(target))
        || (!isOfPlaces && (endVerbs.has(calleeName(call) ?? '') || targets.some(target => this.#teardown.closure.has(target))))
    })
  }

  /** Whether a call returns only if the teardown has not run: `signal.throwIfAborted()`, `this.#assertOpen()`. */
  byReturning(call: TSESTree.CallExpression): boolean {
    const name = calleeName(call) ?? ''
    if (/^throwIf(?:Aborted|Cancell?(?:ed|ationRequested))$/.test(name)) return true
    const targets = this.#program.file.calls.targets(call)
    if (targets.length === 0) return isCheck(name) && call.arguments.some(argument => this.#isAsked(argument))
    return targets.some(target => this.#throwsWhenAsked(target))
  }

  /** Whether reading through a place fails when the teardown has run: `this.host.schedule()`, where it leaves `host` empty. */
  byReading(place: TSESTree.Node): boolean {
    if (!isDereferenced(place)) return false
    const { parent } = wrapped(place)
    const cell = parent?.type === 'MemberExpression' && parent.optional ? undefined : this.#program.file.cells.at(place)
    return cell !== undefined && this.#teardown.writes.get(cell) === 'falsy'
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
    if (node.type === 'BinaryExpression') return isIdentityCompare(this.#program, node)
    if (node.type === 'CallExpression') return calleeName(node) === 'has' && this.#isOfTeardown(file, receiver(node))
    const isMember = node.type === 'MemberExpression'
    if (isMember && (isStateOfHandle(file, node) || isSizeOfEmptied(this.#program, this.#teardown, node))) return true
    if (!isMember && (node.type !== 'Identifier' || isProperty(node))) return false
    if (namesEnd(node.type === 'Identifier' ? node.name : memberName(node) ?? '')) return this.#mayBeWritten(file, node)
    if (node.type === 'MemberExpression' && isSetOnRecord(this.#program, this.#teardown, node)) return true
    // `this.client.version` reads through the place, and fails where it is empty; `load(this.client)` only hands it on. That asks nothing.
    if (isDereferenced(node) || isHandedOn(node)) return false
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    const cell = file.cells.at(node) ?? (variable && freshCopyOf(file, variable, node))
    return cell !== undefined && (this.#isTouched(cell) || isElementGone(this.#program, this.#teardown, cell))
  }

  /** Whether a flag may tell of the teardown: that others in the file write, and the teardown does not, tells of something else. */
  #mayBeWritten(file: SourceFile, flag: TSESTree.Node): boolean {
    const cell = file.cells.at(flag)
    if (!cell || this.#isTouched(cell)) return true
    const writers = writersOf(this.#program, cell).filter(isFunction)
    return !writers.some(home => !isConstructor(home)) || writers.some(home => isCleanUpAround(home, this.#teardown))
  }

  /** Whether the teardown has to do with a collection: that it has no such entry tells of the teardown. */
  #isOfTeardown(file: SourceFile, collection: TSESTree.Node | undefined): boolean {
    const cell = collection && file.cells.at(collection)
    if (!cell) return collection !== undefined
    const { closure } = this.#teardown
    return this.#isTouched(cell)
      || mentionsOf(this.#program, new Set([cell])).some(({ node }) => closure.has(enclosingFunction(node) as FunctionNode))
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
    if (targets.some(target => this.#answers(target, depth + 1))) return true
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    const [def] = variable?.defs ?? []
    if (variable && def?.type === 'Variable' && !def.node.init) return this.#isSetWhereAsked(variable)
    const initial = variable && file.scopes.initial(variable)?.value
    if (!initial || initial === node) return false
    const value = initial.type === 'AwaitExpression' ? unwrap(initial.argument) : initial
    if (value.type === 'CallExpression') return file.calls.targets(value).some(target => this.#answers(target, depth + 1))
    return /^(?:Binary|Logical|Unary)Expression$/.test(value.type) && this.#asks(value, depth + 1)
  }

  /** `let delay; if (!this.closed) delay = this.next()`: what is in the local tells what was asked. */
  #isSetWhereAsked({ references }: Variable): boolean {
    const writes = references.filter(use => use.isWrite())
    return writes.length > 0 && writes.every(({ identifier }) => {
      for (let at: TSESTree.Node = identifier; at.parent && !isFunction(at); at = at.parent) {
        if (at.parent.type === 'IfStatement' && at !== at.parent.test) return this.#isAsked(at.parent.test)
      }
      return false
    })
  }

  /** Whether the answer of an own function hangs on it: by a test in it, or by what it gives back. */
  #answers(target: FunctionNode, depth: number): boolean {
    if (target.body.type !== 'BlockStatement') return this.#asks(target.body, depth)
    let found = false
    walk(target.body, this.#program.file.code.visitorKeys, node => {
      if (found || isFunction(node)) return false
      if ('test' in node && node.test && node.type !== 'SwitchCase') found = this.#asks(node.test, depth)
      if (node.type === 'SwitchStatement') found = this.#asks(node.discriminant, depth)
      if (node.type === 'ReturnStatement' && node.argument) found ||= this.#asks(node.argument, depth)
      return !found
    })
    return found
  }
}
