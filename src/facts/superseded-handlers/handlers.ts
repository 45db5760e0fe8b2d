import type { TSESTree } from '@typescript-eslint/utils'
import { endEvents, endOptions } from '../../catalog/handle-events.js'
import { continuations } from '../../catalog/settles.js'
import { listenerAdders, timers } from '../../catalog/tasks.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import type { Program } from '../../model/program.js'
import { restingPlaces } from '../../model/tasks/handles.js'
import { isBrief } from '../../model/tasks/harmless-timers.js'
import {
  addTo, calleeName, enclosingFunction, isFunction, isInside, isNullish, keyName, memberName, receiver, unwrap, wrapped,
  type CallNode, type Cell, type FunctionNode, type SourceFile, type Variable,
} from '../../source/index.js'

/** A function that runs when something happens to a handle that was put into a cell. */
export interface Handler {
  readonly cell: Cell
  readonly node: FunctionNode
  /** What has to happen: the name of an event, the method of a promise, the function that starts a timer. */
  readonly event: string
  readonly kind: 'event' | 'promise' | 'timer'
  /** The place where it is given to the handle. */
  readonly registered: TSESTree.Node
  /** Whether what it waits for follows the end of the handle, so that it comes for one that was ended on purpose. */
  readonly isOfEnd: boolean
}

/** The handlers on what these cells hold, wherever they are registered. */
export class Handlers {
  readonly #program: Program
  readonly #cells: ReadonlySet<Cell>
  readonly #cellsOf = new Map<Variable, Cell[]>()

  constructor(program: Program, cells: ReadonlySet<Cell>) {
    this.#program = program
    this.#cells = cells
    for (const cell of cells) for (const fill of assignmentsTo(program, cell)) this.#noteLocals(cell, fill)
  }

