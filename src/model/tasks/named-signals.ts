import type { TSESTree } from '@typescript-eslint/utils'
import {
  carrierTypes, carryingMembers, reactiveMakers, signalJoiners, signalMembers, signalNames, signalTypes, tokenMembers, tokenRaces,
  tokenTypes,
} from '../../catalog/aborts.js'
import { listenerAdders } from '../../catalog/tasks.js'
import {
  calleeName, isFunction, keyName, memberName, receiver, unwrap, wrapped, type Cell, type FunctionNode, type SourceFile, type Variable,
} from '../../source/index.js'

/** What types say of signals: by these names, wherever they come from. */
export const signalKinds = { signals: signalTypes, carriers: carrierTypes, members: carryingMembers }

/** Parameters and properties that stand beside the name of a process's signal. */
const exitWords = /^_?(?:exit_?)?(?:code|status)$|^std(?:out|err)$|^signalCode$/i

/** Functions that pass on what peers tell each other before they are connected. */
const signallers = /^[#_]*(?:on|handle|send|receive|process|relay|forward|got|emit)\w*Signals?$/

/** Answers whether what is called a signal is an abort signal: by its type, and by what is done with it. */
export class NamedSignals {
  readonly #file: SourceFile
  readonly #known = new Map<Variable, boolean>()
  readonly #members = new Map<Variable | Cell, boolean>()
  /** What is joined with other signals, or given to a race as a token: it is one under any name. */
  readonly #elements = new Set<Variable | Cell>()
  #listeners: ReadonlySet<FunctionNode> | undefined

  constructor(file: SourceFile, holder: (node: TSESTree.Node) => Variable | Cell | undefined) {
    this.#file = file
    for (const call of file.callNodes) {
      for (const element of joinedBy(file, call)) {
        const found = holder(element)
        if (found) this.#elements.add(found)
      }
    }
  }

  isElement(holder: Variable | Cell | undefined): boolean { return holder !== undefined && this.#elements.has(holder) }

  /** Whether a parameter is a signal: by its type, or by its name where nothing speaks against it. */
  isParameter(variable: Variable, name: TSESTree.Node): boolean {
    const known = this.#known.get(variable) ?? this.#isParameter(variable, name)
    this.#known.set(variable, known)
    return known
  }

  #isParameter(variable: Variable, name: TSESTree.Node): boolean {
    const kind = this.#file.types.kindAt(name, signalKinds)
    if (kind !== undefined) return kind === 'signal'
    const type = name.type === 'Identifier' ? name.typeAnnotation : undefined
    if (type) return signalTypes.test(this.#file.code.getText(type))
    if (this.isElement(variable) || this.#isAskedAsToken(variable)) return true
    const key = name.parent?.type === 'Property' ? keyName(name.parent) ?? '' : ''
    if (!signalNames.test(variable.name) && !signalNames.test(key)) return false
    return !this.isUsedOtherwise(variable) && !this.#isGivenOtherwise(variable)
  }

  isToken(variable: Variable, name: TSESTree.Node): boolean {
    const type = name.type === 'Identifier' ? name.typeAnnotation : undefined
    return type ? tokenTypes.test(this.#file.code.getText(type)) : /token$/i.test(variable.name) || this.#isAskedAsToken(variable)
  }

  #isAskedAsToken(variable: Variable): boolean {
    return variable.references.some(({ identifier: { parent } }) =>
      parent.type === 'MemberExpression' && tokenMembers.has(memberName(parent) ?? ''))
  }

  /** Whether something is done with a variable that nobody does with an abort signal. */
  isUsedOtherwise(variable: Variable): boolean {
    return variable.references.some(({ identifier }) => isForeignUse(identifier))
  }

  /** Whether a parameter is given something else by whoever runs its function. */
  #isGivenOtherwise(variable: Variable): boolean {
    const [def] = variable.defs
    const home = def?.node
    if (!def || !isFunction(home)) return false
    const index = home.params.findIndex(parameter => parameter === def.name)
    const before = home.params[index - 1]
    if (before?.type === 'Identifier' && exitWords.test(before.name)) return true
    if (index < 0) return def.name.parent.type === 'Property' && hasExitWord(def.name.parent.parent)
    if (signallers.test(nameOf(home))) return true
    this.#listeners ??= listenersOf(this.#file)
    return this.#listeners.has(home)
  }

  /** Whether a member that is called a signal is something else: `this.count()` of Angular, `{ code, signal }` of a process. */
  isOtherMember(node: TSESTree.MemberExpression, holder: Variable | Cell | undefined): boolean {
    const kind = this.#file.types.kindAt(node, signalKinds)
    if (kind === 'other' || kind === 'opaque') return true
    if (kind !== undefined || !holder) return false
    const known = this.#members.get(holder) ?? this.#isOtherMember(memberName(node) ?? '', holder)
    this.#members.set(holder, known)
    return known
  }

  #isOtherMember(name: string, holder: Variable | Cell): boolean {
    const { cells, membersByName } = this.#file
    if ('path' in holder) {
      return (membersByName.get(name) ?? []).some(member => cells.at(member) === holder
        && (isForeignUse(member) || isReactive(writtenTo(member)))) || this.#isReactiveField(holder)
    }
    return holder.references.some(({ identifier }) => {
      const { parent } = identifier
      return parent.type === 'MemberExpression' && parent.object === identifier && exitWords.test(memberName(parent) ?? '')
    })
  }

  /** `readonly page = signal(0)` */
  #isReactiveField({ owner, path }: Cell): boolean {
    const body = owner.kind === 'class' ? (owner.identity as { readonly body?: TSESTree.Node }).body : undefined
    return body?.type === 'ClassBody' && path.length === 1 && body.body.some(field =>
      field.type === 'PropertyDefinition' && keyName(field) === path[0] && isReactive(field.value ?? undefined))
  }
}

