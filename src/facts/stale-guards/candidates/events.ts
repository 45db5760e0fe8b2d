import type { TSESTree } from '@typescript-eslint/utils'
import { later, momentOf, steps, type Event } from '../../../order/index.js'
import { isDereferenced, isFunction, isInFinally, isNullish, unwrap, wrapped, type Cell, type SourceFile } from '../../../source/index.js'
import { copyOf } from '../../../model/cells/copies.js'
import type { Mention } from '../../../model/cells/mentions.js'
import type { Program } from '../../../model/program.js'
import type { Signs } from '../clears/signs.js'
import { asserts } from '../../../model/cells/tests.js'
import { relies, useBehind } from '../uses.js'
import { isHandle, isMadeOf, isResource } from '../writes.js'

/**
 * What a stale use asks for: that somebody may have emptied the cell during the wait; or not even that, as where a run overwrites it.
 * Of an entry of a container the text does not tell looks from uses: it is kept in locals.
 */
export type Need = 'clear' | 'nothing' | 'entry'

/** The cells of which a use may be stale. */
export interface Prospects {
  /** Where these cells are mentioned. */
  readonly mentions: readonly Mention[]
  /** Those that somebody empties. */
  readonly emptied: ReadonlySet<Cell>
  /** Those whose resource somebody ends. */
  readonly ended: ReadonlySet<Cell>
  /** Those that a run may empty as its last act, when they hold another run's by then. */
  readonly clearedAtEnd: ReadonlySet<Cell>
  readonly signs: Signs
}

/** What may happen where a cell is mentioned; `use`: what may be stale there. */
export interface MentionEvent extends Event {
  readonly use?: TSESTree.Node
}

/**
 * What may happen where a cell is mentioned: a look or a write that is believed, or a use that may be stale.
 *
 * @param uses those that `usesOf` has found there
 */
export function eventsOf(
  program: Program, prospects: Prospects, mention: Mention, need: Need, uses: readonly MentionEvent[],
): readonly MentionEvent[] {
  const { node, cell } = mention
  if (need === 'entry') return [{ moment: momentOf(node), steps: uses.length > 0 ? looked | used : looked }]
  const write = writeAt(node)
  if (!write) return isLook(program.file, node, need) ? [{ moment: momentOf(node), steps: looked }, ...uses] : uses
  // What a run has set counts for those only who empty the cell.
  const isBelieved = !write.isEmpty && (need === 'clear' || prospects.clearedAtEnd.has(cell))
  const believed: MentionEvent[] = isBelieved || asksFirst(write.node) ? [{ moment: momentOf(node), steps: looked }] : []
  if (isBelieved) believed.push({ moment: momentOf(write.node, later.stores), steps: looked })
  return [...believed, ...uses]
}

/** What may be stale where a cell is mentioned. */
export function usesOf(program: Program, prospects: Prospects, { node, cell }: Mention, need: Need): readonly MentionEvent[] {
  const { emptied, ended } = prospects
  if (need === 'entry') return mayLoseEntry(program, prospects, node, cell) ? [{ moment: momentOf(node), steps: used }] : []
  const write = writeAt(node)
  if (write) {
    const mayLose = need === 'clear' ? emptied.has(cell) && (write.isEmpty ? isInFinally(write.node) : mayRevive(program, write, cell))
      : ended.has(cell) && (write.isEmpty ? isInFinally(write.node) : !write.value || isHandle(program, write.value))
    return mayLose ? [{ moment: momentOf(write.node, later.stores), steps: used, use: write.node }] : []
  }
  if (need === 'nothing' || !emptied.has(cell)) return []
  const found: MentionEvent[] = mayFail(program, node) ? [{ moment: momentOf(node), steps: used, use: node }] : []
  const copy = copyAt(program.file, node, cell)
  return copy ? [...found, { moment: momentOf(copy, later.stores), steps: used, use: copy }] : found
}

const { first: looked, third: used } = steps

