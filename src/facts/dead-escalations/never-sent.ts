import type { TSESTree } from '@typescript-eslint/utils'
import { timers } from '../../catalog/tasks.js'
import { accessPath, isSamePath, type AccessPath } from '../../model/cells/access-paths.js'
import type { Program } from '../../model/program.js'
import { behind, follow, type Edge, type Graph, type Point, type Start } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, keyName, memberName, receiver, unwrap, walk, wrapped, type CallNode,
  type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { mentionsExit, type Children } from './children.js'

/** A second kill that is only sent while `killed` is false, which the first kill has set. */
export interface NeverSent {
  readonly kind: 'neverSent'
  /** The read of `killed`. */
  readonly test: TSESTree.MemberExpression
  readonly first: TSESTree.CallExpression
  readonly second: TSESTree.CallExpression
}

export function findNeverSent(program: Program, children: Children): readonly NeverSent[] {
  const { file } = program
  const reads = file.membersByName.get('killed') ?? []
  if (reads.length === 0 || hasOwnMeaning(file)) return []
  return reads.flatMap(test => {
    const path = accessPath(file, test.object)
    if (!path || isInWrite(test) || mentionsExit(file, conditionOf(test))) return []
    const guarded = guardedKills(program, test, path)
    const [second] = guarded
    const first = second && firstKill(program, children.killsOf(path).filter(call => !guarded.includes(call)), test, path)
    return first ? [{ kind: 'neverSent' as const, test, first, second }] : []
  })
}

