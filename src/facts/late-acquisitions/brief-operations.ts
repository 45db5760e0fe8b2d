import { calleeName, enclosingFunction, unwrap, walk, type SourceFile } from '../../source/index.js'
import type { Store } from './stores.js'

/** Calls by which something lasts until it is aborted: `watchFolder(path, { signal })`, `streamEvents(url, signal)`. */
const lasting = /subscri|watch|listen|follow|reconnect|Listener$|Events$|^on(?:ce)?$/i

/**
 * Whether what is stored is the controller of an operation that ends by itself: one that is aborted too late only ends late. What listens
 * under its signal stays, and so does a connection that is made again when it is lost.
 */
export function isOfBriefOperation(file: SourceFile, { value, node }: Store): boolean {
  const held = unwrap(value)
  const variable = held.type === 'Identifier' ? file.scopes.variable(held) : undefined
  const made = unwrap((variable && file.scopes.initial(variable)?.value) ?? held)
  if (made.type !== 'NewExpression' || calleeName(made) !== 'AbortController') return false
  let listens = false
  walk(enclosingFunction(node), file.code.visitorKeys, inner => {
    listens ||= inner.type === 'CallExpression' && lasting.test(calleeName(inner) ?? '')
    return !listens
  })
  return !listens
}
