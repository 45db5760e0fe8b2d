import type { TSESTree } from '@typescript-eslint/utils'
import { collectionAdders, emitters, endingNames } from '../../catalog/cancels.js'
import { lookups, onlookers } from '../../catalog/onlookers.js'
import { calleeName, receiver, wrapped, type SourceFile } from '../../source/index.js'

/**
 * Whether a resource is given to somebody's method here, to work with: `editor.setDecorations(this.#tip, ranges)`. Not to own
 * functions, which show by themselves what they do with it; not to collections, listeners and logs; not in order to get rid of it.
 */
export function isHandedOn(file: SourceFile, resource: TSESTree.Node): boolean {
  const place = wrapped(resource)
  const call = place.parent
  if (call?.type !== 'CallExpression' || call.callee === place || !receiver(call)) return false
  const name = calleeName(call) ?? ''
  const isIdle = [collectionAdders, lookups, emitters, onlookers].some(names => names.has(name)) || endingNames.test(name)
  return !isIdle && file.calls.targets(call).length === 0
}
