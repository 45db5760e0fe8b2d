import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, StaleGuard } from '../../facts/index.js'
import { enclosingFunction, isFunction, isInside, reservedWords, walk, type FunctionNode } from '../../source/index.js'
import { questionFor } from './stop-flag-predicate.js'

type Code = Readonly<TSESLint.SourceCode>

/** An edit that looks again behind a wait: at a signal, by an own method, or at what the cell held before. */
export interface SecondLook {
  readonly kind: 'throwIfAborted' | 'ask' | 'askAnew' | 'compare'
  /** What is looked at, as it is written. */
  readonly source: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Looks again before the statement that relies on the guard, by the best there is at hand:
 *
 *     signal.throwIfAborted()              // whoever empties the cell aborts first
 *     if (this.isClosed()) return          // a method that tells whether it has run; one is added where there is only a flag
 *     if (this.#proc !== proc) return      // with `const proc = this.#proc` in front of the wait
 *
 * None of them is taken for superfluous by rules that believe in TypeScript's narrowing, as a second `if (!this.#proc)` is.
 */
export function lookBehindTheWait(facts: Facts, stale: StaleGuard): SecondLook | undefined {
  const { code } = facts
  const home = enclosingFunction(stale.use)
  if (stale.kind !== 'dereferences' || !isFunction(home) || home.generator || stale.use.type === 'CallExpression') return undefined
  const place = placeOf(code, stale, home)
  if (!place) return undefined
  const before = (statement: TSESTree.Node, text: string) => (fixer: Rule.RuleFixer) => line(code, fixer, statement, text)
  const signal = stale.clears.every(clear => clear.aborts) ? signalIn(code, home, place) : undefined
  if (signal !== undefined) {
    return { kind: 'throwIfAborted', source: signal, fix: fixer => [before(place, `${signal}.throwIfAborted()`)(fixer)] }
  }
  const leaving = leave(code, home, stale)
  const question = questionFor(facts, stale, home)
  if (question) {
    const { source, add } = question
    return {
      kind: add ? 'askAnew' : 'ask', source,
      fix: fixer => [before(place, `if (${source}) ${leaving}`)(fixer), ...add ? [add(fixer)] : []],
    }
  }
  if (facts.program?.file.cells.at(stale.use) !== stale.cell) return undefined
  const source = code.getText(stale.use)
  const name = freeName(code, home, stale)
  const start = startOf(facts, stale, place)
  if (!start || name === undefined || !isPlain(stale.use)) return undefined
  return {
    kind: 'compare', source,
    fix: fixer => [before(start, `const ${name} = ${source}`)(fixer), before(place, `if (${source} !== ${name}) ${leaving}`)(fixer)],
  }
}

/** The statement before which a second look suffices: nothing waits between it and the use. */
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

/** The statement of a block that the node stands in. */
function statementOf(node: TSESTree.Node, home: FunctionNode): TSESTree.Node | undefined {
  for (let at = node; at.parent && at !== home; at = at.parent) if (at.parent.type === 'BlockStatement') return at
  return undefined
}

/**
 * The statement in front of which the local is made: that with the wait, in a block whose locals the use can see. It must not hold the
 * guard, or another write of the cell before the use: the local would have what was there before.
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

/** A signal that is there for sure: a parameter of that type, or one that the function asks elsewhere without a `?.`. */
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

/** What a function does that cannot go on: it returns, or throws where its caller waits for a value. */
function leave(code: Code, home: FunctionNode, { cell }: StaleGuard): string {
  const returned = home.returnType?.typeAnnotation
  const type = returned?.type === 'TSTypeReference' ? returned.typeArguments?.params[0]?.type : undefined
  return type === undefined ? answers(code, home) ? `throw new Error('${cell.name} is gone')` : 'return'
    : type === 'TSVoidKeyword' || type === 'TSUndefinedKeyword' ? 'return' : `throw new Error('${cell.name} is gone')`
}

/** What `answers` found: each guard of a function asks it again. */
const answering = new WeakMap<FunctionNode, boolean>()

/** Whether the function gives back a value somewhere. */
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

/** A name for the local: the cell's own where nothing in the function is called so. */
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

/** Names and members only: reading it again does nothing else. */
const isPlain = (node: TSESTree.Node): boolean => node.type === 'Identifier' || node.type === 'ThisExpression'
  || (node.type === 'MemberExpression' && !node.computed && !node.optional && isPlain(node.object))

/** Puts a line in front of a statement, as the code around it is written. */
function line(code: Code, fixer: Rule.RuleFixer, statement: TSESTree.Node, text: string): Rule.Fix {
  const [start] = statement.range
  const indent = /(?:^|\n)([ \t]*)$/.exec(code.text.slice(0, start))?.[1]
  const isContinued = /^[([`/+*-]/.test(code.text.slice(start))
  const semicolon = code.getLastToken(statement)?.value === ';' || isContinued || indent === undefined ? ';' : ''
  return fixer.insertTextBeforeRange([start, start], `${text}${semicolon}${indent === undefined ? ' ' : `\n${indent}`}`)
}
