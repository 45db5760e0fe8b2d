import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { isNode } from '../syntax/nodes.js'
import { addTo } from './groups.js'
import { isHome, memberName, type CallNode, type FunctionNode } from './syntax.js'

/** What one walk over the file finds: lists by kind, in the order of the text, and those of them that are asked for by function. */
export class Inventory {
  readonly functions: FunctionNode[] = []
  readonly callNodes: CallNode[] = []
  readonly assignments: TSESTree.AssignmentExpression[] = []
  readonly awaits: TSESTree.AwaitExpression[] = []
  readonly returns: TSESTree.ReturnStatement[] = []
  readonly tries: TSESTree.TryStatement[] = []
  readonly updates: TSESTree.UpdateExpression[] = []
  readonly yields: TSESTree.YieldExpression[] = []
  readonly deletions: TSESTree.UnaryExpression[] = []
  /** Loops over what comes in time: `for await (const line of lines)`. */
  readonly iterations: TSESTree.ForOfStatement[] = []
  /** Declarations that take their value apart. */
  readonly destructured: TSESTree.VariableDeclarator[] = []
  /** The members that are written, by their name. */
  readonly membersByName = new Map<string, TSESTree.MemberExpression[]>()
  /** Members by a key that is computed: `byId[id]`. */
  readonly indexed: TSESTree.MemberExpression[] = []
  /** Names of members that are read without being called; the empty one where some name is computed. */
  readonly handedOn = new Set<string>()
  readonly callsByHome = new Map<TSESTree.Node, CallNode[]>()
  readonly assignmentsByHome = new Map<TSESTree.Node, TSESTree.AssignmentExpression[]>()
  readonly functionsByHome = new Map<TSESTree.Node, FunctionNode[]>()

  /** @param code whose nodes have their parents by now */
  constructor({ ast, visitorKeys }: Readonly<TSESLint.SourceCode>) {
    const keys = new ChildKeys(visitorKeys)
    const pending: TSESTree.Node[] = [ast]
    // The function, or other home, that each node which is pending stands in.
    const homes: TSESTree.Node[] = [ast]
    for (let node = pending.pop(); node; node = pending.pop()) {
      const around = homes.pop() ?? ast
      this.#note(node, around)
      const home = isHome(node) ? node : around
      const below = keys.of(node.type)
      for (let index = below.length - 1; index >= 0; index--) {
        const value = (node as unknown as Record<string, unknown>)[below[index] as string]
        if (Array.isArray(value)) {
          for (let at = value.length - 1; at >= 0; at--) {
            if (holdsAny(value[at])) {
              pending.push(value[at] as TSESTree.Node)
              homes.push(home)
            }
          }
        } else if (holdsAny(value)) {
          pending.push(value as TSESTree.Node)
          homes.push(home)
        }
      }
    }
  }

  #note(node: TSESTree.Node, home: TSESTree.Node): void {
    switch (node.type) {
      case 'MemberExpression':
        this.#noteMember(node)
        break
      case 'CallExpression':
      case 'NewExpression':
        this.callNodes.push(node)
        addTo(this.callsByHome, home, node)
        break
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        this.functions.push(node)
        addTo(this.functionsByHome, home, node)
        break
      case 'AssignmentExpression':
        this.assignments.push(node)
        addTo(this.assignmentsByHome, home, node)
        break
      case 'ForOfStatement':
        if (node.await) this.iterations.push(node)
        break
      case 'VariableDeclarator':
        if (node.id.type === 'ObjectPattern') this.destructured.push(node)
        break
      default:
        this.#noteRarer(node)
    }
  }

  #noteRarer(node: TSESTree.Node): void {
    switch (node.type) {
      case 'AwaitExpression':
        this.awaits.push(node)
        break
      case 'ReturnStatement':
        this.returns.push(node)
        break
      case 'TryStatement':
        this.tries.push(node)
        break
      case 'UpdateExpression':
        this.updates.push(node)
        break
      case 'YieldExpression':
        this.yields.push(node)
        break
      case 'UnaryExpression':
        if (node.operator === 'delete') this.deletions.push(node)
        break
      default:
    }
  }

  #noteMember(node: TSESTree.MemberExpression): void {
    const name = memberName(node)
    if (isRead(node)) this.handedOn.add(name ?? '')
    if (name !== undefined) addTo(this.membersByName, name, node)
    else if (node.computed) this.indexed.push(node)
  }
}

/** Whether a node, or anything below it, may be one that is noted: names and literals are half of a file and never are. */
function holdsAny(value: unknown): boolean {
  if (!isNode(value)) return false
  if (value.type === 'Literal') return false
  // Parameters may have decorators, which are calls.
  return value.type !== 'Identifier' || ((value.decorators as readonly unknown[] | undefined)?.length ?? 0) > 0
}

/** The parser's visitor keys without those that lead to types: types hold no calls, and their subtrees are large. */
class ChildKeys {
  readonly #keys: TSESLint.SourceCode['visitorKeys']
  readonly #known = new Map<string, readonly string[]>()

  constructor(keys: TSESLint.SourceCode['visitorKeys']) {
    this.#keys = keys
  }

  of(type: string): readonly string[] {
    const known = this.#known.get(type)
    if (known) return known
    const isType = type !== 'TSTypeAssertion' && /^TS(?:Type|Interface)/.test(type)
    const found = isType ? [] : (this.#keys[type] ?? []).filter(key => !typeKeys.has(key))
    this.#known.set(type, found)
    return found
  }
}

const typeKeys: ReadonlySet<string> = new Set([
  'typeAnnotation', 'typeArguments', 'typeParameters', 'returnType', 'superTypeArguments', 'superTypeParameters',
])

function isRead(node: TSESTree.MemberExpression): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression') return parent.callee !== node
  return parent.type !== 'AssignmentExpression' || parent.left !== node
}
