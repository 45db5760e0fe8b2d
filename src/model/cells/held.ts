import type { TSESTree } from '@typescript-eslint/utils'
import { isNullish, memberName, unwrap, type CallNode, type FunctionNode, type SourceFile, type Variable } from '../../source/index.js'

/** What a place is known to hold. Where several things are known, all of them are true of it. */
export interface Held {
  readonly truth?: Truth | undefined
  /** One of these constants. */
  readonly is?: readonly string[] | undefined
  /** None of these constants. */
  readonly not?: readonly string[] | undefined
}

export type Truth = 'truthy' | 'falsy'

/** What is known of a place of which both are known; undefined where the two cannot be true together. */
export function both(one: Held, other: Held): Held | undefined {
  if (one.truth && other.truth && one.truth !== other.truth) return undefined
  const not = [...new Set([...one.not ?? [], ...other.not ?? []])]
  const possible = one.is && other.is ? one.is.filter(name => other.is?.some(second => !areApart(name, second))) : one.is ?? other.is
  const is = possible?.filter(name => !not.includes(name))
  return is?.length === 0 ? undefined : held(one.truth ?? other.truth, is, is ? [] : not)
}

/** What is known of a place of which one or the other is known; undefined where that is nothing. */
export function either(one: Held, other: Held): Held | undefined {
  const truth = one.truth === other.truth ? one.truth : undefined
  const is = one.is && other.is ? [...new Set([...one.is, ...other.is])] : undefined
  const isNot = (name: string, { is: possible, not }: Held): boolean =>
    not?.includes(name) ?? possible?.every(second => areApart(second, name)) ?? false
  const not = is ? [] : [...one.not ?? [], ...other.not ?? []].filter(name => isNot(name, one) && isNot(name, other))
  return truth || is || not.length > 0 ? held(truth, is, [...new Set(not)]) : undefined
}

function held(truth: Truth | undefined, is: readonly string[] | undefined, not: readonly string[]): Held {
  return { ...truth && { truth }, ...is && { is }, ...not.length > 0 && { not } }
}

export function isSame(one: Held, other: Held): boolean {
  return one === other || (one.truth === other.truth && sameNames(one.is, other.is) && sameNames(one.not, other.not))
}

const sameNames = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one?.length === other?.length && (one ?? []).every(name => other?.includes(name))

/** A value as far as the text tells: its name where it is a constant, and whether it is true or false. */
export interface Value {
  readonly name?: string | undefined
  readonly truth?: Truth | undefined
  /** Whether it is written out as true or false: what sets a flag means to be heeded. A change of state may mean something else. */
  readonly isFlag: boolean
}

/** What of the text says about a value, seen through the parameters by which it came down these calls; undefined where we cannot see. */
export function valueOf(file: SourceFile, expression: TSESTree.Node | undefined, calls: readonly CallNode[]): Value | undefined {
  if (!expression) return undefined
  const node = unwrap(expression)
  if (isNullish(node)) return { name: absent, truth: 'falsy', isFlag: false }
  if (node.type === 'ObjectExpression' || node.type === 'NewExpression') return { truth: 'truthy', isFlag: false }
  const name = constantName(file, node)
  if (name !== undefined) {
    const literal = node.type === 'Literal' ? node : undefined
    return { name, truth: literal && truthOf(literal), isFlag: typeof literal?.value === 'boolean' }
  }
  const given = node.type === 'Identifier' ? argumentFor(file, node, calls.at(-1)) : undefined
  return given && valueOf(file, given, calls.slice(0, -1))
}

const truthOf = ({ value }: TSESTree.Literal): Truth => value ? 'truthy' : 'falsy'

/**
 * The name of a constant, the same wherever it is written: `'closed'`, `3`, `State.Closed`, an imported `CLOSED`. Two names of one
 * object are two values; a name and a literal may be one.
 */
export function constantName(file: SourceFile, expression: TSESTree.Node): string | undefined {
  const node = unwrap(expression)
  if (node.type === 'Literal') return typeof node.value === 'string' ? JSON.stringify(node.value) : `=${node.raw}`
  if (node.type === 'Identifier') return constantVariable(file, node)
  if (node.type !== 'MemberExpression') return undefined
  const [object, member] = [unwrap(node.object), memberName(node)]
  if (object.type !== 'Identifier' || member === undefined || !isConstantHolder(file, object)) return undefined
  return `${object.name}.${member}`
}

function constantVariable(file: SourceFile, node: TSESTree.Identifier): string | undefined {
  const variable = file.scopes.variable(node)
  const initial = variable && file.scopes.initial(variable)
  if (initial?.path.length === 0 && initial.value.type === 'Literal') return constantName(file, initial.value)
  return variable?.defs.every(def => def.type === 'ImportBinding') ? node.name : undefined
}

/** An enum, a class or an object of the module, an import or a global: something whose members are constants by custom. */
function isConstantHolder(file: SourceFile, node: TSESTree.Identifier): boolean {
  const variable: Variable | undefined = file.scopes.variable(node)
  return /^[A-Z]/.test(node.name)
    && (!variable || variable.defs.every(def => def.type !== 'Parameter' && !variable.references.some(use => use.isWrite() && !use.init)))
}

/** What the call gives for the parameter that the identifier names. */
function argumentFor(file: SourceFile, node: TSESTree.Identifier, call: CallNode | undefined): TSESTree.Node | undefined {
  const def = file.scopes.variable(node)?.defs[0]
  if (!call || def?.type !== 'Parameter' || file.scopes.variable(node)?.references.some(use => use.isWrite())) return undefined
  const at = (def.node as FunctionNode).params.findIndex(parameter => parameter === def.name)
  const given = call.arguments.slice(0, at + 1)
  return at < 0 || given.some(argument => argument.type === 'SpreadElement') ? undefined : given[at]
}

/** Whether a place that is given this value certainly no longer holds that. */
export function excludes({ truth, is, not }: Held, value: Value): boolean {
  const { name } = value
  if (truth && value.truth && truth !== value.truth) return true
  if (name === undefined) return is !== undefined && value.truth === 'truthy'
  return not?.includes(name) === true || is?.every(wanted => areApart(wanted, name)) === true
}

/** Whether a place that is given this value certainly holds that. */
export function admits({ truth, is, not }: Held, value: Value): boolean {
  const { name } = value
  if (truth && value.truth !== truth) return false
  if (is) return name !== undefined && is.includes(name)
  return !not || (name !== undefined && not.every(other => areApart(other, name)))
}

const absent = '=null'

/** `State.Open` and `State.Closed` differ, as do `'open'` and `'closed'`; whether `State.Open` is `'open'` cannot be seen. */
function areApart(one: string, other: string): boolean {
  if (one === absent || other === absent) return one !== other
  const [first, second] = [one, other].map(name => /^["=]/.test(name) ? '' : name.split('.')[0])
  return first === second && one !== other
}