  find(): readonly Handler[] {
    const { file, budget } = this.#program
    const found: Handler[] = []
    for (const call of file.callNodes) {
      budget.spend()
      const name = calleeName(call) ?? ''
      if (call.type === 'CallExpression' && listenerAdders.has(name)) found.push(...this.#ofListener(call))
      else if (call.type === 'CallExpression' && continuations.has(name)) found.push(...this.#ofContinuation(call, name))
    }
    for (const assignment of file.assignments) found.push(...this.#ofProperty(assignment))
    for (const cell of this.#cells) {
      for (const fill of assignmentsTo(this.#program, cell)) found.push(...this.#ofOptions(cell, fill), ...this.#ofRun(cell, fill))
    }
    return found
  }

  /** `this.ws = ws`, `const ws = this.ws = new WebSocket(url)`: the locals that hold what the cell is given. */
  #noteLocals(cell: Cell, fill: TSESTree.AssignmentExpression): void {
    const { file } = this.#program
    const right = unwrap(fill.right)
    const given = right.type === 'Identifier' ? right : right.type === 'AssignmentExpression' ? right.left : undefined
    const { parent } = wrapped(fill)
    const named = parent?.type === 'VariableDeclarator' ? parent.id : undefined
    for (const name of [given, named]) {
      const variable = name?.type === 'Identifier' ? file.scopes.variable(name) : undefined
      if (variable) addTo(this.#cellsOf, variable, cell)
    }
  }

  /** The cells whose handle an expression stands for. */
  #cellsBehind(expression: TSESTree.Node, depth = 0): readonly Cell[] {
    const { file } = this.#program
    const node = unwrap(expression)
    const cell = file.cells.carriedBy(node)
    if (cell && this.#cells.has(cell)) return [cell]
    if (node.type === 'CallExpression') {
      // `spawn(path).on('error', log).on('exit', f)`: each call gives back what it was called on.
      const on = receiver(node)
      if (on && listenerAdders.has(calleeName(node) ?? '')) return this.#cellsBehind(on, depth)
    }
    if (node.type === 'CallExpression' || node.type === 'NewExpression') return this.#cellsOfMade(node)
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    if (!variable) return []
    return this.#cellsOf.get(variable) ?? this.#cellsOfArgument(variable, depth)
  }

  /** What is made in the place where it gets its listeners: `this.child = spawn(path).on('exit', f)`. */
  #cellsOfMade(made: CallNode): readonly Cell[] {
    let at: TSESTree.Node = made
    for (;;) {
      const { parent } = wrapped(at)
      const call = parent?.type === 'MemberExpression' && parent.parent.type === 'CallExpression' ? parent.parent : undefined
      if (!call || call.callee !== parent || !listenerAdders.has(calleeName(call) ?? '')) break
      at = call
    }
    const { parent } = wrapped(at)
    const cell = parent?.type === 'AssignmentExpression' && parent.operator === '=' ? this.#program.file.cells.at(parent.left) : undefined
    return cell && this.#cells.has(cell) ? [cell] : []
  }

  /** A parameter stands for what its function is given: `this.#wire(ws)`. */
  #cellsOfArgument(variable: Variable, depth: number): readonly Cell[] {
    const [def] = variable.defs
    if (depth > 1 || def?.type !== 'Parameter' || !isFunction(def.node)) return []
    const index = def.node.params.findIndex(parameter => parameter === def.name)
    return index < 0 ? [] : this.#program.file.callsTo(def.node).flatMap(call => {
      const argument = call.arguments[index]
      return argument && argument.type !== 'SpreadElement' ? this.#cellsBehind(argument, depth + 1) : []
    })
  }

  #ofListener(call: TSESTree.CallExpression): readonly Handler[] {
    const [event, callback, options] = call.arguments
    const on = receiver(call)
    if (!on || event?.type !== 'Literal' || typeof event.value !== 'string' || !callback || isUnderSignal(options)) return []
    const name = event.value
    const functions = this.#program.file.calls.functions(callback)
    return functions.length === 0 ? [] : this.#cellsBehind(on).flatMap(cell => functions.map(node =>
      ({ cell, node, event: name, kind: 'event' as const, registered: call, isOfEnd: endEvents.has(name) })))
  }

  #ofProperty({ left, right }: TSESTree.AssignmentExpression): readonly Handler[] {
    const name = left.type === 'MemberExpression' ? memberName(left) : undefined
    if (left.type !== 'MemberExpression' || name === undefined || !/^on[a-z]+$/.test(name)) return []
    const functions = this.#program.file.calls.functions(right)
    const event = name.slice(2)
    return functions.length === 0 ? [] : this.#cellsBehind(left.object).flatMap(cell => functions.map(node =>
      ({ cell, node, event, kind: 'event' as const, registered: left, isOfEnd: endEvents.has(event) })))
  }

  /** `this.session = new Session({ onClose: () => { … } })` */
  #ofOptions(cell: Cell, { right }: TSESTree.AssignmentExpression): readonly Handler[] {
    const made = madeBy(this.#program.file, right)
    return (made?.arguments ?? []).flatMap(argument => argument.type !== 'ObjectExpression' ? [] : argument.properties.flatMap(property => {
      const name = property.type === 'Property' && property.key.type === 'Identifier' && !property.computed ? property.key.name : ''
      if (property.type !== 'Property' || !/^on[A-Z]\w*$/.test(name)) return []
      return this.#program.file.calls.functions(property.value).map(node =>
        ({ cell, node, event: name, kind: 'event' as const, registered: property.key, isOfEnd: endOptions.test(name) }))
    }))
  }

  /** `this.loading = load().finally(() => { … })` */
  #ofContinuation(call: TSESTree.CallExpression, event: string): readonly Handler[] {
    const functions = call.arguments.flatMap(argument => this.#program.file.calls.functions(argument))
    if (functions.length === 0) return []
    const on = receiver(call)
    const kept = restingPlaces(this.#program.file, call).filter((place): place is Cell => 'path' in place && this.#cells.has(place))
    const cells = kept.length > 0 ? kept : on ? this.#cellsBehind(on) : []
    return [...new Set(cells)].flatMap(cell => functions.map(node =>
      ({ cell, node, event, kind: 'promise' as const, registered: call, isOfEnd: true })))
  }

  /** `this.pending = run()`, where `const run = async () => { try { … } finally { this.pending = null } }` is a local of the same run. */
  #ofRun(cell: Cell, { right }: TSESTree.AssignmentExpression): readonly Handler[] {
    const made = madeBy(this.#program.file, right)
    const targets = made?.type === 'CallExpression' ? this.#program.file.calls.targets(made) : []
    const home = enclosingFunction(right)
    return targets.filter(target => target.async && isFunction(home) && isInside(target, home)).map(node =>
      ({ cell, node, event: 'run', kind: 'promise' as const, registered: made ?? right, isOfEnd: true }))
  }

  /** The timers that nobody keeps, by the function that starts them. */
  forgottenTimers(): readonly Omit<Handler, 'cell'>[] {
    const { file } = this.#program
    return file.callNodes.flatMap(call => {
      const name = calleeName(call) ?? ''
      const [callback, delay] = call.arguments
      if (call.type !== 'CallExpression' || !timers.has(name) || !callback || !isForgotten(file, call)) return []
      if (delay && isBrief(delay)) return []
      return file.calls.functions(callback).map(node => ({ node, event: name, kind: 'timer' as const, registered: call, isOfEnd: true }))
    })
  }
}

