import type { TSESTree } from '@typescript-eslint/utils'
import { assignmentsTo, writersOf, writtenIn } from '../../model/cells/cell-writes.js'
import { excludes, valueOf, type Held } from '../../model/cells/held.js'
import type { Task } from '../../model/tasks/tasks.js'
import { later, momentOf, steps, type Event } from '../../order/index.js'
import { enclosingFunction, grouped, isFunction, wrapped, type Cell, type FunctionNode, type Variable } from '../../source/index.js'
import type { Consumption } from './consumption.js'
import type { Consumer, Lifetimes } from './lifetimes.js'
import { isParameter } from './teardown/call-places.js'

export const anywhere = { from: -1, to: Infinity, loop: undefined }

/** Answers where functions write a flag by which a task ends, in the order of the text. */
export class Flags {
  readonly #lifetimes: Lifetimes
  readonly #known = new Map<Consumer, ReadonlyMap<TSESTree.Node, readonly Event[]>>()
  #patterns: ReadonlySet<TSESTree.Node> | undefined
  #declared: ReadonlyMap<TSESTree.Node, readonly Variable[]> | undefined
  #getters: ReadonlySet<FunctionNode> | undefined

  constructor(lifetimes: Lifetimes) {
    this.#lifetimes = lifetimes
  }

  /** Without its consumption, each cell that the code of the task may test counts as a flag that it looks at. */
  writesIn(node: FunctionNode, consumer: Consumer): readonly Event[] {
    const { consumption } = consumer
    if (!consumption) return this.#mayWriteIn(node, consumer)
    const known = this.#known.get(consumer) ?? this.#find(consumption)
    this.#known.set(consumer, known)
    return known.get(node) ?? []
  }

  /** The writes of flags that the task looks at, by the functions that they stand in. */
  #find(consumption: Consumption): ReadonlyMap<TSESTree.Node, readonly Event[]> {
    const found = new Map<TSESTree.Node, Event[]>()
    for (const [flag, wanted] of [...consumption.stopFlags, ...consumption.loopFlags]) {
      const declarator = declaratorOf(flag)
      const writers = [...writersOf(this.#lifetimes.program, flag), ...declarator ? [enclosingFunction(declarator)] : []]
      for (const home of new Set([...writers, ...this.#apart])) {
        const events = this.#writesOf(home, flag, value => this.#mayTake(wanted, value))
        if (events.length > 0) found.set(home, [...found.get(home) ?? [], ...events])
      }
    }
    return found
  }

  /** The writes that may take from a cell what a task wants to see there. One of an unknown value ends nothing for certain. */
  #writesOf(node: TSESTree.Node, cell: Cell, mayEnd: (value: TSESTree.Expression) => boolean): readonly Event[] {
    const { program } = this.#lifetimes
    const isWritten = writersOf(program, cell).includes(node)
    const all = isWritten ? assignmentsTo(program, cell).filter(assignment => enclosingFunction(assignment) === node) : []
    const sets = all.filter(({ operator, right }) => operator === '=' && mayEnd(right))
    const declarator = declaratorOf(cell)
    // Patterns, counts and deletions are few: they count as if they stood anywhere in the function.
    const isElsewhere = (isWritten && all.length === 0) || (declarator && enclosingFunction(declarator) === node)
      || this.#apart.has(node)
    return isElsewhere ? [{ moment: anywhere, steps: steps.second }] : sets.map(set => eventAt(set, steps.second))
  }

  #mayTake(wanted: Held, value: TSESTree.Expression): boolean {
    const { file } = this.#lifetimes.program
    const given = valueOf(file, value, [])
    return given ? excludes(wanted, given) : isParameter(file, value)
  }

  /** The writes of what the task may look at, as far as the places tell at which names stand. */
  #mayWriteIn(node: FunctionNode, { cell, task }: Consumer): readonly Event[] {
    const { program } = this.#lifetimes
    if (this.#apart.has(node)) return [{ moment: anywhere, steps: steps.second }]
    const written = [...writtenIn(program, new Set([node])), ...this.#declaredIn(node)]
    return written.filter(flag => flag !== cell && this.#mayTest(task, flag)).flatMap(flag => this.#writesOf(node, flag, value =>
      valueOf(program.file, value, []) !== undefined || isParameter(program.file, value)))
  }

  /** The variables that a function declares, where they are cells. */
  #declaredIn(node: FunctionNode): readonly Cell[] {
    const { file } = this.#lifetimes.program
    this.#declared ??= grouped(file.scopes.variables, ({ defs: [def] }) => def?.type === 'Variable' ? [enclosingFunction(def.node)] : [])
    return (this.#declared.get(node) ?? []).flatMap(({ defs: [def] }) => (def && file.cells.at(def.name)) ?? [])
  }

  /** Whether the code that the task may run tests the cell, as far as its name tells. */
  #mayTest(task: Task, cell: Cell): boolean {
    const tested = this.#tested.get(cell) ?? this.#homesOfTests(cell)
    this.#tested.set(cell, tested)
    if (tested.size === 0) return false
    const closure = this.#lifetimes.closure(task)
    const getters = this.#gettersOf()
    return [...tested].some(home => closure.has(home) || getters.has(home))
  }

