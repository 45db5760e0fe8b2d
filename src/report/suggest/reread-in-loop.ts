import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { CachedHandle, Facts } from '../../facts/index.js'
import { isFunction, isInside, unwrap } from '../../source/index.js'

type Edits = (fixer: Rule.RuleFixer) => Rule.Fix[]
type Code = Readonly<TSESLint.SourceCode>

/** An edit that fixes a cached handle: it moves the copy into the loop, or compares the copy with the cell in the loop. */
export interface LoopEdit {
  readonly kind: 'reread' | 'compare'
  readonly fix: Edits
  /** The cell, as source text at the copy. */
  readonly source: string
}

/**
 * Reads the cell again in each iteration, if only the loop uses the copy:
 *
 *     const proc = this.#proc          for (;;) {
 *     while (proc) {              →      const proc = this.#proc
 *       await read(proc)                 if (!proc) break
 *     }                                  await read(proc)
 *                                      }
 *
 * Otherwise leaves the loop if the cell holds another value: `if (this.#proc !== proc) break`.
 */
export function rereadInLoop({ code }: Facts, cached: CachedHandle): LoopEdit | undefined {
  const { copy, reliance } = cached
  const body = bodyOf(cached)
  const source = sourceOf(code, cached)
  if (reliance === 'lost' || !body || source === undefined || !seesTheSame(cached, body)) return undefined
  const fix = reread(code, cached, body)
  if (fix) return { kind: 'reread', source, fix }
  if (!copy.isHandle) return undefined
  const leaving = `if (${source} !== ${copy.name.name}) ${leave(cached)}`
  return { kind: 'compare', source, fix: fixer => [insertion(code, fixer, cached, body, [leaving])] }
}

/** Returns the block that runs in each iteration: the body of the loop, or of the only callback of a timer. */
function bodyOf({ round: { place, turns, task }, copy: { home } }: CachedHandle): TSESTree.BlockStatement | undefined {
  const [only] = turns.filter(turn => isInside(turn, home))
  if (task && turns.length !== 1) return undefined
  const turn = task ? only : place
  if (!turn || !('body' in turn) || (isFunction(turn) && turn.generator)) return undefined
  const body = turn.body as TSESTree.Node
  return body.type === 'BlockStatement' ? body : undefined
}

const leave = ({ round }: CachedHandle): string => round.task ? 'return' : 'break'

/** Returns the cell as source text at the copy; undefined for a parameter default, which cannot move. */
function sourceOf(code: Code, { copy }: CachedHandle): string | undefined {
  const [def] = copy.variable.defs
  if (def?.type !== 'Variable' || !def.node.init || !isPlain(def.node.init)) return undefined
  const path = copy.cell.path.at(-1)
  const text = code.getText(def.node.init)
  if (def.node.id.type === 'Identifier') return text
  const isFlat = def.node.id.type === 'ObjectPattern' && def.node.id.properties.every(property =>
    property.type === 'Property' && property.key.type === 'Identifier' && property.value.type === 'Identifier')
  return isFlat && path !== undefined ? `${text}.${path}` : undefined
}

/** Whether the expression has only names and members: a second read has no side effect, and has the same type. */
function isPlain(node: TSESTree.Node): boolean {
  if (node.type === 'MemberExpression') return !node.computed && !node.optional && isPlain(node.object)
  if (node.type === 'UnaryExpression') return node.operator === '!' && isPlain(node.argument)
  if (node.type === 'BinaryExpression') return isPlain(unwrap(node.left))
  return node.type === 'Identifier' || node.type === 'ThisExpression'
}

/** Whether `this` is the same object in the loop body as at the copy: only arrow functions lie between. */
function seesTheSame({ copy }: CachedHandle, body: TSESTree.Node): boolean {
  for (let at = body.parent; at && at !== copy.home; at = at.parent) {
    if (isFunction(at) && at.type !== 'ArrowFunctionExpression') return false
  }
  return true
}

