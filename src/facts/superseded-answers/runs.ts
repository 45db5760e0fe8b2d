import type { TSESTree } from '@typescript-eslint/utils'
import { effects } from '../../catalog/teardowns.js'
import { timers } from '../../catalog/tasks.js'
import type { Program } from '../../model/program.js'
import { calleeName, isFunction, unwrap, type FunctionNode, type SourceFile, type Variable } from '../../source/index.js'
import { dependenciesOf, keyAt, keysOf, mentionsAny, type Key } from './keys.js'

/** An effect that runs again when what it is about has changed, with the functions that it runs. */
export interface Effect {
  readonly call: TSESTree.CallExpression
  readonly callback: FunctionNode
  readonly keys: readonly Key[]
  /** What it runs in its turn, with those parameters that it gives a key. */
  readonly runs: ReadonlyMap<FunctionNode, ReadonlySet<Variable>>
}

/** The effects of a file that are about something that may change. */
export function effectsOf(program: Program): readonly Effect[] {
  const { file } = program
  return file.callNodes.flatMap(call => {
    program.budget.spend()
    if (call.type === 'NewExpression') return []
    const name = calleeName(call) ?? ''
    if (effects.has(name)) return effectAt(program, call, call.arguments[0], () => keysOf(file, dependenciesOf(call)))
    if (name !== 'watch' || call.callee.type !== 'Identifier') return []
    const [source, callback, options] = call.arguments
    if (!source || (options?.type === 'ObjectExpression' && /\bonce\b/.test(file.code.getText(options)))) return []
    return effectAt(program, call, callback, () => sourcesOf(file, source))
  })
}

function effectAt(
  program: Program, call: TSESTree.CallExpression, callback: TSESTree.Node | undefined, keys: () => readonly Key[],
): readonly Effect[] {
  if (!callback || !isFunction(callback)) return []
  const found = keys()
  // The callback of a watcher is given the new value, the old one, and a function that takes the cleanup.
  const [value] = calleeName(call) === 'watch' ? callback.params : []
  const given = new Set(value ? variablesOf(program.file, value) : [])
  return found.length === 0 && given.size === 0 ? [] : [{ call, callback, keys: found, runs: runsOf(program, callback, found, given) }]
}

/** What a watcher watches: `id`, `() => props.id`, `[page, () => route.params.id]`. */
function sourcesOf(file: SourceFile, source: TSESTree.Node): readonly Key[] {
  const node = unwrap(source)
  if (node.type === 'ArrayExpression') return node.elements.flatMap(element => element ? sourcesOf(file, element) : [])
  if (isFunction(node)) {
    const keys: Key[] = []
    mentionsAny(file, node.body, key => { keys.push(key); return false })
    return keys
  }
  const key = keyAt(file, node)
  return key ? [key] : []
}

function variablesOf({ scopes }: SourceFile, pattern: TSESTree.Node): readonly Variable[] {
  const names = pattern.type === 'ArrayPattern' ? pattern.elements : [pattern]
  return names.flatMap(name => {
    const variable = name?.type === 'Identifier' ? scopes.variable(name) : undefined
    return variable ? [variable] : []
  })
}

/** The functions that run in the turn of an effect, or by a timer that it starts. */
function runsOf(
  { file, budget }: Program, callback: FunctionNode, keys: readonly Key[], given: ReadonlySet<Variable>,
): ReadonlyMap<FunctionNode, ReadonlySet<Variable>> {
  const found = new Map<FunctionNode, ReadonlySet<Variable>>([[callback, given]])
  for (const [node, known] of found) {
    for (const call of file.callsIn(node)) {
      budget.spend()
      const isTimer = timers.has(calleeName(call) ?? '') && call.arguments[0] !== undefined
      const targets = isTimer && call.arguments[0] ? file.calls.functions(call.arguments[0]) : file.runBy(call)
      for (const target of targets) {
        if (found.has(target) || found.size > mostRuns) continue
        const about = target.params.filter((_, index) => {
          const argument = isTimer ? undefined : call.arguments[index]
          return argument !== undefined && mentionsAny(file, argument, key => isAbout(key, keys, known))
        })
        found.set(target, new Set(about.flatMap(param => variablesOf(file, param))))
      }
    }
  }
  return found
}

const mostRuns = 24

/** Whether a place is one of the keys, a part of one, or a whole with one in it. */
export const isAbout = ({ variable, path }: Key, keys: readonly Key[], given: ReadonlySet<Variable>): boolean =>
  given.has(variable) || keys.some(key => key.variable === variable
    && (key.path === path || key.path.startsWith(`${path}.`) || path.startsWith(`${key.path}.`)))
