import type { TSESTree } from '@typescript-eslint/utils'
import { continuationsAt, isContinuing, linksUpTo, nextLink, promiseBehind, type Continuation } from '../../../model/waits/continuations.js'
import { handedAt } from '../../../model/waits/handed-callbacks.js'
import { receiver, unwrap, type CallNode, type FunctionNode } from '../../../source/index.js'
import type { StaleContext } from '../types.js'
import { withEarlierUses } from './earlier-uses.js'
import { continuedBy, deepestCall, type Frame } from './frames.js'
import { dead, joinStates, type State } from './state.js'
import type { Transfer } from './transfer.js'

/** What is known where a function has come to its end, and where an error has left it. */
export interface Ends {
  readonly exit: State
  readonly thrown: State
}

/** What is known where a promise has settled: by a value, and by an error. */
interface Settled {
  readonly fulfilled: State
  readonly rejected: State
}

/** Follows what is believed where a function is registered behind a promise into that function, one link after the other. */
export class Chains {
  readonly #context: StaleContext
  readonly #transfer: Transfer
  readonly #run: (frame: Frame, entry: State) => Ends | undefined

  constructor(context: StaleContext, transfer: Transfer, run: (frame: Frame, entry: State) => Ends | undefined) {
    this.#context = context
    this.#transfer = transfer
    this.#run = run
  }

  /** Follows a chain of promises, at the call that ends it. */
  follow(call: CallNode, state: State, frame: Frame): void {
    if (mattersAtEnd(this.#context, call)) this.#settled(call, withEarlierUses(this.#context, call, state, frame), frame)
    this.#handed(call, state, frame)
  }

  /** Follows the callbacks that an own function is given, after the waits that it makes before it runs them. */
  #handed(call: CallNode, state: State, frame: Frame): void {
    const { program: { file }, summaries, waits } = this.#context
    for (const { callback, behind } of handedAt(file, call)) {
      if (!isFollowed(callback, frame, summaries)) continue
      const calling = { ...frame, calls: [...frame.calls, call] }
      const entry = behind.reduce((known, wait) =>
        wait.type === 'AwaitExpression' ? this.#transfer.waited(wait, known, calling, false)
          : waits.waitsFor(wait) ? this.#transfer.settled(wait, known, calling, false) : known, state)
      if (!entry.isDead) this.#run(continuedBy(frame, call, callback, true), entry)
    }
  }

  #settled(promise: TSESTree.Node, state: State, frame: Frame): Settled {
    const { program, waits } = this.#context
    const node = unwrap(promise)
    const on = isContinuing(node) ? receiver(node) : undefined
    if (on) return this.#linked(continuationsAt(program.file, node as CallNode), this.#settled(on, state, frame), frame)
    const awaited = promiseBehind(program.file, node)
    if (!waits.waitsFor(awaited)) return { fulfilled: state, rejected: state }
    const [fulfilled, rejected] = [false, true].map(isRejected => this.#transfer.settled(awaited, state, frame, isRejected))
    return { fulfilled: fulfilled ?? state, rejected: rejected ?? state }
  }

  /** What is known behind one call of `then`, `catch` or `finally`; a callback that is not in the file leaves things as they are. */
  #linked(links: readonly Continuation[], before: Settled, frame: Frame): Settled {
    let { fulfilled, rejected } = before
    const isHandled = links.some(({ arm }) => arm === 'rejected')
    for (const link of links) {
      const entry = link.arm === 'fulfilled' ? before.fulfilled : link.arm === 'rejected' ? before.rejected
        : joinStates(before.fulfilled, before.rejected)
      const ends = this.#ran(link, entry, frame)
      if (!ends) continue
      if (link.arm === 'fulfilled') {
        fulfilled = ends.exit
        rejected = isHandled ? ends.thrown : joinStates(rejected, ends.thrown)
      } else if (link.arm === 'rejected') {
        fulfilled = joinStates(fulfilled, ends.exit)
        rejected = joinStates(rejected === before.rejected ? dead : rejected, ends.thrown)
      } else {
        fulfilled = ends.exit
        rejected = joinStates(ends.exit, ends.thrown)
      }
    }
    return { fulfilled, rejected }
  }

  #ran({ call, callback, isInPlace }: Continuation, entry: State, frame: Frame): Ends | undefined {
    if (entry.isDead || !isFollowed(callback, frame, this.#context.summaries)) return undefined
    if (!isInPlace && frame.calls.length >= deepestCall) return undefined
    return this.#run(continuedBy(frame, call, callback, isInPlace), entry)
  }
}

const isFollowed = (callback: FunctionNode, { running }: Frame, summaries: StaleContext['summaries']): boolean =>
  !callback.generator && !running.includes(callback) && summaries.matters(callback)

/** Whether a call registers functions that say something about a watched cell: a chain of promises ends with it, or it hands them on. */
export function registers({ program, summaries }: Pick<StaleContext, 'program' | 'summaries'>, call: CallNode): boolean {
  return mattersAtEnd({ program, summaries }, call) || handedAt(program.file, call).some(({ callback }) => summaries.matters(callback))
}

/** Whether a chain of promises ends with this call, and one of its functions says something about a cell that is watched. */
function mattersAtEnd({ program: { file }, summaries }: Pick<StaleContext, 'program' | 'summaries'>, call: CallNode): boolean {
  if (!isContinuing(call) || nextLink(call)) return false
  return linksUpTo(call).some(link => continuationsAt(file, link).some(({ callback }) => summaries.matters(callback)))
}
