import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, SupersededHandler } from '../../../facts/index.js'
import { enclosingFunction, isFunction, isInside, unwrap, walk, type FunctionNode } from '../../../source/index.js'
import { localName } from '../stale-guard/local-name.js'
import { before, wrapped } from '../stale-guard/recheck-after-await.js'

/** An edit by which a handler acts only on the handle that it belongs to. */
export interface OwnAct {
  readonly kind: 'onlyIfLatest' | 'copyFirst'
  /** The cell, as source text, and the local that holds the handle. */
  readonly source: string
  readonly own: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Compares around the write of a handler, with a local for the handle where there is none; a timer gets the handle as a local.
 *
 *     this.ws.on('close', () => {             const ws = this.ws
 *       this.ws = null                   →    ws.on('close', () => {
 *     })                                        if (this.ws === ws) this.ws = null
 *                                             })
 *
 * Undefined if the act is no plain statement of the handler, or the handler is not written where it is registered.
 */
export function compareInHandler(facts: Facts, superseded: SupersededHandler): OwnAct | undefined {
  const { act, handler } = superseded
  if (act.at !== act.node || enclosingFunction(act.node) !== handler.node || handler.kind === 'promise') return undefined
  const home = enclosingFunction(handler.registered)
  if (!isFunction(home) || !isInside(handler.node, home)) return undefined
  return handler.kind === 'timer' ? copyForTimer(facts, superseded, home) : compareForEvent(facts, superseded, home)
}

function compareForEvent(
  facts: Facts, { act, handler: { registered, cell, node: handler } }: SupersededHandler, home: FunctionNode,
): OwnAct | undefined {
  const { code, program } = facts
  const write = act.node
  if (!program || write.type !== 'AssignmentExpression') return undefined
  if (write.parent.type !== 'ExpressionStatement' || !isPlain(write.left)) return undefined
  const source = code.getText(write.left)
  const clearing = write.parent
  const on = objectOf(registered)
  if (!on) return undefined
  const variable = on.type === 'Identifier' ? program.file.scopes.variable(on) : undefined
  if (variable && program.file.cells.at(on) !== cell) {
    // A local that is written once is this run's own.
    if (!program.file.scopes.initial(variable) || on.type !== 'Identifier') return undefined
    const own = on.name
    return { kind: 'onlyIfLatest', source, own, fix: fixer => wrapped(code, fixer, clearing, `if (${source} === ${own}) `) }
  }
  const statement = statementOf(registered, home)
  const own = localName(code, home, source)
  if (!statement || own === undefined || program.file.cells.at(on) !== cell || isInside(handler, on)) return undefined
  const text = code.getText(on)
  return {
    kind: 'onlyIfLatest', source, own,
    fix: fixer => [
      before(code, fixer, statement, `const ${own} = ${text}`),
      fixer.replaceTextRange([...on.range], own),
      ...wrapped(code, fixer, clearing, `if (${source} === ${own}) `),
    ],
  }
}

function copyForTimer(
  facts: Facts, { handler: { registered, cell, node: callback }, act }: SupersededHandler, home: FunctionNode,
): OwnAct | undefined {
  const { code, program } = facts
  const statement = statementOf(registered, home)
  if (!program || !statement || statement.type !== 'ExpressionStatement') return undefined
  const { file } = program
  const places: TSESTree.Node[] = []
  walk(callback, code.visitorKeys, node => {
    if (file.cells.at(node) !== cell || node.type === 'ChainExpression') return true
    places.push(node)
    return false
  })
  const written = file.assignments.some(({ left, range }) => file.cells.at(left) === cell
    && isInside(left, home) && (isInside(left, callback) || range[1] <= registered.range[0]))
  const [first] = places
  if (!first || written || !isPlain(first)) return undefined
  const source = code.getText(first)
  const own = localName(code, home, source)
  if (own === undefined || !isInside(act.node, callback)) return undefined
  return {
    kind: 'copyFirst', source, own,
    fix: fixer => [
      before(code, fixer, statement, `const ${own} = ${source}`),
      ...places.map(place => fixer.replaceTextRange([...place.range], own)),
    ],
  }
}

/** What a handler is registered on: `ws` of `ws.on('close', f)` and of `ws.onclose = f`. */
function objectOf(registered: TSESTree.Node): TSESTree.Node | undefined {
  const place = registered.type === 'CallExpression' ? unwrap(registered.callee) : registered
  return place.type === 'MemberExpression' ? unwrap(place.object) : undefined
}

/** Returns the enclosing statement that is a direct child of a block. */
function statementOf(node: TSESTree.Node, home: FunctionNode): TSESTree.Statement | undefined {
  for (let at = node; at.parent && at !== home; at = at.parent) {
    if (at.parent.type === 'BlockStatement') return at as TSESTree.Statement
  }
  return undefined
}

const isPlain = (node: TSESTree.Node): boolean => node.type === 'Identifier' || node.type === 'ThisExpression'
  || (node.type === 'MemberExpression' && !node.computed && !node.optional && isPlain(node.object))
