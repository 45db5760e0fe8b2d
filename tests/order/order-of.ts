import { parseForESLint } from '@typescript-eslint/parser'
import type { TSESTree } from '@typescript-eslint/utils'
import { buildGraph, solve, Work, type Graph, type Point, type Write } from '../../src/order/index.js'

/** What has happened on the ways that lead to a place. */
interface State {
  /** On every way. */
  readonly always: ReadonlySet<string>
  /** On some way. */
  readonly maybe: ReadonlySet<string>
  /** What every way has seen of a test. */
  readonly when: ReadonlySet<string>
}

/** The control flow of the first statement of the program, which is a function. */
export function graphOf(code: string): Graph | undefined {
  const { ast, visitorKeys } = parseForESLint(code, { range: true, loc: true })
  const [first] = (ast as TSESTree.Program).body
  if (!first) throw new Error('the program is empty')
  const node = first.type === 'ExpressionStatement' ? first.expression : first
  return buildGraph(node, visitorKeys)
}

/**
 * What comes before each call, write, await and disposal of a function, and before its return, in sentences:
 *
 *     function f() { a(); if (x) b(); c() }
 *
 *     'a: first', 'b: behind a, where x is truthy', 'c: behind a, maybe b', 'return: behind a, c, maybe b'
 *
 * What no way leads to is `never`.
 */
export function orderOf(code: string): readonly string[] {
  const { events, exit, tell } = follow(code)
  return [...events, ['return', exit] as const].map(([event, state]) => `${event}: ${tell(state)}`)
}

/** What has happened where an error leaves the function: 'behind a, maybe b'. */
export function orderAtThrow(code: string): string {
  const { thrown, tell } = follow(code)
  return tell(thrown)
}

function follow(code: string) {
  const graph = graphOf(code)
  if (!graph) throw new Error('the function is too large')
  const text = (node: TSESTree.Node) => code.slice(...node.range)
  const events = new Map<string, State | undefined>()
  for (const point of graph.blocks.flatMap(block => block.points).sort((one, other) => placeOf(one) - placeOf(other))) {
    const event = eventAt(point, text)
    if (event !== undefined) events.set(event, undefined)
  }
  const nothing: State = { always: new Set(), maybe: new Set(), when: new Set() }
  const { exit, thrown } = solve(graph, nothing, {
    point(point, state) {
      const event = eventAt(point, text)
      if (event === undefined) return state
      const before = events.get(event)
      events.set(event, before ? join(before, state) : state)
      const after = { ...state, always: new Set(state.always).add(event), maybe: new Set(state.maybe).add(event) }
      return isSame(state, after) ? state : after
    },
    edge({ test, of, outcome }, state) {
      if (!test || !outcome) return state
      const seen = of ? `${text(of)} ${outcome === 'equal' ? 'is' : 'is not'} ${text(test)}` : `${text(test)} is ${outcome}`
      return { ...state, when: new Set(state.when).add(seen) }
    },
    join,
    followsThrown: true,
    work: new Work(() => {}),
  })
  return { events, exit, thrown, tell: (state: State | undefined) => sentence(state, [...events.keys()]) }
}

/** Where something happens: behind its operands. */
function placeOf({ node }: Point): number {
  if (node.type === 'CatchClause' && node.param) return node.param.range[1]
  return node.type === 'ForOfStatement' || node.type === 'ForInStatement' ? node.right.range[1] : node.range[1]
}

function eventAt(point: Point, text: (node: TSESTree.Node) => string): string | undefined {
  switch (point.kind) {
    case 'call':
      return point.node.type === 'TaggedTemplateExpression' ? text(point.node.tag) : text(point.node.callee)
    case 'write':
      return written(point.write, text)
    case 'delete':
      return `delete ${text(point.target)}`
    case 'dispose':
      return `dispose ${text(point.node.id)}`
    case 'yield':
      return `${point.endsLoop ? 'end of ' : ''}${yieldAt(point.node, text)}`
    default:
      return undefined
  }
}

function written({ target, operator, value, from }: Write, text: (node: TSESTree.Node) => string): string {
  if (operator === '++' || operator === '--') return `${text(target)}${operator}`
  const given = value ? text(value) : from ? `${from.path.join('.')} of ${text(from.object)}` : '?'
  return `${text(target)} ${operator} ${given}`
}

function yieldAt(node: TSESTree.Node, text: (node: TSESTree.Node) => string): string {
  if (node.type === 'ForOfStatement') return 'for await'
  return node.type === 'VariableDeclaration' ? 'await using' : text(node)
}

function sentence(state: State | undefined, events: readonly string[]): string {
  if (!state) return 'never'
  const always = events.filter(event => state.always.has(event))
  const maybe = events.filter(event => state.maybe.has(event) && !state.always.has(event)).map(event => `maybe ${event}`)
  const behind = always.length + maybe.length > 0 ? `behind ${[...always, ...maybe].join(', ')}` : 'first'
  return state.when.size > 0 ? `${behind}, where ${[...state.when].join(' and ')}` : behind
}

function join(known: State, arriving: State): State {
  const after = {
    always: new Set([...known.always].filter(event => arriving.always.has(event))),
    maybe: new Set([...known.maybe, ...arriving.maybe]),
    when: new Set([...known.when].filter(condition => arriving.when.has(condition))),
  }
  return isSame(known, after) ? known : after
}

const isSame = (one: State, other: State): boolean =>
  one.always.size === other.always.size && one.maybe.size === other.maybe.size && one.when.size === other.when.size
