import type { TSESTree } from '@typescript-eslint/utils'
import type { Owners } from '../owners.js'
import type { Scopes, Variable } from '../scopes.js'
import { isClass, isFunction, keyName, memberName, unwrap, type FunctionNode } from '../syntax.js'
import { Parts, type Body, type Part } from './parts.js'

/** How a function is declared, with a body or without. */
export type Signature = FunctionNode | TSESTree.TSDeclareFunction | TSESTree.TSMethodSignature | TSESTree.TSFunctionType
  | TSESTree.TSEmptyBodyFunctionExpression

/** How a place is declared. */
export interface Declared {
  readonly type: TSESTree.TypeNode | undefined
  readonly isReadonly: boolean
  /** Whether it may hold nothing by the way it is declared: `timer?: Timer`, and `timer!: Timer`, which nothing fills at first. */
  readonly mayBeAbsent: boolean
  /** What a call of it runs. */
  readonly signature: Signature | undefined
}

const deepest = 6

/** Finds how places are declared, by annotations alone, and what they then hold. */
export class Declarations {
  readonly parts: Parts
  readonly #scopes: Scopes
  readonly #owners: Owners
  readonly #members = new Map<Body, ReadonlyMap<string, readonly Declared[]>>()
  #depth = 0

  constructor(scopes: Scopes, owners: Owners) {
    this.#scopes = scopes
    this.#owners = owners
    this.parts = new Parts(scopes)
  }

  /** How a place is declared: more than once for an overload; empty where nobody says. */
  of(place: TSESTree.Node): readonly Declared[] {
    const node = unwrap(place)
    if (node.type === 'Identifier') {
      const variable = this.#scopes.variable(node)
      return variable ? this.#ofVariable(variable) : []
    }
    const name = node.type === 'MemberExpression' ? memberName(node) : undefined
    return node.type === 'MemberExpression' && name !== undefined ? this.member(node.object, name) : []
  }

  /** How a property of what an expression holds is declared. */
  member(object: TSESTree.Node, name: string): readonly Declared[] {
    return this.#memberOf(this.typeAt(object), name)
  }

  /** What an expression holds by what is written, a cast before all else; empty where nobody says. */
  typeAt(expression: TSESTree.Node): readonly Part[] {
    if (this.#depth > deepest) return []
    this.#depth++
    try {
      return this.#typeAt(expression)
    } finally {
      this.#depth--
    }
  }

  #typeAt(expression: TSESTree.Node): readonly Part[] {
    switch (expression.type) {
      case 'TSAsExpression':
      case 'TSTypeAssertion':
        return this.parts.of(expression.typeAnnotation)
      case 'ChainExpression':
      case 'TSSatisfiesExpression':
        return this.#typeAt(expression.expression)
      case 'TSNonNullExpression':
        return this.#typeAt(expression.expression).filter(({ kind }) => kind !== 'empty')
      case 'ThisExpression': {
        const owner = this.#owners.ofThis(expression)
        const node = owner?.kind === 'class' && !owner.isStatic ? owner.identity as TSESTree.Node : undefined
        return isClass(node) ? this.parts.ofClass(node) : []
      }
      case 'NewExpression': {
        const made = expression.callee.type === 'Identifier' ? this.#scopes.variable(expression.callee)?.defs[0]?.node : undefined
        return isClass(made) ? this.parts.ofClass(made) : []
      }
      case 'AwaitExpression':
        return this.#typeAt(expression.argument).flatMap(part => part.kind === 'named' && part.name === 'Promise'
          ? part.argument ? this.parts.of(part.argument) : [{ kind: 'open' as const }] : [part])
      case 'CallExpression':
        return this.#ofCall(expression)
      default:
        return this.of(expression).flatMap(declared => this.heldBy(declared))
    }
  }

  /** What a declared place may hold. */
  heldBy({ type, mayBeAbsent }: Declared): readonly Part[] {
    if (!type) return [{ kind: 'open' }]
    return mayBeAbsent ? [...this.parts.of(type), { kind: 'empty', isVoid: false }] : this.parts.of(type)
  }

  #ofCall(call: TSESTree.CallExpression): readonly Part[] {
    const signatures = this.signatures(call.callee)
    return signatures.flatMap(({ returnType }) => returnType ? this.parts.of(returnType.typeAnnotation) : [{ kind: 'open' as const }])
  }

  /** The functions that a callee is declared to be. */
  signatures(callee: TSESTree.Node): readonly Signature[] {
    return this.of(callee).flatMap(declared => {
      if (declared.signature) return [declared.signature]
      const parts = declared.type ? this.parts.of(declared.type) : []
      return parts.flatMap(part => part.kind === 'thing' && part.signature ? [part.signature] : [])
    })
  }

  #memberOf(parts: readonly Part[], name: string): readonly Declared[] {
    return parts.flatMap(part => {
      if (part.kind !== 'shape' || part.hides(name)) return []
      const found = this.membersOf(part.body).get(name) ?? []
      return part.isReadonly ? found.map(declared => ({ ...declared, isReadonly: true })) : found
    })
  }

  /** The members that a body declares, by their names. */
  membersOf(body: Body): ReadonlyMap<string, readonly Declared[]> {
    const known = this.#members.get(body)
    if (known) return known
    const members = new Map<string, Declared[]>()
    for (const member of body.type === 'TSTypeLiteral' ? body.members : body.body) {
      for (const [name, declared] of declaredBy(member)) members.set(name, [...members.get(name) ?? [], declared])
    }
    this.#members.set(body, members)
    return members
  }

  #ofVariable(variable: Variable): readonly Declared[] {
    return variable.defs.flatMap(({ name, node }): readonly Declared[] => {
      if (isFunction(node) && node.id === name) return [ofSignature(node)]
      if (node.type === 'TSDeclareFunction') return [ofSignature(node)]
      if (name.type !== 'Identifier' || !(isFunction(node) || node.type === 'VariableDeclarator')) return []
      const annotated = annotationOf(name)
      if (annotated) return this.#below(annotated.type, annotated.path, annotated.mayBeAbsent)
      const initial = node.type === 'VariableDeclarator' ? this.#scopes.initial(variable) : undefined
      return initial ? this.#ofInitial(initial.value, initial.path) : []
    })
  }

  /** A place inside a pattern that is annotated as a whole: `{ signal }: Options`. */
  #below(type: TSESTree.TypeNode, path: readonly string[], mayBeAbsent: boolean): readonly Declared[] {
    const [name, ...rest] = path
    if (name === undefined) return [{ type, isReadonly: false, mayBeAbsent, signature: undefined }]
    const found = this.#memberOf(this.parts.of(type), name)
    return rest.length === 0 ? found : found.flatMap(declared => declared.type ? this.#below(declared.type, rest, false) : [])
  }

  /** A local without an annotation is what it was given. */
  #ofInitial(value: TSESTree.Expression, path: readonly string[]): readonly Declared[] {
    if (this.#depth > deepest) return []
    this.#depth++
    try {
      if (path.length === 0) return isFunction(value) ? [ofSignature(value)] : this.of(value)
      const [name = '', ...rest] = path
      const found = this.member(value, name)
      return rest.length === 0 ? found : found.flatMap(declared => declared.type ? this.#below(declared.type, rest, false) : [])
    } finally {
      this.#depth--
    }
  }
}

