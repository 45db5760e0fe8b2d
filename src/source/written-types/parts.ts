import type { TSESTree } from '@typescript-eslint/utils'
import type { Scopes, Variable } from '../scopes.js'

/** What may stand behind a name in a type: its members are written in one of these. */
export type Body = TSESTree.TSInterfaceBody | TSESTree.TSTypeLiteral | TSESTree.ClassBody

/** One alternative of a type as it is written. */
export type Part =
  /** `null`, `undefined`; `void` of a function says only that nobody looks at what it gives back. */
  | { readonly kind: 'empty', readonly isVoid: boolean }
  /** A text, a number, a truth. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'never' }
  /** A list, a map, a function: nothing that could be awaited. */
  | { readonly kind: 'thing', readonly signature?: TSESTree.TSFunctionType }
  /** What is declared in this file, but for the members that `hides` says. */
  | { readonly kind: 'shape', readonly body: Body, readonly isReadonly: boolean, readonly hides: (name: string) => boolean }
  /** A name from elsewhere: `AbortSignal`, `NodeJS.Timeout`. */
  | { readonly kind: 'named', readonly name: string, readonly argument: TSESTree.TypeNode | undefined }
  /** `any`, a type parameter, and all that would have to be computed. */
  | { readonly kind: 'open' }

const open: readonly Part[] = [{ kind: 'open' }]
const plain: readonly Part[] = [{ kind: 'plain' }]
const thing: readonly Part[] = [{ kind: 'thing' }]
const deepest = 8

/** What the host's types are that cannot be awaited. */
const things = new Set([
  'Array', 'ReadonlyArray', 'Map', 'ReadonlyMap', 'Set', 'ReadonlySet', 'WeakMap', 'WeakSet', 'Date', 'RegExp', 'URL', 'Buffer',
  'ArrayBuffer', 'Uint8Array', 'Function', 'Error',
])

/** Types by which one says, in nearly every program that has them, that there may be none of another. */
const wrappers = /^(?:Maybe|Nullable|Nullish|Optional|Option|DeepPartial)$/

/** Names of texts. */
const texts = new Set(['NodeJS.Signals', 'NodeJS.Platform', 'BufferEncoding'])

/** Takes written types apart: a name is followed to what this file declares under it. */
export class Parts {
  readonly #scopes: Scopes
  readonly #known = new Map<TSESTree.TypeNode, readonly Part[]>()
  #depth = 0

  constructor(scopes: Scopes) {
    this.#scopes = scopes
  }

  of(type: TSESTree.TypeNode): readonly Part[] {
    const known = this.#known.get(type)
    if (known) return known
    if (this.#depth > deepest) return open
    this.#depth++
    const parts = this.#find(type)
    this.#depth--
    // What was cut off at some depth may be more from elsewhere.
    if (this.#depth === 0) this.#known.set(type, parts)
    return parts
  }

  #find(type: TSESTree.TypeNode): readonly Part[] {
    switch (type.type) {
      case 'TSNullKeyword':
      case 'TSUndefinedKeyword':
        return [{ kind: 'empty', isVoid: false }]
      case 'TSVoidKeyword':
        return [{ kind: 'empty', isVoid: true }]
      case 'TSNeverKeyword':
        return [{ kind: 'never' }]
      case 'TSStringKeyword':
      case 'TSNumberKeyword':
      case 'TSBooleanKeyword':
      case 'TSBigIntKeyword':
      case 'TSSymbolKeyword':
      case 'TSLiteralType':
      case 'TSTemplateLiteralType':
        return plain
      case 'TSArrayType':
      case 'TSTupleType':
      case 'TSConstructorType':
        return thing
      case 'TSFunctionType':
        return [{ kind: 'thing', signature: type }]
      case 'TSTypeLiteral':
        return [shape(type)]
      case 'TSUnionType':
      case 'TSIntersectionType':
        return type.types.flatMap(part => this.of(part))
      case 'TSTypeOperator':
        return type.operator === 'readonly' && type.typeAnnotation ? this.of(type.typeAnnotation) : plain
      case 'TSTypeReference':
        return this.#ofReference(type)
      default:
        return open
    }
  }

  #ofReference(type: TSESTree.TSTypeReference): readonly Part[] {
    const [first, second] = type.typeArguments?.params ?? []
    const name = nameOf(type.typeName)
    const variable = type.typeName.type === 'Identifier' ? this.#scopes.variable(type.typeName) : undefined
    if (variable) return this.#ofVariable(variable, first)
    if (name === undefined) return open
    if (things.has(name)) return thing
    if (texts.has(name)) return plain
    if (!first) return [{ kind: 'named', name, argument: undefined }]
    switch (name) {
      case 'NonNullable':
        return this.of(first).filter(({ kind }) => kind !== 'empty')
      case 'Readonly':
        return this.of(first).map(part => part.kind === 'shape' ? { ...part, isReadonly: true } : part)
      // What is optional by this is looked for all the same.
      case 'Partial':
      case 'Required':
        return this.of(first)
      case 'Pick':
      case 'Omit':
        return this.#ofSelection(first, second, name === 'Omit')
      case 'Record':
        return thing
      default:
        return [{ kind: 'named', name, argument: first }]
    }
  }

