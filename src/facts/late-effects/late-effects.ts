import type { TSESTree } from '@typescript-eslint/utils'
import { abortAsks, logWords } from '../../catalog/aborts.js'
import { hasEffect, keepsForGood, mayTellToStop, onlyMakes } from '../../catalog/commits.js'
import { continuations, settlesAll } from '../../catalog/settles.js'
import type { Program } from '../../model/program.js'
import { nounsOf } from '../../model/teardown-names.js'
import { waitsOf } from '../../model/waits/waits.js'
import { behind, follow, type Graph, type Point } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInFinally, isInside, isLoop, memberName, receiver, unwrap, type FunctionNode,
} from '../../source/index.js'
import { checkOfCallers, isOfSignal, looksForStop, reads, setOf, stopChecks, type Flag, type StopCheck } from './stop-checks.js'

/**
 * What a function does after a wait without checking again whether it was told to stop, although it checks so elsewhere:
 *
 *     await sleep(1000)
 *     if (flow.cancelled) return
 *     const token = await poll(flow)
 *     this.config.save(token)          // `cancel()` may have set `flow.cancelled` during the poll
 */
export interface LateEffect {
  readonly effect: TSESTree.CallExpression
  /** The last check before the wait, in the function or right before its calls. */
  readonly check: StopCheck
  readonly wait: TSESTree.AwaitExpression
  /** What sets the flag; undefined where somebody else aborts. */
  readonly set: TSESTree.AssignmentExpression | undefined
  readonly home: FunctionNode
}

/** Whether a text may check for a stop. */
export const mayActLate = (text: string): boolean => mayTellToStop(text)

/** Finds the first late effect after each check, in the order of the text. */
export function findLateEffects(program: Program): readonly LateEffect[] {
  const all = stopChecks(program)
  return all.size === 0 ? [] : program.file.functions.filter(({ async }) => async).flatMap(home => {
    const checks = all.get(home) ?? []
    const flags = new Set(checks.map(({ flag }) => flag))
    const own = [...flags].flatMap(flag => new Search(program, home, flag).ofOwn(checks.filter(check => check.flag === flag)))
    const before = checkOfCallers(program, home)
    return before && !flags.has(before.flag) ? [...own, ...new Search(program, home, before.flag).ofCallers(before)] : own
  })
}

/** Looks for what one function does although a flag may be set. */
class Search {
  readonly #program: Program
  readonly #home: FunctionNode
  readonly #flag: Flag
  readonly #set: TSESTree.AssignmentExpression | undefined
  /** Who looks at a signal stops for its own sake: only what is kept for good counts there. */
  readonly #counts: (name: string) => boolean
  #checks: readonly StopCheck[] = []
  readonly #heard = new Map<TSESTree.AwaitExpression, boolean>()

  constructor(program: Program, home: FunctionNode, flag: Flag) {
    this.#program = program
    this.#home = home
    this.#flag = flag
    this.#set = setOf(program, flag, home)
    this.#counts = isOfSignal(flag) ? keepsForGood : hasEffect
  }

  /** What comes late although the function checks the flag, after a wait as well: it reckons with a stop during its waits. */
  ofOwn(checks: readonly StopCheck[]): readonly LateEffect[] {
    this.#checks = checks
    const waits = this.#isSet() ? this.#waits() : []
    if (!checks.some(({ statement }) => waits.some(wait => this.#comesBefore(wait, statement)))) return []
    return this.#find(waits, wait => checks.findLast(({ statement }) => this.#comesBefore(statement, wait)))
  }

  /** What comes late in a function that only its callers check for, if the end of the owner sets the flag. */
  ofCallers(check: StopCheck): readonly LateEffect[] {
    const end = this.#set && enclosingFunction(this.#set)
    const isEnd = isFunction(end) && nounsOf(end)?.length === 0
    return isEnd && this.#isSet() ? this.#find(this.#waits(), () => check) : []
  }

  #isSet(): boolean {
    return this.#set ? !this.#waitsForRuns(enclosingFunction(this.#set)) : isOfSignal(this.#flag)
  }

  #waits(): readonly TSESTree.AwaitExpression[] {
    const waits = waitsOf(this.#program)
    return this.#program.file.awaitsInside(this.#home).filter(wait => enclosingFunction(wait) === this.#home && waits.at(wait))
  }

  #find(
    waits: readonly TSESTree.AwaitExpression[], checkBefore: (wait: TSESTree.AwaitExpression) => StopCheck | undefined,
  ): readonly LateEffect[] {
    const found: LateEffect[] = []
    const others: ReadonlySet<TSESTree.Node> = new Set(waits)
    for (const wait of waits) {
      const check = checkBefore(wait)
      const graph = check && !this.#hears(wait) ? this.#program.graph(this.#home) : undefined
      const effect = graph && this.#effectAfter(graph, wait, others)
      if (!check || !effect || found.some(known => known.check === check || known.effect === effect)) continue
      found.push({ effect, check, wait, set: this.#set, home: this.#home })
    }
    return found
  }

  /** Whether one place runs before another, in the order of the text or by a loop around both. */
  #comesBefore(one: TSESTree.Node, other: TSESTree.Node): boolean {
    if (one.range[1] <= other.range[0]) return true
    for (let at = other.parent; at && at !== this.#home; at = at.parent) if (isLoop(at) && isInside(one, at)) return true
    return false
  }

  /** `stop() { this.stopped = true; await this.loop }`: who stops waits until what is under way is done. */
  #waitsForRuns(home: TSESTree.Node): boolean {
    return this.#program.file.awaitsInside(home).some(wait => {
      if (enclosingFunction(wait) !== home) return false
      const awaited = unwrap(wait.argument)
      if (awaited.type !== 'CallExpression') return true
      const name = calleeName(awaited) ?? ''
      return settlesAll.has(name) || continuations.has(name) || name === 'race'
    })
  }

