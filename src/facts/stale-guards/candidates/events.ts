import type { TSESTree } from '@typescript-eslint/utils'
import { later, momentOf, steps, type Event } from '../../../order/index.js'
import { isFunction, isInFinally, isNullish, keyName, unwrap, wrapped, type Cell } from '../../../source/index.js'
import type { Mention } from '../../../model/cells/mentions.js'
import type { Program } from '../../../model/program.js'
import type { Signs } from '../clears/signs.js'
import { asserts } from '../../../model/cells/tests.js'
import { relies } from '../uses.js'
import { isHandle, isMadeOf } from '../writes.js'

/**
 * What a stale use asks for: that somebody may have emptied the cell during the wait; or not even that, as where a run overwrites it.
 * Of an entry of a container the text does not tell looks from uses: it is kept in locals.
 */
export type Need = 'clear' | 'nothing' | 'entry'

/** The cells of which a use may be stale. */
export interface Prospects {
  /** Those that somebody empties. */
  readonly emptied: ReadonlySet<Cell>
  /** Those whose resource somebody ends. */
  readonly ended: ReadonlySet<Cell>
  readonly signs: Signs
}

/** What may happen where a cell is mentioned; `use`: what may be stale there. */
export interface MentionEvent extends Event {
  readonly use?: TSESTree.Node
}

/** What may happen where a cell is mentioned: a look or a write that is believed, or a use that may be stale. */
export function eventsOf(program: Program, { emptied, ended }: Prospects, { node, cell }: Mention, need: Need): readonly MentionEvent[] {
  if (need === 'entry') return [{ moment: momentOf(node), steps: steps.first | steps.third }]
  const write = writeAt(node)
  if (write) {
    const stored = momentOf(write.node, later.stores)
    // `this.session ??= await open()` asks first.
    const believed: MentionEvent[] = write.isEmpty ? []
      : [{ moment: momentOf(node), steps: steps.first }, { moment: stored, steps: steps.first }]
    const mayLose = need === 'clear' ? emptied.has(cell) && (write.isEmpty ? isInFinally(write.node) : mayRevive(program, write, cell))
      : ended.has(cell) && (write.isEmpty ? isInFinally(write.node) : !write.value || isHandle(program, write.value))
    return mayLose ? [...believed, { moment: stored, steps: steps.third, use: write.node }] : believed
  }
  const found: MentionEvent[] = isAsked(node) ? [{ moment: momentOf(node), steps: steps.first }] : []
  if (need === 'nothing' || !emptied.has(cell)) return found
  if (relies(node)) found.push({ moment: momentOf(node), steps: steps.third, use: node })
  const copy = copyAround(node)
  if (copy) found.push({ moment: momentOf(copy, later.stores), steps: steps.third, use: copy })
  return found
}

const mayRevive = (program: Program, { value }: WriteAt, cell: Cell): boolean => !value || isMadeOf(program, value, cell, Infinity)

/** What a pattern takes may be looked at, or fail in a cell's stead: `const { proc } = this`. */
export function eventsOfPattern(pattern: TSESTree.ObjectPattern, { emptied, ended }: Prospects): readonly (readonly [Cell, Event])[] {
  const names = namesIn(pattern)
  return [...new Set([...emptied, ...ended])].filter(({ path }) => names.has(path.at(-1) ?? '')).map(cell =>
    [cell, { moment: momentOf(pattern.parent, later.stores), steps: steps.first | steps.third }])
}

/** The names that a pattern takes, however deep. */
function namesIn(pattern: TSESTree.ObjectPattern): ReadonlySet<string> {
  const found = new Set<string>()
  const pending: TSESTree.Node[] = [pattern]
  for (let node = pending.pop(); node; node = pending.pop()) {
    switch (node.type) {
      case 'AssignmentPattern':
        pending.push(node.left)
        break
      case 'RestElement':
        pending.push(node.argument)
        break
      case 'ArrayPattern':
        for (const element of node.elements) if (element) pending.push(element)
        break
      case 'ObjectPattern':
        pending.push(...node.properties)
        break
      case 'Property':
        found.add(keyName(node) ?? '')
        pending.push(node.value)
        break
      default:
    }
  }
  return found
}

