import type { TSESTree } from '@typescript-eslint/utils'
import {
  addTo, enclosingFunction, grouped, isFunction, keyName, wrapped, type Cell, type SourceFile, type Variable,
} from '../../source/index.js'

/**
 * The functions, with those around them, in which one of these cells may be read: under its own name, or under that of a local which
 * may hold its value. A task none of whose functions is among them consumes none of the cells. Names alone count here, so that no
 * place has to be resolved: there may be more functions than needed, but none is missing.
 */
export function functionsNaming(file: SourceFile, cells: Iterable<Cell>): ReadonlySet<TSESTree.Node> {
  return new Naming(file).ofCells(cells).homes
}

/** A place that names a cell, or a local that took its value. */
export interface PlaceOfCell {
  readonly node: TSESTree.Node
  readonly cell: Cell
}

/** Where these cells are named, of the places that `may` count: the others are not resolved. */
export function placesOf(file: SourceFile, cells: ReadonlySet<Cell>, may: (place: TSESTree.Node) => boolean): readonly PlaceOfCell[] {
  const [entries, others] = [[...cells].filter(({ key }) => key !== undefined), [...cells].filter(({ key }) => key === undefined)]
  const reads = entries.flatMap(cell => file.entries.of(cell).filter(({ does }) => does === 'read' || does === 'place'))
  const found: PlaceOfCell[] = []
  for (const place of new Naming(file).ofPlaces(reads.map(({ node }) => node)).ofCells(others).places) {
    if (!may(place)) continue
    const variable = place.type === 'Identifier' ? file.scopes.variable(place) : undefined
    const cell = file.cells.at(place) ?? (variable && file.cells.copiedFrom(variable))
    if (cell && cells.has(cell)) found.push({ node: place, cell })
  }
  return found
}

/** Answers which places functions come by when they run. */
export class Reach {
  readonly #byHome: ReadonlyMap<TSESTree.Node, readonly PlaceOfCell[]>
  /** Who comes by the places in a function without calling it: who reads the getter that it belongs to. */
  readonly #readers = new Map<TSESTree.Node, ReadonlySet<TSESTree.Node>>()

  constructor(file: SourceFile, places: readonly PlaceOfCell[]) {
    this.#byHome = grouped(places, ({ node }) => [enclosingFunction(node)])
    const isInGetter = getters()
    for (const [home, [first]] of this.#byHome) {
      if (first && isInGetter(home)) this.#readers.set(home, functionsAround(file, [first.node]))
    }
  }

  /** The places of each cell that some functions come by when they run. */
  from(running: ReadonlySet<TSESTree.Node>): ReadonlyMap<Cell, readonly TSESTree.Node[]> {
    const found = new Map<Cell, TSESTree.Node[]>()
    for (const [home, places] of this.#byHome) {
      const readers = this.#readers.get(home)
      if (running.has(home) || (readers && meet(running, readers))) for (const { node, cell } of places) addTo(found, cell, node)
    }
    return found
  }
}

/** Answers whether a function is a getter, or stands in one: each function is looked at once, however deep others stand in it. */
function getters(): (home: TSESTree.Node) => boolean {
  const known = new Map<TSESTree.Node, boolean>()
  return function isInGetter(home): boolean {
    const { parent } = home
    const answer = known.get(home) ?? (isFunction(home) && (((parent?.type === 'MethodDefinition' || parent?.type === 'Property')
      && parent.kind === 'get') || isInGetter(enclosingFunction(home))))
    known.set(home, answer)
    return answer
  }
}

/** The functions around these places. Who reads a getter comes by the places that stand in it. */
export function functionsAround(file: SourceFile, places: readonly TSESTree.Node[]): ReadonlySet<TSESTree.Node> {
  return new Naming(file).around(places).homes
}

class Naming {
  readonly homes = new Set<TSESTree.Node>()
  readonly places = new Set<TSESTree.Node>()
  readonly #file: SourceFile
  readonly #followed = new Set<Variable>()
  readonly #names = new Set<string>()
  readonly #pending: TSESTree.Node[] = []

  constructor(file: SourceFile) {
    this.#file = file
  }

  ofCells(cells: Iterable<Cell>): this {
    for (const { owner: { identity }, path } of cells) {
      const name = path.at(-1)
      if (name !== undefined) this.#names.add(name)
      else if ('references' in identity) this.#followVariable(identity as Variable)
    }
    for (const name of this.#names) for (const member of this.#file.membersByName.get(name) ?? []) this.#pending.push(member)
    for (const { id } of this.#file.destructured) this.#takeApart(id)
    for (const { left } of this.#file.assignments) if (left.type === 'ObjectPattern') this.#takeApart(left)
    return this.#follow()
  }

  ofPlaces(places: readonly TSESTree.Node[]): this {
    this.#pending.push(...places)
    return this.#follow()
  }

  /** Only the functions, whatever becomes of the values. */
  around(places: readonly TSESTree.Node[]): this {
    this.#pending.push(...places)
    for (let place = this.#pending.pop(); place; place = this.#pending.pop()) this.#noteHomes(place)
    return this
  }

  #follow(): this {
    for (let place = this.#pending.pop(); place; place = this.#pending.pop()) {
      this.places.add(place)
      this.#noteHomes(place)
      this.#followValue(place)
    }
    return this
  }

  /** Every place that names a variable. */
  #followVariable(variable: Variable | undefined): void {
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
    if (parent?.type === 'VariableDeclarator' && parent.init === node) this.#followVariable(this.#file.scopes.variable(parent.id))
    if (parent?.type !== 'AssignmentExpression' || parent.right !== node) return
    this.#followVariable(this.#file.scopes.variable(parent.left))
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
        this.#followVariable(this.#file.scopes.variable(value))
      }
    }
  }
}

/** Whether a task that runs these functions may come by one of those. */
export const meet = (running: ReadonlySet<TSESTree.Node>, naming: ReadonlySet<TSESTree.Node>): boolean => {
  for (const node of running) if (isFunction(node) && naming.has(node)) return true
  return false
}
