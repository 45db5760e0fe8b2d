import type { TSESTree } from '@typescript-eslint/utils'
import { addTo } from '../groups.js'
import { keyOf, type Key } from './keys.js'
import type { Cell } from './cell.js'
import type { Owner } from '../owners.js'
import type { Scopes, Variable } from '../scopes.js'
import { calleeName, enclosingFunction, isClass, keyName, memberName, receiver, unwrap, type CallNode } from '../syntax.js'

/** A place that names one entry of a container, or all of them. */
export interface Entry {
  /** `map.get(id)`, `map.set(id, run)`, `byId[id]`, `map.clear()`. */
  readonly node: TSESTree.CallExpression | TSESTree.MemberExpression
  readonly cell: Cell
  /** What it does to the entry; an index is a place, and what is done there is written around it. */
  readonly does: 'read' | 'fill' | 'drop' | 'place'
  /** What is put there. */
  readonly value: TSESTree.Expression | undefined
}

/** An owner and a way from it. */
interface Base {
  readonly owner: Owner
  readonly path: readonly string[]
}

/** What is asked of the cells of a file. */
interface Places {
  place(expression: TSESTree.Node): Base | undefined
  entry(container: Base, key: string): Cell
}

/** What is asked of the inventory of a file. */
export interface Written {
  readonly callNodes: readonly CallNode[]
  readonly indexed: readonly TSESTree.MemberExpression[]
  readonly assignments: readonly TSESTree.AssignmentExpression[]
  readonly membersByName: ReadonlyMap<string, readonly TSESTree.MemberExpression[]>
}

type Found = Omit<Entry, 'cell'> & { readonly container: Container, readonly key: string }

/** A container with the entries that the file names, and the places that drop all of them. */
interface Container {
  readonly base: Base
  readonly keys: Map<string, Found[]>
  readonly emptied: TSESTree.CallExpression[]
}

const does: Readonly<Record<string, Entry['does'] | 'drop all'>> =
  { get: 'read', has: 'read', set: 'fill', add: 'fill', delete: 'drop', clear: 'drop all' }

/** The methods by which one entry is named. */
export const entryMethods: ReadonlySet<string> = new Set(['get', 'has', 'set', 'add', 'delete'])

const collections = /^(?:Weak)?(?:Map|Set)$/

/**
 * The entries of Maps, Sets and plain objects as cells: `this.runs.get(id)` and `this.runs.delete(id)` denote one location when the text
 * of the key is the same. Only of containers that two functions use, and only where the key is not made for the entry.
 */
export class Entries {
  readonly #scopes: Scopes
  readonly #places: Places
  readonly #written: Written
  #byNode: ReadonlyMap<TSESTree.Node, Entry> | undefined
  readonly #byCell = new Map<Cell, Entry[]>()
  readonly #byHome = new Map<TSESTree.Node, Entry[]>()
  readonly #drops: { readonly cell: Cell, readonly node: TSESTree.CallExpression }[] = []
  readonly #byVariable = new Map<Variable, Cell[]>()
  readonly #containers = new Map<Owner, Map<string, Container | undefined>>()

  constructor(scopes: Scopes, places: Places, written: Written) {
    this.#scopes = scopes
    this.#places = places
    this.#written = written
  }

  /** The entry that an expression names. */
  at(node: TSESTree.Node): Entry | undefined {
    return this.#found().get(node)
  }

  /** All entries that are named, in the order of the text for each container and key. */
  get all(): Iterable<Entry> {
    return this.#found().values()
  }

  /** Whether the file has entries that are cells at all. */
  get areAny(): boolean {
    return this.#found().size > 0
  }

  /** The places that name this entry. */
  of(cell: Cell): readonly Entry[] {
    this.#found()
    return this.#byCell.get(cell) ?? []
  }

  /** The entries that the code of a function itself names. */
  in(home: TSESTree.Node): readonly Entry[] {
    this.#found()
    return this.#byHome.get(home) ?? []
  }

  /** The calls that drop an entry along with all others: `this.runs.clear()`. */
  get cleared(): readonly { readonly cell: Cell, readonly node: TSESTree.CallExpression }[] {
    this.#found()
    return this.#drops
  }

  /** The entries that a call drops along with all others. */
  clearedBy(node: TSESTree.Node): readonly Cell[] {
    return this.cleared.filter(each => each.node === node).map(({ cell }) => cell)
  }

