import type { TSESTree } from '@typescript-eslint/utils'
import { componentOf, isReadSection } from './component-options.js'
import { addTo } from './groups.js'
import { globalNamed, type QualifiedNames } from './qualified-names.js'
import type { Scopes, Variable } from './scopes.js'
import {
  calleeName, enclosingFunction, isClass, isFunction, keyName, memberName, unwrap, wrapped, type FunctionNode,
} from './syntax.js'

/** What shares state between functions. `node` is the class, the object literal or the function that makes it. */
export interface Owner {
  readonly kind: 'class' | 'object' | 'variable' | 'global'
  /** The class, object literal or constructor function; for a variable, the variable itself; for a global, its name. */
  readonly identity: object
  readonly isStatic: boolean
}

const none: readonly FunctionNode[] = []

/** Finds what `this` and variables stand for, and which functions an owner has under which name. */
export class Owners {
  readonly #scopes: Scopes
  readonly #owners = new Map<object, [Owner | undefined, Owner | undefined]>()
  readonly #members = new Map<Owner, Map<string, FunctionNode[]>>()
  readonly #getters = new Set<FunctionNode>()
  readonly #thisOf = new Map<TSESTree.Node, Owner | undefined>()

  readonly #functions: readonly FunctionNode[]
  readonly #names: QualifiedNames
  readonly #globals = new Map<string, { readonly name: string }>()
  #areNoted = false
  /** The names under which anybody has a function. */
  readonly #memberNames = new Set<string>()

  constructor(scopes: Scopes, functions: readonly FunctionNode[], names: QualifiedNames) {
    this.#scopes = scopes
    this.#functions = functions
    this.#names = names
  }

