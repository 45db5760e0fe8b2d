import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { CachedHandle, Facts } from '../../facts/index.js'
import {
  calleeName, isFunction, isInside, isNullish, unwrap, walk, type SourceFile, type Variable,
} from '../../source/index.js'
import { ended, ifStatement } from './style.js'

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
export function rereadInLoop(facts: Facts, cached: CachedHandle): LoopEdit | undefined {
  const { code } = facts
  const { copy, reliance } = cached
  const body = bodyOf(cached)
  const source = sourceOf(code, cached)
  if (reliance === 'lost' || !body || source === undefined || !seesTheSame(cached, body)) return undefined
  const fix = reread(facts, cached, body)
  if (fix) return { kind: 'reread', source, fix }
  if (!copy.isHandle) return undefined
  const condition = `${source} !== ${copy.name.name}`
  return { kind: 'compare', source, fix: fixer => [insertion(code, fixer, body, [{ condition, leaving: leave(cached) }])] }
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
function reread(facts: Facts, cached: CachedHandle, body: TSESTree.BlockStatement): Edits | undefined {
  const { code } = facts
  const { copy, round: { place, turns, task } } = cached
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
  const isAdded = mayBeEmpty(facts, cached) && !isTested(code, body, name)
  const leaving = test.leaving ?? (isAdded ? { condition: `!${name}`, leaving: leave(cached) } : undefined)
  const copyText = code.getText(declaration).replace(/;$/, '')
  const lines = leaving === undefined ? [copyText] : [copyText, leaving]
  return fixer => [
    removal(code, fixer, declaration),
    ...test.head && 'test' in place ? [fixer.replaceTextRange([place.range[0], body.range[0]], test.head)] : [],
    insertion(code, fixer, body, lines),
  ]
}

/** Returns the head of the loop without its test, and the test as a statement; undefined if the head uses the copy elsewhere. */
function headOf(
  code: Code, { copy, round: { place, task }, reliance }: CachedHandle, uses: readonly TSESTree.Node[], body: TSESTree.BlockStatement,
): { readonly head?: string, readonly leaving?: Leaving } | undefined {
  const inHead = uses.filter(use => !isInside(use, body))
  const test = 'test' in place ? place.test : null
  const isMoved = task === undefined && test !== null && (inHead.length > 0 || reliance === 'mixed')
  if (!isMoved) return inHead.length === 0 ? {} : undefined
  if (place.type !== 'WhileStatement' || !inHead.every(use => isInside(use, test))) return undefined
  if (code.getCommentsInside(place).some(comment => comment.range[0] < body.range[0])) return undefined
  const cell = reliance === 'mixed' ? sourceText(code, copy.variable) : undefined
  const text = (node: TSESTree.Node) => cell === undefined ? code.getText(node) : code.getText(node).replaceAll(cell, copy.name.name)
  return { head: 'for (;;) ', leaving: { condition: negated(test, text), leaving: 'break' } }
}

const sourceText = (code: Code, variable: CachedHandle['copy']['variable']): string | undefined => {
  const [def] = variable.defs
  return def?.type === 'Variable' && def.node.init ? code.getText(def.node.init) : undefined
}

const opposites: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' }

/** Writes the opposite of a test as one would by hand: `a && b !== null` becomes `!a || b === null`. */
function negated(written: TSESTree.Node, text: (node: TSESTree.Node) => string): string {
  const test = unwrap(written)
  if (test.type === 'UnaryExpression' && test.operator === '!') return text(test.argument)
  if (test.type === 'BinaryExpression' && test.operator in opposites) {
    return `${text(test.left)} ${opposites[test.operator] ?? ''} ${text(test.right)}`
  }
  if (test.type === 'LogicalExpression' && test.operator !== '??') {
    const sides = [test.left, test.right].map(side => {
      const inner = unwrap(side)
      return inner.type === 'LogicalExpression' && test.operator === '||' ? `(${negated(inner, text)})` : negated(inner, text)
    })
    return sides.join(test.operator === '&&' ? ' || ' : ' && ')
  }
  return /^(?:Identifier|MemberExpression|CallExpression)$/.test(test.type) ? `!${text(test)}` : `!(${text(test)})`
}

/** Whether the cell may hold nothing: somebody clears it, it starts without a value, or its type says so. */
function mayBeEmpty({ code, program }: Facts, { copy: { cell, variable }, writer }: CachedHandle): boolean {
  if (writer.kind === 'empties') return true
  const file = program?.file
  if (!file || file.assignments.some(({ left, right }) => isNullish(right) && file.cells.at(left) === cell)) return true
  const name = cell.path.findLast(part => part !== 'current') ?? cell.name
  const plain = name.replace(/[$]/g, String.raw`\$`)
  const declared = new RegExp(String.raw`(?<![\w$.#])${plain}(?:\?\s*:|\s*:[^=;\n]*\b(?:null|undefined)\b)`).test(code.text)
  const root = rootOf(file, variable)
  return declared || root
}

/** `const ws = useRef(null)`, `const box = createRef()`, `let socket`: nothing is there at first. */
function rootOf(file: SourceFile, variable: Variable): boolean {
  let at: TSESTree.Node | undefined = file.scopes.initial(variable)?.value
  while (at?.type === 'MemberExpression') at = unwrap(at.object)
  const root = at?.type === 'Identifier' ? file.scopes.variable(at) : undefined
  const [def] = root?.defs ?? []
  if (def?.type !== 'Variable') return false
  const { init } = def.node
  if (init === null) return true
  const call = unwrap(init)
  return isNullish(call) || (call.type === 'CallExpression' && /^(?:use|create)?(?:\w*R|r)ef$/.test(calleeName(call) ?? '')
    && (call.arguments.length === 0 || isNullish(call.arguments[0])))
}

/** Whether the body tests the copy itself: with `if (copy)`, `!copy` or `copy?.`. */
function isTested(code: Code, body: TSESTree.BlockStatement, name: string): boolean {
  let found = false
  walk(body, code.visitorKeys, node => {
    if (node.type === 'Identifier' && node.name === name) {
      const { parent } = node
      found ||= (parent.type === 'MemberExpression' && parent.object === node && parent.optional)
        || (parent.type === 'UnaryExpression' && parent.operator === '!')
        || ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === node)
        || (parent.type === 'LogicalExpression' && parent.left === node)
        || (parent.type === 'BinaryExpression' && [parent.left, parent.right].some(side => isNullish(side)))
    }
    return !found
  })
  return found
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

interface Leaving {
  readonly condition: string
  readonly leaving: string
}

/** Inserts statements at the start of the body, in the style of the file. */
function insertion(
  code: Code, fixer: Rule.RuleFixer, body: TSESTree.BlockStatement, statements: readonly (string | Leaving)[],
): Rule.Fix {
  const open = body.range[0] + 1
  const [first] = body.body
  const textIn = (indent: string | undefined) => (statement: string | Leaving): string => typeof statement === 'string'
    ? ended(code, statement, indent === undefined) : ifStatement(code, statement.condition, [statement.leaving], indent)
  if (!first || first.loc.start.line === body.loc.start.line) {
    return fixer.insertTextAfterRange([open, open], statements.map(statement => ` ${textIn(undefined)(statement)}`).join(''))
  }
  const start = code.text.lastIndexOf('\n', first.range[0] - 1) + 1
  const indent = /^[ \t]*/.exec(code.text.slice(start))?.[0] ?? ''
  // Keep a comment that follows the brace on its line.
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(code.text.slice(open))
  const at = open + (rest?.[0].length ?? 0)
  const lines = statements.map(statement => `\n${indent}${textIn(indent)(statement)}`).join('')
  const isContinued = /^[([`/+*-]/.test(code.getText(first)) && !/[;}]$/.test(lines)
  return fixer.insertTextAfterRange([at, at], isContinued ? `${lines};` : lines)
}