/** Whether `killed` may mean something else here: Bun says by it that a child has exited, and a class may have a `killed` of its own. */
function hasOwnMeaning(file: SourceFile): boolean {
  if (/\bBun\.spawn|from ['"]bun['"]/.test(file.code.text)) return true
  if (file.functions.some(({ parent }) => 'key' in parent && 'computed' in parent && keyName(parent) === 'killed')) return true
  return (file.membersByName.get('killed') ?? []).some(isInWrite)
}

const isInWrite = (read: TSESTree.MemberExpression): boolean =>
  read.parent.type === 'AssignmentExpression' && read.parent.left === read

/** The whole condition that a test is part of. */
function conditionOf(test: TSESTree.Node): TSESTree.Node {
  let node = wrapped(test)
  while (node.parent && /^(?:Logical|Unary|Binary)Expression$/.test(node.parent.type)) node = wrapped(node.parent)
  return node
}

/** The kills that a function only sends where the test has said that no kill was sent. */
function guardedKills(program: Program, test: TSESTree.MemberExpression, path: AccessPath): readonly TSESTree.CallExpression[] {
  const { file, budget } = program
  const home = enclosingFunction(test)
  const kills = file.callsIn(home).filter((call): call is TSESTree.CallExpression =>
    call.type === 'CallExpression' && isKillOf(file, call, path))
  const graph = kills.length > 0 ? program.graph(home) : undefined
  if (!graph) return []
  const open = new Set<Point['node']>()
  const taken = new Set<Point['node']>()
  const collect = (into: Set<Point['node']>, mayTake: (edge: Edge) => boolean): void => {
    follow(graph, [[graph.entry, 0]], {
      spend: budget.spend, followsFailures: true, mayTake,
      visit(point) {
        if (point.kind === 'call') into.add(point.node)
        return undefined
      },
    })
  }
  collect(open, edge => !(edge.test && isInside(test, edge.test) && saysUnkilled(file, edge, path)))
  collect(taken, () => true)
  return kills.filter(call => taken.has(call) && !open.has(call))
}

/** Whether taking the edge says that `killed` is false. */
function saysUnkilled(file: SourceFile, { test, of, outcome }: Edge, path: AccessPath): boolean {
  if (!test || of) return false
  const node = unwrap(test)
  if (node.type === 'BinaryExpression') {
    const [read, value] = [node.left, node.right].map(unwrap)
    if (!read || value?.type !== 'Literal' || typeof value.value !== 'boolean' || !isKilledOf(file, read, path)) return false
    const isEqual = /^===?$/.test(node.operator)
    return (isEqual || /^!==?$/.test(node.operator)) && outcome === (isEqual === value.value ? 'falsy' : 'truthy')
  }
  return outcome === 'falsy' && isKilledOf(file, node, path)
}

function isKilledOf(file: SourceFile, node: TSESTree.Node, path: AccessPath): boolean {
  const read = node.type === 'MemberExpression' && memberName(node) === 'killed' ? accessPath(file, node.object) : undefined
  return read !== undefined && isSamePath(read, path)
}

/** `child.kill('SIGKILL')`, `process.kill(-child.pid, 'SIGKILL')` */
function isKillOf(file: SourceFile, call: TSESTree.CallExpression, path: AccessPath): boolean {
  const on = calleeName(call) === 'kill' ? receiver(call) : undefined
  if (!on) return false
  const target = accessPath(file, on)
  if (target && isSamePath(target, path)) return true
  const [pid] = call.arguments
  if (!pid || unwrap(on).type !== 'Identifier') return false
  let found = false
  walk(pid, file.code.visitorKeys, node => {
    const owner = node.type === 'MemberExpression' && memberName(node) === 'pid' ? accessPath(file, node.object) : undefined
    found ||= owner !== undefined && isSamePath(owner, path)
    return !found
  })
  return found
}

/** How many functions a kill may stand around the test. */
const furthest = 4

/** The kill that has been sent when control comes to the test, some time before. */
function firstKill(
  program: Program, kills: readonly TSESTree.CallExpression[], test: TSESTree.MemberExpression, path: AccessPath,
): TSESTree.CallExpression | undefined {
  let place: Point['node'] = test
  let home = enclosingFunction(test)
  let hasWaited = false
  for (let steps = 0; steps < furthest; steps++) {
    const found = killBefore(program, kills.filter(call => enclosingFunction(call) === home), home, place, path, hasWaited)
    if (found) return found
    const around = isFunction(home) ? runBy(program, home) : undefined
    if (!around) return undefined
    hasWaited ||= timers.has(calleeName(around) ?? '')
    place = around
    home = enclosingFunction(around)
  }
  return undefined
}

/** The one call that runs a function: of a timer with it as the callback, of a promise with it as the executor, or its only caller. */
function runBy(program: Program, home: FunctionNode): CallNode | undefined {
  const { file } = program
  const { parent } = home
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
    return timers.has(calleeName(parent) ?? '') || program.runsInPlace(home) ? parent : undefined
  }
  if (!isFunction(enclosingFunction(home))) return undefined
  const users = [...file.callsTo(home), ...file.callNodes.filter(call => timers.has(calleeName(call) ?? '')
    && call.arguments[0]?.type === 'Identifier' && file.calls.functions(call.arguments[0]).includes(home))]
  return users.length === 1 ? users[0] : undefined
}

function killBefore(
  program: Program, kills: readonly TSESTree.CallExpression[], home: TSESTree.Node, place: Point['node'], path: AccessPath,
  hasWaited: boolean,
): TSESTree.CallExpression | undefined {
  const graph = kills.length > 0 ? program.graph(home) : undefined
  if (!graph) return undefined
  const isPlace = (point: Point): boolean => point.node === place && (point.kind === 'read' || point.kind === 'call')
  return kills.find(call => {
    const starts = behind(graph, 'call', call)
    if (!hasWaited) return reaches(program, graph, waitsBehind(program, graph, starts, path), path, isPlace)
    // The timer may be set right before the kill as well.
    return reaches(program, graph, starts, path, isPlace)
      || reaches(program, graph, behind(graph, 'call', place), path, point => point.node === call, true)
  })
}

/** Where control goes on after the waits that it comes to from here. */
function waitsBehind(program: Program, graph: Graph, starts: readonly Start[], path: AccessPath): readonly Start[] {
  const waits: Start[] = []
  reaches(program, graph, starts, path, point => {
    if (point.kind === 'yield') waits.push(...behind(graph, 'yield', point.node))
    return false
  })
  return waits
}

/** Whether control comes from here to a point without another child being put at the path. */
function reaches(
  program: Program, graph: Graph, starts: readonly Start[], path: AccessPath, isEnd: (point: Point) => boolean, atOnce = false,
): boolean {
  let found = false
  follow(graph, starts, {
    spend: program.budget.spend, followsFailures: true,
    visit(point) {
      found ||= isEnd(point)
      if (found || (atOnce && point.kind === 'yield')) return 'stop'
      const written = point.kind === 'write' ? accessPath(program.file, point.write.target) : undefined
      return written && isSamePath(written, path) ? 'stop' : undefined
    },
  })
  return found
}
