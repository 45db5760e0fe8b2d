import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { addTo } from './groups.js'
import { enclosingFunction, unwrap } from './syntax.js'

export type Variable = TSESLint.Scope.Variable

/** Which variable an identifier names, and what is known of that variable. */
export class Scopes {
  readonly #manager: TSESLint.Scope.ScopeManager
  #variables: readonly Variable[] | undefined
  #byName: ReadonlyMap<string, readonly Variable[]> | undefined
  /** For names that were asked for: which of the places of that name mean which variable. */
  readonly #placesByName = new Map<string, ReadonlyMap<TSESTree.Node, Variable>>()
  readonly #initial = new Map<Variable, Initial | null>()
  readonly #captured = new Map<Variable, boolean>()

  constructor(manager: TSESLint.Scope.ScopeManager) {
    this.#manager = manager
  }

  /** Every variable that the file declares. */
  get variables(): readonly Variable[] {
    this.#variables ??= this.#manager.scopes.flatMap(({ variables }) => variables.filter(({ defs }) => defs.length > 0))
    return this.#variables
  }

  /** The variable of this file that the identifier names; undefined for globals. */
  variable(node: TSESTree.Node): Variable | undefined {
    if (!('name' in node) || typeof node.name !== 'string') return undefined
    const known = this.#placesByName.get(node.name)
    if (known) return known.get(node)
    const found = this.#findPlaces(node.name)
    this.#placesByName.set(node.name, found)
    return found.get(node)
  }

  #findPlaces(name: string): ReadonlyMap<TSESTree.Node, Variable> {
    const found = new Map<TSESTree.Node, Variable>()
    const global = this.#manager.globalScope?.set.get(name)
    if (global) notePlaces(found, global)
    this.#byName ??= this.#groupByName()
    for (const variable of this.#byName.get(name) ?? []) notePlaces(found, variable)
    return found
  }

  /** Those below the global scope: that one holds the host's names as well, which are more than those of the file. */
  #groupByName(): ReadonlyMap<string, readonly Variable[]> {
    const found = new Map<string, Variable[]>()
    for (const scope of this.#manager.scopes) {
      if (scope === this.#manager.globalScope) continue
      for (const variable of scope.variables) addTo(found, variable.name, variable)
    }
    return found
  }

  /** Whether the name means the host's own thing: not declared in this file, or imported. */
  isGlobalOrImported(node: TSESTree.Identifier): boolean {
    const variable = this.variable(node)
    return !variable || variable.defs.every(def => def.type === 'ImportBinding')
  }

  /** What a variable that is written once was given. */
  initial(variable: Variable): Initial | undefined {
    const known = this.#initial.get(variable)
    if (known !== undefined) return known ?? undefined
    const initial = initialOf(variable)
    this.#initial.set(variable, initial ?? null)
    return initial
  }

  /** Whether a function other than the one that declares it reads or writes the variable. */
  isCaptured(variable: Variable): boolean {
    const known = this.#captured.get(variable)
    if (known !== undefined) return known
    const home = variable.identifiers[0] && enclosingFunction(variable.identifiers[0])
    const captured = variable.references.some(reference => enclosingFunction(reference.identifier) !== home)
    this.#captured.set(variable, captured)
    return captured
  }
}

/** Where a variable of the file stands; `arguments` and the names of the host are declared nowhere. */
function notePlaces(places: Map<TSESTree.Node, Variable>, variable: Variable): void {
  if (variable.defs.length === 0) return
  for (const reference of variable.references) places.set(reference.identifier, variable)
  for (const identifier of variable.identifiers) places.set(identifier, variable)
}

/** `const a = this.x` was given `this.x` whole; `const { x: { y } } = this` was given `this` by the path x, y. */
export interface Initial {
  readonly value: TSESTree.Expression
  readonly path: readonly string[]
}

function initialOf(variable: Variable): Initial | undefined {
  const [def] = variable.defs
  if (variable.defs.length !== 1 || def?.type !== 'Variable') return undefined
  const written = writtenOnce(variable)
  if (!written) return undefined
  const { init, id } = def.node
  const assignment = init ? undefined : assignmentTo(written)
  const value = init ?? assignment?.right
  const path = value && pathTo(assignment?.left ?? id, written)
  return path && { value: unwrap(value) as TSESTree.Expression, path }
}

/** The place where a variable is written, if there is but one. A default writes there twice: `const { timer = 0 } = this` */
function writtenOnce({ references }: Variable): TSESTree.Node | undefined {
  let written: TSESTree.Node | undefined
  for (const reference of references) {
    if (!reference.isWrite()) continue
    if (written && written !== reference.identifier) return undefined
    written = reference.identifier
  }
  return written
}

/** The assignment that gives a name its value: `self = this`, `({ timer: t = 0 } = this)` */
function assignmentTo(name: TSESTree.Node): TSESTree.AssignmentExpression | undefined {
  let at = name
  while (at.parent && patterns.has(at.parent.type)) at = at.parent
  const { parent } = at
  return parent?.type === 'AssignmentExpression' && parent.operator === '=' && parent.left === at ? parent : undefined
}

const patterns: ReadonlySet<string> = new Set(['Property', 'ObjectPattern', 'AssignmentPattern'])

/** How a destructuring pattern reaches a name: `{ a: { b } }` reaches `b` by a, b. Array patterns and rests are not followed. */
function pathTo(pattern: TSESTree.Node, name: TSESTree.Node): string[] | undefined {
  if (pattern === name) return []
  if (pattern.type === 'AssignmentPattern') return pathTo(pattern.left, name)
  if (pattern.type !== 'ObjectPattern') return undefined
  for (const property of pattern.properties) {
    if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') continue
    const below = pathTo(property.value, name)
    if (below) return [property.key.name, ...below]
  }
  return undefined
}
