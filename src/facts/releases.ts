import type { TSESTree } from '@typescript-eslint/utils'
import { closers } from '../catalog/releases.js'
import type { Vocabulary } from '../catalog/settings.js'
import type { Point } from '../order/index.js'
import { calleeName, isNullish, receiver, unwrap, type Cell, type SourceFile } from '../source/index.js'
import { isNamed } from './vocabulary.js'

/** A cell that no longer holds its resource behind a point. */
export interface Release {
  readonly cell: Cell
  /** The place that names the cell. */
  readonly node: TSESTree.Node
  /** Whether the cell is emptied; otherwise the resource in it is ended, which counts under `strict` only. */
  readonly empties: boolean
}

/** What a point releases. */
export function releaseAt(file: SourceFile, point: Point, vocabulary: Vocabulary): Release | undefined {
  switch (point.kind) {
    case 'write':
      return isNullish(point.write.value) ? emptied(file, point.write.target) : undefined
    case 'delete':
      return emptied(file, point.target)
    case 'call': {
      const call = point.node
      if (call.type !== 'CallExpression') return undefined
      const named = isNamed(file, call, vocabulary.release)
      if (!named && !closers.has(calleeName(call) ?? '')) return undefined
      const resource = receiver(call)
      const cell = resource && file.cells.carriedBy(resource)
      return cell && { cell, node: unwrap(resource), empties: named }
    }
    default:
      return undefined
  }
}

/** What an assignment or a `delete` makes of its target: a written value is read with `valueWritten`. */
function emptied(file: SourceFile, target: TSESTree.Node): Release | undefined {
  const cell = file.cells.at(target)
  return cell && { cell, node: unwrap(target), empties: true }
}