  readonly #tested = new Map<Cell, ReadonlySet<FunctionNode>>()

  #homesOfTests({ key, owner: { identity }, path }: Cell): ReadonlySet<FunctionNode> {
    const { file } = this.#lifetimes.program
    // What a key of a container holds is asked in many ways.
    if (key !== undefined) return new Set(file.functions)
    const name = path.at(-1)
    const places: readonly TSESTree.Node[] = name !== undefined ? file.membersByName.get(name) ?? []
      : 'references' in identity ? (identity as Variable).references.map(({ identifier }) => identifier as TSESTree.Node) : []
    return new Set(places.filter(isTested).map(place => enclosingFunction(place)).filter(isFunction))
  }

  /** Getters run without a call, with what they call. */
  #gettersOf(): ReadonlySet<FunctionNode> {
    const { program } = this.#lifetimes
    return this.#getters ??= program.closure(program.file.functions.filter(({ parent }) =>
      (parent.type === 'MethodDefinition' || parent.type === 'Property') && parent.kind === 'get'))
  }

  /** The functions with assignments that take their value apart. */
  get #apart(): ReadonlySet<TSESTree.Node> {
    return this.#patterns ??= new Set(this.#lifetimes.program.file.assignments
      .filter(({ left: { type } }) => type === 'ArrayPattern' || type === 'ObjectPattern').map(assignment => enclosingFunction(assignment)))
  }
}

/** Whether a test, or an answer that a test may be made of, looks at what stands in a place. */
function isTested(place: TSESTree.Node): boolean {
  for (let at = wrapped(place); ; at = wrapped(at.parent as TSESTree.Node)) {
    const { parent } = at
    switch (parent?.type) {
      case 'UnaryExpression':
      case 'BinaryExpression':
        break
      case 'LogicalExpression':
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
      case 'SwitchStatement':
      case 'SwitchCase':
        return true
      case 'AssignmentExpression':
        if (parent.operator !== '=') return parent.left === at
        if (parent.left !== at) return false
        break
      case 'CallExpression':
        return parent.callee !== at || parent.optional
      case 'MemberExpression':
        return parent.object === at && parent.optional
      default:
        return parent !== undefined && 'test' in parent && parent.test === at
    }
  }
}

export const eventAt = (node: TSESTree.Node, step: number): Event =>
  ({ moment: momentOf(node, node.type === 'CallExpression' ? 0 : later.stores), steps: step })

/** Where a variable is declared. */
export function declaratorOf({ owner: { identity }, path }: Cell): TSESTree.VariableDeclarator | undefined {
  const [def] = path.length === 0 && 'defs' in identity ? (identity as Variable).defs : []
  return def?.node.type === 'VariableDeclarator' ? def.node : undefined
}