  /** The entries that a local may be one of: `for (const run of this.runs.values())`, `this.runs.forEach(run => …)`. */
  elementsOf(variable: Variable): readonly Cell[] {
    const [def] = variable.defs
    const over = def && this.areAny ? overOf(def.node, def.type) : undefined
    const base = over && this.#places.place(over)
    if (!base) return []
    const ofOwner = this.#containers.get(base.owner)
    const container = ofOwner?.get(base.path.join('.')) ?? ofOwner?.get(`[]${base.path.join('.')}`)
    return container ? [...container.keys.keys()].map(key => this.#places.entry(container.base, key)) : []
  }

  /** The entries whose key names this variable: when that is given another value, they are other entries. */
  keyedBy(variable: Variable): readonly Cell[] {
    this.#found()
    return this.#byVariable.get(variable) ?? []
  }

  #found(): ReadonlyMap<TSESTree.Node, Entry> {
    return this.#byNode ??= this.#find()
  }

  #find(): ReadonlyMap<TSESTree.Node, Entry> {
    const entries = new Map<TSESTree.Node, Entry>()
    // Whoever asks for a cell in the course of this finds no entries: a container is no entry of another one.
    this.#byNode = entries
    const keys = new Map<string, Key>()
    for (const call of this.#written.callNodes) if (call.type === 'CallExpression') this.#noteCall(call, keys)
    for (const member of this.#written.indexed) this.#noteIndex(member, keys)
    const containers = [...this.#containers.values()].flatMap(ofOwner => [...ofOwner.values()].filter(container => container !== undefined))
    for (const container of containers) this.#keep(container, keys, entries)
    return entries
  }

  #keep({ base, keys: named, emptied }: Container, keys: ReadonlyMap<string, Key>, entries: Map<TSESTree.Node, Entry>): void {
    for (const [key, found] of named) {
      const cell = this.#places.entry(base, key)
      for (const { node, does: act, value } of found) {
        const entry: Entry = { node, cell, does: act, value }
        entries.set(node, entry)
        addTo(this.#byCell, cell, entry)
        addTo(this.#byHome, enclosingFunction(node), entry)
      }
      for (const node of emptied) this.#drops.push({ cell, node })
      for (const variable of keys.get(key)?.variables ?? []) addTo(this.#byVariable, variable, cell)
    }
  }

  #noteCall(call: TSESTree.CallExpression, keys: Map<string, Key>): void {
    const callee = unwrap(call.callee)
    if (callee.type !== 'MemberExpression' || callee.computed) return
    const act = does[memberName(callee) ?? '']
    const [first, second] = call.arguments
    if (!act || (act === 'drop all') !== (first === undefined) || call.arguments.length > 2) return
    const container = this.#container(callee.object, collections)
    if (!container) return
    if (act === 'drop all' || !first) container.emptied.push(call)
    else if (this.#isOfAll(first, callee.object)) {
      if (act === 'drop') container.emptied.push(call)
    } else {
      const value = second ?? first
      this.#note(container, call, first, act, act === 'fill' && value.type !== 'SpreadElement' ? value : undefined, keys)
    }
  }

  #noteIndex(member: TSESTree.MemberExpression, keys: Map<string, Key>): void {
    const container = this.#container(member.object, undefined)
    if (!container) return
    this.#note(container, member, member.property, 'place', undefined, keys)
  }

  #note(
    container: Container, node: Entry['node'], at: TSESTree.Node, act: Entry['does'], value: TSESTree.Expression | undefined,
    keys: Map<string, Key>,
  ): void {
    const key = keyOf(this.#scopes, at)
    if (!key) return
    const before = keys.get(key.text)
    keys.set(key.text, before ? { ...key, variables: new Set([...before.variables, ...key.variables]) } : key)
    addTo(container.keys, key.text, { node, does: act, value, container, key: key.text })
  }

  /** The container that an expression stands for; `made`: the classes it may be of, or undefined for a plain object. */
  #container(expression: TSESTree.Node, made: RegExp | undefined): Container | undefined {
    const base = this.#places.place(expression)
    if (!base) return undefined
    const ofOwner = this.#containers.get(base.owner) ?? new Map<string, Container | undefined>()
    this.#containers.set(base.owner, ofOwner)
    const way = `${made ? '' : '[]'}${base.path.join('.')}`
    if (!ofOwner.has(way)) {
      const isOne = this.#isMade(base, value => isCollection(value, made))
      ofOwner.set(way, isOne ? { base, keys: new Map(), emptied: [] } : undefined)
    }
    return ofOwner.get(way)
  }

  /** Whether the place is given such a value anywhere, or from the beginning. */
  #isMade({ owner, path }: Base, isOne: (value: TSESTree.Node) => boolean): boolean {
    const identity = owner.identity as TSESTree.Node | Variable
    const name = path.at(-1)
    // A global itself comes from elsewhere: `self[name]`.
    if (name === undefined && owner.kind === 'global') return false
    if (name === undefined) {
      return 'type' in identity ? isOne(identity) : identity.defs.every(({ node }) => 'init' in node && node.init && isOne(node.init))
    }
    if ('type' in identity && path.length === 1) {
      const members: readonly TSESTree.Node[] = isClass(identity) ? identity.body.body
        : identity.type === 'ObjectExpression' ? identity.properties : []
      for (const member of members) {
        const isField = member.type === 'PropertyDefinition' || member.type === 'Property'
        if (isField && keyName(member) === name && member.value) return isOne(member.value)
      }
    }
    // `const runs = useRef(new Map())`
    if ('defs' in identity && name === 'current' && path.length === 1) {
      const [def] = identity.defs
      const init = def?.type === 'Variable' ? def.node.init : null
      return init?.type === 'CallExpression' && calleeName(init) === 'useRef' && init.arguments[0] !== undefined && isOne(init.arguments[0])
    }
    return (this.#written.membersByName.get(name) ?? []).some(({ parent }) =>
      parent.type === 'AssignmentExpression' && memberOf(parent.left) === name && isOne(parent.right))
  }

