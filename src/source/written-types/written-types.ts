import type { TSESTree } from '@typescript-eslint/utils'
import type { Owners } from '../owners.js'
import type { Scopes } from '../scopes.js'
import { enclosingFunction, isConstructor, isFunction, isNullish, memberName, unwrap, wrapped, type CallNode } from '../syntax.js'
import { Declarations, type Declared } from './declarations.js'
import type { Body, Part } from './parts.js'

/** What a file has, as far as written types are read off it. */
export interface Written {
  readonly scopes: Scopes
  readonly owners: Owners
  readonly membersByName: ReadonlyMap<string, readonly TSESTree.MemberExpression[]>
}

/** What counts as a signal, and as what carries one, by the names of types. */
export interface SignalTypes {
  readonly signals: RegExp
  readonly carriers: RegExp
  /** Names of the members in which a type of this file carries one. */
  readonly members: RegExp
}

/**
 * What a place is by its type: a signal, or what carries one; 'opaque' is a name from elsewhere, which is no signal and may carry one,
 * and 'other' neither. Undefined where nobody says.
 */
export type Kind = 'signal' | 'carrier' | 'opaque' | 'other' | undefined

const deepest = 3

/**
 * What the annotations of a file say, read without a compiler: only what is declared in the file itself, and the names of what is
 * not. An annotation that the file itself contradicts, by a cast or because it is not compiled strictly, says nothing.
 */
export class WrittenTypes {
  readonly #file: Written
  readonly #declarations: Declarations

  constructor(file: Written) {
    this.#file = file
    this.#declarations = new Declarations(file.scopes, file.owners)
  }

  isReadonly(place: TSESTree.Node, name?: string): boolean {
    const declared = name === undefined ? this.#declarations.of(place) : this.#declarations.member(place, name)
    if (declared.length === 0 || !declared.every(({ isReadonly }) => isReadonly)) return false
    const node = unwrap(place)
    const written = name ?? (node.type === 'MemberExpression' ? memberName(node) : undefined)
    return written !== undefined && !this.#writes(written).some(target => {
      const home = enclosingFunction(target)
      return !(isFunction(home) && isConstructor(home))
    })
  }

  /** A string that may be missing is no plain value here: code that relies on it fails, or never ends, once it is cleared. */
  isPrimitive(place: TSESTree.Node): boolean {
    const parts = this.#declaredAt(place)
    return parts.length > 0 && parts.every(({ kind }) => kind === 'plain') && !this.#isEmptied(unwrap(place))
  }

  isNeverEmpty(place: TSESTree.Node): boolean {
    const parts = this.#declaredAt(place)
    return parts.length > 0 && parts.every(({ kind }) => kind !== 'empty' && kind !== 'open' && kind !== 'never')
      && !this.#isEmptied(unwrap(place))
  }

  neverReturns(call: CallNode): boolean {
    if (call.type === 'NewExpression') return false
    const signatures = this.#declarations.signatures(call.callee)
    return signatures.length > 0 && signatures.every(({ returnType }) => returnType?.typeAnnotation.type === 'TSNeverKeyword')
  }

  isNoThenable(expression: TSESTree.Node): boolean {
    if (expression.type === 'NewExpression' || expression.type === 'ThisExpression') return false
    const parts = this.#declarations.typeAt(expression)
    return parts.length > 0 && parts.every(part => {
      if (part.kind === 'shape') return isTelling(part.body) && !this.#declarations.membersOf(part.body).has('then')
      return part.kind === 'plain' || part.kind === 'thing' || (part.kind === 'empty' && !part.isVoid)
    })
  }

  /** What a callee takes by this argument, as it is declared in this file. */
  kindTaken(call: CallNode, argument: TSESTree.Expression, types: SignalTypes): Kind {
    const index = call.arguments.indexOf(argument)
    const kinds = this.#declarations.signatures(call.callee).map(({ params }) => {
      const parameter = params[index]
      const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter
      const type = name && 'typeAnnotation' in name ? name.typeAnnotation?.typeAnnotation : undefined
      return type && this.#kindOf(this.#declarations.parts.of(type), types, 0)
    })
    return kinds.find(kind => kind === 'signal' || kind === 'carrier') ?? (kinds.every(kind => kind === 'other') ? kinds[0] : undefined)
  }

  kindAt(place: TSESTree.Node, types: SignalTypes): Kind {
    return this.#kindOf(this.#declarations.typeAt(place), types, 0)
  }

  #kindOf(parts: readonly Part[], types: SignalTypes, depth: number): Kind {
    if (parts.some(part => part.kind === 'named' && types.signals.test(part.name))) return 'signal'
    if (parts.some(part => this.#carries(part, types, depth))) return 'carrier'
    const filled = parts.filter(({ kind }) => kind !== 'empty')
    if (filled.length === 0 || filled.some(({ kind }) => kind === 'open')) return undefined
    return filled.some(({ kind }) => kind === 'named') ? 'opaque' : 'other'
  }

  #carries(part: Part, types: SignalTypes, depth: number): boolean {
    if (part.kind === 'named') return types.carriers.test(part.name)
    if (part.kind !== 'shape' || depth >= deepest) return false
    return [...this.#declarations.membersOf(part.body)].some(([name, declared]) => types.members.test(name) && !part.hides(name)
      && declared.some(member => this.#kindOf(this.#heldBy(member), types, depth + 1) === 'signal'))
  }

  #heldBy(declared: Declared): readonly Part[] { return this.#declarations.heldBy(declared) }

  /** What a place is declared to hold. A cast at the place is no declaration of it. */
  #declaredAt(place: TSESTree.Node): readonly Part[] {
    return this.#declarations.of(place).flatMap(declared => this.#heldBy(declared))
  }

  /** The members of this name that are written or deleted. */
  #writes(name: string): readonly TSESTree.MemberExpression[] {
    return (this.#file.membersByName.get(name) ?? []).filter(member => {
      const { parent } = wrapped(member)
      if (parent?.type === 'AssignmentExpression') return unwrap(parent.left) === member
      return parent?.type === 'UpdateExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
    })
  }

  /** Whether the file itself empties the place, whatever is declared: `this.socket = null!` */
  #isEmptied(place: TSESTree.Node): boolean {
    if (place.type === 'Identifier') {
      return this.#file.scopes.variable(place)?.references.some(({ writeExpr }) => isNullish(writeExpr)) === true
    }
    const name = place.type === 'MemberExpression' ? memberName(place) : undefined
    return name !== undefined && this.#writes(name).some(member => {
      const write = wrapped(member).parent
      return write?.type !== 'AssignmentExpression' || isNullish(write.right)
    })
  }
}

/** A type with no members lets everything through: `{}` may well be a promise. */
const isTelling = (body: Body): boolean =>
  body.type === 'ClassBody' || (body.type === 'TSTypeLiteral' ? body.members : body.body).length > 0
