import type { TSESTree } from '@typescript-eslint/utils'
import type { Scopes, Variable } from './scopes.js'
import { isClass, isFunction, memberName, unwrap, type ClassNode, type FunctionNode } from './syntax.js'

/** A name with everything in front of it: `lib.net.Poller`, `module.exports.Poller`. */
interface QualifiedName {
  /** The variable that it begins with; the name itself of one that the file does not declare. */
  readonly root: Variable | string
  /** The properties behind the root, by dots. */
  readonly path: string
}

/** How many properties a name may have, at most. */
const longest = 6

/** The global object goes by several names, and `exports` is `module.exports`. */
const globalObject = /^(?:window|globalThis|self|global|frames)$/

/** The name of a global, or of the exports, that an expression is; undefined for what the file declares. */
export function globalNamed(scopes: Scopes, expression: TSESTree.Node): string | undefined {
  const node = unwrap(expression)
  if (node.type === 'MemberExpression') {
    const isExports = memberName(node) === 'exports' && node.object.type === 'Identifier' && node.object.name === 'module'
    return isExports && !scopes.variable(node.object) ? 'exports' : undefined
  }
  if (node.type !== 'Identifier' || scopes.variable(node)) return undefined
  return globalObject.test(node.name) ? 'globalThis' : node.name
}

/** The full name that an expression is; undefined where it is more than a name. */
function qualifiedName(scopes: Scopes, expression: TSESTree.Node): QualifiedName | undefined {
  const names: string[] = []
  for (let node = unwrap(expression); names.length <= longest; node = unwrap(node.object)) {
    const root = globalNamed(scopes, node) ?? (node.type === 'Identifier' ? scopes.variable(node) : undefined)
    if (root !== undefined) return { root, path: names.toReversed().join('.') }
    const name = node.type === 'MemberExpression' ? memberName(node) : undefined
    if (node.type !== 'MemberExpression' || name === undefined) return undefined
    names.push(name)
  }
  return undefined
}

type Constructor = ClassNode | FunctionNode

/** What members of namespaces are given: `ns.Poller = function () {}`, `window.app = { … }`. */
export class QualifiedNames {
  readonly #scopes: Scopes
  readonly #assignments: readonly TSESTree.AssignmentExpression[]
  readonly #prototypes: readonly TSESTree.MemberExpression[]
  #values: Names<TSESTree.Node[]> | undefined
  #constructors: Names<TSESTree.Node> | undefined

  /** @param prototypes every `….prototype` of the file */
  constructor(
    scopes: Scopes, assignments: readonly TSESTree.AssignmentExpression[], prototypes: readonly TSESTree.MemberExpression[],
  ) {
    this.#scopes = scopes
    this.#assignments = assignments
    this.#prototypes = prototypes
  }

  /**
   * What stands for the constructor of this name: the function or class that is put there; else the first place that says it has a
   * prototype. Undefined where nothing says so: then `ns.open = function () {}` is a method of `ns`.
   */
  constructorAt(expression: TSESTree.Node): TSESTree.Node | undefined {
    if (this.#prototypes.length === 0) return undefined
    this.#constructors ??= this.#findConstructors()
    return get(this.#constructors, qualifiedName(this.#scopes, expression))
  }

  #findConstructors(): Names<TSESTree.Node> {
    const found: Names<TSESTree.Node> = new Map()
    for (const { object } of this.#prototypes) {
      const name = qualifiedName(this.#scopes, object)
      // Constructors in variables are found by their variable.
      if (!name || (typeof name.root !== 'string' && name.path === '') || get(found, name)) continue
      put(found, name, this.#valuesOf(name).map(constructorIn).find(value => value !== undefined) ?? object)
    }
    return found
  }

  /** All that is written to a member of a global, or to a member of that: none where the file leaves it alone. */
  valuesOfGlobal(global: string, member: string): readonly TSESTree.Node[] {
    return this.#valuesOf({ root: global, path: member })
  }

  /** Everything that is written to this name. */
  #valuesOf(name: QualifiedName): readonly TSESTree.Node[] {
    this.#values ??= this.#findValues()
    return get(this.#values, name) ?? []
  }

  #findValues(): Names<TSESTree.Node[]> {
    const found: Names<TSESTree.Node[]> = new Map()
    for (const { left, right } of this.#assignments) {
      const target = unwrap(left)
      const name = target.type === 'MemberExpression' ? qualifiedName(this.#scopes, target) : undefined
      if (!name) continue
      const values = get(found, name)
      if (values) values.push(right)
      else put(found, name, [right])
    }
    return found
  }
}

type Names<Value> = Map<QualifiedName['root'], Map<string, Value>>

const get = <Value>(names: Names<Value>, name: QualifiedName | undefined): Value | undefined =>
  name && names.get(name.root)?.get(name.path)

function put<Value>(names: Names<Value>, { root, path }: QualifiedName, value: Value): void {
  const ofRoot = names.get(root) ?? new Map<string, Value>()
  names.set(root, ofRoot)
  ofRoot.set(path, value)
}

/** The constructor in a value, also where it is given to more names at once: `ns.A = exports.A = function () {}`. */
function constructorIn(value: TSESTree.Node): Constructor | undefined {
  const node = unwrap(value)
  if (node.type === 'AssignmentExpression') return constructorIn(node.right)
  return isFunction(node) || isClass(node) ? node : undefined
}
