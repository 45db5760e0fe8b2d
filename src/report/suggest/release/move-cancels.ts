import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Cell, Disorder, Facts, Misplaced } from '../../../facts/index.js'
import { isFunction, isInside, isLoop, receiver, walk, type VisitorKeys } from '../../../source/index.js'

type Code = Readonly<TSESLint.SourceCode>
type Range = readonly [number, number]

/**
 * Moves the cancels above the release, and above what ends the released resource before:
 *
 *     await this.#client.close()          clearInterval(this.#timer)
 *     this.#client = null            →    await this.#client.close()
 *     clearInterval(this.#timer)          this.#client = null
 *
 * The await of the cancelled task moves too, unless a call remains that may end what the task waits for: `await this.#task` above
 * `this.#socket.close()` could wait forever. Undefined if they are not statements of one block, or if the order of other code would
 * change.
 */
export function moveCancels(facts: Facts, { all }: Misplaced): ((fixer: Rule.RuleFixer) => Rule.Fix[]) | undefined {
  const { code } = facts
  const places = all.map(disorder => placeOf(disorder))
  const release = places[0]?.release
  if (!release || release.parent.type !== 'BlockStatement') return undefined
  const cancels = new Set<TSESTree.Statement>()
  const waits = new Set<TSESTree.Statement>()
  for (const [index, place] of places.entries()) {
    if (place?.release !== release || all[index]?.kind === 'leak') return undefined
    cancels.add(place.cancel)
    if (place.wait) waits.add(place.wait)
  }
  const { body } = release.parent
  const start = firstEnd(facts, all, body, release)
  const last = [...cancels].reduce((one, other) => one.range[0] < other.range[0] ? other : one)
  const passed = body.slice(body.indexOf(start), body.indexOf(last)).filter(statement => !cancels.has(statement))
  if (passed.some(statement => !waits.has(statement) && contentOf(facts, statement).leaves)) return undefined
  const mayBlock = passed.some(statement => !waits.has(statement) && contentOf(facts, statement).calls)
  const moved = new Set([...cancels, ...mayBlock ? [] : waits])
  // A helper that cancels and waits is both in one: nothing that its task waits for may stay behind.
  if (mayBlock && [...cancels].some(statement => waitsForOwn(facts, statement))) return undefined
  const statements = [...moved].sort((one, other) => one.range[0] - other.range[0])
  const isMovable = statements.every(statement => isPlain(statement, code.visitorKeys)
    && !dependsOn(facts, statement, [start.range[0], statement.range[0]]) && !readsWritten(facts, statement, passed, all))
  if (!isMovable || !isSafeWithoutSemicolon(code, [...statements, start])) return undefined
  const ranges = statements.map(statement => linesOf(code, statement))
  const text = ranges.map(range => code.text.slice(...range)).map(part => /\s$/.test(part) ? part : `${part} `).join('')
  const [at] = linesOf(code, start)
  return fixer => [fixer.insertTextBeforeRange([at, at], text), ...ranges.map(range => fixer.removeRange([...range]))]
}

/** Finds the first statement of the block, up to the release, that calls the released resource: `await this.#client?.close()`. */
export function firstEnd(
  facts: Facts, all: readonly Disorder[], body: readonly TSESTree.Statement[], release: TSESTree.Statement,
): TSESTree.Statement {
  const released = all.map(({ cell }) => cell)
  return body.slice(0, body.indexOf(release)).find(statement => {
    const { called } = contentOf(facts, statement)
    return released.some(cell => called.has(cell))
  }) ?? release
}

/** What a statement does, nested functions left out where they do not run with it. */
interface Content {
  /** Whether it may leave the block: what follows it does not always run. */
  readonly leaves: boolean
  readonly calls: boolean
  /** The cells whose resource it calls. */
  readonly called: ReadonlySet<Cell>
  /** The cells that it writes, in nested functions too. */
  readonly written: ReadonlySet<Cell>
}

/** What was found for each statement: many reports may pass over the same statements. */
const contents = new WeakMap<TSESTree.Node, Content>()