/** Whether a pattern takes more of what a process left behind: `const { code, signal } = await exit` */
export const hasExitWord = (pattern: TSESTree.Node | undefined): boolean => pattern?.type === 'ObjectPattern'
  && pattern.properties.some(property => property.type === 'Property' && exitWords.test(keyName(property) ?? ''))

/** What a call joins with other signals, or races against. */
function joinedBy(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression): readonly TSESTree.Node[] {
  const name = calleeName(call) ?? ''
  if (tokenRaces.has(name)) return call.arguments.slice(1, 2)
  const on = name === 'any' ? receiver(call) : undefined
  const joins = signalJoiners.test(name) || (on !== undefined && file.code.getText(on) === 'AbortSignal')
  if (!joins) return []
  return call.arguments.flatMap(argument =>
    argument.type === 'ArrayExpression' ? argument.elements.flatMap(element => element ?? []) : [argument])
}

/** The functions that are listeners: nobody gives them an abort signal. */
function listenersOf(file: SourceFile): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>()
  for (const call of file.callNodes) {
    if (!listenerAdders.has(calleeName(call) ?? '') || call.arguments.length < 2) continue
    const callback = call.arguments[1]
    if (callback && callback.type !== 'SpreadElement') for (const node of file.calls.functions(callback)) found.add(node)
  }
  return found
}

/** Whether an expression stands where no abort signal stands: called, compared with a text, written into one, killed by. */
export function isForeignUse(expression: TSESTree.Node): boolean {
  const node = wrapped(expression)
  const { parent } = node
  switch (parent?.type) {
    case 'CallExpression':
      if (parent.callee === node) return true
      return ['kill', 'signal'].includes(calleeName(parent) ?? '')
        || (parent.arguments[0] === node && parent.arguments.length > 1 && listenerAdders.has(calleeName(parent) ?? ''))
    case 'BinaryExpression':
      return [parent.left, parent.right].some(side => side.type === 'Literal' && /^(?:string|number)$/.test(typeof side.value))
    case 'AssignmentPattern':
      return parent.left === node && parent.right.type === 'Literal' && parent.right.value !== null
    case 'TemplateLiteral':
    case 'SwitchStatement':
      return true
    case 'MemberExpression':
      return parent.object === node && !signalMembers.test(memberName(parent) ?? 'reason')
    default:
      return false
  }
}

function writtenTo(member: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = member
  return parent?.type === 'AssignmentExpression' && parent.left === member ? parent.right : undefined
}

function isReactive(value: TSESTree.Node | undefined): boolean {
  const made = value && unwrap(value)
  return made?.type === 'CallExpression' && reactiveMakers.test(calleeName(made) ?? '')
}

function nameOf(node: FunctionNode): string {
  if (node.id) return node.id.name
  const { parent } = node
  if (parent.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : ''
  return 'key' in parent && 'computed' in parent ? keyName(parent) ?? '' : ''
}
