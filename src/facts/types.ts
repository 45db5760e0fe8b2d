import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from '@typescript-eslint/utils'
import { unwrap } from '../source/index.js'

type CheckedType = ReturnType<ParserServicesWithTypeInformation['getTypeAtLocation']>
type Checker = ReturnType<ParserServicesWithTypeInformation['program']['getTypeChecker']>

/** What a type checker adds, where the host has one. Types only ever take a doubt away: with them, nothing more is reported. */
export class Types {
  readonly #services: ParserServicesWithTypeInformation

  private constructor(services: ParserServicesWithTypeInformation) {
    this.#services = services
  }

  /** The types of a file; undefined where it was parsed without them. */
  static of({ parserServices }: Readonly<TSESLint.SourceCode>): Types | undefined {
    if (!parserServices || !('program' in parserServices) || !parserServices.program) return undefined
    return new Types(parserServices as ParserServicesWithTypeInformation)
  }

  /** Whether the value is certainly no promise, so that awaiting it lets nothing but microtasks run. */
  isNeverThenable(node: TSESTree.Node): boolean {
    const type = this.#services.getTypeAtLocation(node)
    return partsOf(type).every(part => !this.#isOpen(part) && this.#checker.getPropertyOfType(part, 'then') === undefined)
  }

  /** Whether a call never returns: `fail(): never`. */
  neverReturns(call: TSESTree.CallExpression): boolean {
    return this.#nameOf(this.#services.getTypeAtLocation(call)) === 'never'
  }

  /** Whether what is declared for a place cannot be null or undefined, or cannot be written again. */
  isAlwaysThere(place: TSESTree.Node): boolean {
    const node = unwrap(place)
    const symbol = this.#services.getSymbolAtLocation(node.type === 'MemberExpression' ? node.property : node)
    if (!symbol) return false
    if (symbol.declarations?.some(declaration => /(?:^|\s)readonly\s/.test(headOf(declaration.getText())))) return true
    const type = this.#checker.getTypeOfSymbol(symbol)
    return partsOf(type).every(part => !this.#isOpen(part)) && !this.#takesNothing(type)
  }

  get #checker(): Checker { return this.#services.program.getTypeChecker() }

  /** Whether null or undefined may be put there. Where a program is not checked strictly they may be put anywhere. */
  #takesNothing(type: CheckedType): boolean {
    // TypeScript before 5.4 keeps these to itself.
    const { isTypeAssignableTo, getNullType, getUndefinedType } = this.#checker as Partial<Checker>
    if (!isTypeAssignableTo || !getNullType || !getUndefinedType) return true
    return isTypeAssignableTo(getNullType(), type) || isTypeAssignableTo(getUndefinedType(), type)
  }

  /** Types of which nothing is known. The flags that say so have other numbers in other versions; names stay. */
  #isOpen(type: CheckedType): boolean {
    return type.isTypeParameter() || ['any', 'unknown', 'error', 'object', '{}'].includes(this.#nameOf(type))
  }

  #nameOf(type: CheckedType): string {
    return this.#checker.typeToString(type)
  }
}

const partsOf = (type: CheckedType): readonly CheckedType[] => type.isUnion() ? type.types : [type]

/** The modifiers and the name of a declaration, without its type and its value. */
const headOf = (text: string): string => /^[^=:({]*/.exec(text)?.[0] ?? ''
