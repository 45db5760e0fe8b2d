import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { Calls } from './calls.js'
import { Cells } from './cells/cells.js'
import { Disposals } from './disposals.js'
import type { Entries } from './cells/entries.js'
import { grouped } from './groups.js'
import { inside, inTextOrder } from './inside.js'
import { Inventory } from './inventory.js'
import { Owners } from './owners.js'
import { QualifiedNames } from './qualified-names.js'
import { Scopes } from './scopes.js'
import { isFunction, isLoop, keyName, type CallNode, type FunctionNode } from './syntax.js'
import { Types } from './types.js'

export type { Cell } from './cells/cell.js'
export type { Entry } from './cells/entries.js'
export type { Owner } from './owners.js'
export type { Variable } from './scopes.js'
export { reservedWords } from './reserved-words.js'
export * from './syntax.js'
export { dataOf } from './component-options.js'
export { addTo, grouped } from './groups.js'
export { isDereferenced } from './dereference.js'

/** What is written in one file: its functions and calls, and answers about what names, places and calls denote. */
export class SourceFile {
  readonly code: Readonly<TSESLint.SourceCode>
  readonly scopes: Scopes
  readonly owners: Owners
  readonly cells: Cells
  readonly calls: Calls
  readonly disposals: Disposals
  /** What the compiler knows, where it runs beside the parser. */
  readonly types: Types
  readonly functions: readonly FunctionNode[]
  readonly callNodes: readonly CallNode[]
  #byTarget: ReadonlyMap<TSESTree.Node, readonly CallNode[]> | undefined
  readonly assignments: readonly TSESTree.AssignmentExpression[]
  readonly deletions: readonly TSESTree.UnaryExpression[]
  readonly awaits: readonly TSESTree.AwaitExpression[]
  readonly returns: readonly TSESTree.ReturnStatement[]
  readonly updates: readonly TSESTree.UpdateExpression[]
  readonly yields: readonly TSESTree.YieldExpression[]
  /** Declarations that take their value apart. */
  readonly destructured: readonly TSESTree.VariableDeclarator[]
  /** Attributes by which a template puts an element into a place. */
  readonly elementRefs: readonly TSESTree.Node[]
  readonly #inventory: Inventory
  #loopsWithYield: readonly TSESTree.Node[] | undefined
  #orderedCalls: readonly CallNode[] | undefined
  #orderedAwaits: readonly TSESTree.AwaitExpression[] | undefined

  constructor(code: Readonly<TSESLint.SourceCode>) {
    this.code = code
    if (!code.scopeManager) throw new TypeError('the parser gave no scopes')
    const inventory = new Inventory(code)
    this.#inventory = inventory
    this.functions = inventory.functions
    this.callNodes = inventory.callNodes
    this.assignments = inventory.assignments
    this.deletions = inventory.deletions
    this.awaits = inventory.awaits
    this.returns = inventory.returns
    this.updates = inventory.updates
    this.yields = inventory.yields
    this.destructured = inventory.destructured
    this.elementRefs = inventory.elementRefs
    this.scopes = new Scopes(code.scopeManager)
    const prototypes = code.text.includes('prototype') ? inventory.membersByName.get('prototype') ?? [] : []
    this.owners = new Owners(this.scopes, inventory.functions, new QualifiedNames(this.scopes, inventory.assignments, prototypes))
    this.cells = new Cells(this.scopes, this.owners, inventory)
    this.calls = new Calls(this.scopes, this.owners, this.cells)
    this.disposals = new Disposals(this.scopes, this.calls)
    this.types = new Types(code, this)
  }

  /** The members that are written, by their name. */
  get membersByName(): ReadonlyMap<string, readonly TSESTree.MemberExpression[]> { return this.#inventory.membersByName }
  /** The entries of containers that are cells. */
  get entries(): Entries {
    return this.cells.entries
  }

  /** Every `….signal` and `….abortSignal` that is written. */
  get signalReads(): readonly TSESTree.MemberExpression[] {
    return ['signal', 'abortSignal'].flatMap(name => this.membersByName.get(name) ?? [])
  }

  /** Loops over what comes in time. */
  get iterations(): readonly TSESTree.ForOfStatement[] { return this.#inventory.iterations }

  /** Loops with an `await`, a `yield` or a `for await` of their own. */
  get loopsWithYield(): readonly TSESTree.Node[] {
    this.#loopsWithYield ??= [...new Set([...this.#inventory.iterations, ...[...this.awaits, ...this.yields].flatMap(loopsAround)])]
    return this.#loopsWithYield
  }

  /** Whether a member of this name is read somewhere without being called. */
  isHandedOn(key: TSESTree.Node): boolean {
    const name = nameOfKey(key)
    return name === undefined || this.#inventory.handedOn.has(name)
  }

  /** Whether a member of this name stands anywhere, or is taken out of an object by a pattern. */
  isNamed(key: TSESTree.Node): boolean {
    const name = nameOfKey(key)
    return name === undefined || this.membersByName.has(name) || this.destructured.some(({ id }) => id.type === 'ObjectPattern'
      && id.properties.some(property => property.type === 'Property' && keyName(property) === name))
  }

  /** The calls that run this function, themselves or by handing it on to be run at once. */
  callsTo(node: FunctionNode): readonly CallNode[] {
    this.#byTarget ??= grouped(this.callNodes, call => this.runBy(call))
    return this.#byTarget.get(node) ?? []
  }

  /** The calls in the code of a function itself, without those in functions inside it. */
  callsIn(home: TSESTree.Node): readonly CallNode[] {
    return this.#inventory.callsByHome.get(home) ?? []
  }

  /** The calls within a node, those in functions inside it included. */
  callsInside(node: TSESTree.Node): readonly CallNode[] {
    return inside(this.#orderedCalls ??= inTextOrder(this.callNodes), node)
  }

  /** What is awaited within a node, in functions inside it as well. */
  awaitsInside(node: TSESTree.Node): readonly TSESTree.AwaitExpression[] {
    return inside(this.#orderedAwaits ??= inTextOrder(this.awaits), node)
  }

  /** The assignments in the code of a function itself. */
  assignmentsIn(home: TSESTree.Node): readonly TSESTree.AssignmentExpression[] {
    return this.#inventory.assignmentsByHome.get(home) ?? []
  }

  /** The functions that are written in the code of a function itself. */
  functionsIn(home: TSESTree.Node): readonly FunctionNode[] {
    return this.#inventory.functionsByHome.get(home) ?? []
  }

  /** Functions that run, in the order of evaluation, as part of this call: what it calls, and callbacks that it runs at once. */
  runBy(call: CallNode): readonly FunctionNode[] {
    const targets = this.calls.targets(call)
    const atOnce = this.calls.runsAtOnce(call)
    return atOnce.length === 0 ? targets : [...targets, ...atOnce]
  }
}

const nameOfKey = (key: TSESTree.Node): string | undefined =>
  key.type === 'PrivateIdentifier' ? `#${key.name}` : key.type === 'Identifier' ? key.name : undefined

/** The loops around a yield, up to the function that it suspends. */
function loopsAround(node: TSESTree.Node): readonly TSESTree.Node[] {
  const loops: TSESTree.Node[] = []
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (isLoop(at)) loops.push(at)
  return loops
}
