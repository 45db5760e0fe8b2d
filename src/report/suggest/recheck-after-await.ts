import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, StaleGuard } from '../../facts/index.js'
import { enclosingFunction, isFunction, isInside, reservedWords, walk, type FunctionNode } from '../../source/index.js'
import { questionFor } from './stop-flag-predicate.js'

type Code = Readonly<TSESLint.SourceCode>

/** An edit that checks again after a wait: the signal, a method of the owner, or the value that the cell held before. */
export interface Recheck {
  readonly kind: 'throwIfAborted' | 'ask' | 'askAnew' | 'compare'
  /** What the new check reads, as source text. */
  readonly source: string
  /** How the code leaves if the check fails. */
  readonly exit: 'return' | 'throw'
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Adds a check before the statement that relies on the guard. The first of these that applies:
 *
 *     signal.throwIfAborted()              // every function that clears the cell aborts the signal first
 *     if (this.isClosed()) return          // a method that returns the stop flag; added if the class has only the flag
 *     if (this.#proc !== proc) return      // with `const proc = this.#proc` before the wait
 *
 * A plain `if (!this.#proc)` would not do: TypeScript keeps the narrowed type, and `no-unnecessary-condition` reports the check.
 */
export function recheckAfterAwait(facts: Facts, stale: StaleGuard): Recheck | undefined {
  const { code } = facts
  const home = enclosingFunction(stale.use)
  if (stale.kind !== 'dereferences' || !isFunction(home) || home.generator || stale.use.type === 'CallExpression') return undefined
  const place = placeOf(code, stale, home)
  if (!place) return undefined
  const before = (statement: TSESTree.Node, text: string) => (fixer: Rule.RuleFixer) => line(code, fixer, statement, text)
  const signal = stale.clears.every(clear => clear.aborts) ? signalIn(code, home, place) : undefined
  if (signal !== undefined) {
    return { kind: 'throwIfAborted', source: signal, exit: 'throw', fix: fixer => [before(place, `${signal}.throwIfAborted()`)(fixer)] }
  }
  const leaving = leave(code, home, stale)
  const exit = leaving === 'return' ? 'return' : 'throw'
  const question = questionFor(facts, stale, home)
  if (question) {
    const { source, add } = question
    return {
      kind: add ? 'askAnew' : 'ask', source, exit,
      fix: fixer => [before(place, `if (${source}) ${leaving}`)(fixer), ...add ? [add(fixer)] : []],
    }
  }
  if (facts.program?.file.cells.at(stale.use) !== stale.cell) return undefined
  const source = code.getText(stale.use)
  const name = freeName(code, home, stale)
  const start = startOf(facts, stale, place)
  if (!start || name === undefined || !isPlain(stale.use)) return undefined
  return {
    kind: 'compare', source, exit,
    fix: fixer => [before(start, `const ${name} = ${source}`)(fixer), before(place, `if (${source} !== ${name}) ${leaving}`)(fixer)],
  }
}

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

/**
 * Finds the statement to declare the local before: the one with the wait, in a block whose locals are in scope at the use. Undefined
 * if it contains the guard or if the cell is written before the use, since the local would then hold an older value.
 */
function startOf({ program }: Facts, { yield: gap, use, guard, cell }: StaleGuard, place: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = gap; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type !== 'BlockStatement' || !isInside(use, at.parent)) continue
    if (at.range[1] > place.range[0] || isInside(guard, at)) return undefined
    const isWritten = program?.file.assignmentsIn(enclosingFunction(place)).some(({ left, range }) => at.range[0] <= range[0]
      && range[0] < place.range[0] && program.file.cells.at(left) === cell)
    return isWritten === true ? undefined : at
  }
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

/** The statement that leaves the function: a return, or a throw if its caller expects a value. */
function leave(code: Code, home: FunctionNode, { cell }: StaleGuard): string {
  const returned = home.returnType?.typeAnnotation
  const type = returned?.type === 'TSTypeReference' ? returned.typeArguments?.params[0]?.type : undefined
  return type === undefined ? answers(code, home) ? `throw new Error('${cell.name} is gone')` : 'return'
    : type === 'TSVoidKeyword' || type === 'TSUndefinedKeyword' ? 'return' : `throw new Error('${cell.name} is gone')`
}

/** Results of `answers`, which runs once for each guard of a function. */
const answering = new WeakMap<FunctionNode, boolean>()

/** Whether the function returns a value. */
function answers({ visitorKeys }: Code, home: FunctionNode): boolean {
  const known = answering.get(home)
  if (known !== undefined) return known
  const values: TSESTree.Node[] = []
  walk(home.body, visitorKeys, node => {
    if (node.type === 'ReturnStatement' && node.argument) values.push(node.argument)
    return !isFunction(node)
  })
  answering.set(home, values.length > 0)
  return values.length > 0
}

/** Chooses a name for the local: the name of the cell if the function does not use it yet. */
function freeName(code: Code, home: FunctionNode, { cell }: StaleGuard): string | undefined {
  const plain = (cell.path.at(-1) ?? cell.name).replace(/^[#_]+/, '')
  const names = namesIn(code, home)
  const own = `own${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
  return [plain, own].find(name => /^[A-Za-z$_][\w$]*$/.test(name) && !names.has(name) && !reservedWords.has(name))
}

/** What `namesIn` found: each report in a function asks for all of its tokens. */
const named = new WeakMap<FunctionNode, ReadonlySet<string>>()

/** The names that stand in a function, other than those of members. */
function namesIn(code: Code, home: FunctionNode): ReadonlySet<string> {
  const known = named.get(home)
  if (known) return known
  const names = new Set<string>()
  for (const { type, value, range: [start] } of code.getTokens(home)) {
    if (type === 'Identifier' && code.text.charAt(start - 1) !== '.') names.add(value)
  }
  named.set(home, names)
  return names
}

/** Whether the expression has only names and members, so that a second read has no side effect. */
const isPlain = (node: TSESTree.Node): boolean => node.type === 'Identifier' || node.type === 'ThisExpression'
  || (node.type === 'MemberExpression' && !node.computed && !node.optional && isPlain(node.object))

/** Inserts a line before a statement, in the style of the code around it. */
function line(code: Code, fixer: Rule.RuleFixer, statement: TSESTree.Node, text: string): Rule.Fix {
  const [start] = statement.range
  const indent = /(?:^|\n)([ \t]*)$/.exec(code.text.slice(0, start))?.[1]
  const isContinued = /^[([`/+*-]/.test(code.text.slice(start))
  const semicolon = code.getLastToken(statement)?.value === ';' || isContinued || indent === undefined ? ';' : ''
  return fixer.insertTextBeforeRange([start, start], `${text}${semicolon}${indent === undefined ? ' ' : `\n${indent}`}`)
}
