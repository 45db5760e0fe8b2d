import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { ChildKeys, pushChildren } from './children.js'
import { addTo } from './groups.js'
import { isHome, memberName, typeOf, type CallNode, type FunctionNode } from './syntax.js'

/**
 * What one walk over the file finds: lists by kind, in the order of the text. What only few files are asked for is made of these lists
 * when it is first asked for: members by their names, and what the code of each function holds.
 */
export class Inventory {
  readonly functions: FunctionNode[] = []
  readonly callNodes: CallNode[] = []
  readonly assignments: TSESTree.AssignmentExpression[] = []
  readonly awaits: TSESTree.AwaitExpression[] = []
  readonly returns: TSESTree.ReturnStatement[] = []
  readonly updates: TSESTree.UpdateExpression[] = []
  readonly yields: TSESTree.YieldExpression[] = []
  readonly deletions: TSESTree.UnaryExpression[] = []
  /** Loops over what comes in time: `for await (const line of lines)`. */
  readonly iterations: TSESTree.ForOfStatement[] = []
  /** Declarations that take their value apart. */
  readonly destructured: TSESTree.VariableDeclarator[] = []
  /** Attributes by which a template puts an element into a place: `ref={box}`, `bind:this={box}`. */
  readonly elementRefs: TSESTree.Node[] = []
  readonly #members: TSESTree.MemberExpression[] = []
  // The function, or other home, that each of these stands in.
  readonly #homesOfCalls: TSESTree.Node[] = []
  readonly #homesOfAssignments: TSESTree.Node[] = []
  readonly #homesOfFunctions: TSESTree.Node[] = []
  #membersByName: ReadonlyMap<string, readonly TSESTree.MemberExpression[]> | undefined
  #handedOn: ReadonlySet<string> | undefined
  #callsByHome: ReadonlyMap<TSESTree.Node, readonly CallNode[]> | undefined
  #assignmentsByHome: ReadonlyMap<TSESTree.Node, readonly TSESTree.AssignmentExpression[]> | undefined
  #functionsByHome: ReadonlyMap<TSESTree.Node, readonly FunctionNode[]> | undefined

  /** @param code whose nodes have their parents by now */
  constructor({ ast, visitorKeys }: Readonly<TSESLint.SourceCode>) {
    const keys = new ChildKeys(visitorKeys)
    const pending: TSESTree.Node[] = [ast]
    // The homes around the node at hand, outermost first, each with the number of nodes that were pending when it was come to.
    const homes: TSESTree.Node[] = [ast]
    const floors: number[] = [-1]
    let home: TSESTree.Node = ast
    let floor = -1
    for (let node = pending.pop(); node; node = pending.pop()) {
      while (pending.length < floor) {
        homes.pop()
        floors.pop()
        home = homes[homes.length - 1] ?? ast
        floor = floors[floors.length - 1] ?? -1
      }
      const type = typeOf(node)
      this.#note(node, type, home)
      if (isHome(type)) {
        home = node
        floor = pending.length
        homes.push(home)
        floors.push(floor)
      }
      pushChildren(node, type, pending, keys)
    }
  }

  #note(node: TSESTree.Node, type: TSESTree.Node['type'], home: TSESTree.Node): void {
    switch (type) {
      case 'Identifier':
        break
      case 'MemberExpression':
        this.#members.push(node as TSESTree.MemberExpression)
        break
      case 'CallExpression':
      case 'NewExpression':
        this.callNodes.push(node as CallNode)
        this.#homesOfCalls.push(home)
        break
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        this.functions.push(node as FunctionNode)
        this.#homesOfFunctions.push(home)
        break
      case 'AssignmentExpression':
        this.assignments.push(node as TSESTree.AssignmentExpression)
        this.#homesOfAssignments.push(home)
        break
      default:
        this.#noteRarer(node, type)
    }
  }

  #noteRarer(node: TSESTree.Node, type: TSESTree.Node['type']): void {
    switch (type) {
      case 'VariableDeclarator':
        if ((node as TSESTree.VariableDeclarator).id.type === 'ObjectPattern') this.destructured.push(node as TSESTree.VariableDeclarator)
        break
      case 'ReturnStatement':
        this.returns.push(node as TSESTree.ReturnStatement)
        break
      case 'AwaitExpression':
        this.awaits.push(node as TSESTree.AwaitExpression)
        break
      case 'ForOfStatement':
        if ((node as TSESTree.ForOfStatement).await) this.iterations.push(node as TSESTree.ForOfStatement)
        break
      case 'UpdateExpression':
        this.updates.push(node as TSESTree.UpdateExpression)
        break
      case 'YieldExpression':
        this.yields.push(node as TSESTree.YieldExpression)
        break
      case 'UnaryExpression':
        if ((node as TSESTree.UnaryExpression).operator === 'delete') this.deletions.push(node as TSESTree.UnaryExpression)
        break
      default:
        if ((type === 'JSXAttribute' || (type as string) === 'SvelteDirective') && isElementRef(node)) this.elementRefs.push(node)
    }
  }

  /** The members that are written, by their name. */
  get membersByName(): ReadonlyMap<string, readonly TSESTree.MemberExpression[]> {
    return this.#membersByName ??= this.#nameMembers()
  }

  #nameMembers(): ReadonlyMap<string, readonly TSESTree.MemberExpression[]> {
    const found = new Map<string, TSESTree.MemberExpression[]>()
    for (const member of this.#members) {
      const name = memberName(member)
      if (name !== undefined) addTo(found, name, member)
    }
    return found
  }

  /** Members by a key that is computed: `byId[id]`. */
  get indexed(): readonly TSESTree.MemberExpression[] {
    return this.#members.filter(member => member.computed && memberName(member) === undefined)
  }

  /** Names of members that are read without being called; the empty one where some name is computed. */
  get handedOn(): ReadonlySet<string> {
    return this.#handedOn ??= new Set(this.#members.filter(isRead).map(member => memberName(member) ?? ''))
  }

  get callsByHome(): ReadonlyMap<TSESTree.Node, readonly CallNode[]> {
    return this.#callsByHome ??= byHome(this.callNodes, this.#homesOfCalls)
  }

  get assignmentsByHome(): ReadonlyMap<TSESTree.Node, readonly TSESTree.AssignmentExpression[]> {
    return this.#assignmentsByHome ??= byHome(this.assignments, this.#homesOfAssignments)
  }

  get functionsByHome(): ReadonlyMap<TSESTree.Node, readonly FunctionNode[]> {
    return this.#functionsByHome ??= byHome(this.functions, this.#homesOfFunctions)
  }
}

/** The nodes of a list by their homes, which another list holds in the same order. */
function byHome<Found>(nodes: readonly Found[], homes: readonly TSESTree.Node[]): ReadonlyMap<TSESTree.Node, readonly Found[]> {
  const found = new Map<TSESTree.Node, Found[]>()
  for (const [index, node] of nodes.entries()) addTo(found, homes[index] as TSESTree.Node, node)
  return found
}

function isRead(node: TSESTree.MemberExpression): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression') return parent.callee !== node
  return parent.type !== 'AssignmentExpression' || parent.left !== node
}

/** `ref={box}`, and Svelte's `bind:this={box}`, which no types of ours tell of. */
function isElementRef(node: TSESTree.Node): boolean {
  if (node.type === 'JSXAttribute') return node.name.name === 'ref'
  const { kind, key } = node as unknown as { readonly kind: string, readonly key: { readonly name: { readonly name: string } } }
  return kind === 'Binding' && key.name.name === 'this'
}
