import type { TSESTree } from '@typescript-eslint/utils'
import { wordsOfName } from '../../catalog/locks.js'
import { cleanUpTakers, effects, endedByName } from '../../catalog/teardowns.js'
import { isRunByTests } from '../../model/callers.js'
import { leftIn, type Writes } from '../../model/cells/cell-writes.js'
import { nameOf as ownNameOf } from '../../model/cells/replacements.js'
import type { Program } from '../../model/program.js'
import type { Handle } from '../../model/tasks/handles.js'
import {
  addTo, calleeName, enclosingFunction, isFunction, leavesBy, memberName, receiver, unwrap, walk, type Cell, type FunctionNode,
} from '../../source/index.js'
import { Ends, type End } from './ends.js'

/** A function that ends its owner, with what it ends and what it leaves in cells. */
export interface Teardown {
  readonly node: FunctionNode
  readonly name: string
  /** What it ends besides its owner, by the nouns of its name: empty where it ends the owner as such. */
  readonly nouns: readonly string[]
  readonly closure: ReadonlySet<FunctionNode>
  readonly ends: ReadonlyMap<Handle, readonly End[]>
  readonly writes: Writes
}

/** What a teardown leaves for others to ask: flags that it sets, and counts that it moves. */
export interface Marks {
  readonly flags: readonly Cell[]
  readonly counters: readonly Cell[]
}

export function marksOf({ file }: Program, { closure }: Teardown): Marks {
  const flags: Cell[] = []
  const counters: Cell[] = []
  for (const part of closure) {
    for (const { left, right, operator } of file.assignmentsIn(part)) {
      const cell = operator === '=' && right.type === 'Literal' && right.value === true ? file.cells.at(left) : undefined
      if (cell) flags.push(cell)
    }
  }
  for (const { argument, operator } of file.updates.filter(update => closure.has(enclosingFunction(update) as FunctionNode))) {
    const cell = operator === '++' ? file.cells.at(argument) : undefined
    if (cell) counters.push(cell)
  }
  return { flags, counters }
}

const known = new WeakMap<Program, readonly Teardown[]>()

/** The functions that end an owner, with what they end, straight or through own functions. */
export function teardownsOf(program: Program): readonly Teardown[] {
  const teardowns = known.get(program) ?? findTeardowns(program, new Ends(program))
  known.set(program, teardowns)
  return teardowns
}

function findTeardowns(program: Program, calls: Ends): readonly Teardown[] {
  return program.file.functions.flatMap(node => {
    program.budget.spend()
    const nouns = nounsOf(node)
    if (!nouns || isRunByTests(program, node) || isForExit(program, node)) return []
    const closure = program.closureOf(node)
    if ([...closure].some(part => endsProcess(program, part))) return []
    const ends = new Map<Handle, End[]>()
    for (const part of closure) for (const end of calls.in(part)) addTo(ends, end.place, end)
    return [{ node, name: nameOf(node), nouns, closure, ends, writes: leftIn(program, closure) }]
  })
}

/** Whether the process ends with it: what is left open then, the system closes. */
const endsProcess = ({ file }: Program, node: FunctionNode): boolean => file.callsIn(node).some(call => {
  const on = receiver(call)
  return on?.type === 'Identifier' && /^(?:process|Deno|app)$/.test(on.name) && /^(?:exit|reallyExit|abort)$/.test(calleeName(call) ?? '')
})

const processEvents = /^(?:exit|beforeExit|SIG(?:INT|TERM|HUP|QUIT|BREAK)|uncaughtException|unhandledRejection|disconnect)$/

/** `process.on('exit', cleanup)`, where nobody else has it. */
function isForExit({ file }: Program, node: FunctionNode): boolean {
  const isGiven = ({ parent }: TSESTree.Node): boolean => {
    if (parent?.type !== 'CallExpression') return false
    const on = receiver(parent)
    const [event] = parent.arguments
    return on?.type === 'Identifier' && on.name === 'process' && event?.type === 'Literal' && processEvents.test(String(event.value))
  }
  const name = node.type === 'FunctionDeclaration' ? node.id : node.parent.type === 'VariableDeclarator' ? node.parent.id : undefined
  const uses = name && file.scopes.variable(name)?.references.filter(({ init }) => init !== true)
  return isGiven(node) || (uses !== undefined && uses !== null && uses.length > 0 && uses.every(({ identifier }) => isGiven(identifier)))
}