/** Moves the copy to the start of the body, with the test of the loop if the test reads the copy or the cell. */
function reread(code: Code, cached: CachedHandle, body: TSESTree.BlockStatement): Edits | undefined {
  const { copy, round: { place, turns, task }, writer } = cached
  const [def] = copy.variable.defs
  const declaration = def?.type === 'Variable' ? def.parent : undefined
  const isAlone = declaration?.declarations.length === 1 && declaration.declarations[0].id.type === 'Identifier'
    && /^(?:BlockStatement|Program)$/.test(declaration.parent.type) && code.getCommentsInside(declaration).length === 0
  if (!isAlone || declaration.declare) return undefined
  const area = task ? [body] : turns
  const others = copy.variable.references.filter(({ identifier }) => !isInside(identifier, declaration))
  if (!others.every(({ identifier }) => area.some(part => isInside(identifier, part)))) return undefined
  const test = headOf(code, cached, others.map(({ identifier }) => identifier as TSESTree.Node), body)
  if (!test) return undefined
  const name = copy.name.name
  const leaving = test.leaving ?? (writer.kind === 'empties' && !leavesWithout(body, name) ? `if (!${name}) ${leave(cached)}` : undefined)
  const copyText = code.getText(declaration).replace(/;$/, '')
  const lines = leaving === undefined ? [copyText] : [copyText, leaving]
  return fixer => [
    removal(code, fixer, declaration),
    ...test.head && 'test' in place ? [fixer.replaceTextRange([place.range[0], body.range[0]], test.head)] : [],
    insertion(code, fixer, cached, body, lines),
  ]
}

/** Returns the head of the loop without its test, and the test as a statement; undefined if the head uses the copy elsewhere. */
function headOf(
  code: Code, { copy, round: { place, task }, reliance }: CachedHandle, uses: readonly TSESTree.Node[], body: TSESTree.BlockStatement,
): { readonly head?: string, readonly leaving?: string } | undefined {
  const inHead = uses.filter(use => !isInside(use, body))
  const test = 'test' in place ? place.test : null
  const isMoved = task === undefined && test !== null && (inHead.length > 0 || reliance === 'mixed')
  if (!isMoved) return inHead.length === 0 ? {} : undefined
  if (place.type !== 'WhileStatement' || !inHead.every(use => isInside(use, test))) return undefined
  if (code.getCommentsInside(place).some(comment => comment.range[0] < body.range[0])) return undefined
  const cell = reliance === 'mixed' ? sourceText(code, copy.variable) : undefined
  const text = cell === undefined ? code.getText(test) : code.getText(test).replaceAll(cell, copy.name.name)
  return { head: 'for (;;) ', leaving: `if (${negated(unwrap(test), text)}) break` }
}

const sourceText = (code: Code, variable: CachedHandle['copy']['variable']): string | undefined => {
  const [def] = variable.defs
  return def?.type === 'Variable' && def.node.init ? code.getText(def.node.init) : undefined
}

const negated = (test: TSESTree.Node, text: string): string =>
  /^(?:Identifier|MemberExpression|CallExpression)$/.test(test.type) ? `!${text}` : `!(${text})`

/** Whether the body already starts with a statement that leaves if the copy is empty. */
function leavesWithout(body: TSESTree.BlockStatement, name: string): boolean {
  const [first] = body.body
  return first?.type === 'IfStatement' && first.test.type === 'UnaryExpression' && first.test.operator === '!'
    && first.test.argument.type === 'Identifier' && first.test.argument.name === name
}

/** Removes the declaration, with its line if nothing else is on it. */
function removal(code: Code, fixer: Rule.RuleFixer, declaration: TSESTree.Node): Rule.Fix {
  const [start, end] = declaration.range
  const before = /(?:^|\n)[ \t]*$/.exec(code.text.slice(0, start))
  const after = /^[ \t]*(?:\r?\n|$)/.exec(code.text.slice(end))
  if (before && after) return fixer.removeRange([code.text.lastIndexOf('\n', start - 1) + 1, end + after[0].length])
  const blank = /^[ \t]*/.exec(code.text.slice(end))
  return fixer.removeRange([start, end + (blank?.[0].length ?? 0)])
}

/** Inserts statements at the start of the body, in the style of the code around them. */
function insertion(
  code: Code, fixer: Rule.RuleFixer, { copy }: CachedHandle, body: TSESTree.BlockStatement, statements: readonly string[],
): Rule.Fix {
  const open = body.range[0] + 1
  const [first] = body.body
  const declaration = copy.name.parent.parent
  const semicolon = declaration && code.getText(declaration).endsWith(';') ? ';' : ''
  if (!first || first.loc.start.line === body.loc.start.line) {
    return fixer.insertTextAfterRange([open, open], statements.map(statement => ` ${statement};`).join(''))
  }
  const start = code.text.lastIndexOf('\n', first.range[0] - 1) + 1
  const indent = /^[ \t]*/.exec(code.text.slice(start))?.[0] ?? ''
  // Keep a comment that follows the brace on its line.
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(code.text.slice(open))
  const at = open + (rest?.[0].length ?? 0)
  return fixer.insertTextAfterRange([at, at], statements.map(statement => `\n${indent}${statement}${semicolon}`).join(''))
}