/** Whether something may be told of the cell where it is read: by a test of the place, or of the local that takes what it holds. */
function isLook(file: SourceFile, node: TSESTree.Node, need: Need): boolean {
  // What is read through is there: only who finds nothing fills the cell over another run's head.
  if (!isAsked(node) || (need === 'nothing' && isDereferenced(node))) return false
  const { parent } = wrapped(node)
  const isTaken = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' && isDeclaredOnce(file, parent.id)
  const local = isTaken ? file.scopes.variable(parent.id) : undefined
  return !local || local.references.some(({ init, identifier }) => init !== true && isLook(file, identifier, need))
}

/** Whether a local keeps what it is given where it is declared. */
function isDeclaredOnce(file: SourceFile, name: TSESTree.Identifier): boolean {
  const variable = file.scopes.variable(name)
  return variable?.references.every(reference => !reference.isWrite() || reference.init === true) ?? false
}

const mayRevive = (program: Program, { value }: WriteAt, cell: Cell): boolean => !value || isMadeOf(program, value, cell, Infinity)

/** `this.session ??= await open()` */
const asksFirst = (write: TSESTree.Node): boolean => write.type === 'AssignmentExpression' && write.operator !== '='

/** Whether a use may be stale where an entry of a container is mentioned. */
function mayLoseEntry(program: Program, { ended }: Prospects, node: TSESTree.Node, cell: Cell): boolean {
  const write = entryWriteAt(program.file, node) ?? writeAt(node)
  if (!write) return mayFail(program, node) || copyAt(program.file, node, cell) !== undefined
  if (write.isEmpty) return isInFinally(node)
  return !write.value || isResource(program, write.value, cell, ended.has(cell)) || mayRevive(program, write, cell)
}

/** What a call fills an entry of a container with, or drops there. */
function entryWriteAt(file: SourceFile, node: TSESTree.Node): WriteAt | undefined {
  const entry = file.entries.at(node)
  if (entry?.does !== 'fill' && entry?.does !== 'drop') return undefined
  return { node, value: entry.value, isEmpty: entry.does === 'drop' || isNullish(entry.value) }
}

/** Whether the program fails where a cell is read that is empty, as far as types tell. */
function mayFail({ file: { types } }: Program, node: TSESTree.Node): boolean {
  return relies(node) && !types.isReadonly(node) && !types.isNeverEmpty(node)
}

/** What a pattern takes from a cell may be looked at, or fail in the cell's stead: `const { proc } = this`. */
export function eventsOfPattern(
  { file }: Program, pattern: TSESTree.ObjectPattern, { emptied, ended }: Prospects,
): readonly (readonly [Cell, Event])[] {
  const taken = namesIn(pattern).flatMap(name => {
    const variable = file.scopes.variable(name)
    const cell = variable && copyOf(file, variable, name)?.cell
    return cell && (emptied.has(cell) || ended.has(cell)) ? [cell] : []
  })
  return [...new Set(taken)].map(cell => [cell, { moment: momentOf(pattern.parent, later.stores), steps: looked | used }])
}

/** The names that a pattern gives a value, however deep. */
function namesIn(pattern: TSESTree.ObjectPattern): readonly TSESTree.Identifier[] {
  const found: TSESTree.Identifier[] = []
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
        pending.push(node.value)
        break
      case 'Identifier':
        found.push(node)
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

/** `const proc = this.#proc; proc.ping()`: the local fails in the cell's stead. */
function copyAt(file: SourceFile, place: TSESTree.Node, cell: Cell): TSESTree.Node | undefined {
  const node = wrapped(place)
  const { parent } = node
  const isDeclared = parent?.type === 'VariableDeclarator' && parent.init === node
  const name = isDeclared ? parent.id : parent?.type === 'AssignmentExpression' && parent.right === node ? parent.left : undefined
  const variable = name?.type === 'Identifier' ? file.scopes.variable(name) : undefined
  const copy = variable && copyOf(file, variable, name as TSESTree.Identifier)
  return parent && variable && copy?.isHandle && copy.cell === cell && useBehind(variable, parent) ? parent : undefined
}
