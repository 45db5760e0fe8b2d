import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isFunction, keyName, wrapped, type Cell, type SourceFile, type Variable } from '../../source/index.js'

/**
 * The functions, with those around them, in which one of these cells may be read: under its own name, or under that of a local which
 * may hold its value. A task none of whose functions is among them consumes none of the cells. Names alone count here, so that no
 * place has to be resolved: there may be more functions than needed, but none is missing.
 */
export function functionsNaming(file: SourceFile, cells: Iterable<Cell>): ReadonlySet<TSESTree.Node> {
  return new Naming(file, cells).homes
}

class Naming {
  readonly homes = new Set<TSESTree.Node>()
  readonly #file: SourceFile
  readonly #followed = new Set<Variable>()
  readonly #names = new Set<string>()
  readonly #pending: TSESTree.Node[] = []

  constructor(file: SourceFile, cells: Iterable<Cell>) {
    this.#file = file
    for (const { owner: { identity }, path } of cells) {
      const name = path.at(-1)
      if (name !== undefined) this.#names.add(name)
      else if ('references' in identity) this.#follow(identity as Variable)
    }
    for (const name of this.#names) for (const member of file.membersByName.get(name) ?? []) this.#pending.push(member)
    for (const { id } of file.destructured) this.#takeApart(id)
    for (const { left } of file.assignments) if (left.type === 'ObjectPattern') this.#takeApart(left)
    for (let place = this.#pending.pop(); place; place = this.#pending.pop()) {
      this.#noteHomes(place)
      this.#followValue(place)
    }
  }

  /** Every place that names a variable. */
  #follow(variable: Variable | undefined): void {
    if (!variable || this.#followed.has(variable)) return
    this.#followed.add(variable)
    for (const { identifier } of variable.references) this.#pending.push(identifier)
  }

  #noteHomes(place: TSESTree.Node): void {
    for (let home = enclosingFunction(place); !this.homes.has(home); home = enclosingFunction(home)) {
      this.homes.add(home)
      const { parent } = home
      if ((parent?.type === 'MethodDefinition' || parent?.type === 'Property') && parent.kind === 'get') this.#followGetter(parent)
    }
  }

  /** Who reads a getter runs its code. */
  #followGetter(getter: TSESTree.MethodDefinition | TSESTree.Property): void {
    const name = keyName(getter) ?? ''
    if (this.#names.has(name)) return
    this.#names.add(name)
    for (const member of this.#file.membersByName.get(name) ?? []) this.#pending.push(member)
  }

  /** The local that a value is given to: `const proc = this.#proc`, `let proc; proc = this.#proc`. */
  #followValue(place: TSESTree.Node): void {
    const node = wrapped(place)
    const { parent } = node
    if (parent?.type === 'VariableDeclarator' && parent.init === node) this.#follow(this.#file.scopes.variable(parent.id))
    if (parent?.type !== 'AssignmentExpression' || parent.right !== node) return
    this.#follow(this.#file.scopes.variable(parent.left))
    this.#pending.push(parent)
  }

  /** `const { proc, session: { key } } = this` */
  #takeApart(pattern: TSESTree.Node): void {
    if (pattern.type === 'AssignmentPattern') this.#takeApart(pattern.left)
    if (pattern.type !== 'ObjectPattern') return
    for (const property of pattern.properties) {
      if (property.type !== 'Property') continue
      const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
      if (value.type === 'ObjectPattern') this.#takeApart(value)
      else if (this.#names.has(keyName(property) ?? '')) {
        this.#pending.push(value)
        this.#follow(this.#file.scopes.variable(value))
      }
    }
  }
}

/** Whether a task that runs these functions may come by one of those. */
export const meet = (running: ReadonlySet<TSESTree.Node>, naming: ReadonlySet<TSESTree.Node>): boolean => {
  for (const node of running) if (isFunction(node) && naming.has(node)) return true
  return false
}
