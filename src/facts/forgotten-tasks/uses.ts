import type { TSESTree } from '@typescript-eslint/utils'
import { namesEnd } from '../../catalog/teardowns.js'
import { acquirers } from '../../catalog/tasks.js'
import { conditionsOn } from '../../model/cells/conditions.js'
import type { Program } from '../../model/program.js'
import { follow, type Edge, type Point } from '../../order/index.js'
import {
  calleeName, isFunction, memberName, unwrap, walk, type CallNode, type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import type { Release, Teardown } from './teardowns.js'

/** What the callback of a timer does to a cell, although the teardown has run. */
export interface Use {
  readonly kind: 'refills' | 'reopens' | 'uses'
  readonly cell: Cell
  readonly node: TSESTree.Node
}

/** How many own calls lead from a timer to what it does, at most. */
const deepestCall = 4

/** States that are asked before a resource is used, whoever writes them. */
const stateNames = /state|status|connected|running|open|ready|alive|started/i

/** Finds what a timer does, when it comes after a teardown, to the cells that the teardown has released. */
export class Uses {
  readonly #program: Program
  readonly #teardown: Teardown
  readonly #found: Use[] = []
  readonly #seen = new Set<FunctionNode>()

  constructor(program: Program, teardown: Teardown) {
    this.#program = program
    this.#teardown = teardown
  }

  /** The uses that a callback comes to with no test on the way by which it would leave, or may leave, once the teardown has run. */
  of(callback: FunctionNode): readonly Use[] {
    this.#follow(callback, 0)
    return this.#found
  }

  /** Whether a callback comes to a call that somebody else may notice, with no test on the way that tells that the teardown has run. */
  acts(callback: FunctionNode): boolean {
    this.#seeksActs = true
    this.#follow(callback, 0)
    return this.#hasActed
  }

  #seeksActs = false

  #hasActed = false

  #follow(node: FunctionNode, depth: number): void {
    const graph = this.#seen.has(node) ? undefined : this.#program.graph(node)
    this.#seen.add(node)
    if (!graph) return
    follow(graph, [[graph.entry, 0]], {
      spend: this.#program.budget.spend,
      followsFailures: true,
      mayTake: edge => !this.#mayLeave(edge),
      visit: point => { this.#visit(point, depth) },
    })
  }

  #visit(point: Point, depth: number): undefined {
    const { file } = this.#program
    const { releases, closure } = this.#teardown
    if (point.kind === 'write') {
      const cell = file.cells.at(point.write.target)
      const release = cell && releases.get(cell)
      if (release && point.write.value && isResource(file, point.write.value, release)) {
        this.#found.push({ kind: 'refills', cell, node: point.node })
      }
    } else if (point.kind === 'call' && point.node.type !== 'TaggedTemplateExpression') {
      const use = this.#useBy(point.node)
      if (use) this.#found.push(use)
      const run = file.runBy(point.node)
      this.#hasActed ||= run.length === 0 && !quiet.test(calleeName(point.node) ?? '')
      if (depth >= deepestCall) return
      for (const target of run) {
        if (this.#seeksActs ? target !== this.#teardown.node : !closure.has(target)) this.#follow(target, depth + 1)
      }
    }
  }

  /** `this.api.ping()`, where nothing asks whether `this.api` is there. */
  #useBy(call: CallNode): Use | undefined {
    const callee = unwrap(call.callee)
    if (callee.type !== 'MemberExpression' || callee.optional || hasOptional(call)) return undefined
    const cell = this.#program.file.cells.at(callee.object)
    const release = cell && this.#teardown.releases.get(cell)
    const name = memberName(callee) ?? ''
    if (!release || harmless.test(name)) return undefined
    return { kind: opening.test(name) ? 'reopens' : 'uses', cell, node: callee.object }
  }

  /** Whether taking this edge may mean that the teardown has not run. */
  #mayLeave(edge: Edge): boolean {
    const { test, of } = edge
    if (!test) return false
    const { writes, releases } = this.#teardown
    const told = conditionsOn(this.#program.file, edge).map(({ subject, held }): 'on' | 'off' | undefined => {
      if (!('path' in subject)) return undefined
      const left = releases.get(subject)?.empties === true ? 'falsy' : writes.has(subject) ? writes.get(subject) : null
      if (left === null) return undefined
      return held.truth && left === held.truth ? 'on' : 'off'
    })
    if (told.includes('off')) return true
    return !told.includes('on') && [test, of].some(asked => asked !== undefined && this.#asks(asked, 0))
  }

  /** Whether an expression reads what the teardown writes, or anything by whose name it may be told that it has run. */
  #asks(expression: TSESTree.Node, depth: number): boolean {
    const { file, budget } = this.#program
    const { writes, releases } = this.#teardown
    let found = false
    walk(expression, file.code.visitorKeys, node => {
      budget.spend()
      if (found || isFunction(node)) return false
      if (node.type === 'Identifier' || node.type === 'MemberExpression') {
        const cell = file.cells.carriedBy(node)
        const name = node.type === 'Identifier' ? node.name : memberName(node) ?? ''
        found = (cell !== undefined && (writes.has(cell) || releases.has(cell))) || namesEnd(name)
          || (cell !== undefined && stateNames.test(name))
        const getters = node.type === 'MemberExpression' && depth < 2 ? file.calls.getters(node) : []
        found ||= getters.some(getter => this.#asks(getter.body, depth + 1))
      } else if (node.type === 'CallExpression') {
        const name = calleeName(node) ?? ''
        found = namesEnd(name) || stateNames.test(name)
          || (depth < 2 && file.calls.targets(node).some(target => this.#asks(target.body, depth + 1)))
      }
      return !found
    })
    return found
  }
}

/** Methods that an ended resource answers as well as a live one. */
const harmless = new RegExp(`^(?:${[
  'off', 'on', 'once', 'add\\w*Listener', 'remove\\w*Listener\\w*', 'get\\w*', 'has\\w*', 'is\\w*', 'toString', 'close', 'end',
  'destroy', 'dispose', 'kill', 'terminate', 'unref',
].join('|')})$`)

/** Calls that do nothing which a late timer should not do: they clear, look, log or settle. */
const quiet = new RegExp(`^(?:${[
  'clear\\w*', 'cancel\\w*', 'abort', 'close', 'end', 'destroy', 'dispose', 'kill', 'terminate', 'stop', 'disconnect', 'unsubscribe', 'off',
  'log', 'debug', 'trace', 'info', 'warn', 'error', 'Error', 'resolve', 'reject', 'res', 'rej', 'get\\w*', 'has', 'is[A-Z]\\w*',
  'set[A-Z]\\w*',
  'now', 'delete', 'remove\\w*', 'unref', 'push', 'String', 'Number', 'Boolean', 'map', 'filter', 'find', 'some', 'every', 'from', 'keys',
  'values', 'entries', 'toString', 'stringify', 'join', 'slice', 'min', 'max', 'floor', 'round', 'random',
].join('|')})$`)

/** Methods by which what was ended goes to work again. */
const opening = /^(?:re)?(?:connect|open|start|listen|subscribe|login|resume|spawn|launch)(?![a-z])/

/** Whether a cell that is filled with this holds a resource again: something that was made or opened. */
function isResource(file: SourceFile, value: TSESTree.Node, release: Pick<Release, 'ends'>): boolean {
  const node = unwrap(value)
  if (node.type === 'AwaitExpression') return isResource(file, node.argument, release)
  if (node.type === 'Identifier') {
    const variable = file.scopes.variable(node)
    const initial = variable && file.scopes.initial(variable)
    return initial?.path.length === 0 && initial.value.type !== 'Identifier' && isResource(file, initial.value, release)
  }
  const name = node.type === 'NewExpression' || node.type === 'CallExpression' ? calleeName(node) ?? '' : undefined
  if (name === undefined || /^set(?:Timeout|Interval)$/.test(name)) return false
  return acquirers.test(name) || (release.ends && (node.type === 'NewExpression' || node.type === 'CallExpression'))
    || (node.type === 'NewExpression' && /(?:Client|Connection|Session|Socket|Server|Worker|Watcher|Source|Stream|Transport)$/.test(name))
}

/** Whether the call stands under `?.`, wherever in its chain. */
function hasOptional(call: CallNode): boolean {
  for (let at: TSESTree.Node = call; ;) {
    if (at.type === 'CallExpression' || at.type === 'NewExpression') {
      if (at.type === 'CallExpression' && at.optional) return true
      at = unwrap(at.callee)
    } else if (at.type === 'MemberExpression') {
      if (at.optional) return true
      at = unwrap(at.object)
    } else return false
  }
}

