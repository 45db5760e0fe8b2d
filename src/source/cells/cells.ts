import type { TSESTree } from '@typescript-eslint/utils'
import type { Cell } from './cell.js'
import { Entries, entryMethods, type Written } from './entries.js'
import type { Owner, Owners } from '../owners.js'
import type { Scopes, Variable } from '../scopes.js'
import { isFunction, keyName, memberName, unwrap } from '../syntax.js'

const deepest = 3

/** Answers which cell an expression denotes, and which cell's value it carries. */
export class Cells {
  readonly #scopes: Scopes
  readonly #owners: Owners
  readonly #cells = new Map<Owner, Map<string, Cell>>()
  readonly #variables = new Map<Variable, Cell | undefined>()
  readonly #resolving = new Set<Variable>()
  /** What each expression that was asked for denotes; null is none. */
  readonly #byNode = new Map<TSESTree.Node, Cell | null>()
  /** The entries of containers that are cells. */
  readonly entries: Entries

  constructor(scopes: Scopes, owners: Owners, written: Written) {
    this.#scopes = scopes
    this.#owners = owners
    this.entries = new Entries(scopes, {
      place: expression => this.#place(expression),
      entry: (base, key) => this.#entry(base, key),
    }, written)
  }

  /**
   * The cell that the expression denotes as a place: `this.x`, `self.x`, `A.x`, `ref.current`, a captured `let`; `this.runs.get(id)`,
   * `this.runs.set(id, run)` and `byId[id]` for an entry of a container.
   */
  at(expression: TSESTree.Node): Cell | undefined {
    if (!mayDenote(expression)) return undefined
    const node = unwrap(expression)
    if (node.type === 'CallExpression' || (node.type === 'MemberExpression' && node.computed)) {
      const entry = mayBeEntry(node) ? this.entries.at(node) : undefined
      if (entry) return entry.cell
    }
    const known = this.#byNode.get(expression)
    if (known !== undefined) return known ?? undefined
    const cell = this.#find(expression)
    // In the course of finding out what a local is a copy of, an answer is but a part of that.
    if (this.#resolving.size === 0) this.#byNode.set(expression, cell ?? null)
    return cell
  }

  #find(expression: TSESTree.Node): Cell | undefined {
    const node = unwrap(expression)
    if (node.type === 'Identifier') {
      const variable = this.#scopes.variable(node)
      return variable && this.#ofVariable(variable)
    }
    if (node.type !== 'MemberExpression') return undefined
    const base = this.#base(node)
    return base && base.path.length <= deepest ? this.#cell(base) : undefined
  }

  /** The cell that a field of a class declares. */
  field(node: TSESTree.PropertyDefinition): Cell | undefined {
    const name = keyName(node)
    const owner = this.#owners.ofField(node)
    return owner && name !== undefined ? this.#cell({ owner, path: [name] }) : undefined
  }

  /** The cell of this name below what an expression denotes: `box.current`, where only `box` is written. */
  member(expression: TSESTree.Node, name: string): Cell | undefined {
    return this.#below(expression, [name])
  }

  /** The cell whose value the expression carries: itself, or the cell that the local it names was copied from. */
  carriedBy(expression: TSESTree.Node): Cell | undefined {
    const node = unwrap(expression)
    const cell = this.at(node)
    if (cell) return cell
    if (node.type === 'AssignmentExpression' && node.operator === '=') return this.carriedBy(node.right)
    if (node.type !== 'Identifier') return undefined
    const variable = this.#scopes.variable(node)
    return variable && this.copiedFrom(variable)
  }

  /** The cell that a local, written once, is a copy of: `const proc = this.#proc`, `const { proc } = this`. */
  copiedFrom(variable: Variable): Cell | undefined {
    const initial = this.#scopes.initial(variable)
    if (!initial || this.#resolving.has(variable)) return undefined
    this.#resolving.add(variable)
    const found = initial.path.length === 0 ? this.carriedBy(initial.value) : this.#below(initial.value, initial.path)
    this.#resolving.delete(variable)
    return found
  }

  /** The cell by a path below what the expression denotes: `signal` below `this.#controller`. */
  #below(value: TSESTree.Node, path: readonly string[]): Cell | undefined {
    const base = this.#place(value)
    return base && this.#cell({ ...base, path: [...base.path, ...path] })
  }