  /** Whether a key goes over all that the container holds: `for (const id of this.runs.keys()) this.runs.delete(id)`. */
  #isOfAll(key: TSESTree.Node, container: TSESTree.Node): boolean {
    const node = unwrap(key)
    const variable = node.type === 'Identifier' ? this.#scopes.variable(node) : undefined
    const [def] = variable?.defs ?? []
    const over = def && overOf(def.node, def.type)
    const on = over && this.#places.place(over)
    const base = on && this.#places.place(container)
    return base !== undefined && on?.owner === base.owner && on.path.join('.') === base.path.join('.')
  }
}

/** What a variable goes over: `this.runs` of `for (const [id] of this.runs.entries())` and of `this.runs.forEach((run, id) => …)`. */
function overOf(node: TSESTree.Node, kind: string): TSESTree.Node | undefined {
  if (kind === 'Variable' && node.type === 'VariableDeclarator') {
    const loop = node.parent.parent
    return (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.left === node.parent ? viewed(loop.right) : undefined
  }
  const { parent } = node
  return parent?.type === 'CallExpression' && calleeName(parent) === 'forEach' ? receiver(parent) : undefined
}

/** The container of a view of it: `this.runs.keys()`, `Object.keys(this.byId)`, `[...this.runs]`. */
function viewed(expression: TSESTree.Node): TSESTree.Node {
  const node = unwrap(expression)
  if (node.type === 'ArrayExpression' && node.elements[0]?.type === 'SpreadElement') return viewed(node.elements[0].argument)
  if (node.type !== 'CallExpression') return node
  const name = calleeName(node) ?? ''
  const [first] = node.arguments
  if (first && /^(?:from|keys|entries)$/.test(name)) return viewed(first)
  const on = receiver(node)
  return on && /^(?:keys|entries|values)$/.test(name) ? on : node
}

const memberOf = (left: TSESTree.Node): string | undefined => {
  const node = unwrap(left)
  return node.type === 'MemberExpression' ? memberName(node) : undefined
}

/** Whether a value is a new Map or Set, or a plain object without properties. */
function isCollection(value: TSESTree.Node, made: RegExp | undefined): boolean {
  const node = unwrap(value)
  if (made) return node.type === 'NewExpression' && made.test(calleeName(node) ?? '')
  if (node.type === 'CallExpression') return calleeName(node) === 'create' && node.arguments[0]?.type === 'Literal'
  return node.type === 'ObjectExpression' && node.properties.length === 0
}
