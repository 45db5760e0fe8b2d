import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isFunction, receiver, unwrap, walk, wrapped, type Cell, type FunctionNode, type SourceFile,
} from '../../../source/index.js'
import { endedBy } from '../../../model/cells/ended-cells.js'
import type { Program } from '../../../model/program.js'
import type { ClearingWrite } from './clearing-writes.js'

/**
 * Whether a wait never ends well once the clear has been there, since only what it drops, or rejects, could have ended it:
 *
 *     const text = await new Promise(resolve => { this.answer = resolve })
 *
 *     drop() { this.answer = null; this.panel = null }
 */
export function isLeftPending(program: Program, awaited: TSESTree.Node, clear: ClearingWrite): boolean {
  const promises = promisesOf(program.file, awaited)
  return promises.length > 0 && promises.every(promise => {
    const holders = holdersOf(program.file, promise)
    return holders !== undefined && holders.length > 0 && holders.every(holder => isDropped(program, holder, clear))
  })
}

/** The promises that an awaited expression makes, itself or in a function of the file: `await this.#ask()`. */
function promisesOf(file: SourceFile, awaited: TSESTree.Node): readonly TSESTree.NewExpression[] {
  const node = unwrap(awaited)
  if (node.type === 'NewExpression') return calleeName(node) === 'Promise' ? [node] : []
  if (node.type !== 'CallExpression') return []
  const found = file.calls.targets(node).map(target => {
    const values = returnedBy(file, target)
    const [value] = values
    return values.length === 1 && value?.type === 'NewExpression' && calleeName(value) === 'Promise' ? value : undefined
  })
  return found.every(promise => promise !== undefined) ? found : []
}

function returnedBy({ code }: SourceFile, { body }: FunctionNode): readonly TSESTree.Node[] {
  if (body.type !== 'BlockStatement') return [unwrap(body)]
  const values: TSESTree.Node[] = []
  walk(body, code.visitorKeys, node => {
    if (node.type === 'ReturnStatement' && node.argument) values.push(unwrap(node.argument))
    return !isFunction(node)
  })
  return values
}

/** What keeps the way to resolve a promise: a cell with the function itself, or with the timer that will call it. */
interface Holder {
  readonly cell: Cell
  readonly isTimer: boolean
}

/** All that can resolve a promise; undefined where that is not known. */
function holdersOf(file: SourceFile, promise: TSESTree.NewExpression): readonly Holder[] | undefined {
  const [executor] = promise.arguments
  const [resolve] = executor && isFunction(executor) ? executor.params : []
  const variable = resolve?.type === 'Identifier' ? file.scopes.variable(resolve) : undefined
  const found = variable?.references.map(({ identifier }) => holderOf(file, identifier, executor as FunctionNode))
  return found?.every(holder => holder !== undefined) ? found : undefined
}

function holderOf(file: SourceFile, use: TSESTree.Node, executor: FunctionNode): Holder | undefined {
  let at = use
  for (let home = enclosingFunction(at); home !== executor; home = enclosingFunction(at)) {
    if (!isFunction(home)) return undefined
    at = home
  }
  let value = wrapped(at)
  const timer = value.parent?.type === 'CallExpression' && calleeName(value.parent) === 'setTimeout' ? value.parent : undefined
  if (timer) value = wrapped(timer)
  if (!timer && value.parent?.type === 'Property' && value.parent.value === value) value = wrapped(value.parent.parent)
  const assignment = value.parent
  const cell = assignment?.type === 'AssignmentExpression' && assignment.right === value ? file.cells.at(assignment.left) : undefined
  return cell && { cell, isTimer: timer !== undefined }
}

/** Whether the clear gives the only way to resolve a promise up: it stops the timer, or forgets the function without calling it. */
function isDropped(program: Program, { cell, isTimer }: Holder, { home, way, tokens }: ClearingWrite): boolean {
  const { file } = program
  const nodes = new Set([...program.closureOf(home), ...way.map(({ caller }) => caller)])
  const calls = [...nodes].flatMap(node => file.callsIn(node))
  if (isTimer) return calls.some(call => endedBy(file, call) === cell)
  const ofHolder = calls.filter(call => call.type === 'CallExpression' && [call.callee, receiver(call), ...call.arguments]
    .some(part => part && file.cells.carriedBy(part) === cell))
  const isRejected = ofHolder.some(call => calleeName(call) === 'reject')
  return (isRejected || tokens.get(cell) === 'falsy') && ofHolder.every(call => calleeName(call) === 'reject')
}
