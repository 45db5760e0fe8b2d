import type { TSESTree } from '@typescript-eslint/utils'
import { effects } from '../../catalog/teardowns.js'
import {
  calleeName, enclosingFunction, isFunction, unwrap, walk, type FunctionNode, type SourceFile, type Variable,
} from '../../source/index.js'

/** What a run of an effect is about: a variable, or a member of one, as it is written. A later run is about another value of it. */
export interface Key {
  readonly variable: Variable
  readonly path: string
}

/** Who uses the program, and with what: this is there when it starts, and hardly ever another later. */
const lasting = new RegExp(`^(?:${[
  String.raw`(?:current|auth|logged\w*)?user`, 'session', String.raw`auth\w*`, String.raw`\w*token`, String.raw`\w*key`, 'profile',
  String.raw`(?:org|organi[sz]ation|team|tenant|company|workspace)(?:_?(?:id|slug|name))?`,
  String.raw`\w*(?:api|client|service|sdk|provider)`, 'locale', 'lang(?:uage)?', 'config', 'settings', 'options', 'dispatch', 'navigate',
  'router', 'toast', 't', 'i18n', 'theme',
].join('|')})$`, 'i')

/** Functions by their names: a request that changes only with its function is not about anything else. */
const functional = /^(?:on|handle|fetch|load|get|set|update|refresh)[A-Z]\w*$/

/** Hooks that give what the user goes to, or types. */
const changing = new RegExp(`^use(?:${[
  '(?:Local|Global|Route|Url)?(?:Search|Query)?Params?', 'Route(?:Match)?', 'Match', 'Location', 'Pathname', String.raw`Debounce\w*`,
  String.raw`Deferred\w*`,
].join('|')})$`)

/** The expressions of a list of dependencies: `[userId, props.page]`. */
export const dependenciesOf = ({ arguments: [, list] }: TSESTree.CallExpression): readonly TSESTree.Node[] =>
  list?.type === 'ArrayExpression' ? list.elements.flatMap(element => element ? [unwrap(element)] : []) : []

/** What an expression of names and members is written like, and the variable that it begins with. */
export function keyAt({ scopes, code }: SourceFile, node: TSESTree.Node): Key | undefined {
  let root = unwrap(node)
  while (root.type === 'MemberExpression' && !root.computed) root = unwrap(root.object)
  const variable = root.type === 'Identifier' ? scopes.variable(root) : undefined
  return variable && { variable, path: code.getText(node).replaceAll(/[?!\s]/g, '') }
}

/**
 * What a list of dependencies says may change while the component lives, through the functions in it that were made for other lists; what
 * the component keeps itself comes first, as it shows how it changes.
 */
export function keysOf(file: SourceFile, list: readonly TSESTree.Node[]): readonly Key[] {
  const found = keysIn(file, list, 3)
  const isOwn = ({ variable: { defs: [def] } }: Key): boolean => def?.type === 'Variable'
  return [...found.filter(isOwn), ...found.filter(key => !isOwn(key))]
}

function keysIn(file: SourceFile, list: readonly TSESTree.Node[], depth: number): readonly Key[] {
  return list.flatMap(node => {
    const [made] = file.calls.functions(node)
    if (made) {
      const call = made.parent
      return call.type === 'CallExpression' && depth > 0 ? keysIn(file, dependenciesOf(call), depth - 1) : []
    }
    const key = keyAt(file, node)
    return key && mayChange(file, key) ? [key] : []
  })
}

/**
 * Whether the file shows that a value changes while the component lives. A property, and what a hook is given, may change as well: but
 * whether it ever does, only those who use the component can say.
 */
function mayChange(file: SourceFile, { variable, path }: Key, depth = 3): boolean {
  const names = path.split('.')
  const name = names.at(-1) ?? path
  if (names.some(part => lasting.test(part)) || functional.test(name) || depth === 0) return false
  const [def] = variable.defs
  const made = def?.type === 'Variable' && def.node.init ? unwrap(def.node.init) : undefined
  if (!made || def?.type !== 'Variable') return false
  const hook = made.type === 'CallExpression' ? calleeName(made) ?? '' : ''
  if (hook === 'useState') return isChangedByOthers(file, def.node.id)
  if (changing.test(hook)) return true
  if (/^use(?!Memo$)[A-Z]/.test(hook)) return false
  return mentionsAny(file, made, key => mayChange(file, key, depth - 1))
}

/** Whether the function that sets a state is called by more than effects: then what it holds changes with what the user does. */
function isChangedByOthers({ scopes }: SourceFile, pattern: TSESTree.Node): boolean {
  const setter = pattern.type === 'ArrayPattern' ? pattern.elements[1] : undefined
  const variable = setter?.type === 'Identifier' ? scopes.variable(setter) : undefined
  return variable?.references.some(({ identifier, init }) => !init && !isInEffect(identifier)) ?? false
}

function isInEffect(node: TSESTree.Node): boolean {
  for (let at = enclosingFunction(node); isFunction(at); at = enclosingFunction(at)) if (isEffect(at)) return true
  return false
}

const isEffect = ({ parent }: FunctionNode): boolean =>
  parent.type === 'CallExpression' && effects.has(calleeName(parent) ?? '')

/** Whether a variable or a member in an expression is such a one. */
export function mentionsAny(file: SourceFile, node: TSESTree.Node, isOne: (key: Key, place: TSESTree.Node) => boolean): boolean {
  let found = false
  walk(node, file.code.visitorKeys, place => {
    if (found) return false
    const key = place.type === 'MemberExpression' || place.type === 'Identifier' ? keyAt(file, place) : undefined
    found = key !== undefined && isOne(key, place)
    // What a member stands on has been asked with it.
    return key === undefined || (place.type === 'MemberExpression' && place.computed)
  })
  return found
}
