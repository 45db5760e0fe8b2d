import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, UnobservedAbort } from '../../../facts/index.js'
import { calleeName, isFunction, isLoop, unwrap, walk } from '../../../source/index.js'
import { givenSignal } from './given-signal.js'

type Program = NonNullable<Facts['program']>

/** An edit that hands a signal to the pause of a loop. */
export interface SignalPass {
  readonly signal: string
  /** The function that takes it. */
  readonly callee: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix
}

/**
 * Hands the signal to the pause that every round of a loop comes to, if that can take one:
 *
 *     await setTimeout(1000)   →   await setTimeout(1000, undefined, { signal })
 */
export function passSignal({ code, program }: Facts, { loop, source, skip }: UnobservedAbort): SignalPass | undefined {
  const signal = givenSignal(code, source)
  if (!program || signal === undefined || skip || loop.body.type !== 'BlockStatement') return undefined
  for (const statement of loop.body.body) {
    if (mayGoRound(program, statement)) return undefined
    const awaited = statement.type === 'ExpressionStatement' && statement.expression.type === 'AwaitExpression'
      ? unwrap(statement.expression.argument) : undefined
    const last = awaited?.type === 'CallExpression' ? awaited.arguments.at(-1) : undefined
    const more = awaited?.type === 'CallExpression' && last ? argumentsFor(program, awaited, signal) : undefined
    if (awaited?.type === 'CallExpression' && last && more !== undefined) {
      return { signal, callee: calleeName(awaited) ?? '', fix: fixer => fixer.insertTextAfterRange([...last.range], more) }
    }
  }
  return undefined
}

/** Whether a statement may begin the next round. */
function mayGoRound({ file }: Program, statement: TSESTree.Node): boolean {
  let found = false
  walk(statement, file.code.visitorKeys, node => {
    if (isFunction(node) || isLoop(node)) return false
    found ||= node.type === 'ContinueStatement'
    return !found
  })
  return found
}

/** What a pause takes after the arguments that it is given, as source text; undefined where it takes no signal. */
function argumentsFor(program: Program, call: TSESTree.CallExpression, signal: string): string | undefined {
  const { file } = program
  const count = call.arguments.length
  if (call.arguments.some(({ type }) => type === 'SpreadElement')) return undefined
  const option = signal === 'signal' ? '{ signal }' : `{ signal: ${signal} }`
  switch (importedAs(program, call.callee)) {
    case 'timers/promises setTimeout':
      return count === 1 ? `, undefined, ${option}` : count === 2 ? `, ${option}` : undefined
    case 'delay default':
      return count === 1 ? `, ${option}` : undefined
    default: {
      const [target, ...others] = file.calls.targets(call)
      const parameter = target?.params[count]
      const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter
      return others.length === 0 && name?.type === 'Identifier' && /^(?:abort_?)?signal$/i.test(name.name) ? `, ${signal}` : undefined
    }
  }
}

/** From which module a name is, and what it is called there. */
function importedAs({ file }: Program, callee: TSESTree.Node): string | undefined {
  const [def] = callee.type === 'Identifier' ? file.scopes.variable(callee)?.defs ?? [] : []
  if (def?.type !== 'ImportBinding' || def.parent.type !== 'ImportDeclaration') return undefined
  const module = def.parent.source.value.replace(/^node:/, '')
  if (def.node.type === 'ImportDefaultSpecifier') return `${module} default`
  if (def.node.type !== 'ImportSpecifier') return undefined
  return `${module} ${def.node.imported.type === 'Identifier' ? def.node.imported.name : def.node.imported.value}`
}