interface WriteAt {
  readonly node: TSESTree.Node
  /** What is written, where that stands there. */
  readonly value: TSESTree.Node | undefined
  /** Whether that is nothing. */
  readonly isEmpty: boolean
}

/** What is written to a place that is a target. */
function writeAt(place: TSESTree.Node): WriteAt | undefined {
  const node = wrapped(place)
  const { parent } = node
  const write = (value?: TSESTree.Node | null, isEmpty = isNullish(value)): WriteAt | undefined =>
    parent && { node: parent, value: value ?? undefined, isEmpty }
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left === node ? write(parent.right) : undefined
    case 'VariableDeclarator':
      return parent.id === node ? write(parent.init) : undefined
    case 'UnaryExpression':
      return parent.operator === 'delete' ? write(undefined, true) : undefined
    case 'AssignmentPattern':
      return parent.left === node ? write() : undefined
    case 'Property':
      return parent.parent.type === 'ObjectPattern' && parent.value === node ? write() : undefined
    case 'ArrayPattern':
    case 'RestElement':
      return write()
    default:
      return undefined
  }
}

/** What stands between a place and the statement that it is part of, without anything being asked of it. */
const unasking: ReadonlySet<string> = new Set([
  'MemberExpression', 'CallExpression', 'NewExpression', 'AwaitExpression', 'ChainExpression', 'TSNonNullExpression', 'TSAsExpression',
  'SpreadElement', 'ObjectExpression', 'ArrayExpression', 'Property', 'TemplateLiteral', 'UpdateExpression',
])

/**
 * Whether control, or a local, may depend on what is seen at a place. Behind `this.session?.end()` nobody knows any more whether it was
 * there; only a wait within the chain comes between the two.
 */
export function isAsked(place: TSESTree.Node): boolean {
  let chain: TSESTree.Node | undefined
  for (let at = place.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'ExpressionStatement' || at.type === 'ThrowStatement') return chain !== undefined && mayWaitIn(chain)
    if ((at.type === 'MemberExpression' || at.type === 'CallExpression') && at.optional) chain = at
    if (at.type === 'ChainExpression' && chain) chain = at
    if (!unasking.has(at.type) || (at.type === 'CallExpression' && asserts(at))) return true
  }
  return true
}

/** Whether anything that is handed on in a chain of calls waits. */
function mayWaitIn(chain: TSESTree.Node): boolean {
  let at = chain
  for (;;) {
    switch (at.type) {
      case 'ChainExpression':
      case 'TSNonNullExpression':
        at = at.expression
        break
      case 'MemberExpression':
        if (at.computed && at.property.type !== 'Literal') return true
        at = at.object
        break
      case 'CallExpression':
        if (at.arguments.some(argument => !isPlain(argument))) return true
        at = at.callee
        break
      default:
        return false
    }
  }
}

/** What is there without a wait: a name, a literal, a function. */
function isPlain(argument: TSESTree.Node): boolean {
  const node = unwrap(argument)
  return node.type === 'Identifier' || node.type === 'Literal' || node.type === 'ThisExpression' || isFunction(node)
    || (node.type === 'MemberExpression' && !node.computed && isPlain(node.object))
}

/** Whether a cell is emptied at a place that a function comes to however it ends. */
export function isEmptiedAtEnd(node: TSESTree.Node): boolean {
  const write = writeAt(node)
  return (!write || write.isEmpty) && isInFinally(node)
}

/** `const proc = this.#proc`, also as part of a value: the local fails in the cell's stead. */
function copyAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at
    if (parent.type === 'VariableDeclarator' || parent.type === 'AssignmentExpression') return parent
    if (/Statement$/.test(parent.type)) return undefined
  }
  return undefined
}
