import type { TSESTree } from '@typescript-eslint/utils'
import { continuations } from '../../catalog/settles.js'
import { timerClears, timers } from '../../catalog/tasks.js'
import { constantName } from '../../model/cells/held.js'
import { initialOf } from '../../model/cells/cell-values.js'
import type { Program } from '../../model/program.js'
import type { Handle } from '../../model/tasks/handles.js'
import {
  addTo, calleeName, enclosingFunction, fieldOf, isNullish, memberName, receiver, unwrap, type CallNode,
  type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { isCollection, placeOf } from './ends.js'

/** A write that puts a resource into a place. */
export interface Store {
  readonly place: Handle
  /** The assignment, or the call of `push`, `add` or `set`. */
  readonly node: TSESTree.AssignmentExpression | TSESTree.CallExpression
  /** Where the report stands: the target of the assignment, or what is called. */
  readonly at: TSESTree.Node
  readonly value: TSESTree.Node
  /** The text of the key, for an entry of a collection. */
  readonly key: string | undefined
  readonly isTimer: boolean
}

/** The stores into these places that the code of each function holds. */
export function findStores(program: Program, places: ReadonlySet<Handle>): ReadonlyMap<TSESTree.Node, readonly Store[]> {
  const { file, budget } = program
  const found = new Map<TSESTree.Node, Store[]>()
  const note = (store: Store | undefined): void => {
    if (store && places.has(store.place)) addTo(found, enclosingFunction(store.node), store)
  }
  for (const assignment of file.assignments) {
    budget.spend()
    note(ofAssignment(file, assignment))
  }
  for (const call of file.callNodes) if (call.type === 'CallExpression') note(ofCall(file, call))
  return found
}

function ofAssignment(file: SourceFile, node: TSESTree.AssignmentExpression): Store | undefined {
  const operator = fieldOf(node, 'operator')
  const right = fieldOf(node, 'right')
  if ((operator !== '=' && operator !== '??=' && operator !== '||=') || !isResource(file, right)) return undefined
  const target = fieldOf(node, 'left')
  const left = unwrap(target)
  const isTimer = isTimerStart(right)
  if (left.type === 'MemberExpression' && left.computed && memberName(left) === undefined) {
    const place = placeOf(file, left.object)
    if (!place || !holdsCollection(file, place) || isFreshKey(file, left.property, right)) return undefined
    return { place, node, at: target, value: right, key: file.code.getText(left.property), isTimer }
  }
  const place = file.cells.at(left)
  return place && { place, node, at: target, value: right, key: undefined, isTimer }
}

const adders = new Set(['push', 'add', 'unshift', 'set'])

function ofCall(file: SourceFile, node: TSESTree.CallExpression): Store | undefined {
  const name = calleeName(node) ?? ''
  const on = adders.has(name) ? receiver(node) : undefined
  const [first, second, third] = node.arguments
  const value = name === 'set' ? second : second ? undefined : first
  if (!on || !first || third || !value || value.type === 'SpreadElement') return undefined
  if (isIdentifier(value) || !isResource(file, value)) return undefined
  const place = placeOf(file, on)
  if (!place || !holdsCollection(file, place)) return undefined
  if (name === 'set' && isFreshKey(file, first, value)) return undefined
  return { place, node, at: node.callee, value, key: name === 'set' ? file.code.getText(first) : undefined, isTimer: isTimerStart(value) }
}

/** `result.runId`: a number or a text by which others know something; a timer is known by one as well. */
function isIdentifier(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) ?? '' : ''
  return /(?:^|[a-z_])(?:id|Id|ID|uuid)s?$/.test(name) && !/time|interval|frame|idle|watch|raf/i.test(name)
}

/** Whether a place is given a Map, a Set, an array or a plain object wherever the file fills it. */
function holdsCollection(file: SourceFile, place: Handle): boolean {
  const initial = 'path' in place ? initialOf(place) : file.scopes.initial(place)?.value
  return isCollection(initial && unwrap(initial))
}

/** Calls that make nothing that has to be ended. */
const plainMakers =
  /^(?:Number|String|Boolean|parse\w*|now|to[A-Z]\w*|trim|stringify|querySelector(?:All)?|getElement\w*|closest|assign|freeze|keys|values)$/

/** Classes whose objects hold data, or only tell of a failure. */
const dataClasses =
  /^(?:(?:Weak)?(?:Map|Set)|Date|URL|URLSearchParams|Headers|FormData|Promise|Object|RegExp|\w*(?:Error|Exception|Array))$/

/** How many expressions and names lead from a store to what its value was made by, at most: names may go round. */
const deepestName = 8

/** Whether a value may be something that has to be ended. */
export function isResource(file: SourceFile, value: TSESTree.Node, depth = 0): boolean {
  if (depth > deepestName) return false
  const node = unwrap(value)
  switch (node.type) {
    case 'NewExpression':
      return !dataClasses.test(calleeName(node) ?? '')
    case 'CallExpression':
      return !plainMakers.test(calleeName(node) ?? '')
    case 'AwaitExpression':
      return isResource(file, node.argument, depth + 1)
    case 'AssignmentExpression':
      return isResource(file, node.right, depth + 1)
    case 'LogicalExpression':
      return isResource(file, node.right, depth + 1)
    case 'ConditionalExpression':
      return isResource(file, node.consequent, depth + 1) || isResource(file, node.alternate, depth + 1)
    case 'Identifier':
      return !isNullish(node) && isResourceName(file, node, depth)
    case 'MemberExpression':
      return constantName(file, node) === undefined && unwrap(node.object).type !== 'ThisExpression'
    case 'ObjectExpression':
      return node.properties.some(property => property.type === 'Property' && isResource(file, property.value, depth + 1))
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true
    default:
      return false
  }
}

