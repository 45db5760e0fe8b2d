import type { TSESTree } from '@typescript-eslint/utils'
import {
  enclosingFunction, isFunction, isInside, memberName, unwrap, walk, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'

/** What runs again and again, with others running in between: a loop that yields, or a timer's callback. */
export interface Round {
  /** The loop, or the call that starts the timer: the place that a message names. */
  readonly place: TSESTree.Node
  /** The code of one turn that may see the locals around it: the loop itself, or the functions that the timer runs. */
  readonly turns: readonly TSESTree.Node[]
  /** All code that one turn runs. */
  readonly code: readonly TSESTree.Node[]
  /** The timer, where it is one. */
  readonly task: Task | undefined
  /** The function that runs the loop or starts the timer. */
  readonly home: TSESTree.Node
}

export type LoopNode = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement | TSESTree.ForOfStatement

/** The loops that yield, other than those over data at hand, and the timers that go round, in these functions. */
export function findRounds(program: Program, homes: ReadonlySet<TSESTree.Node>): readonly Round[] {
  const isWithin = (node: TSESTree.Node): boolean => {
    for (let at = node.parent; at; at = at.parent) if (homes.has(at)) return true
    return false
  }
  const loops = program.file.loopsWithYield.filter(node => isEndless(node) && isWithin(node) && letsOthersRun(program, node))
    .map(node => loopRound(program, node))
  const timers = program.callbackTasks.flatMap(task => isWithin(task.start) ? timerRound(program, task) ?? [] : [])
  return [...loops, ...timers]
}

/** `for (const item of items)` and `for (const key in map)` end with what they go over. */
const isEndless = (node: TSESTree.Node): boolean =>
  node.type !== 'ForInStatement' && (node.type !== 'ForOfStatement' || node.await)

/**
 * `for (let at = 0; at < chunks.length; at++)`, `while (sent < data.byteLength)`: ends with what it goes over, as `for (… of chunks)`
 * does. What others may add to, a queue in a cell, is no such thing; nor is a number of attempts.
 */
export function isOverDataAtHand(file: SourceFile, loop: TSESTree.Node): boolean {
  const test = loop.type === 'WhileStatement' || loop.type === 'ForStatement' ? loop.test : undefined
  if (test?.type !== 'BinaryExpression' || !/^[<>]=?$/.test(test.operator)) return false
  const sides = [unwrap(test.left), unwrap(test.right)]
  return sides.some(side => side.type === 'MemberExpression' && /^(?:length|byteLength|size)$/.test(memberName(side) ?? '')
    && side.object.type === 'Identifier' && file.cells.carriedBy(side.object) === undefined)
    && sides.some(side => side.type === 'Identifier')
}

/** Whether a turn waits for something: an await of what the types know to be no promise does not. */
function letsOthersRun({ file }: Program, loop: TSESTree.Node): boolean {
  let found = false
  walk(loop, file.code.visitorKeys, node => {
    found ||= node.type === 'YieldExpression' || (node.type === 'ForOfStatement' && node.await)
      || (node.type === 'AwaitExpression' && !file.types.isNoThenable(node.argument))
    return !found && !isFunction(node)
  })
  return found
}

function loopRound(program: Program, loop: TSESTree.Node): Round {
  const called: FunctionNode[] = []
  walk(loop, program.file.code.visitorKeys, node => {
    program.budget.spend()
    if (node.type === 'CallExpression' || node.type === 'NewExpression') called.push(...program.file.runBy(node))
    return true
  })
  const code = [loop, ...program.closure(called)]
  return { place: loop, turns: code, code, task: undefined, home: enclosingFunction(loop) }
}

function timerRound(program: Program, task: Task): Round | undefined {
  if (task.kind !== 'interval' && task.kind !== 'timeout' && task.kind !== 'frame') return undefined
  const code = [...program.closure(task.callbacks)]
  if (task.kind !== 'interval' && !startsItself(task, code)) return undefined
  const again = enclosingFunction(task.start)
  const turns = task.kind === 'interval' || !isFunction(again) || code.includes(again) ? code : [...code, again]
  const outermost = turns.find(node => isInside(task.start, node)) ?? task.start
  return { place: task.start, turns, code: turns, task, home: enclosingFunction(outermost) }
}

/** A timeout whose callback sets it again, itself or through the function that it stands in. */
function startsItself(task: Task, code: readonly FunctionNode[]): boolean {
  return code.some(node => isInside(task.start, node) || enclosingFunction(task.start) === node)
}
