import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'
import type { Mask, Point } from '../../order/index.js'
import { isDereferenced, unwrap } from '../../source/index.js'

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