/** A local by what it was given: a parameter may be anything, as what a promise brings. */
function isResourceName(file: SourceFile, node: TSESTree.Identifier, depth: number): boolean {
  const variable = file.scopes.variable(node)
  const [def] = variable?.defs ?? []
  if (!variable || !def) return false
  const initial = file.scopes.initial(variable)
  if (initial && initial.path.length === 0 && initial.value !== node) {
    return isResource(file, initial.value, depth + 1) || variable.references.some(({ identifier }) => isFilled(file, identifier, depth))
  }
  return def.type === 'Variable' || def.type === 'Parameter'
}

/** `watchers.push(watch(path))`: a list holds what is put into it. */
function isFilled(file: SourceFile, { parent }: TSESTree.Identifier | TSESTree.JSXIdentifier, depth: number): boolean {
  const call = parent.type === 'MemberExpression' && adders.has(memberName(parent) ?? '') ? parent.parent : undefined
  return call?.type === 'CallExpression' && call.callee === parent
    && call.arguments.some(argument => isResource(file, argument, depth + 1))
}

/** The call that made a value, through a local and an `await`. */
export function makerOf({ scopes }: SourceFile, value: TSESTree.Node): CallNode | undefined {
  let node = unwrap(value)
  const variable = node.type === 'Identifier' ? scopes.variable(node) : undefined
  node = unwrap((variable && scopes.initial(variable)?.value) ?? node)
  if (node.type === 'AwaitExpression') node = unwrap(node.argument)
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? node : undefined
}

function isTimerStart(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'CallExpression') {
    const on = receiver(node)
    return timers.has(calleeName(node) ?? '') || (on !== undefined && calleeName(node) === 'unref' && isTimerStart(on))
  }
  return node.type === 'NewExpression' && /Timer$/.test(calleeName(node) ?? '')
}

const freshMakers = /uuid|nanoid|ulid|cuid|randomU?Id|uniqueId|generateId|nextId|newId|makeId|createId|randomBytes|^Symbol$/i

/** Whether a key is made for this entry: nobody can have ended an entry by it before. */
function isFreshKey(file: SourceFile, key: TSESTree.Node, value: TSESTree.Node, depth = 0): boolean {
  if (depth > deepestName) return false
  const node = unwrap(key)
  const held = unwrap(value)
  if (node.type === 'UpdateExpression') return true
  // `run-${this.#runs++}`
  if (node.type === 'TemplateLiteral') return node.expressions.some(part => isFreshKey(file, part, value, depth + 1))
  if (node.type === 'CallExpression') return freshMakers.test(calleeName(node) ?? '')
  if (node.type === 'MemberExpression') return rootName(node) !== undefined && rootName(node) === rootName(held)
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  if (!variable) return false
  if (held.type === 'Identifier' && file.scopes.variable(held) === variable) return true
  const initial = file.scopes.initial(variable)
  if (!initial) return false
  if (initial.path.length > 0) return held.type === 'Identifier' && initial.value.type === 'Identifier' && initial.value.name === held.name
  return initial.value !== node && isFreshKey(file, initial.value, value, depth + 1)
}

/** The local that a path begins with: `session` of `session.info.id`. */
function rootName(node: TSESTree.Node): string | undefined {
  let at = unwrap(node)
  while (at.type === 'MemberExpression') at = unwrap(at.object)
  return at.type === 'Identifier' ? at.name : undefined
}

/** The only call of a statement or an expression: `this.tick()`, `void this.tick().catch(log)`. */
export function calledIn(statement: TSESTree.Node): TSESTree.CallExpression | undefined {
  const expression = statement.type === 'ExpressionStatement' ? statement.expression
    : statement.type === 'ReturnStatement' ? statement.argument : statement
  let node = unwrap(expression ?? statement)
  if (node.type === 'UnaryExpression' || node.type === 'AwaitExpression') node = unwrap(node.argument)
  while (node.type === 'CallExpression' && continuations.has(calleeName(node) ?? '')) node = unwrap(receiver(node) ?? node.callee)
  return node.type === 'CallExpression' ? node : undefined
}

/** Whether a timer's callback does nothing but what these functions do. */
export function onlyRuns(file: SourceFile, value: TSESTree.Node, functions: ReadonlySet<FunctionNode>): boolean {
  const node = unwrap(value)
  const [callback] = node.type === 'CallExpression' ? node.arguments : []
  const targets = callback ? file.calls.functions(callback) : []
  return targets.length > 0 && targets.every(target => {
    if (functions.has(target)) return true
    const statements = target.body.type === 'BlockStatement' ? target.body.body : [target.body]
    return statements.length > 0 && statements.every(statement => {
      const call = calledIn(statement)
      const run = call ? file.calls.targets(call) : []
      return run.length > 0 && run.every(each => functions.has(each))
    })
  })
}

/** `clearTimeout(this.timer)`, `this.stopTick()`: a statement that only clears timers. */
export function onlyClears(file: SourceFile, statement: TSESTree.Node, depth = 0): boolean {
  const call = calledIn(statement)
  if (!call) return false
  if (timerClears.has(calleeName(call) ?? '')) return true
  const targets = depth < deepestClear ? file.calls.targets(call) : []
  return targets.length > 0 && targets.every(({ body }) => {
    const statements = body.type === 'BlockStatement' ? body.body : [body]
    return statements.length > 0 && statements.every(each => onlyClears(file, each, depth + 1))
  })
}

/** How many own calls lead to the clear of a timer, at most. */
const deepestClear = 2
