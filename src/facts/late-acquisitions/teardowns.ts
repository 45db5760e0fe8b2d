import type { TSESTree } from '@typescript-eslint/utils'
import { wordsOfName } from '../../catalog/locks.js'
import { isRunByTests } from '../../model/callers.js'
import { leftIn, type Writes } from '../../model/cells/cell-writes.js'
import type { Program } from '../../model/program.js'
import { endsProcess, isForExit, nameOf, nounsOf } from '../../model/teardown-names.js'
import type { Handle } from '../../model/tasks/handles.js'
import {
  addTo, calleeName, enclosingFunction, isFunction, leavesBy, walk, type Cell, type FunctionNode,
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
    let writes: Writes | undefined
    // What it leaves in cells is asked of few: most files store nothing that a teardown would miss.
    return [{ node, name: nameOf(node), nouns, closure, ends, get writes() { return writes ??= leftIn(program, closure) } }]
  })
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

/** Whether a teardown is about a place and a function that fills it: `stopRecording()` about `startRecording()`, or about `recorder`. */
export function isAbout({ nouns }: Teardown, place: Handle, filler: string): boolean {
  if (nouns.length === 0) return true
  const stems = [...wordsOfName('path' in place ? place.path.join('_') || place.name : place.name), ...wordsOfName(filler)].map(stemOf)
  return nouns.some(noun => stems.includes(stemOf(noun)))
}

/** Enough of a word to find `recorder` in `recording`. */
const stemOf = (word: string): string => word.replace(/(?:ings?|ers?|ions?|s|es)$/, '').slice(0, 6)
