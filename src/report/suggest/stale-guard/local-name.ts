import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { reservedWords, type FunctionNode } from '../../../source/index.js'

type Code = Readonly<TSESLint.SourceCode>

/**
 * Chooses a name for a local that holds the value of a cell: the last name of `this.#proc` or `socketRef.current`, or `current…` if
 * that is in use.
 */
export function localName(code: Code, home: FunctionNode, source: string): string | undefined {
  const last = source.split('.').findLast(part => part !== 'current' && part !== 'value') ?? source
  const plain = last.replace(/^[#_$]+/, '').replace(/(?<=\w)Ref$/, '')
  const taken = namesSeenIn(code, home)
  const current = `current${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
  return [plain, current].find(name => /^[A-Za-z$_][\w$]*$/.test(name) && !taken.has(name) && !reservedWords.has(name))
}

const seen = new WeakMap<TSESTree.Node, ReadonlySet<string>>()

/** Returns the names that mean something in the function: declared in it, used by it, or declared around it. */
function namesSeenIn(code: Code, home: FunctionNode): ReadonlySet<string> {
  const known = seen.get(home)
  if (known) return known
  const names = new Set<string>()
  const scope = code.scopeManager?.acquire(home)
  const pending = scope ? [scope] : []
  for (let inner = pending.pop(); inner; inner = pending.pop()) {
    for (const variable of inner.variables) names.add(variable.name)
    for (const reference of inner.references) names.add(reference.identifier.name)
    pending.push(...inner.childScopes)
  }
  for (let outer = scope?.upper; outer; outer = outer.upper) {
    if (outer.type !== 'global' || outer.variables.some(({ defs }) => defs.length > 0)) {
      for (const variable of outer.variables) if (variable.defs.length > 0) names.add(variable.name)
    }
  }
  seen.set(home, names)
  return names
}