/** Whether nobody keeps what a call gives, so that nobody can clear it: `setTimeout(f, 5000).unref()`. */
function isForgotten(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const { parent } = wrapped(call)
  if (parent?.type === 'ExpressionStatement') return true
  if (parent?.type === 'MemberExpression') {
    return memberName(parent) === 'unref' && wrapped(parent.parent).parent?.type === 'ExpressionStatement'
  }
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false
  const uses = file.scopes.variable(parent.id)?.references.filter(reference => reference.isRead()) ?? []
  return uses.every(({ identifier }) => identifier.parent.type === 'MemberExpression' && memberName(identifier.parent) === 'unref')
}

/** `{ signal }`: whoever aborts it takes the listener off. */
const isUnderSignal = (options: TSESTree.Node | undefined): boolean => options?.type === 'ObjectExpression'
  && options.properties.some(property => property.type === 'Property' && keyName(property) === 'signal')

/** The call that makes a value: `new Socket()`, `await connect()`, the initial value of a local, what listeners are chained to. */
export function madeBy(file: SourceFile, value: TSESTree.Node, depth = 0): CallNode | undefined {
  const node = unwrap(value)
  if (depth > 4 || isNullish(node)) return undefined
  switch (node.type) {
    case 'NewExpression':
      return node
    case 'CallExpression': {
      const on = receiver(node)
      const isChained = on && (listenerAdders.has(calleeName(node) ?? '') || continuations.has(calleeName(node) ?? ''))
      return (isChained ? madeBy(file, on, depth + 1) : undefined) ?? node
    }
    case 'AwaitExpression':
      return madeBy(file, node.argument, depth + 1)
    case 'AssignmentExpression':
      return madeBy(file, node.right, depth + 1)
    case 'LogicalExpression':
      return madeBy(file, node.right, depth + 1)
    case 'Identifier': {
      const variable = file.scopes.variable(node)
      const initial = variable && file.scopes.initial(variable)
      return initial?.path.length === 0 && initial.value !== node ? madeBy(file, initial.value, depth + 1) : undefined
    }
    default:
      return undefined
  }
}

/** The function that a place belongs to as a reader sees it: not one that is written into a call inside it. */
export function functionOf(node: TSESTree.Node, isOwnEntry: (inner: FunctionNode) => boolean): FunctionNode | undefined {
  for (let at = enclosingFunction(node); isFunction(at); at = enclosingFunction(at)) {
    const { parent } = at
    const isInline = (parent.type === 'CallExpression' || parent.type === 'NewExpression') && !isOwnEntry(at)
    if (!isInline) return at
  }
  return undefined
}
