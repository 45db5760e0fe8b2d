import type { TSESTree } from '@typescript-eslint/utils'
import {
  abortThrowers, answersCancellation, carrierMakers, carrierTypes, eventSenders, optionBags, reactiveMakers, signalNames,
} from '../../catalog/aborts.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, keyName, memberName, receiver, unwrap, type CallNode, type Cell, type FunctionNode,
  type SourceFile, type Variable,
} from '../../source/index.js'
import { Controllers } from './controllers.js'
import { hasExitWord, isForeignUse, NamedSignals, signalKinds } from './named-signals.js'
import type { Signal } from './signal.js'

const deepest = 6

/** Answers which abort signals an expression carries, itself or inside an object, and who aborts them. */
export class Signals {
  readonly #file: SourceFile
  readonly #controllers: Controllers
  readonly #names: NamedSignals
  /** Variables and places whose `.signal` is read somewhere, and types of parameters of which that is so. */
  readonly #carriers = new Set<Variable | Cell>()
  readonly #carrierTypes = new Set<string>()
  #depth = 0

  constructor(file: SourceFile) {
    this.#file = file
    this.#controllers = new Controllers(file, signal => this.of(signal))
    this.#names = new NamedSignals(file, node => this.#holder(node))
    for (const read of file.signalReads) if (!isForeignUse(read)) this.#noteCarrier(read.object)
    for (const declarator of file.destructured) {
      const takesSignal = declarator.id.type === 'ObjectPattern' && declarator.id.properties.some(property =>
        property.type === 'Property' && signalNames.test(keyName(property) ?? ''))
      if (takesSignal && declarator.init) this.#noteCarrier(declarator.init)
    }
  }