  #base(node: TSESTree.MemberExpression): Base | undefined {
    const name = memberName(node)
    if (name === undefined) return undefined
    const object = this.#place(node.object)
    return object ? { ...object, path: [...object.path, name] } : this.#owners.ofGlobalMember(node)
  }

  /** The owner an expression stands for, and the way from it. */
  #place(expression: TSESTree.Node): Base | undefined {
    const node = unwrap(expression)
    if (node.type === 'ThisExpression') {
      const owner = this.#owners.ofThis(node)
      return owner && { owner, path: [] }
    }
    if (node.type === 'MemberExpression') return this.#base(node)
    const variable = node.type === 'Identifier' ? this.#scopes.variable(node) : undefined
    return variable && this.#placeOf(variable)
  }

  #placeOf(variable: Variable): Base | undefined {
    const initial = this.#scopes.initial(variable)
    if (initial?.value.type === 'ThisExpression' && initial.path.length === 0) return this.#place(initial.value)
    if (variable.defs.some(def => def.type === 'Parameter') && !isOfNamespaceFunction(variable)) return undefined
    const copied = this.copiedFrom(variable)
    // What an entry holds is a value of its own: another entry may hold it as well.
    if (copied) return copied.key === undefined ? copied : undefined
    // A variable that only one function sees is that function's own affair, unless its properties live on in other functions:
    // those of a class do, in its static methods.
    const owner = this.#owners.ofHolder(variable)
    if (!owner.isStatic && !this.#scopes.isCaptured(variable)) return undefined
    return this.#ofVariable(variable) ?? { owner, path: [] }
  }

  /** A variable is a cell when it is written after its declaration and another function sees it. */
  #ofVariable(variable: Variable): Cell | undefined {
    if (this.#variables.has(variable)) return this.#variables.get(variable)
    const isLocation = variable.defs.length > 0
      && variable.defs.every(def => def.type === 'Variable' && def.parent.kind !== 'const')
      && this.#scopes.isCaptured(variable)
      && variable.references.some(reference => reference.isWrite() && reference.init !== true)
      && this.#scopes.initial(variable)?.value.type !== 'ThisExpression'
    const cell = isLocation ? this.#cell({ owner: this.#owners.ofVariable(variable), path: [] }) : undefined
    this.#variables.set(variable, cell)
    return cell
  }

  #cell({ owner, path }: Base): Cell {
    return this.#keep({ owner, path }, path.join('.'), '')
  }

  #entry({ owner, path }: Base, key: string): Cell {
    return this.#keep({ owner, path: [...path, `[${key}]`], key }, [...path, `[${key}]`].join('.'), `[${key}]`)
  }

  #keep(cell: Base & Pick<Cell, 'key'>, way: string, suffix: string): Cell {
    const { owner, path } = cell
    const ofOwner = this.#cells.get(owner) ?? new Map<string, Cell>()
    this.#cells.set(owner, ofOwner)
    const holder = owner.kind === 'variable' || owner.kind === 'global' ? [(owner.identity as { readonly name: string }).name] : []
    const known = ofOwner.get(way) ?? { ...cell, name: `${[...holder, ...suffix ? path.slice(0, -1) : path].join('.')}${suffix}` }
    ofOwner.set(way, known)
    return known
  }
}

/** A parameter of a function that runs once, where it is written: `(function (app) { … })(window.app = {})`. */
const isOfNamespaceFunction = ({ defs: [def] }: Variable): boolean =>
  def?.type === 'Parameter' && isFunction(def.node) && def.node.parent.type === 'CallExpression' && def.node.parent.callee === def.node

/** Whether an expression is of a kind that can denote a cell; most that are asked for are of another. */
function mayDenote({ type }: TSESTree.Node): boolean {
  switch (type) {
    case 'Identifier':
    case 'MemberExpression':
    case 'CallExpression':
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return true
    default:
      return false
  }
}

/** Most calls are of functions that no container has. */
function mayBeEntry(node: TSESTree.CallExpression | TSESTree.MemberExpression): boolean {
  if (node.type === 'MemberExpression') return true
  const { callee } = node
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && entryMethods.has(callee.property.name)
}

/** An owner and a way from it. */
type Base = Pick<Cell, 'owner' | 'path'>
