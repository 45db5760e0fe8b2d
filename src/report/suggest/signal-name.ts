import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, Swallow } from '../../facts/index.js'
import { keyName, memberName, unwrap } from '../../source/index.js'

type Code = Readonly<TSESLint.SourceCode>

/** An edit that checks a signal at the start of a handler. */
export interface AbortCheck {
  /** The signal, as source text in the handler. */
  readonly signal: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Returns the signal of the guarded call as source text for the handler, with a `?` at the end if it may be absent. Undefined if the
 * handler cannot name it, if the file does not show whether it may be absent, or if the signal is also a timeout.
 */
export function signalFor({ code }: Facts, { guarded }: Swallow, body: TSESTree.Node): string | undefined {
  if (guarded.hasDeadline) return undefined
  for (const written of signalsIn(guarded.call)) {
    const signal = visibleIn(code, written, body) ? spelled(code, written) : undefined
    if (signal !== undefined) return signal
  }
  return undefined
}

/** Returns a signal of the guarded call that the handler can name, whether or not it may be absent; undefined if it is also a timeout. */
export function namedSignal({ code }: Facts, { guarded }: Swallow, body: TSESTree.Node): string | undefined {
  if (guarded.hasDeadline) return undefined
  const signal = signalsIn(guarded.call).find(node => namesSignal(node) && visibleIn(code, node, body))
  return signal && code.getText(unwrap(signal))
}

/** Lists the expressions that may pass a signal to the call: an argument, its `signal` property, or an object that has one. */
function signalsIn(call: Swallow['guarded']['call']): readonly TSESTree.Node[] {
  const on = unwrap(call.callee)
  if (on.type === 'MemberExpression' && memberName(on) === 'throwIfAborted') return [on.object]
  return call.arguments.flatMap(argument => {
    const value = unwrap(argument)
    if (value.type !== 'ObjectExpression') return [value]
    return value.properties.flatMap(property => {
      if (property.type === 'SpreadElement') return [unwrap(property.argument)]
      return /signal$/i.test(keyName(property) ?? '') ? [unwrap(property.value)] : []
    })
  })
}

const namesSignal = (node: TSESTree.Node): boolean => /signal$/i.test(lastName(node) ?? '')

function lastName(node: TSESTree.Node): string | undefined {
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined
}

/** Whether the expression is a name or a path that refers to the same value in the handler. */
function visibleIn(code: Code, written: TSESTree.Node, body: TSESTree.Node): boolean {
  const node = unwrap(written)
  if (node.type === 'MemberExpression') return !node.computed && !node.optional && visibleIn(code, node.object, body)
  if (node.type === 'ThisExpression') return true
  if (node.type !== 'Identifier') return false
  const [there, here] = [find(code, node, node.name), find(code, body, node.name)]
  return there !== undefined && there === here
}

function find(code: Code, at: TSESTree.Node, name: string): TSESLint.Scope.Variable | undefined {
  let scope: TSESLint.Scope.Scope | null = code.getScope(at)
  for (; scope; scope = scope.upper) {
    const variable = scope.set.get(name)
    if (variable) return variable
  }
  return undefined
}

/** Returns the signal, with a `?` at the end if it may be absent; undefined if the file does not show that. */
function spelled(code: Code, written: TSESTree.Node): string | undefined {
  const node = unwrap(written)
  const text = code.getText(node)
  if (!namesSignal(node)) return spelledInside(code, text, parameterOf(code, node))
  const path = pathOf(text)
  if (path(String.raw`\?\.`).test(code.text)) return `${text}?`
  if (path(String.raw`\.(?:aborted|throwIfAborted|addEventListener|reason)\b`).test(code.text)) return text
  if (node.type === 'MemberExpression') {
    return memberName(node) === 'signal' && isController(code, lastName(node.object) ?? '') ? text : undefined
  }
  const [def] = (node.type === 'Identifier' ? find(code, node, node.name) : undefined)?.defs ?? []
  if (def?.type === 'Variable') {
    const value = def.node.init && unwrap(def.node.init)
    const isJoined = value?.type === 'CallExpression' && code.getText(value.callee) === 'AbortSignal.any'
    return isJoined && def.node.id.type === 'Identifier' ? text : undefined
  }
  const parameter = parameterOf(code, node)
  if (!parameter) return undefined
  const { typeAnnotation: type } = parameter
  if (!type) return isTyped(code) ? undefined : `${text}?`
  return mayBeAbsent(code, parameter) ? `${text}?` : text
}

/** Judges by the name, or by all values that the file assigns to it: `#shutdown = new AbortController()`. */
function isController(code: Code, name: string): boolean {
  if (/controller|abort|^ac$/i.test(name)) return true
  const written = new RegExp(String.raw`(?<![\w$])${name.replace('$', String.raw`\$`)}\s*(?::[^=;\n]*)?=(?![=>])\s*(.*)`, 'g')
  const values = [...code.text.matchAll(written)].map(([, value]) => value ?? '')
  return values.length > 0 && values.every(value => value.startsWith('new AbortController('))
}

/** Returns the signal of an object: as the file reads it elsewhere, or as an inline type declares it. */
function spelledInside(code: Code, object: string, parameter: TSESTree.Identifier | undefined): string | undefined {
  const read = new RegExp(`${pathOf(object)('').source}${String.raw`(\??)\.((?:abort)?signal)(\??)\.\w`}`, 'i').exec(code.text)
  if (read) return `${object}${read[1] ?? ''}.${read[2] ?? ''}${read[3] ?? ''}`
  const type = parameter?.typeAnnotation?.typeAnnotation
  if (!parameter || type?.type !== 'TSTypeLiteral') return undefined
  const member = type.members.find(each => each.type === 'TSPropertySignature' && /^(?:abort)?signal$/i.test(keyName(each) ?? ''))
  if (member?.type !== 'TSPropertySignature') return undefined
  return `${object}${mayBeAbsent(code, parameter) ? '?' : ''}.${keyName(member) ?? ''}${mayBeAbsent(code, member) ? '?' : ''}`
}

/** Matches a path in the text: not inside a longer name, and not as a property of another object. */
const pathOf = (text: string) => (rest: string): RegExp =>
  new RegExp(`${String.raw`(?<![\w$.#])`}${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}${rest}`)

function parameterOf(code: Code, node: TSESTree.Node): TSESTree.Identifier | undefined {
  const [def] = (node.type === 'Identifier' ? find(code, node, node.name) : undefined)?.defs ?? []
  return def?.type === 'Parameter' && def.name.type === 'Identifier' ? def.name : undefined
}

const mayBeAbsent = (code: Code, { optional, typeAnnotation }: TSESTree.Identifier | TSESTree.TSPropertySignature): boolean =>
  optional || (typeAnnotation !== undefined && /\b(?:undefined|null)\b/.test(code.getText(typeAnnotation)))

const isTyped = (code: Code): boolean => code.parserServices !== undefined && 'emitDecoratorMetadata' in code.parserServices
