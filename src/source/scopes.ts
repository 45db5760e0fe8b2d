import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, unwrap } from './syntax.js'

export type Variable = TSESLint.Scope.Variable

/** Which variable an identifier names, and what is known of that variable. */
export class Scopes {
  /** Every variable that the file declares. */
  readonly variables: readonly Variable[]
  readonly #resolved = new Map<TSESTree.Node, Variable>()
  readonly #initial = new Map<Variable, Initial | undefined>()
  readonly #captured = new Map<Variable, boolean>()

  constructor(manager: TSESLint.Scope.ScopeManager) {
    this.variables = manager.scopes.flatMap(scope => scope.variables)
    for (const scope of manager.scopes) {
      for (const reference of scope.references) {
        if (reference.resolved) this.#resolved.set(reference.identifier, reference.resolved)
      }
      for (const variable of scope.variables) {
        for (const name of variable.identifiers) this.#resolved.set(name, variable)
      }
    }
  }

  /** The variable of this file that the identifier names; undefined for globals. */
  variable(node: TSESTree.Node): Variable | undefined {
    const variable = this.#resolved.get(node)
    return variable && variable.defs.length > 0 ? variable : undefined
  }

  /** Whether the name means the host's own thing: not declared in this file, or imported. */
  isGlobalOrImported(node: TSESTree.Identifier): boolean {
    const variable = this.variable(node)
    return !variable || variable.defs.every(def => def.type === 'ImportBinding')
  }

  /** What a variable that is written once was given. */
  initial(variable: Variable): Initial | undefined {
    if (!this.#initial.has(variable)) this.#initial.set(variable, initialOf(variable))
    return this.#initial.get(variable)
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

/** `const a = this.x` was given `this.x` whole; `const { x: { y } } = this` was given `this` by the path x, y. */
export interface Initial {
  readonly value: TSESTree.Expression
  readonly path: readonly string[]
}

function initialOf(variable: Variable): Initial | undefined {
  const [def] = variable.defs
  if (variable.defs.length !== 1 || def?.type !== 'Variable') return undefined
  const writes = variable.references.filter(reference => reference.isWrite())
  const declarator = def.node
  if (writes.length !== 1) return undefined
  if (!declarator.init) {
    // `let self; self = this`
    const assignment = writes[0]?.identifier.parent
    return assignment?.type === 'AssignmentExpression' && assignment.operator === '=' && assignment.left === writes[0]?.identifier
      ? { value: unwrap(assignment.right) as TSESTree.Expression, path: [] }
      : undefined
  }
  const path = pathTo(declarator.id, def.name)
  return path && { value: unwrap(declarator.init) as TSESTree.Expression, path }
}

/** How a destructuring pattern reaches a name: `{ a: { b } }` reaches `b` by a, b. Array patterns and rests are not followed. */
function pathTo(pattern: TSESTree.Node, name: TSESTree.Identifier): string[] | undefined {
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
