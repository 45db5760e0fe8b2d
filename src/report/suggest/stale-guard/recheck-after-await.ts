import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, StaleGuard } from '../../../facts/index.js'
import { enclosingFunction, isFunction, isInside, walk, type FunctionNode } from '../../../source/index.js'
import { answersIn, exitOf, type Exit } from './exit.js'
import { localFor } from './local-copy.js'
import { questionFor } from './stop-flag-predicate.js'
import { ended, ifStatement, indentBefore } from '../style.js'
import { isThrowUnseen } from './unseen-throw.js'

type Code = Readonly<TSESLint.SourceCode>

/** An edit that checks again after a wait: the signal, a method of the owner, or the value that the cell held before. */
export interface Recheck {
  readonly kind: 'throwIfAborted' | 'leaveIfAborted' | 'ask' | 'compare' | 'onlyIfSame'
  /** What the new check reads, as source text. */
  readonly source: string
  /** How the code leaves if the check fails. */
  readonly exit: Exit['word']
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Adds a check before the statement that relies on the guard. The first of these that applies:
 *
 *     signal.throwIfAborted()              // every function that clears the cell aborts the signal first
 *     if (this.isClosed()) return          // a method that returns the stop flag, or the flag if it is not narrowed
 *     if (this.#proc !== proc) return      // with `const proc = this.#proc` before the wait
 *
 * The code leaves as the guard does. A plain `if (!this.#proc)` would not do: TypeScript keeps the narrowed type, and
 * `no-unnecessary-condition` reports the check.
 */
export function recheckAfterAwait(facts: Facts, stale: StaleGuard): readonly Recheck[] {
  const { code } = facts
  const home = enclosingFunction(stale.use)
  const isKnown = stale.kind === 'revives' ? stale.use.type === 'AssignmentExpression'
    : stale.kind === 'dereferences' && stale.use.type !== 'CallExpression'
  if (!isKnown || !isFunction(home) || home.generator) return []
  const place = placeOf(code, stale, home)
  if (!place) return []
  const exit = exitOf(facts, stale, home, place)
  const signal = stale.clears.every(clear => clear.aborts) ? signalIn(code, home, place) : undefined
  if (signal !== undefined) {
    const found = bySignal(facts, home, place, signal, exit)
    if (found.length > 0) return found
  }
  const question = questionFor(facts, stale, home)
  if (exit && question !== undefined) {
    return [{ kind: 'ask', source: question, exit: exit.word, fix: fixer => [check(code, fixer, place, question, exit)] }]
  }
  return byValue(facts, stale, home, place, exit)
}

/** Checks the signal: by a throw if somebody catches it, and by leaving if the code shows how. */
function bySignal(facts: Facts, home: FunctionNode, place: TSESTree.Node, signal: string, exit: Exit | undefined): readonly Recheck[] {
  const { code } = facts
  const found: Recheck[] = []
  if (!isThrowUnseen(facts, home)) {
    const statement = `${signal}.throwIfAborted()`
    found.push({ kind: 'throwIfAborted', source: signal, exit: 'throw', fix: fixer => [before(code, fixer, place, statement)] })
  }
  if (exit && exit.word !== 'throw' && !isRead(code, home, `${signal}.aborted`)) {
    const source = `${signal}.aborted`
    found.push({ kind: 'leaveIfAborted', source: signal, exit: exit.word, fix: fixer => [check(code, fixer, place, source, exit)] })
  }
  return found
}

/** Compares the cell with the value from before the wait. */
function byValue(
  facts: Facts, stale: StaleGuard, home: FunctionNode, place: TSESTree.Node, exit: Exit | undefined,
): readonly Recheck[] {
  const { code, program } = facts
  const target = stale.use.type === 'AssignmentExpression' ? stale.use.left : stale.use
  if (program?.file.cells.at(target) !== stale.cell || !isPlain(target)) return []
  const source = code.getText(target)
  const local = localFor(facts, stale, home, place, source)
  if (!local) return []
  const declare = (fixer: Rule.RuleFixer) => local.before ? [before(code, fixer, local.before, `const ${local.name} = ${source}`)] : []
  if (exit) {
    const condition = `${source} !== ${local.name}`
    return [{ kind: 'compare', source, exit: exit.word, fix: fixer => [...declare(fixer), check(code, fixer, place, condition, exit)] }]
  }
  if (!isLastStatement(place) || answersIn(code, home, place)) return []
  const head = `if (${source} === ${local.name}) `
  return [{ kind: 'onlyIfSame', source, exit: 'return', fix: fixer => [...declare(fixer), ...wrapped(code, fixer, place, head)] }]
}

/** Puts a condition before a statement, and braces around it if the file writes them. */
export function wrapped(code: Code, fixer: Rule.RuleFixer, statement: TSESTree.Node, head: string): Rule.Fix[] {
  const indent = indentBefore(code, statement)
  const text = code.getText(statement)
  const block = ifStatement(code, '', ['x'], indent)
  if (indent === undefined || !block.includes('{') || text.includes('\n')) return [fixer.insertTextBeforeRange([...statement.range], head)]
  const [opening, closing] = block.slice(block.indexOf('{')).split(/x;?/)
  return [fixer.replaceTextRange([...statement.range], `${head}${opening ?? ''}${text}${closing ?? ''}`)]
}

/** Whether the statement is an expression on one line at the end of its block, so that a condition on it skips nothing else. */
const isLastStatement = (place: TSESTree.Node): boolean => place.type === 'ExpressionStatement'
  && place.loc.start.line === place.loc.end.line && place.parent.type === 'BlockStatement' && place.parent.body.at(-1) === place

/** Finds the statement to put the check before: no wait lies between it and the use. */
function placeOf(code: Code, { use, yield: gap }: StaleGuard, home: FunctionNode): TSESTree.Node | undefined {
  const place = statementOf(use, home)
  if (!place || isInside(gap, place)) return undefined
  if (/^(?:While|DoWhile|For|ForOf|ForIn)Statement$|Declaration$/.test(place.type) && place.type !== 'VariableDeclaration') return undefined
  const waits: TSESTree.Node[] = []
  walk(place, code.visitorKeys, node => {
    if ((node.type === 'AwaitExpression' || node.type === 'ForOfStatement') && node.range[1] <= use.range[0]) waits.push(node)
    return waits.length === 0
  })
  return waits.length > 0 ? undefined : place
}

/** Returns the enclosing statement that is a direct child of a block. */
function statementOf(node: TSESTree.Node, home: FunctionNode): TSESTree.Node | undefined {
  for (let at = node; at.parent && at !== home; at = at.parent) if (at.parent.type === 'BlockStatement') return at
  return undefined
}

/** Finds a signal that is never absent: a parameter of that type, or one that the function reads elsewhere without `?.`. */
function signalIn(code: Code, home: FunctionNode, place: TSESTree.Node): string | undefined {
  let scope: TSESLint.Scope.Scope | null | undefined = code.getScope(place)
  for (; scope && isInside(scope.block, home); scope = scope.upper) {
    for (const variable of scope.variables) {
      const [def] = variable.defs
      if (!/signal$/i.test(variable.name) || !def || !isInside(def.name, home) || def.name.range[0] > place.range[0]) continue
      const type = def.name.type === 'Identifier' && def.name.typeAnnotation ? code.getText(def.name.typeAnnotation) : ''
      const isOptional = def.name.type === 'Identifier' && (def.name.optional || /\b(?:undefined|null)\b/.test(type))
      const isAsked = variable.references.some(({ identifier }) => identifier.parent.type === 'MemberExpression'
        && identifier.parent.object === identifier && !identifier.parent.optional)
      if (!isOptional && (/\bAbortSignal\b/.test(type) || isAsked)) return variable.name
    }
  }
  return undefined
}

function isRead(code: Code, home: FunctionNode, text: string): boolean {
  let found = false
  walk(home.body, code.visitorKeys, node => {
    found ||= node.type === 'MemberExpression' && code.getText(node).replace('?.', '.') === text
    return !found
  })
  return found
}

/** Whether the expression has only names and members, so that a second read has no side effect. */
const isPlain = (node: TSESTree.Node): boolean => node.type === 'Identifier' || node.type === 'ThisExpression'
  || (node.type === 'MemberExpression' && !node.computed && !node.optional && isPlain(node.object))

/** Inserts a line before a statement, in the style of the file. */
export function before(code: Code, fixer: Rule.RuleFixer, statement: TSESTree.Node, text: string): Rule.Fix {
  const [start] = statement.range
  const indent = indentBefore(code, statement)
  const isNeeded = indent === undefined || /^[([`/+*-]/.test(code.text.slice(start, start + 1))
  return fixer.insertTextBeforeRange([start, start], `${ended(code, text, isNeeded)}${indent === undefined ? ' ' : `\n${indent}`}`)
}

function check(code: Code, fixer: Rule.RuleFixer, statement: TSESTree.Node, condition: string, { statements }: Exit): Rule.Fix {
  const [start] = statement.range
  const indent = indentBefore(code, statement)
  const text = ifStatement(code, condition, statements, indent)
  const isContinued = /^[([`/+*-]/.test(code.text.slice(start, start + 1)) && !/[;}]$/.test(text)
  return fixer.insertTextBeforeRange([start, start], `${text}${isContinued ? ';' : ''}${indent === undefined ? ' ' : `\n${indent}`}`)
}