function contentOf({ program, code }: Facts, statement: TSESTree.Node): Content {
  const known = contents.get(statement)
  if (known) return known
  const cells = program?.file.cells
  const [called, written] = [new Set<Cell>(), new Set<Cell>()]
  let [leaves, calls] = [false, false]
  const visit = (root: TSESTree.Node, isOwn: boolean): void => {
    walk(root, code.visitorKeys, node => {
      const cell = node.type === 'AssignmentExpression' ? cells?.at(node.left) : undefined
      if (cell) written.add(cell)
      if (isOwn) {
        leaves ||= /^(?:Return|Throw|Break|Continue)Statement$/.test(node.type)
        calls ||= isCall(node)
        const resource = node.type === 'CallExpression' ? receiver(node) : undefined
        const ended = resource && cells?.carriedBy(resource)
        if (ended) called.add(ended)
      }
      if (node === root || !isFunction(node)) return true
      visit(node.body, false)
      return false
    })
  }
  visit(statement, true)
  const content = { leaves, calls, called, written }
  contents.set(statement, content)
  return content
}

const isCall = (node: TSESTree.Node): boolean =>
  /^(?:Call|New|Await|TaggedTemplate)Expression$/.test(node.type)

/** Whether the statement runs a function of the file that waits: `await this.stopLoop()`. */
function waitsForOwn({ code, program }: Facts, statement: TSESTree.Node): boolean {
  return has(code, statement, node => node.type === 'AwaitExpression')
    && has(code, statement, node => node.type === 'CallExpression' && (program?.file.calls.targets(node).length ?? 0) > 0)
}

/** Whether a statement reads a cell that one of the passed statements fills: `this.#abort = controller; this.#abort.abort()`. */
function readsWritten(
  facts: Facts, statement: TSESTree.Node, passed: readonly TSESTree.Statement[], all: readonly Disorder[],
): boolean {
  const cells = facts.program?.file.cells
  if (!cells) return true
  const released = new Set(all.map(({ cell }) => cell))
  return has(facts.code, statement, node => {
    const cell = node.type === 'MemberExpression' || node.type === 'Identifier' ? cells.at(node) : undefined
    return cell !== undefined && !released.has(cell) && passed.some(each => contentOf(facts, each).written.has(cell))
  })
}

function has({ visitorKeys }: Code, root: TSESTree.Node, isIt: (node: TSESTree.Node) => boolean): boolean {
  let found = false
  walk(root, visitorKeys, node => {
    found ||= isIt(node)
    return !found && !isFunction(node)
  })
  return found
}

/** Finds the statements of one block with the release, with the cancel, and with the await after the cancel. */
function placeOf(disorder: Disorder): Place | undefined {
  const release = statementIn(disorder.at, disorder.cancel)
  const cancel = release && statementIn(disorder.cancel, disorder.at)
  if (!release || cancel?.parent.type !== 'BlockStatement' || cancel.range[0] <= release.range[0]) return undefined
  if (isInLoop(cancel) && (cancel.type === 'IfStatement' || release.type === 'IfStatement')) return undefined
  const after = nextOf(cancel, cancel.parent)
  return { release, cancel, wait: after && isWaitFor(after, disorder) ? after : undefined }
}

interface Place {
  readonly release: TSESTree.Statement
  readonly cancel: TSESTree.Statement
  readonly wait: TSESTree.Statement | undefined
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
  const isLoopOver = statement.type === 'ForOfStatement' && !statement.await
  if (statement.type !== 'ExpressionStatement' && statement.type !== 'IfStatement' && !isLoopOver) return false
  let plain = true
  walk(statement, keys, node => {
    const isOwn = isLoopOver && node === statement.left
    if (!isOwn && /^(?:Return|Throw|Break|Continue)Statement$|Declaration$/.test(node.type)) plain = false
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
    // A statement between blank lines moves with one of them.
    const isApart = /\n[ \t]*\r?\n$/.test(code.text.slice(Math.max(0, start - 100), start))
    const blank = isApart ? /^[ \t]*\r?\n/.exec(code.text.slice(end, end + 100)) : null
    return [start, end + (blank?.[0].length ?? 0)]
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
    const endsItself = text.endsWith(';') || (/^(?:If|ForOf|Try)Statement$/.test(node.type) && text.endsWith('}'))
    return (endsItself || code.text.slice(...linesOf(code, node)).endsWith('\n')) && !/^[([`/+*-]/.test(text)
  })
}
