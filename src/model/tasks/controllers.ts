import type { TSESTree } from '@typescript-eslint/utils'
import { timers } from '../../catalog/tasks.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, memberName, receiver, unwrap, type CallNode, type SourceFile,
} from '../../source/index.js'
import { handleOf, restingPlaces, type Handle } from './handles.js'
import type { Signal } from './signal.js'

/** What is known of one `new AbortController()`, or of one that comes from elsewhere. */
interface Controller {
  readonly made: readonly CallNode[]
  readonly aborts: readonly CallNode[]
  /** Whether it, not only its signal, goes where we cannot see. */
  readonly escapes: boolean
}

/** Answers who aborts the signal of a controller. */
export class Controllers {
  readonly #file: SourceFile
  readonly #signals: (signal: TSESTree.Node) => readonly Signal[]
  readonly #made = new Map<Handle, CallNode[]>()
  readonly #groups = new Map<CallNode, readonly Handle[]>()
  readonly #aborts = new Map<Handle, CallNode[]>()

  constructor(file: SourceFile, signals: (signal: TSESTree.Node) => readonly Signal[]) {
    this.#file = file
    this.#signals = signals
    for (const call of file.callNodes) {
      if (call.type === 'NewExpression' && /AbortController$|^CancellationTokenSource$/.test(calleeName(call) ?? '')) {
        const places = restingPlaces(file, call)
        this.#groups.set(call, places)
        for (const place of places) this.#made.set(place, [...this.#made.get(place) ?? [], call])
      }
      const on = receiver(call)
      const handle = on && isAbort(call) ? handleOf(file, on) : undefined
      if (handle) this.#aborts.set(handle, [...this.#aborts.get(handle) ?? [], call])
    }
  }

  /** The signal of what `object` denotes, undefined where that is no controller. */
  signalOf(object: TSESTree.Node, use: TSESTree.Node): readonly Signal[] | undefined {
    const node = unwrap(object)
    if (node.type === 'NewExpression') return [{ origin: 'self', root: undefined }]
    const handle = handleOf(this.#file, node)
    if (!handle) return undefined
    const made = this.#made.get(handle)
    if (!made && !/controller|abort|^ac$|cancel|tokenSource/i.test(handle.name)) return undefined
    if (!made) return this.#foreign(handle, use)
    if (/timeout|deadline/i.test(handle.name)) return [{ origin: 'self', root: handle }]
    const controller = this.#controller(handle, made)
    if (controller.aborts.length === 0 && !controller.escapes) return [{ origin: 'self', root: undefined }]
    const signals = controller.aborts.flatMap(abort => this.#aborted(abort, handle, use))
    const isAbortedElsewhere = controller.escapes && signals.every(({ origin }) => origin === 'self')
    return isAbortedElsewhere ? [...signals, { origin: 'owner', root: handle }] : signals
  }

  /** A controller from elsewhere: whoever gave it aborts it, unless this very function does. */
  #foreign(handle: Handle, use: TSESTree.Node): readonly Signal[] {
    const home = enclosingFunction(use)
    const isOwn = (this.#aborts.get(handle) ?? []).some(abort => enclosingFunction(abort) === home)
    return [isOwn ? { origin: 'self', root: handle } : { origin: 'path' in handle ? 'owner' : 'caller', root: handle }]
  }

  #controller(handle: Handle, made: readonly CallNode[]): Controller {
    const places = new Set([handle, ...made.flatMap(call => this.#groups.get(call) ?? [])])
    const aborts = [...places].flatMap(place => this.#aborts.get(place) ?? [])
    const escapes = [...places].some(place => !('path' in place) && place.references.some(({ identifier }) => isHandedOn(identifier)))
    return { made, aborts, escapes }
  }

  #aborted(abort: CallNode, handle: Handle, use: TSESTree.Node): readonly Signal[] {
    const home = enclosingFunction(abort)
    if (isFunction(home)) {
      const { parent } = home
      const starter = parent.type === 'CallExpression' ? parent : this.#giver(home)
      const [event] = starter?.arguments ?? []
      if (starter && timers.has(calleeName(starter) ?? '')) return [{ origin: 'self', root: handle }]
      const source = starter && receiver(starter)
      if (source && event?.type === 'Literal' && event.value === 'abort') return this.#signals(source)
    }
    const isOwn = enclosingFunction(use) === home || this.#isOwnStep(home, handle, use) || this.#isLeftToCallee(home, handle, use)
    return [isOwn ? { origin: 'self', root: handle } : { origin: 'owner', root: handle }]
  }

  /** A function inside the one that made the controller, which nothing but that one calls. */
  #isOwnStep(home: TSESTree.Node, handle: Handle, use: TSESTree.Node): boolean {
    if (!isFunction(home) || 'path' in handle || !handle.identifiers[0]) return false
    const maker = enclosingFunction(handle.identifiers[0])
    const calls = this.#file.callsTo(home)
    return maker === enclosingFunction(use) && calls.length > 0 && calls.every(call => isInside(call, maker))
  }

  /** `step.run({ abort: () => controller.abort(), signal: controller.signal })`: the callee that gets the signal aborts it itself. */
  #isLeftToCallee(home: TSESTree.Node, handle: Handle, use: TSESTree.Node): boolean {
    if (!isFunction(home) || 'path' in handle || !handle.identifiers[0]) return false
    const maker = enclosingFunction(handle.identifiers[0])
    return maker === enclosingFunction(use) && maker === enclosingFunction(home) && callWith(use) !== undefined
      && callWith(use) === callWith(home)
  }

  /** The call that a named function is given to: `signal.addEventListener('abort', onAbort)`. */
  #giver(home: TSESTree.Node): TSESTree.CallExpression | undefined {
    this.#givers ??= this.#findGivers()
    return this.#givers.get(home)
  }

  #givers: ReadonlyMap<TSESTree.Node, TSESTree.CallExpression> | undefined

  #findGivers(): ReadonlyMap<TSESTree.Node, TSESTree.CallExpression> {
    const givers = new Map<TSESTree.Node, TSESTree.CallExpression>()
    for (const call of this.#file.callNodes) {
      const name = calleeName(call) ?? ''
      if (call.type !== 'CallExpression' || !(timers.has(name) || name === 'addEventListener')) continue
      for (const argument of call.arguments) {
        for (const given of argument.type === 'Identifier' ? this.#file.calls.functions(argument) : []) {
          if (!givers.has(given)) givers.set(given, call)
        }
      }
    }
    return givers
  }
}

/** `controller.abort()`; a source of tokens is cancelled, or disposed of with `true`. */
function isAbort(call: CallNode): boolean {
  const name = calleeName(call)
  const [cancels] = call.arguments
  return name === 'abort' || name === 'cancel' || (name === 'dispose' && cancels?.type === 'Literal' && cancels.value === true)
}

/** The call that something is written into as an argument, or into an object that is one. */
function callWith(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  for (let below = node, at = node.parent; at && !isFunction(at); below = at, at = at.parent) {
    if (at.type === 'CallExpression') return at.callee === below ? undefined : at
  }
  return undefined
}

/** Whether the object itself, not a member of it, is given away. */
function isHandedOn(identifier: TSESTree.Node): boolean {
  const { parent } = identifier
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== identifier
    case 'ReturnStatement':
    case 'ArrayExpression':
    case 'YieldExpression':
      return true
    case 'Property':
      return parent.value === identifier && parent.parent.type === 'ObjectExpression'
    case 'AssignmentExpression':
      return parent.right === identifier && parent.left.type === 'MemberExpression' && memberName(parent.left) !== undefined
    default:
      return false
  }
}
