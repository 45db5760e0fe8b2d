import type { TSESTree } from '@typescript-eslint/utils'
import { momentOf, steps, type Moment } from '../../../order/index.js'
import { grouped, type CallNode, type FunctionNode, type SourceFile } from '../../../source/index.js'
import type { Program } from '../../../model/program.js'
import { continued, type Registration } from '../../../model/waits/continuations.js'
import { handed } from '../../../model/waits/handed-callbacks.js'
import type { Waits } from '../../../model/waits/waits.js'
import { awaits } from '../flow/frames.js'
import type { Summaries } from '../flow/summaries.js'
import { isOnAnotherWay } from './second-looks.js'
import { waitsByHome, type Wait } from './waits.js'

/** Whether a call is followed to the end of what it runs, or of the promise that this hands on, or to the first wait in it. */
export type Mode = 'whole' | 'awaited' | 'begun'

export interface Followed {
  readonly call: CallNode
  readonly moment: Moment
  readonly target: FunctionNode
  readonly mode: Mode
  /** What the run adds to that of its caller. */
  readonly adds: (taken: number) => number
  /** Whether it is written where it is registered: then it counts as the code of who registers it, and not as a call. */
  readonly isInPlace: boolean
}

/** What each function of a file runs and where it waits, as far as the text tells: the same for all that is asked of its cells. */
export class FollowedCode {
  readonly #program: Program
  readonly #summaries: Summaries
  readonly #waits: Waits
  readonly #waitsByHome: ReadonlyMap<TSESTree.Node, readonly Wait[]>
  readonly #open = new Map<TSESTree.Node, readonly Wait[]>()
  readonly #registered: ReadonlyMap<TSESTree.Node, readonly Followed[]>
  readonly #calls: Readonly<Record<'awaited' | 'other', Map<FunctionNode, readonly Followed[]>>> = { awaited: new Map(), other: new Map() }

  constructor(program: Program, summaries: Summaries, waits: Waits) {
    this.#program = program
    this.#summaries = summaries
    this.#waits = waits
    this.#waitsByHome = waitsByHome(program)
    const { file } = program
    const follow = ({ call, callback, by, isInPlace }: Registration, adds: Followed['adds']) =>
      ({ by, call, moment: momentOf(call), target: callback, mode: 'awaited' as const, adds, isInPlace })
    const registered = [
      ...continued(file).map(link => follow(link, behindWait)),
      ...handed(file).map(given => follow(given, given.behind.length > 0 ? behindWait : all)),
    ]
    this.#registered = grouped(registered.filter(({ target }) => !target.generator && summaries.matters(target)), ({ by }) => [by])
  }

  /** Whether a function is judged by itself, whoever calls it: it may wait, or has others run behind a wait. */
  isJudged(node: FunctionNode): boolean {
    return node.async || (node.generator && !isDriven(this.#program.file, node)) || this.registeredBy(node).length > 0
  }

  /** The functions that a function registers to run behind a wait, which the code behind the call does not see. */
  registeredBy(node: TSESTree.Node): readonly Followed[] {
    return this.#registered.get(node) ?? none
  }

  /** The waits in the course of which others run. */
  waitsIn(node: FunctionNode): readonly Wait[] {
    const known = this.#open.get(node) ?? (this.#waitsByHome.get(node) ?? none).filter(({ place, isHandedOn }) =>
      isHandedOn ? this.#waits.returnsWaiting(place) : this.#waits.lets(place))
    this.#open.set(node, known)
    return known
  }

  /** @param mode how the function itself is followed: who waits for it waits for what it hands on */
  callsIn(node: FunctionNode, mode: Mode): readonly Followed[] {
    const calls = this.#calls[mode === 'awaited' ? 'awaited' : 'other']
    const known = calls.get(node) ?? this.#findCalls(node, mode)
    calls.set(node, known)
    return known
  }

  #findCalls(node: FunctionNode, mode: Mode): readonly Followed[] {
    const found: Followed[] = []
    for (const call of this.#program.file.callsIn(node)) {
      this.#program.budget.spend()
      for (const target of this.#summaries.followed(call)) {
        // A call of a generator runs nothing of it.
        if (target.generator) continue
        const isAwaited = awaits({ isAwaited: mode === 'awaited' }, call)
        const inner = isAwaited ? 'awaited' : target.async ? 'begun' : 'whole'
        found.push({ call, moment: momentOf(call), target, adds: all, mode: inner, isInPlace: false })
      }
    }
    const registered = this.registeredBy(node)
    return registered.length > 0 ? [...found, ...registered] : found
  }

  /** Whether the function, or what it calls, may wait between two places of its text before a use. */
  isOpen(node: FunctionNode, use: TSESTree.Node, from: number, to: number): boolean {
    return this.waitsIn(node).some(({ moment, place }) => moment.to >= from && moment.from <= to && !isOnAnotherWay(place, use))
      || this.callsIn(node, 'awaited').some(({ moment, target, call }) =>
        moment.from >= from && moment.from <= to && this.#summaries.mayWait(target) && !isOnAnotherWay(call, use))
  }
}

const none: readonly never[] = []

const all = (taken: number): number => taken

/** What comes behind a wait in the run of its own is behind one for those who have registered it. */
const behindWait = (taken: number): number =>
  (taken & (steps.first | steps.lastTwo | steps.all)) | ((taken & steps.third) === 0 ? 0 : steps.lastTwo)

/** A generator that is handed to somebody, who decides whether it goes on: `this.init = runner(this.init.bind(this))`. */
const isDriven = (file: SourceFile, { parent, async: isAsync }: FunctionNode): boolean =>
  !isAsync && parent.type === 'MethodDefinition' && file.isHandedOn(parent.key)
