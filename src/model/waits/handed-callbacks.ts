import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isFunction, unwrap, type CallNode, type FunctionNode, type SourceFile } from '../../source/index.js'
import { awaitsIn, isAwaited } from './awaits.js'
import { isContinuationIn, isContinuing, promiseBehind, registrationOf, type Registration } from './continuations.js'

/** A callback that is written where another function runs it: `await this.#locked(async () => { … })`. */
interface HandedCallback {
  readonly callback: FunctionNode
  /** What that function waits for before it runs the callback, on some way; nothing where it runs it at once. */
  readonly behind: readonly TSESTree.Node[]
}

const known = new WeakMap<CallNode, readonly HandedCallback[]>()
const none: readonly never[] = []

/**
 * The callbacks of a call that the own function which it calls runs, and async functions that start here and go on by themselves:
 *
 *     await Promise.all(jobs.map(async job => { … }))            void (async () => { … })()
 */
export function handedAt(file: SourceFile, call: CallNode): readonly HandedCallback[] {
  if (call.type !== 'CallExpression') return none
  const callee = unwrap(call.callee)
  if (isFunction(callee) ? !callee.async || isAwaited(call) : !call.arguments.some(argument => isFunction(argument))) return none
  const before = known.get(call)
  if (before) return before
  const started = isFunction(callee) ? [callee] : file.calls.runsAtOnce(call).filter(callback => callback.async)
  const found = started.length > 0 ? started.map(callback => ({ callback, behind: none })) : givenTo(file, call)
  known.set(call, found)
  return found
}

function givenTo(file: SourceFile, call: TSESTree.CallExpression): readonly HandedCallback[] {
  const [target, ...others] = file.calls.targets(call)
  return !target || others.length > 0 ? none : call.arguments.flatMap((callback, index): HandedCallback[] => {
    const behind = isFunction(callback) ? waitsBefore(file, target, index) : undefined
    return isFunction(callback) && behind ? [{ callback, behind }] : []
  })
}

const ofFile = new WeakMap<SourceFile, readonly (Registration & HandedCallback)[]>()

/** Every callback that own functions of the file run, with the function that hands it on. Worked out once. */
export function handed(file: SourceFile): readonly (Registration & HandedCallback)[] {
  const found = ofFile.get(file) ?? file.callNodes.flatMap(call =>
    handedAt(file, call).map(callback => ({ ...callback, call, by: enclosingFunction(call), isInPlace: true })))
  ofFile.set(file, found)
  return found
}

/** What a function waits for before it runs the one that it is given; undefined where it does something else with it. */
function waitsBefore(file: SourceFile, target: FunctionNode, index: number): readonly TSESTree.Node[] | undefined {
  const param = target.params[index]
  const variable = param?.type === 'Identifier' && !target.generator ? file.scopes.variable(param) : undefined
  if (!variable || variable.references.length === 0) return undefined
  const found: TSESTree.Node[] = []
  for (const { identifier } of variable.references) {
    const run = identifier.parent
    if (run.type !== 'CallExpression' || (run.callee !== identifier && !isContinuing(run))) return undefined
    const home = enclosingFunction(run)
    if (!isFunction(home) || !isContinuationIn(home, target)) return undefined
    found.push(...promisesAround(file, run, target))
    found.push(...awaitsIn(file, target).filter(wait => enclosingFunction(wait) === target && wait.range[1] <= run.range[0]))
  }
  return found
}

/** The promises that a call stands behind, in its function and those around it. */
function promisesAround(file: SourceFile, run: TSESTree.CallExpression, target: FunctionNode): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = []
  let at: TSESTree.Node | undefined = isContinuing(run) ? run : undefined
  for (let home = enclosingFunction(run); ; home = enclosingFunction(home)) {
    const on = at && isContinuing(at) ? unwrap(at.callee) : undefined
    if (on?.type === 'MemberExpression') found.push(promiseBehind(file, on.object))
    if (home === target || !isFunction(home)) return found
    at = registrationOf(home)
  }
}
