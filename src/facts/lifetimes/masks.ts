import type { TSESTree } from '@typescript-eslint/utils'
import type { Vocabulary } from '../../catalog/settings.js'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'
import type { Mask, Point } from '../../order/index.js'
import { isDereferenced, isFunction, isNullish, unwrap, type CallNode } from '../../source/index.js'
import type { Lifetimes } from './lifetimes.js'
import { releaseAt } from './releases.js'

/** The points that can change where any lifetime of the file stands, or that fail in another way than their kind tells. */
export function teardownMask(lifetimes: Lifetimes, vocabulary: Vocabulary): Mask {
  const { program } = lifetimes
  const { file } = program
  return {
    wants(point) {
      switch (point.kind) {
        case 'read':
          return isOfSettlingWait(lifetimes, point.node)
        case 'write':
          return isNullish(point.write.value) || file.cells.at(point.write.target) !== undefined
        case 'delete':
          return releaseAt(file, point, vocabulary) !== undefined
        case 'function':
          return !program.runsHere(point.node) && lifetimes.handledBy(point.node).size > 0
        case 'call':
          return isOfSettlingWait(lifetimes, point.node) || releaseAt(file, point, vocabulary) !== undefined
            || (point.node.type !== 'TaggedTemplateExpression' && doesSomething(lifetimes, point.node))
        default:
          return true
      }
    },
  }
}

/** Whether a call runs, cancels, starts or hands on something that the owner has. */
function doesSomething(lifetimes: Lifetimes, call: CallNode): boolean {
  const { program: { file }, cancels } = lifetimes
  return file.calls.targets(call).length > 0 || file.runBy(call).length > 0
    || cancels.at(call).length > 0 || cancels.listenersRunBy(call).length > 0 || lifetimes.startedBy(call).length > 0
    || call.arguments.some(argument => argument.type === 'MemberExpression' && file.calls.functions(argument).length > 0)
    || file.disposals.atCall(call).length > 0
}

/** Whether a place is part of what a task is waited for with: `await Promise.race([this.#task, pause(1000)])`. */
export function isOfSettlingWait(lifetimes: Lifetimes, node: TSESTree.Node): boolean {
  const wait = awaitAround(node)
  return wait !== undefined && lifetimes.cancels.settledBy(wait.argument).length > 0
}

/** The innermost await whose operand this is part of. */
function awaitAround(node: TSESTree.Node): TSESTree.AwaitExpression | undefined {
  for (let at = node.parent; at && !isFunction(at) && !/Statement$|Declaration$/.test(at.type); at = at.parent) {
    if (at.type === 'AwaitExpression') return at
  }
  return undefined
}

const masks = new WeakMap<Program, Map<boolean, Mask>>()

/** The points that matter to the code of a task; the same mask for all tasks that are promises, and for all others. */
export function consumptionMask(program: Program, { kind }: Task): Mask {
  const known = masks.get(program) ?? new Map<boolean, Mask>()
  masks.set(program, known)
  const isPromise = kind === 'promise'
  const mask = known.get(isPromise) ?? { wants: point => isWanted(program, isPromise, point) }
  known.set(isPromise, mask)
  return mask
}

function isWanted(program: Program, isPromise: boolean, point: Point): boolean {
  const { file } = program
  const isCopy = (node: TSESTree.Node): boolean => {
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    return variable !== undefined && file.cells.copiedFrom(variable) !== undefined
  }
  switch (point.kind) {
    case 'yield':
      return true
    case 'read': {
      const { node } = point
      return file.cells.at(node) !== undefined || (isDereferenced(node) && isCopy(node))
        || (node.type === 'MemberExpression' && file.calls.getters(node).length > 0)
    }
    case 'write': {
      const target = unwrap(point.write.target)
      return file.cells.at(target) !== undefined || isCopy(target)
    }
    case 'call':
      return point.node.type !== 'TaggedTemplateExpression' && file.runBy(point.node).length > 0
    case 'function':
      return isPromise && !program.runsInPlace(point.node) && !program.taskCallbacks.has(point.node)
    default:
      return false
  }
}

