import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, Swallow } from '../../../facts/index.js'
import { enclosingFunction, isConstructor, isFunction, keyName, memberName, unwrap } from '../../../source/index.js'

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
export function signalFor(facts: Facts, { guarded }: Swallow, body: TSESTree.Node): string | undefined {
  if (guarded.hasDeadline) return undefined
  const { code } = facts
  for (const written of signalsIn(guarded)) {
    const signal = visibleIn(code, written, body) && isSameRun(facts, written, body) ? spelled(code, written) : undefined
    if (signal !== undefined) return signal
  }
  return undefined
}

/** Returns a signal of the guarded call that the handler can name, whether or not it may be absent; undefined if it is also a timeout. */
export function namedSignal(facts: Facts, { guarded }: Swallow, body: TSESTree.Node): string | undefined {
  if (guarded.hasDeadline) return undefined
  const signal = signalsIn(guarded).find(node => namesSignal(node) && visibleIn(facts.code, node, body)
    && isSameRun(facts, node, body))
  return signal && facts.code.getText(unwrap(signal))
}

/**
 * Lists the expressions that may pass a signal to the call: an argument, its `signal` property, or an object that has one. Where the code
 * checks a signal itself, that one.
 */
function signalsIn(guarded: Swallow['guarded']): readonly TSESTree.Node[] {
  if ('asked' in guarded) return [unwrap(guarded.asked.object)]
  const { call } = guarded
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

/**
 * Whether the handler reads the signal of the same run. After the wait, `this.abort.signal` may be the signal of the next run, which is
 * not aborted: `stop() { this.abort.abort(); this.abort = new AbortController() }`.
 */
function isSameRun({ code, program }: Facts, written: TSESTree.Node, body: TSESTree.Node): boolean {
  if (!program) return false
  const { file } = program
  for (let at = unwrap(written); at.type === 'MemberExpression' || at.type === 'Identifier';) {
    const text = code.getText(at)
    const cell = file.cells.at(at)
    const variable = at.type === 'Identifier' ? file.scopes.variable(at) : undefined
    const isReplaced = file.assignments.some(({ left }) => {
      const home = enclosingFunction(left)
      if (isFunction(home) && isConstructor(home)) return false
      if (left.type === 'Identifier') {
        return variable !== undefined && file.scopes.variable(left) === variable && home !== enclosingFunction(body)
      }
      return left.type === 'MemberExpression' && (cell ? file.cells.at(left) === cell : code.getText(left) === text)
    })
    if (isReplaced) return false
    if (at.type === 'Identifier') return true
    at = unwrap(at.object)
  }
  return true
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
  if (isMadeElsewhere(code, node)) return undefined
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

/** `const signal = withTimeout(init.signal)`: what a function makes may be a timeout too, which is a failure and no abort. */
function isMadeElsewhere(code: Code, node: TSESTree.Node): boolean {
  const [def] = (node.type === 'Identifier' ? find(code, node, node.name) : undefined)?.defs ?? []
  const value = def?.type === 'Variable' && def.node.id.type === 'Identifier' && def.node.init ? unwrap(def.node.init) : undefined
  return value?.type === 'CallExpression' && code.getText(value.callee) !== 'AbortSignal.any'
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
  const member = String.raw`(\??)\.((?:abort)?signal)(\??)\.(?:aborted|reason|throwIfAborted|(?:add|remove)EventListener|onabort)\b`
  const read = new RegExp(`${pathOf(object)('').source}${member}`, 'i').exec(code.text)
  if (read) return `${object}${read[1] ?? ''}.${read[2] ?? ''}${read[3] ?? ''}`
  const type = parameter?.typeAnnotation?.typeAnnotation
  if (!parameter || type?.type !== 'TSTypeLiteral') return undefined
  const declared = type.members.find(each => each.type === 'TSPropertySignature' && /^(?:abort)?signal$/i.test(keyName(each) ?? ''))
  if (declared?.type !== 'TSPropertySignature') return undefined
  return `${object}${mayBeAbsent(code, parameter) ? '?' : ''}.${keyName(declared) ?? ''}${mayBeAbsent(code, declared) ? '?' : ''}`
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
