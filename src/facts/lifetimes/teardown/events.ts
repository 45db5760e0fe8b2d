import type { Vocabulary } from '../../../catalog/settings.js'
import type { Task } from '../../../model/tasks/tasks.js'
import type { Point } from '../../../order/index.js'
import type { CallNode, FunctionNode } from '../../../source/index.js'
import type { Lifetimes } from '../lifetimes.js'
import { releaseAt, type Release, type Scope } from '../releases.js'

/** What a call does to tasks, whatever is known where it is made. */
export interface CallEvents {
  /** The functions that listen to what is ended here: they run before the call returns. */
  readonly heard: readonly (readonly FunctionNode[])[]
  readonly cancelled: readonly Task[]
  readonly started: readonly Task[]
  readonly deferred: readonly FunctionNode[]
  /** The functions that it hands on, to be run some time later. */
  readonly given: readonly FunctionNode[]
  readonly disposed: readonly FunctionNode[]
  readonly run: readonly FunctionNode[]
  /** Whether it calls functions of the file: what may fail is seen there. */
  readonly isOwn: boolean
}

/** Looks up what points do, once for each: many runs of a function, and every round of a loop, come by the same point. */
export class Events {
  readonly #lifetimes: Lifetimes
  readonly #vocabulary: Vocabulary
  readonly #scope: Scope
  readonly #releases = new Map<Point, Release | undefined>()
  readonly #calls = new Map<CallNode, CallEvents>()

  constructor(lifetimes: Lifetimes, vocabulary: Vocabulary, scope: Scope) {
    this.#lifetimes = lifetimes
    this.#vocabulary = vocabulary
    this.#scope = scope
  }

  releaseAt(point: Point): Release | undefined {
    if (point.kind !== 'write' && point.kind !== 'delete' && point.kind !== 'call') return undefined
    if (this.#releases.has(point)) return this.#releases.get(point)
    const release = releaseAt(this.#lifetimes.program.file, point, this.#vocabulary, this.#scope)
    this.#releases.set(point, release)
    return release
  }

  at(call: CallNode): CallEvents {
    const known = this.#calls.get(call) ?? this.#find(call)
    this.#calls.set(call, known)
    return known
  }

  #find(call: CallNode): CallEvents {
    const { program: { file }, cancels, deferrals } = this.#lifetimes
    const deferred = deferrals.at(call)
    const given = call.arguments.flatMap(argument => argument.type === 'MemberExpression' ? file.calls.functions(argument) : [])
    return {
      heard: cancels.listenersRunBy(call).map(({ callbacks }) => callbacks), cancelled: cancels.at(call),
      started: this.#lifetimes.startedBy(call), deferred, given: given.filter(node => !deferred.includes(node)),
      disposed: file.disposals.atCall(call), run: file.runBy(call), isOwn: file.calls.targets(call).length > 0,
    }
  }
}
