import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, Unsettled } from '../../../facts/index.js'
import { calleeName, enclosingFunction, isFunction, keyName, receiver, wrapped } from '../../../source/index.js'
import { lineText, memberText } from '../../cell-text.js'
import { ended, indentBefore } from '../style.js'

/** An edit that waits for a task before the release. */
export interface AddedWait {
  /** The wait, as source text. */
  readonly source: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix
}

/**
 * Waits for the kept promise of the task, whatever becomes of it:
 *
 *     await Promise.allSettled([this.#loop])
 *     this.#db = null
 *
 * Undefined if the wait might never end: the task goes round and nobody asks it to stop, or the task itself may call the teardown.
 */
export function settleFirst(facts: Facts, { kind, at, entry, cancel, lifetime: { task, of: base } }: Unsettled): AddedWait | undefined {
  const { code, program } = facts
  const statement = statementOf(at)
  if (!program || !base || kind !== 'kept' || !statement || enclosingFunction(statement) !== entry) return undefined
  if ((program.loops(base) && !cancel) || program.closure(task.callbacks).has(entry)) return undefined
  const promises = base.starts.map(start => promisesText(facts, start, entry)).find(text => text !== undefined)
  const indent = indentBefore(code, statement)
  if (promises === undefined) return undefined
  const source = `await Promise.allSettled(${promises})`
  const text = `${ended(code, source, indent === undefined)}${indent === undefined ? ' ' : `\n${indent}`}`
  return { source, fix: fixer => fixer.insertTextBeforeRange([...statement.range], text) }
}

/** Returns the list of the promises that a start puts into a field of the same class; of a collection, all that it holds. */
function promisesText(facts: Facts, start: TSESTree.Node, entry: TSESTree.Node): string | undefined {
  const { code } = facts
  let node = wrapped(start)
  // `this.#run().catch(log)`
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node && node.parent.parent.type === 'CallExpression') {
    node = wrapped(node.parent.parent)
  }
  const { parent } = node
  if (parent?.type === 'AssignmentExpression' && parent.right === node) {
    const field = fieldText(code, parent.left, entry)
    return field && `[${field}]`
  }
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
    // `const opening = this.open(id); this.openings.set(id, opening)`
    const variable = facts.program?.file.scopes.variable(parent.id)
    return variable?.references.filter(use => use.init !== true)
      .map(({ identifier }) => promisesText(facts, identifier, entry)).find(text => text !== undefined)
  }
  // `this.jobs.set(id, { done: this.run(id) })`
  const name = parent?.type === 'Property' && parent.value === node ? keyName(parent) : undefined
  const elements = collectedText(code, name !== undefined && parent ? wrapped(parent.parent as TSESTree.Node) : node, entry)
  if (elements === undefined || name === undefined) return elements
  return isIdentifierName(name) ? `${elements}.map(({ ${name} }) => ${name})` : undefined
}

const isIdentifierName = (name: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)

/** Returns the list of what is in the collection that a value is added to. */
function collectedText(code: Facts['code'], value: TSESTree.Node, entry: TSESTree.Node): string | undefined {
  const { parent } = value
  const collection = parent?.type === 'CallExpression' && parent.callee !== value ? receiver(parent) : undefined
  const field = collection && fieldText(code, collection, entry)
  if (field === undefined || parent?.type !== 'CallExpression') return undefined
  return calleeName(parent) === 'set' ? `[...${field}.values()]` : `[...${field}]`
}

/** Returns the text of a field of `this`, or of a variable that the teardown sees as well. */
function fieldText(code: Facts['code'], place: TSESTree.Node, entry: TSESTree.Node): string | undefined {
  if (place.type === 'MemberExpression') return place.object.type === 'ThisExpression' ? memberText(code, place) : undefined
  if (place.type !== 'Identifier') return undefined
  const variable = code.getScope(place).references.find(({ identifier }) => identifier === place)?.resolved
  let scope: TSESLint.Scope.Scope | null = code.getScope(entry)
  while (scope && scope !== variable?.scope) scope = scope.upper
  return scope ? lineText(code, place) : undefined
}

function statementOf(node: TSESTree.Node): TSESTree.Statement | undefined {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type === 'BlockStatement') return at as TSESTree.Statement
  }
  return undefined
}
