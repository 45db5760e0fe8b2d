import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { Calls } from './calls.js'
import { Cells } from './cells.js'
import { Disposals } from './disposals.js'
import { Owners } from './owners.js'
import { Scopes } from './scopes.js'
import { enclosingFunction, isFunction, memberName, walk, type FunctionNode } from './syntax.js'

export type { Cell } from './cells.js'
export type { Owner } from './owners.js'
export type { Variable } from './scopes.js'
export * from './syntax.js'
export { isDereferenced } from './dereference.js'

export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression

/** What is written in one file: its functions and calls, and answers about what names, places and calls denote. */
export class SourceFile {
  readonly code: Readonly<TSESLint.SourceCode>
  readonly scopes: Scopes
  readonly owners: Owners
  readonly cells: Cells
  readonly calls: Calls
  readonly disposals: Disposals
  readonly functions: readonly FunctionNode[]
  readonly callNodes: readonly CallNode[]
  #byTarget: ReadonlyMap<TSESTree.Node, readonly CallNode[]> | undefined
  #byHome: ReadonlyMap<TSESTree.Node, readonly CallNode[]> | undefined
  readonly assignments: readonly TSESTree.AssignmentExpression[]
  readonly deletions: readonly TSESTree.UnaryExpression[]
  readonly updates: readonly TSESTree.UpdateExpression[]
  /** Loops with an `await`, a `yield` or a `for await` of their own. */
  readonly loopsWithYield: readonly TSESTree.Node[]
  /** Every `….signal` and `….abortSignal` that is written. */
  readonly signalReads: readonly TSESTree.MemberExpression[]
  readonly yields: readonly TSESTree.YieldExpression[]
  readonly tries: readonly TSESTree.TryStatement[]
  /** Declarations that take their value apart. */
  readonly destructured: readonly TSESTree.VariableDeclarator[]
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
    const functions: FunctionNode[] = []
    const callNodes: CallNode[] = []
    const assignments: TSESTree.AssignmentExpression[] = []
    const deletions: TSESTree.UnaryExpression[] = []
    const updates: TSESTree.UpdateExpression[] = []
    const handedOn = new Set<string>()
    const loopsWithYield = new Set<TSESTree.Node>()
    const signalReads: TSESTree.MemberExpression[] = []
    const yields: TSESTree.YieldExpression[] = []
    const tries: TSESTree.TryStatement[] = []
    const destructured: TSESTree.VariableDeclarator[] = []
    walk(code.ast, code.visitorKeys, node => {
      if (node.type === 'MemberExpression' && isRead(node)) handedOn.add(memberName(node) ?? '')
      if (isFunction(node)) functions.push(node)
      else if (node.type === 'CallExpression' || node.type === 'NewExpression') callNodes.push(node)
      else if (node.type === 'AssignmentExpression') assignments.push(node)
      else if (node.type === 'AwaitExpression' || node.type === 'YieldExpression') {
        noteLoop(node, loopsWithYield)
        if (node.type === 'YieldExpression') yields.push(node)
      }
      else if (node.type === 'ForOfStatement' && node.await) loopsWithYield.add(node)
      else if (node.type === 'UnaryExpression' && node.operator === 'delete') deletions.push(node)
      else if (node.type === 'UpdateExpression') updates.push(node)
      else if (node.type === 'MemberExpression' && /^(?:signal|abortSignal)$/.test(memberName(node) ?? '')) signalReads.push(node)
      else if (node.type === 'TryStatement') tries.push(node)
      else if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern') destructured.push(node)
      // Types hold no calls; their subtrees are large.
      return node.type === 'TSTypeAssertion' || !/^TS(?:Type|Interface)/.test(node.type)
    })
    this.functions = functions
    this.callNodes = callNodes
    this.assignments = assignments
    this.loopsWithYield = [...loopsWithYield]
    this.deletions = deletions
    this.updates = updates
    this.#handedOn = handedOn
    this.signalReads = signalReads
    this.yields = yields
    this.tries = tries
    this.destructured = destructured
    for (const node of functions) this.owners.add(node)
  }

  /** Whether a member of this name is read somewhere without being called. */
  isHandedOn(key: TSESTree.Node): boolean {
    const name = key.type === 'PrivateIdentifier' ? `#${key.name}` : key.type === 'Identifier' ? key.name : undefined
    return name === undefined || this.#handedOn.has(name)
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

  /** Functions that run, in the order of evaluation, as part of this call: what it calls, and callbacks that it runs at once. */
  runBy(call: CallNode): readonly FunctionNode[] {
    return [...this.calls.targets(call), ...this.calls.runsAtOnce(call)]
  }
}

function isRead(node: TSESTree.MemberExpression): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression') return parent.callee !== node
  return parent.type !== 'AssignmentExpression' || parent.left !== node
}

/** Notes the loops around a yield, up to the function that it suspends. */
function noteLoop(node: TSESTree.Node, loops: Set<TSESTree.Node>): void {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (/^(?:While|DoWhile|For|ForOf|ForIn)Statement$/.test(at.type)) loops.add(at)
  }
}

function grouped<Key>(
  calls: readonly CallNode[], keysOf: (call: CallNode) => readonly Key[],
): ReadonlyMap<Key, readonly CallNode[]> {
  const groups = new Map<Key, CallNode[]>()
  for (const call of calls) {
    for (const key of keysOf(call)) {
      const group = groups.get(key)
      if (group) group.push(call)
      else groups.set(key, [call])
    }
  }
  return groups
}
