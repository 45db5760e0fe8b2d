import type { TSESTree } from '@typescript-eslint/utils'
import {
  enclosingFunction, isFunction, isInside, isNullish, unwrap, walk, type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { awaitsIn } from '../waits/awaits.js'
import { mentions } from '../cells/mentions.js'
import type { Program } from '../program.js'

/** Where a function has a cell to itself. */
export interface Gate {
  readonly cell: Cell
  /** The wait that ends when the one before is through. */
  readonly wait: TSESTree.AwaitExpression
  /** Whether it is shut again at once, so that the next one waits; else the function only lets the others end. */
  readonly isShut: boolean
}

const known = new WeakMap<Program, Map<FunctionNode, readonly Gate[]>>()

/**
 * The cells whose promise a function waits for until there is none, or behind whose promise it queues its own:
 *
 *     while (this.busy) await this.busy          const before = tail
 *     this.busy = new Promise(…)                 tail = new Promise(resolve => { free = resolve })
 *                                                await before
 */
export function gatesIn(program: Program, node: FunctionNode): readonly Gate[] {
  const byNode = known.get(program) ?? new Map<FunctionNode, readonly Gate[]>()
  known.set(program, byNode)
  const gates = byNode.get(node) ?? awaitsIn(program.file, node).filter(wait => enclosingFunction(wait) === node)
    .flatMap(wait => gateOf(program, node, wait) ?? [])
  byNode.set(node, gates)
  return gates
}

function gateOf(program: Program, node: FunctionNode, wait: TSESTree.AwaitExpression): Gate | undefined {
  const looped = loopedFor(program, wait)
  if (looped) return { cell: looped.cell, wait, isShut: isShutBehind(program, node, looped) }
  const queued = queuedBehind(program, node, wait)
  return queued && { cell: queued, wait, isShut: true }
}

interface Looped {
  readonly loop: TSESTree.Node
  readonly cell: Cell
}

/** `while (this.busy) await this.busy`, `for (;;) { if (!this.busy) break; await this.busy }`: nothing else is done in the loop. */
function loopedFor({ file }: Program, wait: TSESTree.AwaitExpression): Looped | undefined {
  let at: TSESTree.Node = wait
  while (at.parent && /^(?:ExpressionStatement|BlockStatement|IfStatement|TryStatement)$/.test(at.parent.type)) at = at.parent
  const loop = at.parent
  if (loop?.type !== 'WhileStatement' && loop?.type !== 'DoWhileStatement' && loop?.type !== 'ForStatement') return undefined
  const asked: TSESTree.Node[] = loop.test ? [loop.test] : []
  let others = 0
  walk(loop.body, file.code.visitorKeys, inner => {
    if (inner.type === 'IfStatement') asked.push(inner.test)
    if (inner.type === 'AwaitExpression' && inner !== wait) others++
    if (inner.type === 'AssignmentExpression') others++
    return !isFunction(inner)
  })
  const cells: Cell[] = []
  for (const test of asked) walk(test, file.code.visitorKeys, inner => {
    const cell = file.cells.at(inner)
    if (cell) cells.push(cell)
    return !isFunction(inner)
  })
  const cell = cells.find(each => mentions(file, wait.argument, new Set([each])))
  return cell && others === 0 ? { loop, cell } : undefined
}

/** Whether something is put into the cell behind the loop, before anybody else can come through. */
function isShutBehind({ file }: Program, node: FunctionNode, { loop, cell }: Looped): boolean {
  const waits = awaitsIn(file, node)
  return fillsIn(file, node, cell).some(({ value, range }) => !isNullish(value)
    && range[0] >= loop.range[1] && !waits.some(wait => wait.range[0] >= loop.range[1] && wait.range[1] <= range[0]))
}

/** What the tail of a queue held before the function put its own promise there. */
function queuedBehind({ file }: Program, node: FunctionNode, wait: TSESTree.AwaitExpression): Cell | undefined {
  let awaited = unwrap(wait.argument)
  // `await before.catch(() => {})`
  if (awaited.type === 'CallExpression' && awaited.callee.type === 'MemberExpression') awaited = unwrap(awaited.callee.object)
  const variable = awaited.type === 'Identifier' ? file.scopes.variable(awaited) : undefined
  const initial = variable && file.scopes.initial(variable)?.value
  // `const before = this.tails.get(id) ?? Promise.resolve()`
  const given = initial?.type === 'LogicalExpression' ? initial.left : undefined
  const copied = variable && (file.cells.copiedFrom(variable) ?? (given && file.cells.at(given)))
  if (!variable || !copied || enclosingFunction(variable.defs[0]?.name ?? wait) !== node) return undefined
  const from = variable.defs[0]?.name.range[1] ?? 0
  const waits = awaitsIn(file, node)
  const isQueued = fillsIn(file, node, copied).some(({ value, range }) => isPromise(value) && range[0] >= from && range[1] <= wait.range[0]
    && !waits.some(other => other.range[0] >= from && other.range[1] <= range[0]))
  return isQueued ? copied : undefined
}

/** A promise by the look of it: what is waited for must be what those who come later wait for. */
function isPromise(expression: TSESTree.Expression): boolean {
  const value = unwrap(expression)
  return !isNullish(value) && (value.type === 'NewExpression' || value.type === 'CallExpression' || value.type === 'Identifier')
}

interface Put {
  readonly value: TSESTree.Expression
  readonly range: TSESTree.Range
}

/** Where a function itself puts something into the cell. */
const fillsIn = (file: SourceFile, node: FunctionNode, cell: Cell): readonly Put[] => [
  ...file.assignmentsIn(node).filter(({ left }) => file.cells.at(left) === cell).map(({ right, range }) => ({ value: right, range })),
  ...file.entries.in(node).flatMap(({ cell: filled, value, does, node: { range } }) =>
    filled === cell && does === 'fill' && value ? [{ value, range }] : []),
]

/**
 * Whether a function that takes a lock returns with the lock still taken: after the wait it only returns what frees it.
 *
 *     async #enter() { while (this.busy) await this.busy; this.busy = new Promise(resolve => { this.leave = resolve }) }
 */
export function handsOnTurn({ file }: Program, node: FunctionNode, taking: TSESTree.Node): boolean {
  let isHandedOn = true
  walk(node.body, file.code.visitorKeys, inner => {
    if (isFunction(inner)) return false
    if (inner.range[0] >= taking.range[1]) {
      const isEmptying = inner.type === 'AssignmentExpression' && isNullish(inner.right)
      if (isEmptying || inner.type === 'CallExpression' || inner.type === 'AwaitExpression') isHandedOn = false
    }
    if (inner.type === 'TryStatement' && inner.finalizer && isInside(taking, inner)) isHandedOn = false
    return isHandedOn
  })
  return isHandedOn
}
