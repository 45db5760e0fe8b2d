import type { TSESTree } from '@typescript-eslint/utils'
import type { Vocabulary } from '../../../catalog/settings.js'
import type { Mask, Point, Write } from '../../../order/index.js'
import { isFunction, isNullish, type CallNode } from '../../../source/index.js'
import type { Lifetimes } from '../lifetimes.js'
import { deferredAt } from '../deferrals.js'
import { releaseAt, type Scope } from '../releases.js'
import type { Statuses } from './statuses.js'

/** The points that can change where a judged lifetime stands, or that fail in another way than their kind tells. */
export function teardownMask(lifetimes: Lifetimes, statuses: Statuses, vocabulary: Vocabulary, scope: Scope): Mask {
  const { program } = lifetimes
  const { file } = program
  const releases = (point: Point): boolean => {
    const cell = releaseAt(file, point, vocabulary, scope)?.cell
    return cell !== undefined && statuses.concern(cell)
  }
  return {
    wants(point) {
      switch (point.kind) {
        case 'read':
          return isOfSettlingWait(lifetimes, point.node)
        case 'write':
          return doesWriteMatter(lifetimes, statuses, point.write)
        case 'delete':
          return releases(point)
        case 'function':
          return !program.runsHere(point.node) && lifetimes.handledBy(point.node).size > 0
        case 'call':
          return isOfSettlingWait(lifetimes, point.node) || releases(point)
            || (point.node.type !== 'TaggedTemplateExpression' && doesSomething(lifetimes, point.node))
        default:
          return true
      }
    },
  }
}

/** Whether a write empties, fills or flags a cell of a judged lifetime, or takes a handler off. */
function doesWriteMatter({ program, cancels }: Lifetimes, statuses: Statuses, { target, value }: Write): boolean {
  const cell = program.file.cells.at(target)
  return (cell !== undefined && statuses.concern(cell)) || (isNullish(value) && cancels.atWrite(target).length > 0)
}

/** Whether a call runs, cancels, starts or hands on something that the owner has. */
function doesSomething(lifetimes: Lifetimes, call: CallNode): boolean {
  const { program: { file }, cancels } = lifetimes
  return file.calls.targets(call).length > 0 || file.runBy(call).length > 0
    || cancels.at(call).length > 0 || cancels.listenersRunBy(call).length > 0 || lifetimes.startedBy(call).length > 0
    || call.arguments.some(argument => argument.type === 'MemberExpression' && file.calls.functions(argument).length > 0)
    || file.disposals.atCall(call).length > 0
    || deferredAt(file, call).some(({ callback }) => lifetimes.concerns(callback))
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