  #ofSelection(from: TSESTree.TypeNode, keys: TSESTree.TypeNode | undefined, isOmitted: boolean): readonly Part[] {
    const names = keys && literalNames(keys)
    if (!names) return open
    const isHidden = (name: string) => names.has(name) === isOmitted
    return this.of(from).map(part => {
      if (part.kind === 'shape') return { ...part, hides: name => isHidden(name) || part.hides(name) }
      return part.kind === 'named' ? { kind: 'open' } : part
    })
  }

  #ofVariable(variable: Variable, argument: TSESTree.TypeNode | undefined): readonly Part[] {
    return variable.defs.flatMap((def): readonly Part[] => {
      const { node } = def
      switch (node.type) {
        case 'TSTypeAliasDeclaration':
          return this.of(node.typeAnnotation)
        case 'TSInterfaceDeclaration':
          return [shape(node.body), ...node.extends.flatMap(({ expression }) => this.#ofBase(expression))]
        case 'ClassDeclaration':
        case 'ClassExpression':
          return this.ofClass(node)
        case 'TSEnumDeclaration':
          return plain
        case 'ImportSpecifier':
          return this.#ofImport(node.imported.type === 'Identifier' ? node.imported.name : node.local.name, argument)
        case 'ImportDefaultSpecifier':
          return this.#ofImport(node.local.name, argument)
        default:
          return open
      }
    })
  }

  #ofImport(name: string, argument: TSESTree.TypeNode | undefined): readonly Part[] {
    if (argument && wrappers.test(name)) return [...this.of(argument), { kind: 'empty', isVoid: false }]
    return [{ kind: 'named', name, argument }]
  }

  ofClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): readonly Part[] {
    if (node.superClass) return [shape(node.body), ...this.#ofBase(node.superClass)]
    const known = this.#classes.get(node) ?? [shape(node.body)]
    this.#classes.set(node, known)
    return known
  }

  /** The classes that extend no other: `this` is asked for more than anything else. */
  readonly #classes = new Map<TSESTree.Node, readonly Part[]>()

  #ofBase(base: TSESTree.Expression): readonly Part[] {
    if (base.type !== 'Identifier' || this.#depth > deepest) return open
    const variable = this.#scopes.variable(base)
    if (!variable) return [{ kind: 'named', name: base.name, argument: undefined }]
    this.#depth++
    const parts = this.#ofVariable(variable, undefined)
    this.#depth--
    return parts
  }
}

const shape = (body: Body): Part => ({ kind: 'shape', body, isReadonly: false, hides: () => false })

function nameOf(name: TSESTree.EntityName): string | undefined {
  if (name.type === 'Identifier') return name.name
  if (name.type !== 'TSQualifiedName') return undefined
  const left = nameOf(name.left)
  return left === undefined ? undefined : `${left}.${name.right.name}`
}

/** The names that a type of literals lists: `'signal' | 'limit'`. */
function literalNames(type: TSESTree.TypeNode): ReadonlySet<string> | undefined {
  const types = type.type === 'TSUnionType' ? type.types : [type]
  const names = types.map(part => part.type === 'TSLiteralType' && part.literal.type === 'Literal' ? String(part.literal.value) : undefined)
  return names.every(name => name !== undefined) ? new Set(names) : undefined
}

