import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { Calls } from './calls.js'
import { Cells } from './cells.js'
import { Disposals } from './disposals.js'
import { addTo, grouped } from './groups.js'
import { Owners } from './owners.js'
import { Scopes } from './scopes.js'
import {
  enclosingFunction, isFunction, isLoop, keyName, memberName, walk, type CallNode, type FunctionNode,
} from './syntax.js'
import { Types } from './types.js'

export type { Cell } from './cells.js'
export type { Owner } from './owners.js'
export type { Variable } from './scopes.js'
export { reservedWords } from './reserved-words.js'
export * from './syntax.js'
export { addTo, grouped } from './groups.js'
export { isDereferenced } from './dereference.js'

/** The kinds of nodes that are asked for as a list, besides functions, calls and members. */
const kept = [
  'AssignmentExpression', 'AwaitExpression', 'ForOfStatement', 'ReturnStatement', 'TryStatement', 'UnaryExpression',
  'UpdateExpression', 'VariableDeclarator', 'YieldExpression',
] as const
type Kept = typeof kept[number]
type NodeOf<Type extends Kept> = Extract<TSESTree.Node, { type: `${Type}` }>

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
  #byHome: ReadonlyMap<TSESTree.Node, readonly CallNode[]> | undefined
  #assignmentsByHome: ReadonlyMap<TSESTree.Node, readonly TSESTree.AssignmentExpression[]> | undefined
  readonly assignments: readonly TSESTree.AssignmentExpression[]
  readonly deletions: readonly TSESTree.UnaryExpression[]
  readonly awaits: readonly TSESTree.AwaitExpression[]
  readonly returns: readonly TSESTree.ReturnStatement[]
  readonly updates: readonly TSESTree.UpdateExpression[]
  /** Loops with an `await`, a `yield` or a `for await` of their own. */
  readonly loopsWithYield: readonly TSESTree.Node[]
  /** Every `….signal` and `….abortSignal` that is written. */
  readonly signalReads: readonly TSESTree.MemberExpression[]
  readonly yields: readonly TSESTree.YieldExpression[]
  readonly tries: readonly TSESTree.TryStatement[]
  /** Declarations that take their value apart. */
  readonly destructured: readonly TSESTree.VariableDeclarator[]
  /** The members that are written, by their name. */
  readonly membersByName: ReadonlyMap<string, readonly TSESTree.MemberExpression[]>
  /** Names of members that are read without being called: `close` of `process.on('exit', this.close)`. */
  readonly #handedOn: ReadonlySet<string>

  constructor(code: Readonly<TSESLint.SourceCode>) {
    this.code = code
    if (!code.scopeManager) throw new TypeError('the parser gave no scopes')
    this.scopes = new Scopes(code.scopeManager)
    this.owners = new Owners(this.scopes)
    this.cells = new Cells(this.scopes, this.owners)
    this.calls = new Calls(this.scopes, this.owners, this.cells)
    this.disposals = new Disposals(this.scopes, this.calls)
    this.types = new Types(code, this)
    const functions: FunctionNode[] = []
    const callNodes: CallNode[] = []
    const handedOn = new Set<string>()
    const membersByName = new Map<string, TSESTree.MemberExpression[]>()
    const found = new Map<string, TSESTree.Node[]>(kept.map(type => [type, []]))
    walk(code.ast, code.visitorKeys, node => {
      if (isFunction(node)) functions.push(node)
      else if (node.type === 'CallExpression' || node.type === 'NewExpression') callNodes.push(node)
      else if (node.type !== 'MemberExpression') found.get(node.type)?.push(node)
      else {
        const name = memberName(node)
        if (isRead(node)) handedOn.add(name ?? '')
        if (name !== undefined) addTo(membersByName, name, node)
      }
      // Types hold no calls; their subtrees are large.
      return node.type === 'TSTypeAssertion' || !/^TS(?:Type|Interface)/.test(node.type)
    })
    const all = <Type extends Kept>(type: Type) => found.get(type) as readonly TSESTree.Node[] as readonly NodeOf<Type>[]
    this.functions = functions
    this.callNodes = callNodes
    this.updates = all('UpdateExpression')
    this.#handedOn = handedOn
    this.membersByName = membersByName
    this.signalReads = ['signal', 'abortSignal'].flatMap(name => membersByName.get(name) ?? [])
    this.assignments = all('AssignmentExpression')
    this.awaits = all('AwaitExpression')
    this.returns = all('ReturnStatement')
    this.yields = all('YieldExpression')
    this.tries = all('TryStatement')
    this.deletions = all('UnaryExpression').filter(({ operator }) => operator === 'delete')
    this.destructured = all('VariableDeclarator').filter(({ id }) => id.type === 'ObjectPattern')
    const iterations = all('ForOfStatement').filter(loop => loop.await)
    this.loopsWithYield = [...new Set([...iterations, ...[...this.awaits, ...this.yields].flatMap(loopsAround)])]
    for (const node of functions) this.owners.add(node)
  }

  /** Whether a member of this name is read somewhere without being called. */
  isHandedOn(key: TSESTree.Node): boolean {
    const name = nameOfKey(key)
    return name === undefined || this.#handedOn.has(name)
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
    this.#byHome ??= grouped(this.callNodes, call => [enclosingFunction(call)])
    return this.#byHome.get(home) ?? []
  }

  /** The assignments in the code of a function itself. */
  assignmentsIn(home: TSESTree.Node): readonly TSESTree.AssignmentExpression[] {
    this.#assignmentsByHome ??= grouped(this.assignments, assignment => [enclosingFunction(assignment)])
    return this.#assignmentsByHome.get(home) ?? []
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

function isRead(node: TSESTree.MemberExpression): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression') return parent.callee !== node
  return parent.type !== 'AssignmentExpression' || parent.left !== node
}
