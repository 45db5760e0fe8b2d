import type { TSESTree } from '@typescript-eslint/utils'
import { collectionAdders } from '../../catalog/cancels.js'
import { lookups, onlookerObjects, onlookers } from '../../catalog/onlookers.js'
import { timerClears } from '../../catalog/tasks.js'
import { calleeName, memberName, receiver, unwrap, wrapped, type CallNode, type SourceFile, type Variable } from '../../source/index.js'
import type { Cancels } from '../../model/tasks/cancels.js'
import { handleOf, type Handle } from '../../model/tasks/handles.js'

const deepestCall = 3

/**
 * The handles that went where we cannot see. Whoever has one may cancel its task at any time, so that nothing is known of an order:
 *
 *     this.timer = setInterval(f, 1000)
 *     pool.track(this.timer)
 */
export class Abroad {
  readonly #file: SourceFile
  readonly #cancels: Cancels
  readonly #wanted: ReadonlySet<Handle>
  readonly #handles = new Set<Handle>()
  readonly #handedOn = new Map<Variable, boolean>()

  /** @param wanted the handles that will be asked for */
  constructor(file: SourceFile, cancels: Cancels, wanted: ReadonlySet<Handle>) {
    this.#file = file
    this.#cancels = cancels
    this.#wanted = wanted
    if (wanted.size === 0) return
    for (const call of file.callNodes) for (const argument of call.arguments) this.#note(argument)
    for (const { right } of file.assignments) this.#note(right)
  }

  hasAny(handles: readonly Handle[]): boolean {
    return handles.some(handle => this.#handles.has(handle))
  }

  #note(value: TSESTree.Node): void {
    for (const part of partsOf(value)) {
      const handle = mayCarry(part) ? handleOf(this.#file, part) : undefined
      if (handle && this.#wanted.has(handle) && !this.#handles.has(handle) && this.#leaves(part, 0)) this.#handles.add(handle)
    }
  }

  /** Whether the value goes to somebody from here. */
  #leaves(value: TSESTree.Node, depth: number): boolean {
    const node = wrapped(value)
    const { parent } = node
    switch (parent?.type) {
      case 'CallExpression':
      case 'NewExpression':
        return parent.callee !== node && this.#leavesBy(parent, parent.arguments.findIndex(argument => argument === node), depth)
      case 'AssignmentExpression':
        return parent.right === node && parent.left.type === 'MemberExpression' && !this.#isOwn(parent.left)
      case 'Property':
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'SpreadElement':
        return this.#leaves(parent, depth)
      default:
        return false
    }
  }

  /** Whether a place is one of the file's own; the members of a global are everybody's. */
  #isOwn(place: TSESTree.Node): boolean {
    const cell = this.#file.cells.at(place)
    return cell !== undefined && cell.owner.kind !== 'global'
  }

  #leavesBy(call: CallNode, index: number, depth: number): boolean {
    const name = calleeName(call) ?? ''
    if (timerClears.has(name) || this.#cancels.at(call).length > 0 || isShown(call, name) || this.#isKept(call, name)) return false
    const targets = this.#file.calls.targets(call)
    if (targets.length === 0 || depth === deepestCall) return true
    return targets.some(({ params }) => {
      const parameter = params[index] && this.#file.scopes.variable(params[index])
      return parameter !== undefined && this.#isHandedOn(parameter, depth + 1)
    })
  }

  #isHandedOn(parameter: Variable, depth: number): boolean {
    const known = this.#handedOn.get(parameter)
    if (known !== undefined) return known
    this.#handedOn.set(parameter, false)
    const found = parameter.references.some(({ identifier }) => this.#leaves(identifier, depth))
    this.#handedOn.set(parameter, found)
    return found
  }

  /** A collection of the owner keeps it, or is looked through for it. */
  #isKept(call: CallNode, name: string): boolean {
    const collection = receiver(call)
    if (!collection || (!collectionAdders.has(name) && !lookups.has(name))) return false
    const handle = handleOf(this.#file, collection)
    return handle !== undefined && ('path' in handle || handle.defs.every(def => def.type === 'Variable'))
  }
}

/** Whether an expression is of a kind that can carry a handle; most arguments are of another. */
const mayCarry = ({ type }: TSESTree.Node): boolean =>
  type === 'Identifier' || type === 'MemberExpression' || type === 'CallExpression' || type === 'AssignmentExpression'

/** What a value hands on: itself, or what the object or list has that is written out. */
function partsOf(value: TSESTree.Node): readonly TSESTree.Node[] {
  const node = unwrap(value)
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.flatMap(property => partsOf(property.type === 'Property' ? property.value : property.argument))
    case 'ArrayExpression':
      return node.elements.flatMap(element => element ? partsOf(element) : [])
    case 'SpreadElement':
      return partsOf(node.argument)
    default:
      return [node]
  }
}

/** Only the log sees it, an assertion, or a hook in its list of dependencies: `useEffect(f, [timer])`. */
function isShown(call: CallNode, name: string): boolean {
  const on = receiver(call)
  const object = on && unwrap(on)
  const holder = object?.type === 'MemberExpression' ? memberName(object) : object?.type === 'Identifier' ? object.name : ''
  return onlookers.has(name) || onlookerObjects.has(holder ?? '') || /^use[A-Z]/.test(name)
}
