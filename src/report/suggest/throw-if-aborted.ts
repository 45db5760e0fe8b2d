import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, Swallow } from '../../facts/index.js'
import { keyName, memberName, unwrap } from '../../source/index.js'

type Code = Readonly<TSESLint.SourceCode>

export interface Mend {
  /** How the signal is written in the handler. */
  readonly signal: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * An edit that lets an abort out of a handler before anything else:
 *
 *     catch (error) {                     catch (error) {
 *       this.#log.warn(error)      →        signal.throwIfAborted()
 *     }                                     this.#log.warn(error)
 *                                         }
 *
 * Undefined where the signal cannot be named there, or where it is not known if there always is one.
 */
export function throwIfAborted({ code }: Facts, { attempt, guarded }: Swallow): Mend | undefined {
  const body = attempt.handler.type === 'BlockStatement' ? undefined : attempt.handler.body
  if (body?.type !== 'BlockStatement' || guarded.hasDeadline) return undefined
  for (const written of signalsIn(guarded.call)) {
    const signal = visibleIn(code, written, body) ? spelled(code, written) : undefined
    if (signal === undefined) continue
    return { signal: code.getText(written), fix: fixer => [insertion(code, fixer, body, `${signal}.throwIfAborted()`)] }
  }
  return undefined
}

/** What is written as the signal in a call: an argument, or the `signal` of an object that is one. */
function signalsIn(call: Swallow['guarded']['call']): readonly TSESTree.Node[] {
  const on = unwrap(call.callee)
  if (on.type === 'MemberExpression' && memberName(on) === 'throwIfAborted') return [on.object]
  return call.arguments.flatMap(argument => {
    const value = unwrap(argument)
    if (value.type !== 'ObjectExpression') return /signal$/i.test(lastName(value) ?? '') ? [value] : []
    return value.properties.flatMap(property =>
      property.type === 'Property' && /signal$/i.test(keyName(property) ?? '') ? [unwrap(property.value)] : [])
  })
}

function lastName(node: TSESTree.Node): string | undefined {
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined
}

/** Whether the expression is a plain name or path that means the same thing in the handler. */
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

/** The signal with `?` behind it where there may be none; undefined where that is not known. */
function spelled(code: Code, written: TSESTree.Node): string | undefined {
  const text = code.getText(written)
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  if (new RegExp(String.raw`(?<![\w$.#])${escaped}\?\.`).test(code.text)) return `${text}?`
  if (new RegExp(String.raw`(?<![\w$.#])${escaped}\.(?:aborted|throwIfAborted|addEventListener|reason)\b`).test(code.text)) return text
  const node = unwrap(written)
  if (node.type === 'MemberExpression') {
    return memberName(node) === 'signal' && /controller|abort|^ac$/i.test(lastName(node.object) ?? '') ? text : undefined
  }
  const [def] = (node.type === 'Identifier' ? find(code, node, node.name) : undefined)?.defs ?? []
  if (def?.type === 'Variable') {
    const value = def.node.init && unwrap(def.node.init)
    const isJoined = value?.type === 'CallExpression' && code.getText(value.callee) === 'AbortSignal.any'
    return isJoined && def.node.id.type === 'Identifier' ? text : undefined
  }
  if (def?.type !== 'Parameter' || def.name.type !== 'Identifier') return undefined
  const { typeAnnotation: type, optional } = def.name
  if (!type) return isTyped(code) ? undefined : `${text}?`
  return optional || /\b(?:undefined|null)\b/.test(code.getText(type)) ? `${text}?` : text
}

const isTyped = (code: Code): boolean => code.parserServices !== undefined && 'emitDecoratorMetadata' in code.parserServices

/** Puts a statement first in a block, in the block's own way of writing. */
function insertion(code: Code, fixer: Rule.RuleFixer, body: TSESTree.BlockStatement, statement: string): Rule.Fix {
  const [open] = body.range
  const after = code.text.slice(open + 1)
  const next = code.getFirstToken(body, { skip: 1, includeComments: true })
  const first = body.body[0]
  const isLast = !first
  const semicolon = usesSemicolons(code) || (first !== undefined && /^[([`/+*-]/.test(code.getText(first))) ? ';' : ''
  const breaks = /^[ \t]*\r?\n/.test(after)
  if (!breaks && (isLast || next?.loc.start.line === body.loc.start.line)) {
    const isEmpty = next?.value === '}' || isLast
    return fixer.insertTextAfterRange([open, open + 1], ` ${statement}${isEmpty ? semicolon : ';'}${/^\s/.test(after) ? '' : ' '}`)
  }
  const line = code.lines[body.loc.start.line - 1] ?? ''
  const own = /^\s*/.exec(line)?.[0] ?? ''
  const indent = next && next.value !== '}' ? /^\s*/.exec(code.lines[next.loc.start.line - 1] ?? '')?.[0] ?? '' : `${own}  `
  return fixer.insertTextAfterRange([open, open + 1], `\n${indent}${statement}${semicolon}`)
}

const usesSemicolons = (code: Code): boolean => /;[ \t]*(?:\/\/.*)?\r?$/m.test(code.text)
