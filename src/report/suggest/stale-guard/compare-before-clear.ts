import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, StaleGuard } from '../../../facts/index.js'
import { calleeName, enclosingFunction, isFunction, isInside, isNullish, receiver, unwrap, walk } from '../../../source/index.js'
import { localName } from './local-name.js'
import { before, wrapped } from './recheck-after-await.js'

/** An edit that clears a cell only if it still holds what this run put there. */
export interface OwnClear {
  /** The cell, as source text at the clearing write. */
  readonly source: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Compares before the clearing write, with a local for the value where there is none:
 *
 *     this.abort = new AbortController()          const abort = new AbortController()
 *     try { await this.run() }               →    this.abort = abort
 *     finally { this.abort = null }               try { await this.run() }
 *                                                 finally { if (this.abort === abort) this.abort = null }
 *
 * Undefined if the two are not plain statements of one function, the local would not be in scope, or the cell is written twice.
 */
export function compareBeforeClear(facts: Facts, stale: StaleGuard): OwnClear | undefined {
  const { kind, use, guard, cell } = stale
  const { code, program } = facts
  if (kind === 'clobbers' && use.type === 'CallExpression') return compareEntry(facts, stale, use)
  if (kind !== 'clobbers' || use.type !== 'AssignmentExpression' || !isNullish(use.right)) return undefined
  if (guard.type !== 'AssignmentExpression' || guard.operator !== '=' || guard.parent.type !== 'ExpressionStatement') return undefined
  if (use.parent.type !== 'ExpressionStatement' || isInside(use, guard) || !isPlain(use.left)) return undefined
  const home = enclosingFunction(guard)
  const clearing = use.parent
  const setting = guard.parent
  if (!program || !isFunction(home) || !isInside(use, home)) return undefined
  const between = program.file.assignments.filter(({ range, left }) => guard.range[1] <= range[0] && range[0] < use.range[0]
    && isInside(left, home) && program.file.cells.at(left) === cell)
  if (between.length > 0) return undefined
  const source = code.getText(use.left)
  const value = unwrap(guard.right)
  const known = value.type === 'Identifier' ? program.file.scopes.variable(value) : undefined
  if (known && program.file.scopes.initial(known) && isInside(use, scopeOf(known))) {
    return { source, fix: fixer => wrapped(code, fixer, clearing, `if (${source} === ${known.name}) `) }
  }
  const isInScope = setting.parent.type === 'BlockStatement' && isInside(use, setting.parent)
  const name = isInScope ? localName(code, home, source) : undefined
  if (name === undefined || value.type === 'Identifier') return undefined
  return {
    source,
    fix: fixer => [
      before(code, fixer, setting, `const ${name} = ${code.getText(guard.right)}`),
      fixer.replaceTextRange([...guard.right.range], name),
      ...calledBetween(facts, home, cell, [setting.range[1], clearing.range[0]]).map(node => fixer.replaceTextRange([...node.range], name)),
      ...wrapped(code, fixer, clearing, `if (${source} === ${name}) `),
    ],
  }
}

/** `if (this.runs.get(id) === run) this.runs.delete(id)`, if a local holds what was set. */
function compareEntry({ code, program }: Facts, { guard }: StaleGuard, use: TSESTree.CallExpression): OwnClear | undefined {
  const value = program?.file.entries.at(guard)?.value
  const known = value?.type === 'Identifier' ? program?.file.scopes.variable(value) : undefined
  const [on, clearing, [key]] = [receiver(use), use.parent, use.arguments]
  if (!known || !on || !key || calleeName(use) !== 'delete' || clearing.type !== 'ExpressionStatement') return undefined
  if (guard.type !== 'CallExpression' || calleeName(guard) !== 'set' || !isInside(use, scopeOf(known))) return undefined
  if (!program?.file.scopes.initial(known)) return undefined
  const source = `${code.getText(on)}.get(${code.getText(key)})`
  return { source, fix: fixer => wrapped(code, fixer, clearing, `if (${source} === ${known.name}) `) }
}

/** Lists where the function itself calls the value between the two: the run goes on with its own, whoever replaces it meanwhile. */
function calledBetween(
  { code, program }: Facts, home: TSESTree.Node, cell: StaleGuard['cell'], [from, to]: readonly [number, number],
): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = []
  walk(home, code.visitorKeys, node => {
    const { parent } = node
    if (node.type === 'MemberExpression' && parent?.type === 'MemberExpression' && parent.object === node && !parent.optional
      && from <= node.range[0] && node.range[1] <= to && program?.file.cells.at(node) === cell) found.push(node)
    return node === home || !isFunction(node)
  })
  return found
}

const scopeOf = (variable: { readonly scope: { readonly block: TSESTree.Node } }): TSESTree.Node => variable.scope.block

const isPlain = (node: TSESTree.Node): boolean => node.type === 'Identifier' || node.type === 'ThisExpression'
  || (node.type === 'MemberExpression' && !node.computed && !node.optional && isPlain(node.object))
