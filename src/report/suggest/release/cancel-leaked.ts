import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Cell, Facts, Misplaced } from '../../../facts/index.js'
import { calleeName, enclosingFunction, isFunction, isInside, isNullish, receiver, unwrap, walk } from '../../../source/index.js'
import { firstEnd } from './move-cancels.js'
import { ended, indentBefore } from '../style.js'

type Code = Readonly<TSESLint.SourceCode>

/** An edit that cancels a task before the release, as another function does. */
export interface AddedCancel {
  /** The cancel, as source text. */
  readonly source: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Copies the cancel of a kept handle from the function that has it:
 *
 *     stop() { clearInterval(this.timer); this.timer = undefined; this.socket = null }
 *     kill() { this.socket = null }      →      kill() { clearInterval(this.timer); this.timer = undefined; this.socket = null }
 *
 * Undefined if the cancel uses more than fields of the same object, or if the handle may be null where it is copied to.
 */
export function cancelLeaked(facts: Facts, { all, worst }: Misplaced): AddedCancel | undefined {
  const { code, program } = facts
  const { cancel, at } = worst
  if (all.some(({ kind }) => kind !== 'leak') || new Set(all.map(disorder => disorder.cancel)).size > 1) return undefined
  const release = statementOf(at)
  if (!program || !release || cancel.type !== 'CallExpression' || worst.lifetime.task.handles.length === 0) return undefined
  const handle = handleOf(cancel)
  const cell = handle && program.file.cells.at(handle)
  if (!cell || !seesTheSame(cancel, at)) return undefined
  const copied = statementsFor(facts, cancel, cell)
  if (!copied?.every(statement => isOfFields(code, statement))) return undefined
  const start = firstEnd(facts, all, release.parent.body, release)
  const indent = indentBefore(code, start)
  const from = copied[0] && indentBefore(code, copied[0])
  const texts = copied.map(statement => {
    const text = code.getText(statement).replace(/;$/, '')
    const moved = indent === undefined || from === undefined ? text : text.replaceAll(`\n${from}`, `\n${indent}`)
    return statement.type === 'IfStatement' && moved.endsWith('}') ? moved : ended(code, moved, indent === undefined)
  })
  const glue = indent === undefined ? ' ' : `\n${indent}`
  const text = texts.map(each => `${each}${glue}`).join('')
  if (/^[([`/+*-]/.test(code.getText(start)) || (indent === undefined && text.includes('\n'))) return undefined
  return { source: code.getText(cancel), fix: fixer => [fixer.insertTextBeforeRange([...start.range], text)] }
}

/** Returns what the cancel acts on: the timer of `clearInterval(this.timer)`, the receiver of `this.subscription.unsubscribe()`. */
function handleOf(cancel: TSESTree.CallExpression): TSESTree.Node | undefined {
  const isClear = /^clear(?:Interval|Timeout|Immediate)$|^cancel(?:AnimationFrame|IdleCallback)$/.test(calleeName(cancel) ?? '')
  return isClear ? cancel.arguments[0] : receiver(cancel)
}

/** Returns the cancel with the `if` that decides about it alone, or with the statement after it that clears the handle. */
function statementsFor({ code, program }: Facts, cancel: TSESTree.Node, cell: Cell): readonly TSESTree.Statement[] | undefined {
  const file = program?.file
  const statement = statementOf(cancel)
  if (!file || statement?.type !== 'ExpressionStatement' || unwrap(statement.expression) !== cancel) return undefined
  const isOfHandle = (each: TSESTree.Node): boolean => each === statement || (each.type === 'ExpressionStatement'
    && each.expression.type === 'AssignmentExpression' && isNullish(each.expression.right) && file.cells.at(each.expression.left) === cell)
  const { body } = statement.parent
  const around = statement.parent.parent
  if (around.type === 'IfStatement' && around.consequent === statement.parent && !around.alternate) {
    const test = unwrap(around.test)
    const tested = test.type === 'BinaryExpression' && isNullish(test.right) ? test.left : test
    return body.every(isOfHandle) && file.cells.at(tested) === cell && code.getCommentsInside(around).length === 0 ? [around] : undefined
  }
  // Another guard, such as an early return, may be what makes the cancel valid there.
  if (mayBeNull(file, cell, code) && !code.getText(cancel).includes('?.')) return undefined
  const next = body[body.indexOf(statement) + 1]
  return next && isOfHandle(next) ? [statement, next] : [statement]
}

/** Whether the handle may be null, which no clearing function takes in TypeScript, or is called though it may be absent. */
function mayBeNull(file: NonNullable<Facts['program']>['file'], cell: Cell, code: Code): boolean {
  const name = (cell.path.at(-1) ?? cell.name).replaceAll('$', String.raw`\$`)
  return file.assignments.some(({ left, right }) => right.type === 'Literal' && right.value === null && file.cells.at(left) === cell)
    || new RegExp(String.raw`(?<![\w$])${name}(?:\?\s*:|\s*:[^=;\n]*\b(?:null|undefined)\b)`).test(code.text)
}

type InBlock = TSESTree.Statement & { readonly parent: TSESTree.BlockStatement }

function statementOf(node: TSESTree.Node): InBlock | undefined {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) if (at.parent.type === 'BlockStatement') return at as InBlock
  return undefined
}

/** Whether the statement reads only fields, globals and what the whole module sees. */
function isOfFields(code: Code, statement: TSESTree.Node): boolean {
  let isField = true
  walk(statement, code.visitorKeys, node => {
    if (node.type === 'AwaitExpression' || isFunction(node)) isField = false
    if (node.type === 'Identifier') {
      const variable = code.getScope(node).references.find(({ identifier }) => identifier === node)?.resolved
      if (variable && variable.defs.length > 0 && !/^(?:module|global)$/.test(variable.scope.type)) isField = false
    }
    return isField
  })
  return isField
}

/** Whether `this` is the same object in both functions: methods of one class, or arrow functions in them. */
function seesTheSame(one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [first, second] = [methodOf(one), methodOf(other)]
  return first !== undefined && second !== undefined && first.parent === second.parent && first.static === second.static
}

function methodOf(node: TSESTree.Node): TSESTree.MethodDefinition | TSESTree.PropertyDefinition | undefined {
  let home = enclosingFunction(node)
  while (home.type === 'ArrowFunctionExpression' && home.parent.type !== 'PropertyDefinition') home = enclosingFunction(home)
  const { parent } = home
  const isMember = parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition'
  return isMember && isInside(node, parent) ? parent : undefined
}
