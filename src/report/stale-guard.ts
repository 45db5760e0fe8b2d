import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, LateLock, StaleGuard } from '../facts/index.js'
import { calleeName, isDereferenced, isInside, isNullish, unwrap, wrapped } from '../source/index.js'
import { cellText } from './cell-text.js'
import { functionOnLine, functionText, lineOf, tight } from './phrase.js'

/** Returns the data of a message about a use that relies on a guard from before a wait. */
export function staleGuardData(facts: Facts, stale: StaleGuard): Record<string, string> {
  const { cell, guard, by, sign, yield: gap, clear, home, use, usedAt, adder } = stale
  const wait = waitText(gap)
  const line = lineOf(gap, use)
  return {
    cell: cellText(facts, cell, use),
    guarded: sign ? `covered by the ${isDereferenced(guard) ? 'use' : 'check'} of \`${cellText(facts, sign, use)}\``
      : by === 'test' ? 'checked' : by === 'use' ? 'used' : 'set',
    guard: lineOf(guard, use),
    during: isCode(wait) ? `during the ${wait} on ${line}` : `before the ${wait} on ${line} settles`,
    wait: isCode(wait) ? wait : 'wait',
    writer: clear?.kind === 'unmounts' ? unmountText(clear.node, use) : functionOnLine(clear?.home ?? home, clear?.node ?? use, use),
    clear: clear ? clearText(clear) : 'replace it',
    run: functionText(clear?.home ?? home),
    adder: adder ? functionOnLine(adder, adder, use) : '',
    use: usedAt === use || isInside(usedAt, use) ? 'this use' : `its use on ${lineOf(usedAt, use)}`,
    end: endOf(usedAt),
  }
}

/** Returns the data of a message about a lock that is taken too late. */
export const lateLockData = ({ code }: Facts, { set, test, wait, home }: LateLock): Record<string, string> => ({
  place: code.getText(set.left),
  run: functionText(home),
  guard: lineOf(test, set.left),
  line: lineOf(wait, set.left),
})

type Write = NonNullable<StaleGuard['clear']>

/** Says what a write does to a cell, after "may": `set it to null`, `delete it`, `replace it`. */
function clearText({ kind, node, value }: Write): string {
  if (kind === 'replaces') return 'replace it'
  if (kind === 'unmounts') return 'set it to null'
  if (node.type === 'UnaryExpression') return 'delete it'
  if (node.type === 'CallExpression') return calleeName(node) === 'clear' ? 'clear it' : 'delete it'
  if (!isNullish(value)) return 'clear it'
  const written = value && unwrap(value)
  return written?.type === 'Literal' ? 'set it to null' : 'set it to undefined'
}

/** Names an unmount by its element, where the file shows that. */
const unmountText = (place: TSESTree.Node, use: TSESTree.Node): string =>
  place.type === 'MemberExpression' || place.type === 'CallExpression' ? 'the unmount of its element'
    : `the unmount of the element on ${lineOf(place, use)}`

const isCode = (text: string): boolean => text.startsWith('`')

/** Names what the code waits for: the keyword, or the promise of a `.then()` chain. */
function waitText(node: TSESTree.Node): string {
  switch (node.type) {
    case 'ForOfStatement': return '`for await`'
    case 'YieldExpression': return '`yield`'
    case 'ReturnStatement': return '`return`'
    case 'MemberExpression':
    case 'Identifier': return 'promise'
    case 'CallExpression': return wrapped(node).parent?.type === 'AwaitExpression' ? '`await`' : 'promise'
    case 'VariableDeclaration': return '`await using`'
    default: return '`await`'
  }
}

/** Says how a lost value should have ended: a timer is cleared, a subscription removed, anything else closed. */
function endOf(use: TSESTree.Node): string {
  const filled = use.type === 'CallExpression' && calleeName(use) === 'set' ? use.arguments[1] : undefined
  const value = filled ? unwrap(filled) : use.type === 'AssignmentExpression' ? unwrap(use.right) : use
  const name = value.type === 'CallExpression' ? calleeName(value) ?? '' : ''
  if (/^set(?:Interval|Timeout|Immediate)$|^request[A-Z]/.test(name)) return 'cleared'
  return /^(?:on|add|subscribe)/.test(name) ? 'removed' : 'closed'
}

/** Returns the narrowest node to underline: of a call, the callee; of an assignment, its target. */
export function tightUse({ use }: StaleGuard): TSESTree.Node {
  return use.type === 'AssignmentExpression' ? use.left : tight(use)
}