/**
 * Whether an end is behind a state of the component that shows the user what he may end: `if (isRecording) recorder.current.stop()`. It is
 * set when there is something.
 */
export function isBehindShownState({ file }: Program, end: TSESTree.Node): boolean {
  const isShown = (test: TSESTree.Node): boolean => {
    let found = false
    walk(test, file.code.visitorKeys, node => {
      const [def] = node.type === 'Identifier' ? file.scopes.variable(node)?.defs ?? [] : []
      const made = def?.type === 'Variable' && def.node.id.type === 'ArrayPattern' ? def.node.init : undefined
      found ||= made?.type === 'CallExpression' && /^use(?:State|Reducer)$/.test(calleeName(made) ?? '')
      return !found && !isFunction(node)
    })
    return found
  }
  for (let at = end; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type === 'IfStatement' && parent.consequent === at && isShown(parent.test)) return true
    if (parent.type === 'LogicalExpression' && parent.right === at && parent.operator === '&&' && isShown(parent.left)) return true
    const before = parent.type === 'BlockStatement' ? parent.body.filter(statement => statement.range[1] <= at.range[0]) : []
    const leaves = (statement: TSESTree.Statement): boolean =>
      statement.type === 'IfStatement' && leavesBy(statement.consequent, ['Return']) && isShown(statement.test)
    if (before.some(leaves)) return true
  }
  return false
}

/** Wrappers that a component gives its functions: `const stop = useCallback(() => { … }, [])`. */
const wrappers = /^use(?:Callback|MemoizedFn|Event|EffectEvent|EventCallback)$/

/** The name that a function goes by, through what wraps it. */
export function nameOf(node: FunctionNode): string {
  const { parent } = node
  if (parent.type !== 'CallExpression' || parent.callee === node || !wrappers.test(calleeName(parent) ?? '')) return ownNameOf(node)
  const holder = parent.parent
  return holder.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : ''
}

/** The nouns of a teardown's name; undefined where the function is none. */
export function nounsOf(node: FunctionNode): readonly string[] | undefined {
  if (isCleanUp(node) || isSymbolDispose(node.parent)) return []
  const name = nameOf(node)
  return name === '' ? undefined : endedByName(name)
}

/** What an effect gives back, and what a framework is given to call when a component ends. */
export function isCleanUp(node: FunctionNode): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression' && parent.arguments.includes(node as TSESTree.ArrowFunctionExpression)) {
    const [event] = parent.arguments
    return cleanUpTakers.test(calleeName(parent) ?? '')
      || (calleeName(parent) === 'addEventListener' && event?.type === 'Literal' && event.value === 'abort')
  }
  const effect = parent.type === 'ReturnStatement' ? functionAround(parent)
    : parent.type === 'ArrowFunctionExpression' && parent.body === node ? parent : undefined
  const call = effect?.parent
  return call?.type === 'CallExpression' && call.arguments[0] === effect && effects.has(calleeName(call) ?? '')
}

function functionAround(node: TSESTree.Node): FunctionNode | undefined {
  let at = node.parent
  while (at && !isFunction(at)) at = at.parent
  return at
}

/** `[Symbol.asyncDispose]() { … }` */
function isSymbolDispose(parent: TSESTree.Node): boolean {
  if (!('key' in parent) || !('computed' in parent) || !parent.computed) return false
  const key = unwrap(parent.key)
  return key.type === 'MemberExpression' && /^(?:asyncD|d)ispose$/.test(memberName(key) ?? '')
}

/** Whether a teardown is about a place and a function that fills it: `stopRecording()` about `startRecording()`, or about `recorder`. */
export function isAbout({ nouns }: Teardown, place: Handle, filler: string): boolean {
  if (nouns.length === 0) return true
  const stems = [...wordsOfName('path' in place ? place.path.join('_') || place.name : place.name), ...wordsOfName(filler)].map(stemOf)
  return nouns.some(noun => stems.includes(stemOf(noun)))
}

/** Enough of a word to find `recorder` in `recording`. */
const stemOf = (word: string): string => word.replace(/(?:ings?|ers?|ions?|s|es)$/, '').slice(0, 6)
