import type { TSESTree } from '@typescript-eslint/utils'
import { timers } from '../../catalog/tasks.js'
import { endedByName } from '../../catalog/teardowns.js'
import { accessPath, isSamePath, type AccessPath } from '../../model/cells/access-paths.js'
import { nameOf } from '../../model/cells/replacements.js'
import type { Program } from '../../model/program.js'
import { behind, follow } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isStatement, receiver, unwrap, wrapped, type CallNode, type FunctionNode,
  type SourceFile,
} from '../../source/index.js'
import { isExitEvent, isExitListener, type Children } from './children.js'

/** A wait for the exit of a child that may have exited before. */
export interface LostExit {
  readonly kind: 'lostExit'
  /** The call of `once` or `on` whose listener may wait forever. */
  readonly listens: TSESTree.CallExpression
  /** What is awaited. */
  readonly wait: CallNode
  readonly child: TSESTree.Node
  /** Where the child was started, if this function did that. */
  readonly spawn: CallNode | undefined
}

export function findLostExits(program: Program, children: Children): readonly LostExit[] {
  return program.file.callNodes.flatMap(call => {
    program.budget.spend()
    const listening = call.type === 'CallExpression' ? listeningIn(program.file, call) : undefined
    const path = listening && accessPath(program.file, listening.child)
    if (!path || !children.isChild(path)) return []
    const { wait, child } = listening
    const home = enclosingFunction(wait)
    if (!isFunction(home) || !isUnbounded(program, wait, home) || !isStop(children, home, path)) return []
    if (isAsked(program, children, home)) return []
    const spawn = spawnIn(children, path, home)
    if (spawn ? !isLate(program, home, spawn, wait) : !isFromOutside(path, home)) return []
    return [{ kind: 'lostExit' as const, listens: call as TSESTree.CallExpression, wait, child, spawn }]
  })
}

interface Listening {
  readonly wait: CallNode
  readonly child: TSESTree.Node
}

/** `once(child, 'exit')`; `child.on('exit', …)` in a promise that does nothing but wait for it. */
function listeningIn(file: SourceFile, call: TSESTree.CallExpression): Listening | undefined {
  const on = receiver(call)
  const [first, second, third] = call.arguments
  if (calleeName(call) === 'once' && first && !third && isExitEvent(second)) return { wait: call, child: first }
  if (!on || !isExitListener(call)) return undefined
  const executor = enclosingFunction(call)
  const promise = isFunction(executor) ? executor.parent : undefined
  const isExecutor = promise?.type === 'NewExpression' && calleeName(promise) === 'Promise'
  if (!isExecutor || !isFunction(executor) || !onlyListens(file, executor, on)) return undefined
  return { wait: promise, child: on }
}

/** Whether an executor does nothing but listen to the child, and kill it. */
function onlyListens(file: SourceFile, executor: FunctionNode, child: TSESTree.Node): boolean {
  const path = accessPath(file, child)
  const statements = executor.body.type === 'BlockStatement' ? executor.body.body : [executor.body]
  return path !== undefined && statements.every(statement => {
    const call = unwrap(statement.type === 'ExpressionStatement' ? statement.expression : statement)
    const on = call.type === 'CallExpression' ? receiver(call) : undefined
    const target = on && accessPath(file, on)
    return target !== undefined && isSamePath(target, path)
  })
}

/** Whether the function waits for it and nothing else ends the wait. */
function isUnbounded(program: Program, wait: CallNode, home: FunctionNode): boolean {
  const place = wrapped(wait)
  const { parent } = place
  const isAwaited = parent?.type === 'AwaitExpression' || parent?.type === 'ReturnStatement' || parent === home
  return isAwaited && ![...program.closure([home]), home].some(node => program.file.callsIn(node).some(call =>
    timers.has(calleeName(call) ?? '') || /timeout|deadline/i.test(calleeName(call) ?? '')))
}

/** Whether the function ends the child: by its name, or by a kill whose answer it does not look at. */
function isStop(children: Children, home: FunctionNode, path: AccessPath): boolean {
  const kills = children.killsOf(path).filter(call => isInside(call, home))
  if (kills.some(call => !isStatement(wrapped(call)))) return false
  return kills.length > 0 || endedByName(nameOf(home)) !== undefined
}

/** Whether the function, or one that calls it, looks if the child has exited. */
function isAsked(program: Program, children: Children, home: FunctionNode): boolean {
  return [home, ...program.callers(home)].some(node => isFunction(node) && children.asksForExit(node))
}

function spawnIn(children: Children, path: AccessPath, home: FunctionNode): CallNode | undefined {
  const spawn = children.spawnOf(path)
  return spawn && enclosingFunction(spawn) === home ? spawn : undefined
}

/** Whether a child that this function has not started was there before it: in a field, a parameter or a variable around it. */
function isFromOutside({ root, members }: AccessPath, home: FunctionNode): boolean {
  if (members !== '' || 'path' in root) return true
  const [def] = root.defs
  return def !== undefined && (def.type === 'Parameter' || !isInside(def.name, home))
}

/** Whether the function waits for something else between the start of the child and the wait for its exit. */
function isLate(program: Program, home: FunctionNode, spawn: CallNode, wait: CallNode): boolean {
  const graph = program.graph(home)
  if (!graph) return false
  const yields = new Set<TSESTree.Node>()
  const collect = { spend: program.budget.spend, followsFailures: true }
  follow(graph, behind(graph, 'call', spawn), {
    ...collect,
    visit(point) {
      if (point.node === wait || point.node === spawn) return 'stop'
      if (point.kind !== 'yield') return undefined
      yields.add(point.node)
      return 'stop'
    },
  })
  let isReached = false
  const starts = [...yields].flatMap(node => behind(graph, 'yield', node as TSESTree.AwaitExpression))
  follow(graph, starts, {
    ...collect,
    visit(point) {
      isReached ||= point.node === wait
      return isReached || point.node === spawn ? 'stop' : undefined
    },
  })
  return isReached
}
