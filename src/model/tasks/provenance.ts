import type { TSESTree } from '@typescript-eslint/utils'
import { carrierMakers, carrierTypes, signalNames, signalTypes } from '../../catalog/aborts.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, keyName, memberName, receiver, unwrap, type CallNode, type Cell, type SourceFile,
  type Variable,
} from '../../source/index.js'
import { Controllers } from './controllers.js'
import type { Signal } from './signal.js'

const deepest = 6

/** Answers which abort signals an expression carries, itself or inside an object, and who aborts them. */
export class Signals {
  readonly #file: SourceFile
  readonly #controllers: Controllers
  /** Variables and places whose `.signal` is read somewhere, and types of parameters of which that is so. */
  readonly #carriers = new Set<Variable | Cell>()
  readonly #carrierTypes = new Set<string>()
  #depth = 0

  constructor(file: SourceFile) {
    this.#file = file
    this.#controllers = new Controllers(file, signal => this.of(signal))
    for (const read of file.signalReads) this.#noteCarrier(read.object)
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
        return node.properties.flatMap(property =>
          property.type === 'SpreadElement' ? this.of(property.argument) : this.#ofProperty(property))
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

  #ofProperty(property: TSESTree.Property): readonly Signal[] {
    const value = unwrap(property.value)
    const holdsOne = signalNames.test(keyName(property) ?? '') || value.type === 'ObjectExpression'
      || (value.type === 'Identifier' && /^(?:options|opts|context|ctx|init|request)$/.test(keyName(property) ?? ''))
    return holdsOne ? this.of(value) : []
  }

  #ofMember(node: TSESTree.MemberExpression): readonly Signal[] {
    const name = memberName(node) ?? ''
    if (name === 'signal') {
      const aborting = this.#controllers.signalOf(node.object, node)
      if (aborting) return aborting
    }
    const cell = this.#file.cells.at(node)
    if (signalNames.test(name)) {
      // `process.kill(pid, this.signal)`, where the field is the name of a process signal
      if (this.#file.types.isPrimitive(node)) return []
      return this.#ofWrites(cell) ?? [{ origin: cell ? 'owner' : 'caller', root: cell ?? this.#holder(node.object) }]
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
      return this.#isSignal(variable, def.name) || this.#isCarrier(variable) ? [{ origin: 'caller', root: variable }] : []
    }
    const initial = this.#file.scopes.initial(variable)
    if (!initial) return this.#ofReassigned(variable)
    if (initial.path.length === 0) {
      const value = unwrap(initial.value)
      const signals = this.of(value)
      if (signals.length > 0 || !this.#carriers.has(variable) || value.type === 'NewExpression') return signals
      return value.type === 'AwaitExpression' || value.type === 'CallExpression' ? [] : [{ origin: 'caller', root: variable }]
    }
    if (!signalNames.test(initial.path.at(-1) ?? '')) return []
    const aborting = initial.path.length === 1 ? this.#controllers.signalOf(initial.value, node) : undefined
    return aborting ?? [{ origin: initial.value.type === 'ThisExpression' ? 'owner' : 'caller', root: variable }]
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
    if (isStatic || /signal/i.test(name) || carrierMakers.test(name)) return this.#ofArguments(node)
    return []
  }

  #ofArguments(node: TSESTree.CallExpression): readonly Signal[] {
    return node.arguments.flatMap(argument => {
      const value = unwrap(argument)
      if (value.type === 'ArrayExpression') return value.elements.flatMap(element => element ? this.of(element) : [])
      return value.type === 'SpreadElement' ? [] : this.of(value)
    })
  }

  /** The signals that a call is given, and that someone may abort. */
  given(call: CallNode): readonly Signal[] {
    if (['kill', 'on', 'once', 'off'].includes(calleeName(call) ?? '') && call.arguments.length < 3) return []
    const on = receiver(call)
    if (on && /^(?:throwIfAborted)$/.test(calleeName(call) ?? '')) return this.of(on)
    return call.arguments.flatMap(argument => {
      if (argument.type === 'SpreadElement') return []
      const signals = this.of(argument)
      return signals.length > 0 ? signals : this.#ofType(call, argument)
    })
  }

  /** What comes from elsewhere, to a callee that takes a signal by its type. A local's value can be read off the text. */
  #ofType(call: CallNode, argument: TSESTree.Expression): readonly Signal[] {
    const root = this.#holder(argument)
    const isFromElsewhere = root && (!('defs' in root) || root.defs[0]?.type === 'Parameter')
    if (!isFromElsewhere || !this.#file.types.takesSignal(call, argument)) return []
    return [{ origin: 'defs' in root ? 'caller' : 'owner', root }]
  }

  #holder(object: TSESTree.Node): Variable | Cell | undefined {
    const node = unwrap(object)
    return this.#file.cells.at(node) ?? (node.type === 'Identifier' ? this.#file.scopes.variable(node) : undefined)
  }

  /** Whether a parameter is a signal: by its type, or by its name where nothing speaks against it. */
  #isSignal(variable: Variable, name: TSESTree.Node): boolean {
    const known = this.#named.get(name) ?? this.#isNamedSignal(variable, name)
    this.#named.set(name, known)
    return known
  }

  readonly #named = new Map<TSESTree.Node, boolean>()

  #isNamedSignal(variable: Variable, name: TSESTree.Node): boolean {
    const type = name.type === 'Identifier' ? name.typeAnnotation : undefined
    if (type) return signalTypes.test(this.#file.code.getText(type))
    const key = name.parent?.type === 'Property' ? keyName(name.parent) ?? '' : ''
    if (!signalNames.test(variable.name) && !signalNames.test(key)) return false
    return !variable.references.some(({ identifier }) => {
      const { parent } = identifier
      if (parent.type === 'CallExpression') return calleeName(parent) === 'kill'
      if (parent.type === 'BinaryExpression') {
        return [parent.left, parent.right].some(side => side.type === 'Literal' && typeof side.value === 'string')
      }
      return parent.type === 'AssignmentPattern' && parent.left === identifier && parent.right.type === 'Literal'
    })
  }

  #isCarrier(variable: Variable): boolean {
    const known = this.#carrying.get(variable) ?? this.#findCarrier(variable)
    this.#carrying.set(variable, known)
    return known
  }

  readonly #carrying = new Map<Variable, boolean>()

  #findCarrier(variable: Variable): boolean {
    if (this.#carriers.has(variable)) return !/^(?:e|ev|event|res|response|result)$/.test(variable.name)
    const [def] = variable.defs
    const type = def?.name.type === 'Identifier' ? def.name.typeAnnotation : undefined
    if (!type) return false
    const text = this.#file.code.getText(type)
    const name = typeName(variable)
    return carrierTypes.test(text) || (name !== undefined && this.#carrierTypes.has(name))
      || (/\bsignal\??:/.test(text) && signalTypes.test(text))
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

/** The plain name of a parameter's type, without `Partial<…>`, `undefined` and arguments. */
function typeName(variable: Variable): string | undefined {
  const [def] = variable.defs
  if (def?.type !== 'Parameter' || def.name.type !== 'Identifier') return undefined
  const type = def.name.typeAnnotation?.typeAnnotation
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined
  const { name } = type.typeName
  return /^(?:any|unknown|object|Record|Partial|Required|Readonly|Omit|Pick|Promise|Array)$|Event$/.test(name) ? undefined : name
}