  #noteCarrier(object: TSESTree.Node): void {
    const holder = this.#holder(object)
    if (!holder) return
    this.#carriers.add(holder)
    const type = 'defs' in holder ? typeName(holder) : undefined
    if (type !== undefined) this.#carrierTypes.add(type)
  }

  /** The signals that an expression is, or holds: `signal`, `this.#abort.signal`, `{ ...options, signal }`, `options`. */
  of(expression: TSESTree.Node): readonly Signal[] {
    if (this.#depth > deepest) return []
    this.#depth++
    try {
      return this.#of(unwrap(expression))
    } finally {
      this.#depth--
    }
  }

  #of(node: TSESTree.Node): readonly Signal[] {
    switch (node.type) {
      case 'LogicalExpression':
        return [...this.of(node.left), ...this.of(node.right)]
      case 'ConditionalExpression':
        return [...this.of(node.consequent), ...this.of(node.alternate)]
      case 'ObjectExpression':
        return this.#ofProperties(node.properties)
      case 'MemberExpression':
        return this.#ofMember(node)
      case 'Identifier':
        return this.#ofIdentifier(node)
      case 'CallExpression':
        return this.#ofCall(node)
      default:
        return []
    }
  }

  /** A signal that is written behind a spread takes the place of what the spread has: `{ ...init, signal }`. */
  #ofProperties(properties: TSESTree.ObjectExpression['properties']): readonly Signal[] {
    const last = properties.findLastIndex(property => property.type === 'Property' && signalNames.test(keyName(property) ?? ''))
    return properties.flatMap((property, index) => {
      if (property.type === 'SpreadElement') return index < last ? [] : this.of(property.argument)
      return this.#ofProperty(property)
    })
  }

  #ofProperty(property: TSESTree.Property): readonly Signal[] {
    const value = unwrap(property.value)
    const holdsOne = signalNames.test(keyName(property) ?? '') || value.type === 'ObjectExpression'
      || (value.type === 'Identifier' && /^(?:options|opts|context|ctx|init|request)$/.test(keyName(property) ?? ''))
    return holdsOne ? this.of(value) : []
  }

  #ofMember(node: TSESTree.MemberExpression): readonly Signal[] {
    const name = memberName(node) ?? ''
    const aborting = name === 'signal' || name === 'token' ? this.#controllers.signalOf(node.object, node) : undefined
    if (aborting) return aborting
    const cell = this.#file.cells.at(node)
    const root = cell ?? this.#holder(node.object)
    if (signalNames.test(name) || this.#names.isElement(cell)) {
      return this.#names.isOtherMember(node, root) ? [] : this.#ofWrites(cell) ?? [{ origin: cell ? 'owner' : 'caller', root }]
    }
    return cell && this.#carriers.has(cell) ? [{ origin: 'owner', root: cell }] : []
  }

  /** A field is what the owner puts there: a deadline that it makes itself is no one's cancellation. */
  #ofWrites(cell: Cell | undefined): readonly Signal[] | undefined {
    if (!cell) return undefined
    const values = this.#file.assignments.filter(({ left }) => this.#file.cells.at(left) === cell).map(({ right }) => unwrap(right))
    const known = values.filter(value => value.type === 'CallExpression' || value.type === 'MemberExpression')
    if (known.length === 0 || known.length < values.length) return undefined
    const signals = known.flatMap(value => this.of(value))
    return signals.length > 0 ? signals.map(signal => ({ ...signal, root: cell })) : undefined
  }

  #ofIdentifier(node: TSESTree.Identifier): readonly Signal[] {
    const variable = this.#file.scopes.variable(node)
    if (!variable) return []
    const [def] = variable.defs
    if (def?.type === 'Parameter') {
      const isSignal = this.#names.isParameter(variable, def.name)
      if (!isSignal && !this.#isCarrier(variable)) return []
      return [{ origin: 'caller', root: variable, ...isSignal && this.#names.isToken(variable, def.name) && { isToken: true } }]
    }
    const initial = this.#file.scopes.initial(variable)
    if (!initial) return this.#ofReassigned(variable)
    if (initial.path.length === 0) {
      const value = unwrap(initial.value)
      const signals = this.of(value)
      const isOwn = signals.length > 0 || !this.#carriers.has(variable) || isMade(value)
      return isOwn ? signals : [{ origin: 'caller', root: variable }]
    }
    if (!signalNames.test(initial.path.at(-1) ?? '') && !this.#names.isElement(variable)) return []
    if (this.#isOtherLocal(variable, node)) return []
    const aborting = initial.path.length === 1 ? this.#controllers.signalOf(initial.value, node) : undefined
    return aborting ?? [{ origin: initial.value.type === 'ThisExpression' ? 'owner' : 'caller', root: variable }]
  }

  /** A local by the name of a signal that its type, its use or what it was taken from says to be something else. */
  #isOtherLocal(variable: Variable, node: TSESTree.Identifier): boolean {
    const kind = this.#file.types.kindAt(node, signalKinds)
    if (kind !== undefined) return kind !== 'signal'
    return this.#names.isUsedOtherwise(variable) || hasExitWord(variable.identifiers[0]?.parent.parent)
  }

  /** `let signal = options.signal; if (!signal) signal = …` */
  #ofReassigned(variable: Variable): readonly Signal[] {
    if (variable.defs[0]?.type !== 'Variable') return []
    const isWanted = signalNames.test(variable.name) || this.#carriers.has(variable)
    const values = isWanted ? variable.references.flatMap(reference => reference.writeExpr ? [reference.writeExpr] : []) : []
    return values.flatMap(value => this.of(value))
  }

  /** `AbortSignal.any([a, b])`, `anySignal([a, b])`, `merge(options, defaults)`. */
  #ofCall(node: TSESTree.CallExpression): readonly Signal[] {
    const name = calleeName(node) ?? ''
    const isStatic = receiver(node) !== undefined && unwrap(receiver(node) as TSESTree.Node).type === 'Identifier'
      && this.#file.code.getText(receiver(node)) === 'AbortSignal'
    const isDeadline = (isStatic && name !== 'any') || /timeout|deadline/i.test(name)
    if (isDeadline) return [{ origin: 'self', root: undefined }, ...this.#ofArguments(node)]
    if (reactiveMakers.test(name)) return []
    if (isStatic || /signal/i.test(name) || carrierMakers.test(name)) return this.#ofArguments(node)
    return []
  }

  #ofArguments(node: TSESTree.CallExpression): readonly Signal[] {
    // `Object.assign({}, init, { signal })`
    const last = calleeName(node) === 'assign' ? node.arguments.findLastIndex(argument => argument.type === 'ObjectExpression'
      && argument.properties.some(property => property.type === 'Property' && signalNames.test(keyName(property) ?? ''))) : 0
    return node.arguments.slice(Math.max(last, 0)).flatMap(argument => {
      const value = unwrap(argument)
      if (value.type === 'ArrayExpression') return value.elements.flatMap(element => element ? this.of(element) : [])
      return value.type === 'SpreadElement' ? [] : this.of(value)
    })
  }

  /** The signals that a call is given, and that someone may abort. */
  given(call: CallNode): readonly Signal[] {
    const name = calleeName(call) ?? ''
    if ((name === 'kill' || name === 'on' || name === 'once' || name === 'off') && call.arguments.length < 3) return []
    if (abortThrowers.test(name)) {
      const on = receiver(call)
      if (on) return this.of(on)
    }
    if (answersCancellation.has(name) || eventSenders.test(name)) return []
    if (name === 'assign' && this.#file.code.getText(call.callee) === 'Object.assign') return []
    return call.arguments.flatMap(argument => {
      if (argument.type === 'SpreadElement') return []
      const signals = this.of(argument)
      if (signals.length === 0) return this.#ofType(call, argument)
      return argument.type === 'Identifier' && this.#file.types.refusesSignal(call, argument, signalKinds) ? [] : signals
    })
  }

  /** What comes from elsewhere, to a callee that takes a signal by its type. A local's value can be read off the text. */
  #ofType(call: CallNode, argument: TSESTree.Expression): readonly Signal[] {
    const root = this.#holder(argument)
    const isFromElsewhere = root && (!('defs' in root) || root.defs[0]?.type === 'Parameter')
    if (!isFromElsewhere || !this.#file.types.takesSignal(call, argument, signalKinds)) return []
    // What the callee does with it is written in this file.
    const targets = this.#file.calls.targets(call)
    if (targets.length > 0 && !targets.some(target => this.#touches(target, call.arguments.indexOf(argument)))) return []
    return [{ origin: 'defs' in root ? 'caller' : 'owner', root }]
  }

  #holder(object: TSESTree.Node): Variable | Cell | undefined {
    const node = unwrap(object)
    return this.#file.cells.at(node) ?? (node.type === 'Identifier' ? this.#file.scopes.variable(node) : undefined)
  }

  /**
   * Whether a parameter carries a signal that its function minds: its signal is read there, or it goes to a function that does that.
   * Options are made to be handed on to whoever works; that another function reads the signal of a thing of this type is no evidence.
   */
  #isCarrier(variable: Variable): boolean {
    const known = this.#carrying.get(variable) ?? this.#findCarrier(variable)
    this.#carrying.set(variable, known)
    return known
  }

  readonly #carrying = new Map<Variable, boolean>()

  #findCarrier(variable: Variable): boolean {
    if (/^(?:e|ev|event|res|response|result)$/.test(variable.name)) return false
    const [def] = variable.defs
    const type = def?.name.type === 'Identifier' ? def.name.typeAnnotation : undefined
    const kind = type && this.#file.types.kindAt(def?.name as TSESTree.Node, signalKinds)
    if (kind === 'other') return false
    if (this.#carriers.has(variable)) return true
    if (!type) return false
    const name = typeName(variable)
    const isOfType = kind === 'carrier' || (name !== undefined && this.#carrierTypes.has(name))
    if (carrierTypes.test(this.#file.code.getText(type))) return true
    if (!isOfType) return false
    return type.typeAnnotation.type === 'TSTypeLiteral' || optionBags.test(name ?? '') || optionBags.test(variable.name)
      || variable.references.some(({ identifier }) => this.#goesToToucher(identifier))
  }

  /** Whether a thing is given to `fetch`, or to a function of the file that reads its signal. */
  #goesToToucher(identifier: TSESTree.Node): boolean {
    const { parent } = identifier
    if (parent?.type !== 'CallExpression' || parent.callee === identifier) return false
    const index = parent.arguments.indexOf(identifier as TSESTree.Expression)
    return (unwrap(parent.callee).type === 'Identifier' && calleeName(parent) === 'fetch')
      || this.#file.calls.targets(parent).some(target => this.#touches(target, index))
  }

  #touches(target: FunctionNode, index: number): boolean {
    const parameter = target.params[index]
    const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter
    if (name?.type === 'ObjectPattern') {
      return name.properties.some(property => property.type === 'Property' && signalNames.test(keyName(property) ?? ''))
    }
    return name?.type === 'Identifier' && this.of(name).length > 0
  }

  /** What a signal comes out of, besides what holds it: `options` of `const { signal } = options`. */
  sourcesOf({ root }: Signal): readonly (Variable | Cell)[] {
    if (!root) return []
    const initial = 'defs' in root ? this.#file.scopes.initial(root) : undefined
    const from = initial && this.#holder(initial.value)
    return from ? [root, from] : [root]
  }

  /** Whether what holds the signal is older than this function. */
  isOlder(signal: Signal, node: TSESTree.Node): boolean {
    const { root } = signal
    if (!root) return false
    if (!('defs' in root)) return true
    return root.defs.every(def => !isInside(def.name, node) && enclosingFunction(def.name) !== node)
      && !root.defs.some(def => def.type === 'Parameter' && isFunction(def.node) && def.node === node)
  }
}

/** Whether a value is what calls gave, on each way: no caller handed it in. */
function isMade(node: TSESTree.Node): boolean {
  const value = unwrap(node)
  if (value.type === 'ConditionalExpression') return isMade(value.consequent) && isMade(value.alternate)
  return value.type === 'AwaitExpression' || value.type === 'CallExpression' || value.type === 'NewExpression'
}

/** The plain name of a parameter's type, without `Partial<…>`, `undefined` and arguments. */
function typeName(variable: Variable): string | undefined {
  const [def] = variable.defs
  if (def?.type !== 'Parameter' || def.name.type !== 'Identifier') return undefined
  const type = def.name.typeAnnotation?.typeAnnotation
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined
  const { name } = type.typeName
  return /^(?:any|unknown|object|Record|Partial|Required|Readonly|Omit|Pick|Promise|Array)$|Event$/.test(name) ? undefined : name
}