  /** Whether a wait ends by the abort itself: it was given a signal, or what stops. */
  #hears(wait: TSESTree.AwaitExpression): boolean {
    const heard = this.#heard.get(wait)
    if (heard !== undefined) return heard
    const { file, signals } = this.#program
    const hears = /signal|abort|cancel/i.test(file.code.getText(wait))
      || file.callsInside(wait).some(call => enclosingFunction(call) === this.#home && signals.given(call).length > 0)
    this.#heard.set(wait, hears)
    return hears
  }

  /** The first effect between a wait and the next one, which is asked for itself. */
  #effectAfter(graph: Graph, wait: TSESTree.AwaitExpression, others: ReadonlySet<TSESTree.Node>): TSESTree.CallExpression | undefined {
    const found: TSESTree.CallExpression[] = []
    follow(graph, behind(graph, 'yield', wait), {
      spend: this.#program.budget.spend,
      mayTake: ({ test }) => !test || !looksForStop(this.#program.file, test),
      visit: (point: Point) => {
        if (point.kind === 'yield') return others.has(point.node) ? 'stop' : undefined
        if (point.kind !== 'call' || point.node.type !== 'CallExpression') return undefined
        if (this.#checksBy(point.node)) return 'stop'
        if (!this.#isEffect(point.node)) return undefined
        found.push(point.node)
        return 'stop'
      },
    })
    return found.toSorted((one, other) => one.range[0] - other.range[0])[0]
  }

  /** Whether a call checks for itself: by its name, or in what it runs. */
  #checksBy(call: TSESTree.CallExpression): boolean {
    const { file } = this.#program
    if (abortAsks.test(calleeName(call) ?? '')) return true
    const targets = file.calls.targets(call)
    return [...targets, ...targets.flatMap(target => file.callsIn(target).flatMap(inner => file.calls.targets(inner)))]
      .some(target => reads(file, target, this.#flag))
  }

  #isEffect(call: TSESTree.CallExpression): boolean {
    const name = calleeName(call) ?? ''
    if (!this.#counts(name) || (onlyMakes(name) && call.parent.type !== 'AwaitExpression')) return false
    if (this.#program.signals.given(call).length > 0 || this.#isOnWayOut(call)) return false
    return !this.#isOfLocal(call)
  }

  /** Whether a call belongs to how the function ends: a handler, a `finally`, or what it does when it was told to stop. */
  #isOnWayOut(call: TSESTree.Node): boolean {
    if (isInFinally(call) || this.#checks.some(({ statement }) => isInside(call, statement.consequent))) return true
    for (let at = call.parent; at && at !== this.#home; at = at.parent) if (at.type === 'CatchClause') return true
    return false
  }

  /** Whether a call is made on a log, or on what the function has made for itself. */
  #isOfLocal(call: TSESTree.CallExpression): boolean {
    const { scopes } = this.#program.file
    let root: TSESTree.Node | undefined = receiver(call)
    while (root) {
      root = unwrap(root)
      const name = root.type === 'MemberExpression' ? memberName(root) : root.type === 'Identifier' ? root.name : undefined
      if (name !== undefined && logWords.test(name)) return true
      if (root.type !== 'MemberExpression' && root.type !== 'CallExpression') break
      root = root.type === 'MemberExpression' ? root.object : root.callee
    }
    const variable = root?.type === 'Identifier' ? scopes.variable(root) : undefined
    return variable?.defs.some(def => def.type === 'Variable' && enclosingFunction(def.name) === this.#home) ?? false
  }
}
