import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import { isContinuing, registrationOf } from '../../model/waits/continuations.js'
import {
  calleeName, enclosingFunction, isFunction, memberName, receiver, unwrap, walk, type FunctionNode, type Variable,
} from '../../source/index.js'

/** A write of the state that a component shows: `setUser(user)`, `user.value = …`. */
export interface Show {
  readonly node: TSESTree.Node
  /** What is underlined, and named. */
  readonly at: TSESTree.Node
  /** What is shown; undefined for `.then(setUser)`. */
  readonly value: TSESTree.Node | undefined
  /** The state itself, for who looks at it. */
  readonly state: Variable | undefined
}

/** A wait for an answer, and what was asked. */
export interface Request {
  readonly wait: TSESTree.Node
  readonly asked: TSESTree.Node
}

const showing = /^(?:ref|shallowRef)$/

/** Every place where a component is given what to show. */
export function showsOf({ file }: Program): readonly Show[] {
  const states = file.callNodes.flatMap(call => calleeName(call) === 'useState' ? stateAt(call) : [])
  const set = states.flatMap(([value, setter]) => {
    const state = value?.type === 'Identifier' ? file.scopes.variable(value) : undefined
    const variable = file.scopes.variable(setter)
    return (variable?.references ?? []).flatMap(({ identifier }) => setAt(identifier, state))
  })
  const assigned = file.assignments.flatMap((node): Show[] => {
    const on = node.operator === '=' && node.left.type === 'MemberExpression' && memberName(node.left) === 'value'
      ? unwrap(node.left.object) : undefined
    const state = on?.type === 'Identifier' ? file.scopes.variable(on) : undefined
    const made = state && file.scopes.initial(state)?.value
    const isRef = made?.type === 'CallExpression' && showing.test(calleeName(made) ?? '')
    return isRef ? [{ node, at: node.left, value: node.right, state }] : []
  })
  return [...set, ...assigned]
}

type State = readonly [TSESTree.Node | null | undefined, TSESTree.Identifier]

/** `const [user, setUser] = useState()` */
function stateAt(call: TSESTree.Node): readonly State[] {
  const { parent } = call
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'ArrayPattern') return []
  const [value, setter] = parent.id.elements
  return setter?.type === 'Identifier' ? [[value, setter]] : []
}

function setAt(node: TSESTree.Node, state: Variable | undefined): readonly Show[] {
  const { parent } = node
  if (parent?.type !== 'CallExpression') return []
  if (parent.callee === node) {
    const [value] = parent.arguments
    // A function works on what is shown by then.
    return value && !isFunction(value) ? [{ node: parent, at: node, value, state }] : []
  }
  const isFirst = isContinuing(parent) && calleeName(parent) === 'then' && parent.arguments[0] === node
  return isFirst ? [{ node: parent, at: node, value: undefined, state }] : []
}

/** The requests that something shown is the answer of, through locals and the callbacks of promises. */
export function requestsOf(program: Program, { node, value }: Show): readonly Request[] {
  if (value) return requestsIn(program, value, mostLocals)
  const on = node.type === 'CallExpression' ? receiver(node) : undefined
  return on ? [{ wait: node, asked: on }] : []
}

/** Through how many locals an answer is followed. */
const mostLocals = 5

function requestsIn(program: Program, value: TSESTree.Node, depth: number): readonly Request[] {
  const { file, budget } = program
  const found: Request[] = []
  walk(value, file.code.visitorKeys, place => {
    budget.spend()
    if (isFunction(place) || depth === 0) return false
    if (place.type === 'AwaitExpression') {
      found.push({ wait: place, asked: place.argument }, ...requestsIn(program, place.argument, depth - 1))
      return false
    }
    if (place.type === 'MemberExpression' && !place.computed) {
      found.push(...requestsIn(program, place.object, depth))
      return false
    }
    const variable = place.type === 'Identifier' ? file.scopes.variable(place) : undefined
    if (variable) found.push(...requestsBehind(program, variable, value, depth - 1))
    return true
  })
  return found
}

/** Of what a local is made before it is used. */
function requestsBehind(program: Program, variable: Variable, use: TSESTree.Node, depth: number): readonly Request[] {
  const [def] = variable.defs
  if (def?.type === 'Parameter') {
    const home = def.node
    const registration = isFunction(home) && calleeOf(home) === 'then' ? registrationOf(home) : undefined
    const on = registration && receiver(registration)
    return on ? [{ wait: registration, asked: on }] : []
  }
  if (def?.type !== 'Variable' || !isFunction(enclosingFunction(def.name))) return []
  return variable.references.flatMap(({ writeExpr }) =>
    writeExpr && writeExpr.range[0] < use.range[0] ? requestsIn(program, writeExpr, depth) : [])
}

const calleeOf = ({ parent }: TSESTree.Node): string | undefined => parent?.type === 'CallExpression' ? calleeName(parent) : undefined

/** The function in whose run a place stands, out of the callbacks of its promises. */
export function runAround(node: TSESTree.Node): FunctionNode | undefined {
  const home = enclosingFunction(node)
  if (!isFunction(home)) return undefined
  const call = registrationOf(home)
  return call ? runAround(call) : home
}
