import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from '@typescript-eslint/utils'
import { memberName, unwrap, type CallNode } from './syntax.js'
import { WrittenTypes, type Kind, type SignalTypes, type Written } from './written-types/written-types.js'

export type { SignalTypes }

type Services = ParserServicesWithTypeInformation
type Checker = ReturnType<Services['program']['getTypeChecker']>
type Type = ReturnType<Checker['getTypeAtLocation']>
type CompilerSymbol = NonNullable<ReturnType<Checker['getSymbolAtLocation']>>

const primitives = new Set(['String', 'Number', 'Boolean', 'BigInt', 'Symbol'])

/** Types that tell nothing of their values, or of which nothing else may be known: `{}` may well be a promise. */
const open = new Set(['any', 'unknown', 'never', '{}', 'object'])

/** How a file writes that something does not come back: `fail(): never`, `(error: Error) => never`. Most say the word in comments only. */
const returningNever = /(?::|=>)[\s(]*never\b/

/**
 * What the compiler knows, where it runs beside the parser, and what is written where it does not. Nearly every question is one whose
 * yes clears a place of suspicion, so no is also the answer where there are no types. Kinds of types are told by name, not by flags:
 * these are numbers that differ between versions of the compiler, which we do not import.
 */
export class Types {
  readonly #services: Services | undefined
  readonly #file: Written
  readonly #text: string
  #written: WrittenTypes | undefined
  #saysNever: boolean | undefined

  constructor({ parserServices, text }: Readonly<TSESLint.SourceCode>, file: Written) {
    this.#text = text
    const services = parserServices as Partial<Services> | undefined
    this.#services = services?.program ? services as Services : undefined
    this.#file = file
  }

  /** What is written, where there is no compiler to ask. */
  get #notes(): WrittenTypes | undefined {
    if (this.#services) return undefined
    return this.#written ??= new WrittenTypes(this.#file)
  }

  /** Whether a property, of this name or the one that the place names, is declared to be written once: `readonly proc: Child`. */
  isReadonly(place: TSESTree.Node, name?: string): boolean {
    if (this.#notes) return this.#notes.isReadonly(place, name)
    const symbol = name === undefined ? this.#symbolAt(place) : this.#typeAt(place)?.getProperty(name)
    return symbol?.declarations?.some(declaration =>
      'modifiers' in declaration && Array.isArray(declaration.modifiers)
      && (declaration.modifiers as { getText(): string }[]).some(modifier => modifier.getText() === 'readonly')) ?? false
  }

  /** Whether a place is declared to hold plain values only, or none: `retries: number`, `id?: string`. */
  isPrimitive(place: TSESTree.Node): boolean {
    if (this.#notes) return this.#notes.isPrimitive(place)
    const parts = this.#partsOf(this.#declaredAt(place)).filter(part => !this.#isNullish(part))
    return parts.length > 0 && parts.every(part => primitives.has(this.#checker?.getApparentType(part).getSymbol()?.name ?? ''))
  }

  /** Whether a place is declared to hold something at all times. Whatever was tested before the place is of no account. */
  isNeverEmpty(place: TSESTree.Node): boolean {
    if (this.#notes) return this.#notes.isNeverEmpty(place)
    const options = this.#services?.program.getCompilerOptions()
    if (!(options?.strictNullChecks ?? options?.strict)) return false
    const parts = this.#partsOf(this.#declaredAt(place))
    return parts.length > 0 && parts.every(part => !this.#isNullish(part) && !this.#isOpen(part))
  }

  /** Whether what is called does not come back: `fail(): never`. */
  neverReturns(call: CallNode): boolean {
    if (this.#notes) return (this.#saysNever ??= returningNever.test(this.#text)) && this.#notes.neverReturns(call)
    const type = this.#typeAt(call)
    return type !== undefined && this.#nameOf(type) === 'never'
  }

  /** Whether an await of the expression waits for nothing but its turn: its value is no promise, and nothing like one. */
  isNoThenable(expression: TSESTree.Node): boolean {
    if (this.#notes) return this.#notes.isNoThenable(expression)
    const parts = this.#partsOf(this.#typeAt(expression))
    return parts.length > 0 && parts.every(part =>
      !this.#isOpen(part) && this.#checker?.getApparentType(part).getProperty('then') === undefined)
  }

  /**
   * Whether what is called takes an abort signal by this argument, itself or inside an object, and is given a thing that may be or
   * hold one. This alone raises suspicion: a parameter's type is the only thing a callee in another file says of itself.
   */
  takesSignal(call: CallNode, argument: TSESTree.Expression, types: SignalTypes): boolean {
    return carries(this.#kindTaken(call, argument, types)) && carries(this.kindAt(argument, types))
  }

  /** Whether what is called has no use for a signal by this argument, whatever that holds. */
  refusesSignal(call: CallNode, argument: TSESTree.Expression, types: SignalTypes): boolean {
    return this.#kindTaken(call, argument, types) === 'other'
  }

  #kindTaken(call: CallNode, argument: TSESTree.Expression, types: SignalTypes): Kind {
    if (this.#notes) return this.#notes.kindTaken(call, argument, types)
    const found = this.#services?.esTreeNodeToTSNodeMap.get(call)
    const signature = found && this.#checker?.getResolvedSignature(found)
    const parameter = signature?.getParameters()[call.arguments.indexOf(argument)]
    return this.#kindOf(found && parameter && this.#checker?.getTypeOfSymbolAtLocation(parameter, found), types)
  }

  /** What a place is: an abort signal, what carries one, or certainly something else; undefined where nobody says. */
  kindAt(place: TSESTree.Node, types: SignalTypes): Kind {
    if (this.#notes) return this.#notes.kindAt(place, types)
    return this.#kindOf(this.#typeAt(place), types)
  }

  #kindOf(type: Type | undefined, types: SignalTypes): Kind {
    const parts = this.#partsOf(type).filter(part => !this.#isNullish(part))
    if (parts.length === 0 || parts.some(part => this.#isOpen(part))) return undefined
    if (parts.some(part => this.#isSignal(part, types))) return 'signal'
    return parts.some(part => this.#hasSignal(part, types)) ? 'carrier' : 'other'
  }

  #hasSignal(type: Type | undefined, types: SignalTypes): boolean {
    return this.#partsOf(type).some(part => this.#isSignal(part, types) || part.getProperties().some(({ name }) => {
      const property = types.members.test(name) ? part.getProperty(name) : undefined
      return property !== undefined && this.#partsOf(this.#checker?.getTypeOfSymbol(property)).some(inner => this.#isSignal(inner, types))
    }))
  }

  #isSignal(type: Type, { signals }: SignalTypes): boolean { return signals.test(type.getSymbol()?.name ?? '') }

  get #checker(): Checker | undefined { return this.#services?.program.getTypeChecker() }

  #typeAt(node: TSESTree.Node): Type | undefined {
    const found = this.#services?.esTreeNodeToTSNodeMap.get(node)
    return found && this.#checker?.getTypeAtLocation(found)
  }

  #symbolAt(place: TSESTree.Node): CompilerSymbol | undefined {
    const node = unwrap(place)
    const name = node.type === 'MemberExpression' && memberName(node) !== undefined ? node.property : node
    const found = this.#services?.esTreeNodeToTSNodeMap.get(name)
    return found && this.#checker?.getSymbolAtLocation(found)
  }

  /** The type that a place has wherever it is read: a test before this one may leave less of it here. */
  #declaredAt(place: TSESTree.Node): Type | undefined {
    const symbol = this.#symbolAt(place)
    return symbol && this.#checker?.getTypeOfSymbol(symbol)
  }

  #partsOf(type: Type | undefined): readonly Type[] {
    return type === undefined ? [] : type.isUnion() ? type.types : [type]
  }

  #isNullish(type: Type): boolean { return /^(?:null|undefined|void)$/.test(this.#nameOf(type)) }

  #isOpen(type: Type): boolean { return type.isTypeParameter() || open.has(this.#nameOf(type)) }

  #nameOf(type: Type): string { return this.#checker?.typeToString(type) ?? '' }
}

const carries = (kind: Kind): boolean => kind === 'signal' || kind === 'carrier'