const ofSignature = (signature: Signature): Declared => ({ type: undefined, isReadonly: false, mayBeAbsent: false, signature })

function declaredBy(member: TSESTree.Node): readonly (readonly [string, Declared])[] {
  switch (member.type) {
    case 'TSPropertySignature':
      return named(member, { type: member.typeAnnotation?.typeAnnotation, isReadonly: member.readonly, mayBeAbsent: member.optional })
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractPropertyDefinition': {
      const signature = isFunction(member.value) ? member.value : undefined
      return named(member, {
        type: member.typeAnnotation?.typeAnnotation,
        isReadonly: member.readonly,
        mayBeAbsent: member.optional || member.definite,
        signature,
      })
    }
    case 'TSMethodSignature':
      return named(member, { signature: member, mayBeAbsent: member.optional })
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
      if (member.kind === 'constructor') return member.value.params.flatMap(parameterProperty)
      if (member.kind === 'get') return named(member, { type: member.value.returnType?.typeAnnotation })
      return member.kind === 'method' ? named(member, { signature: member.value }) : []
    default:
      return []
  }
}

function named(
  member: { readonly key: TSESTree.Node, readonly computed: boolean }, declared: Partial<Declared>,
): readonly (readonly [string, Declared])[] {
  const name = keyName(member)
  return name === undefined ? [] : [[name, { type: undefined, isReadonly: false, mayBeAbsent: false, signature: undefined, ...declared }]]
}

/** `constructor(private readonly socket: Socket)` */
function parameterProperty(parameter: TSESTree.Parameter): readonly (readonly [string, Declared])[] {
  if (parameter.type !== 'TSParameterProperty') return []
  const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter
  return [[target.name, {
    type: target.typeAnnotation?.typeAnnotation, isReadonly: parameter.readonly, mayBeAbsent: target.optional, signature: undefined,
  }]]
}

interface Annotation {
  readonly type: TSESTree.TypeNode
  readonly path: readonly string[]
  readonly mayBeAbsent: boolean
}

/** The annotation of a name, or of the pattern that it stands in. */
function annotationOf(name: TSESTree.Identifier): Annotation | undefined {
  if (name.typeAnnotation) {
    const isDefinite = name.parent.type === 'VariableDeclarator' && name.parent.definite
    return { type: name.typeAnnotation.typeAnnotation, path: [], mayBeAbsent: name.optional || isDefinite }
  }
  const path: string[] = []
  for (let at: TSESTree.Node = name; at.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (parent.type === 'Property' && parent.value === at) {
      const key = keyName(parent)
      if (key === undefined) return undefined
      path.unshift(key)
    } else if (parent.type === 'ObjectPattern') {
      if (parent.typeAnnotation) return { type: parent.typeAnnotation.typeAnnotation, path, mayBeAbsent: false }
    } else if (parent.type !== 'AssignmentPattern' || parent.left !== at) return undefined
  }
  return undefined
}