  #owner(kind: Owner['kind'], identity: object, isStatic = false): Owner {
    const pair = this.#owners.get(identity) ?? [undefined, undefined]
    const owner = pair[isStatic ? 1 : 0] ??= { kind, identity, isStatic }
    this.#owners.set(identity, pair)
    return owner
  }

  ofVariable(variable: Variable): Owner {
    return this.#owner('variable', variable)
  }

  /** The owner that `this` is, where this node stands. */
  ofThis(node: TSESTree.Node): Owner | undefined {
    const passed: TSESTree.Node[] = []
    let at: TSESTree.Node | undefined = enclosingFunction(node)
    let owner: Owner | 'outer' | undefined = 'outer'
    while (at) {
      const isKnown = this.#thisOf.has(at)
      owner = isKnown ? this.#thisOf.get(at) : this.#ofHome(at)
      if (!isKnown) passed.push(at)
      if (owner !== 'outer') break
      at = outward(at)
    }
    const found = owner === 'outer' ? undefined : owner
    for (const home of passed) this.#thisOf.set(home, found)
    return found
  }

  /** The owner that `this` is in the code of a function, static block or field. */
  #ofHome(home: TSESTree.Node): Owner | 'outer' | undefined {
    if (home.type === 'StaticBlock') return this.#classOwner(home.parent.parent, true)
    if (home.type === 'PropertyDefinition') return this.ofField(home)
    return isFunction(home) && home.type !== 'ArrowFunctionExpression' ? this.#ofFunction(home) : 'outer'
  }

  /** The owner whose field this declares. */
  ofField(node: TSESTree.PropertyDefinition): Owner | undefined {
    return this.#classOwner(node.parent.parent, node.static)
  }

  #classOwner(node: TSESTree.Node, isStatic: boolean): Owner | undefined {
    return isClass(node) ? this.#owner('class', node, isStatic) : undefined
  }

  /** The owner a `function` is called on by the way it is written, or 'outer' where it takes the `this` around it. */
  #ofFunction(node: FunctionNode): Owner | 'outer' | undefined {
    const { parent } = node
    switch (parent.type) {
      case 'MethodDefinition':
        return this.#classOwner(parent.parent.parent, parent.static)
      case 'PropertyDefinition':
        return this.#classOwner(parent.parent.parent, parent.static)
      case 'Property':
        return parent.parent.type === 'ObjectExpression' ? this.ofLiteral(parent.parent) : undefined
      case 'AssignmentExpression': {
        const left = unwrap(parent.left)
        return parent.right === node && left.type === 'MemberExpression' ? this.#ofAssigned(left) : undefined
      }
      case 'MemberExpression':
        return takesOuterThis(parent) ? 'outer' : undefined
      case 'CallExpression':
        return isGivenThis(parent) || (parent.parent.type === 'MemberExpression' && takesOuterThis(parent.parent)) ? 'outer' : undefined
      default:
        return this.#ofConstructor(node)
    }
  }

  /**
   * `A.prototype.stop = function () {}` is a method of what `new A()` makes; `a.stop = function () {}` of what `a` holds, unless that is
   * a constructor itself: `lib.Poller = function () {}`.
   */
  #ofAssigned(left: TSESTree.MemberExpression): Owner | undefined {
    const object = unwrap(left.object)
    if (object.type === 'ThisExpression') return this.ofThis(object)
    if (object.type === 'MemberExpression' && memberName(object) === 'prototype') return this.#ofConstructorName(object.object)
    const made = this.#names.constructorAt(left)
    if (made) return this.#owner('class', made)
    if (object.type !== 'Identifier') return this.ofNamespace(object)
    const variable = this.#scopes.variable(object)
    return variable ? this.ofHolder(variable) : this.ofNamespace(object)
  }

  /** What a class or a constructor function makes, by the name of that. */
  #ofConstructorName(expression: TSESTree.Node): Owner | undefined {
    const node = unwrap(expression)
    const variable = node.type === 'Identifier' ? this.#scopes.variable(node) : undefined
    const def = variable?.defs[0]
    if (!def) {
      const made = this.#names.constructorAt(node)
      return made && this.#owner('class', made)
    }
    if (isClass(def.node)) return this.#owner('class', def.node)
    if (isFunction(def.node)) return this.#owner('class', def.node)
    const value = this.#scopes.initial(variable)?.value
    if (isClass(value) || isFunction(value)) return this.#owner('class', value)
    // `const Poller = lib.Poller`
    return value?.type === 'MemberExpression' ? this.#ofConstructorName(value) : undefined
  }

  /** The object that stands under a global name: `exports`, a script's `App`. */
  ofNamespace(node: TSESTree.Node): Owner | undefined {
    const name = globalNamed(this.#scopes, node)
    return name === undefined ? undefined : this.ofGlobal(name)
  }

  /** The owner that has the members of a global name. */
  ofGlobal(name: string): Owner {
    const identity = this.#globals.get(name) ?? { name }
    this.#globals.set(name, identity)
    return this.#owner('global', identity)
  }

  /**
   * The owner of a member of a global, where this file gives that member a value: `window.client`, `exports.timer`, and the object that
   * `window.app = { … }` puts there. What only the host writes is no place of the file's.
   */
  ofGlobalMember(node: TSESTree.MemberExpression): { readonly owner: Owner, readonly path: readonly string[] } | undefined {
    const root = globalNamed(this.#scopes, node.object)
    const member = root === undefined ? undefined : memberName(node)
    if (root === undefined || member === undefined || /^on[a-z]/.test(member)) return undefined
    const [value, ...others] = this.#names.valuesOfGlobal(root, member)
    if (!value) return undefined
    const made = unwrap(value)
    const literal = others.length === 0 && made.type === 'ObjectExpression' ? this.ofLiteral(made) : undefined
    return literal ? { owner: literal, path: [] } : { owner: this.ofGlobal(root), path: [member] }
  }

  /** A plain function has a `this` of its own: it may be a constructor, whose methods are put on `this` or on its prototype. */
  #ofConstructor(node: FunctionNode): Owner {
    return this.#owner('class', node)
  }

  /**
   * The owner that an object literal is; `A.prototype = { stop() {} }` and `Object.assign(A.prototype, {...})` belong to A, the methods
   * among a component's options to the component.
   */
  ofLiteral(node: TSESTree.ObjectExpression): Owner | undefined {
    const component = componentOf(node)
    if (component) return this.#owner('object', component)
    return this.#ofTarget(node) ?? this.#owner('object', node)
  }

  /** The owner that is given what a literal has: by assigning it to a prototype, or by a function that copies it there. */
  #ofTarget(node: TSESTree.ObjectExpression): Owner | undefined {
    const { parent } = node
    if (parent.type === 'AssignmentExpression' && parent.right === node) return this.#ofPrototype(parent.left)
    if (parent.type !== 'CallExpression' || !copiers.test(calleeName(parent) ?? '')) return undefined
    const [target] = parent.arguments
    if (!target || target === node) return undefined
    if (target.type === 'ThisExpression') return this.ofThis(target)
    const assigned = wrapped(parent).parent
    return this.#ofPrototype(target)
      // `A.prototype = Object.assign(Object.create(Base.prototype), { … })`
      ?? (assigned?.type === 'AssignmentExpression' ? this.#ofPrototype(assigned.left) : undefined)
  }

  #ofPrototype(place: TSESTree.Node): Owner | undefined {
    const node = unwrap(place)
    return node.type === 'MemberExpression' && memberName(node) === 'prototype' ? this.#ofConstructorName(node.object) : undefined
  }

  /** The owner that a variable holds: its class's statics, its object literal, or the variable as such. */
  ofHolder(variable: Variable): Owner {
    const [def] = variable.defs
    if (def && isClass(def.node)) return this.#owner('class', def.node, true)
    const value = this.#scopes.initial(variable)
    if (value && value.path.length === 0) {
      if (isClass(value.value)) return this.#owner('class', value.value, true)
      if (value.value.type === 'ObjectExpression') return this.ofLiteral(value.value) ?? this.ofVariable(variable)
      // `const proto = A.prototype`
      return this.#ofPrototype(value.value) ?? this.ofVariable(variable)
    }
    return this.ofVariable(variable)
  }

  /** Notes a function under the name by which its owner has it. */
  #add(node: FunctionNode): void {
    const { parent } = node
    if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
      const name = keyName(parent)
      const owner = this.#classOwner(parent.parent.parent, parent.static)
      if (parent.type === 'MethodDefinition' && parent.kind === 'get') this.#getters.add(node)
      if (parent.type === 'MethodDefinition' && parent.kind === 'set') return
      this.#note(owner, name, node)
    } else if (parent.type === 'Property' && parent.parent.type === 'ObjectExpression' && parent.kind !== 'set') {
      if (parent.kind === 'get' || isReadSection(parent.parent)) this.#getters.add(node)
      this.#note(this.ofLiteral(parent.parent), keyName(parent), node)
    } else if (parent.type === 'AssignmentExpression' && parent.right === node) {
      const left = unwrap(parent.left)
      if (left.type === 'MemberExpression') this.#note(this.#ofAssigned(left), memberName(left), node)
    }
  }

  #note(owner: Owner | undefined, name: string | undefined, node: FunctionNode): void {
    if (!owner || name === undefined) return
    const members = this.#members.get(owner) ?? new Map<string, FunctionNode[]>()
    this.#members.set(owner, members)
    addTo(members, name, node)
    this.#memberNames.add(name)
  }

  /** Whether any owner has a function under this name: most members that are called belong to nobody in the file. */
  knows(name: string): boolean {
    if (!this.#areNoted) {
      this.#areNoted = true
      for (const node of this.#functions) this.#add(node)
    }
    return this.#memberNames.has(name)
  }

  #membersOf(owner: Owner, name: string): readonly FunctionNode[] {
    return this.knows(name) ? this.#members.get(owner)?.get(name) ?? none : none
  }

  /** The functions an owner has under a name; empty where they are not in this file. */
  functions(owner: Owner, name: string): readonly FunctionNode[] {
    const members = this.#membersOf(owner, name)
    return members.length === 0 ? members : members.filter(node => !this.#getters.has(node))
  }

  /** The functions that reading this property runs. */
  getters(owner: Owner, name: string): readonly FunctionNode[] {
    const members = this.#membersOf(owner, name)
    return members.length === 0 ? members : members.filter(node => this.#getters.has(node))
  }
}

/** Functions that copy what a literal has to what they are given first. */
const copiers = /^(?:assign|extend|mixin|merge|defaults|inherit\w*|copyProps|setPrototypeOf)$/

/** `items.forEach(function () {}, this)`, `__awaiter(this, void 0, void 0, function* () {})` */
function isGivenThis({ arguments: given, callee }: TSESTree.CallExpression): boolean {
  if (given.at(-1)?.type === 'ThisExpression' && given.length > 1) return true
  return given[0]?.type === 'ThisExpression' && callee.type === 'Identifier' && /^(?:__awaiter|__async)\d*$/.test(callee.name)
}

/** `function () {}.bind(this)` and `.call(this)` run with the `this` around them. */
function takesOuterThis(node: TSESTree.MemberExpression): boolean {
  const call = node.parent
  return call.type === 'CallExpression' && call.callee === node && call.arguments[0]?.type === 'ThisExpression'
    && ['bind', 'call', 'apply'].includes(memberName(node) ?? '')
}

/** The code around the code of a function, up to the program. */
function outward(home: TSESTree.Node): TSESTree.Node | undefined {
  const outer = enclosingFunction(home)
  return outer === home ? undefined : outer
}
