import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Disorder, Facts, Misplaced } from '../../facts/index.js'
import { isFunction, isInside, isLoop, walk, type VisitorKeys } from '../../source/index.js'

type Range = readonly [number, number]

/**
 * Moves the cancels, and the awaits of the cancelled tasks, above the release:
 *
 *     this.#proc = null               this.#abort.abort()
 *     this.#abort.abort()       →     await this.#drainTask
 *     await this.#drainTask           this.#proc = null
 *
 * Undefined if they are not statements of one block, or if the order of other code would change.
 */
export function moveCancels(facts: Facts, { all }: Misplaced): ((fixer: Rule.RuleFixer) => Rule.Fix[]) | undefined {
  const { code } = facts
  const places = all.map(disorder => placeOf(disorder))
  const release = places[0]?.release
  const moved = new Set<TSESTree.Statement>()
  for (const [index, place] of places.entries()) {
    if (!place || !release || place.release !== release || all[index]?.kind === 'leak') return undefined
    for (const statement of place.cancels) moved.add(statement)
  }
  if (!release || !isPlain(release, code.visitorKeys)) return undefined
  const statements = [...moved].sort((one, other) => one.range[0] - other.range[0])
  const isMovable = statements.every(statement => isPlain(statement, code.visitorKeys)
    && !dependsOn(facts, statement, [release.range[1], statement.range[0]]))
  if (!isMovable || !isSafeWithoutSemicolon(code, [...statements, release])) return undefined
  const ranges = statements.map(statement => linesOf(code, statement))
  const text = ranges.map(range => code.text.slice(...range)).map(part => /\s$/.test(part) ? part : `${part} `).join('')
  const [start] = linesOf(code, release)
  return fixer => [fixer.insertTextBeforeRange([start, start], text), ...ranges.map(range => fixer.removeRange([...range]))]
}

/** Finds the statements of one block with the release, with the cancel, and with the await after the cancel. */
function placeOf(disorder: Disorder): { release: TSESTree.Statement, cancels: readonly TSESTree.Statement[] } | undefined {
  const release = statementIn(disorder.at, disorder.cancel)
  const cancel = release && statementIn(disorder.cancel, disorder.at)
  if (!release || cancel?.parent.type !== 'BlockStatement' || cancel.range[0] <= release.range[0]) return undefined
  if (isInLoop(cancel) && (cancel.type === 'IfStatement' || release.type === 'IfStatement')) return undefined
  const after = nextOf(cancel, cancel.parent)
  return { release, cancels: after && isWaitFor(after, disorder) ? [cancel, after] : [cancel] }
}

/** Returns the statement with `node` in the innermost block of the function that contains both places. */
function statementIn(node: TSESTree.Node, other: TSESTree.Node): TSESTree.Statement | undefined {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type === 'BlockStatement' && isInside(other, at.parent)) return at as TSESTree.Statement
  }
  return undefined
}

/** Whether the statement is in a loop, where a later statement may run before an earlier one. */
function isInLoop(statement: TSESTree.Node): boolean {
  for (let at = statement.parent; at && !isFunction(at); at = at.parent) {
    if (isLoop(at)) return true
  }
  return false
}

/** Finds the next statement, by binary search because a block may have thousands. */
function nextOf(statement: TSESTree.Statement, { body }: TSESTree.BlockStatement): TSESTree.Statement | undefined {
  let [low, high] = [0, body.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((body[middle]?.range[0] ?? 0) <= statement.range[0]) low = middle + 1
    else high = middle
  }
  return body[low]
}

/** Whether the statement can move: it declares nothing and does not leave the block. Nested functions do not count. */
function isPlain(statement: TSESTree.Node, keys: VisitorKeys): boolean {
  if (statement.type !== 'ExpressionStatement' && statement.type !== 'IfStatement') return false
  let plain = true
  walk(statement, keys, node => {
    if (/^(?:Return|Throw|Break|Continue)Statement$|Declaration$/.test(node.type)) plain = false
    return plain && !isFunction(node)
  })
  return plain
}

/** `await this.#drainTask`, `await Promise.allSettled([this.#drainTask])` */
function isWaitFor(statement: TSESTree.Statement, { lifetime: { task } }: Disorder): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AwaitExpression') return false
  const names = task.handles.map(handle => 'path' in handle ? handle.path.at(-1) ?? handle.name : handle.name)
  const { argument } = statement.expression
  const awaited = argument.type === 'CallExpression' && argument.arguments[0]?.type === 'ArrayExpression'
    ? argument.arguments[0].elements : [argument]
  return awaited.every(element => element?.type === 'MemberExpression' ? names.includes(nameOf(element.property))
    : element?.type === 'Identifier' && names.includes(element.name))
}

const nameOf = (property: TSESTree.Node): string =>
  property.type === 'PrivateIdentifier' ? `#${property.name}` : property.type === 'Identifier' ? property.name : ''

/** Whether the statement uses a local that is declared in the range. */
function dependsOn({ code, lifetimes }: Facts, statement: TSESTree.Node, [from, to]: Range): boolean {
  let depends = false
  walk(statement, code.visitorKeys, node => {
    const variable = node.type === 'Identifier' ? lifetimes?.program.file.scopes.variable(node) : undefined
    depends ||= variable?.identifiers.some(({ range }) => from <= range[0] && range[0] < to) ?? false
    return !depends
  })
  return depends
}

/** Returns the range of the statement with its comments; whole lines if nothing else is on them. */
function linesOf(code: Readonly<TSESLint.SourceCode>, statement: TSESTree.Node): Range {
  let [start, end] = statement.range
  for (const comment of code.getCommentsBefore(statement).toReversed()) {
    if (!/^\s*$/.test(code.text.slice(comment.range[1], start)) || !startsLine(code, comment.range[0])) break
    start = comment.range[0]
  }
  const rest = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*\*\/[ \t]*)?(?:\r?\n|$)/.exec(code.text.slice(end))
  if (startsLine(code, start) && rest) {
    start = code.text.lastIndexOf('\n', start - 1) + 1
    end += rest[0].length
    return [start, end]
  }
  // Several statements on one line: the space after the statement moves too.
  const blank = /^[ \t]*/.exec(code.text.slice(end))
  return code.text[end - 1] === ';' ? [start, end + (blank?.[0].length ?? 0)] : [start, end]
}

const startsLine = (code: Readonly<TSESLint.SourceCode>, at: number): boolean =>
  /(?:^|\n)[ \t]*$/.test(code.text.slice(Math.max(0, at - 200), at))

/**
 * Whether no statement joins its neighbor at the new place: each ends with a semicolon or with its line, and none starts with a
 * character that continues the line before.
 */
function isSafeWithoutSemicolon(code: Readonly<TSESLint.SourceCode>, statements: readonly TSESTree.Node[]): boolean {
  return statements.every(node => {
    const text = code.getText(node)
    const endsItself = text.endsWith(';') || (node.type === 'IfStatement' && text.endsWith('}'))
    return (endsItself || code.text.slice(...linesOf(code, node)).endsWith('\n')) && !/^[([`/+*-]/.test(text)
  })
}
