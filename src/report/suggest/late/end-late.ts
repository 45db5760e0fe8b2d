import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Cell, Facts, LateAcquisition } from '../../../facts/index.js'
import { enclosingFunction, isFunction, isInside, receiver, unwrap, walk, type FunctionNode } from '../../../source/index.js'
import { cellText } from '../../cell-text.js'
import { canLeaveAt, returnsValue } from '../leave-safely.js'
import { wrapped } from '../stale-guard/recheck-after-await.js'
import { ended, freeName, ifStatement, indentBefore } from '../style.js'

type Code = Readonly<TSESLint.SourceCode>

/** An edit that checks after the wait whether the teardown has run. */
export interface LateEdit {
  readonly kind: `${'end' | 'return'}If${'Stopped' | 'Other' | 'Gone'}` | 'unlessStopped'
  /** What the new check reads, as source text. */
  readonly source: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Ends a value that comes late instead of storing it. The first of these that applies:
 *
 *     if (this.#closed) { channel.close(); return }      // a flag that the teardown sets
 *     if (run !== this.#run) { channel.close(); return } // a count that it moves, with `const run = this.#run` at the top
 *     if (isGone) { channel.close(); return }            // a new flag of an effect, which its cleanup sets
 *
 * A value that is only made in the store, `this.#channel = new Channel()`, is not made then: `if (this.#closed) return`. A timer is armed
 * only `if (!this.#stopped)`.
 */
export function endLate(facts: Facts, late: LateAcquisition): LateEdit | undefined {
  const { code } = facts
  const { store, home, at } = late
  const place = store.node.parent
  const isPlain = place.type === 'ExpressionStatement' && place.parent.type === 'BlockStatement' && at === store.at
  if (!isPlain || enclosingFunction(store.node) !== home || home.generator) return undefined
  const flag = late.marks.flags.find(cell => isUsable(facts, late, cell))
  const stopped = flag && cellText(facts, flag, store.node)
  if (late.kind === 'rearmed') {
    return stopped === undefined ? undefined
      : { kind: 'unlessStopped', source: stopped, fix: fixer => wrapped(code, fixer, place, `if (!${stopped}) `) }
  }
  const indent = indentBefore(code, place)
  if (late.kind !== 'late' || indent === undefined || returnsValue(facts, home) || !canLeaveAt(facts, home, place)) return undefined
  const made = makingOf(facts, late, place)
  const ending = made ? undefined : endingOf(facts, late)
  if (!made && ending === undefined) return undefined
  const act = ending === undefined ? 'return' : 'end'
  const statements = ending === undefined ? ['return'] : [ending, 'return']
  const check: Check = {
    act,
    before: (fixer, condition) =>
      fixer.insertTextBeforeRange([...(made ?? place).range], `${ifStatement(code, condition, statements, indent)}\n${indent}`),
  }
  if (stopped !== undefined) return { kind: `${act}IfStopped`, source: stopped, fix: fixer => [check.before(fixer, stopped)] }
  return byCount(facts, late, check) ?? byEffect(facts, late, check)
}

/** The check that is put before the store, and what is done under it. */
interface Check {
  readonly act: 'end' | 'return'
  readonly before: (fixer: Rule.RuleFixer, condition: string) => Rule.Fix
}

/**
 * The statement that makes the value, where nothing has been made before it that would have to be ended: it stands right behind a wait
 * that brings nothing, and is the store or the declaration in front of it.
 *
 *     const { draw } = await import('./chart.js')
 *     this.observer = new ResizeObserver(draw)
 */
function makingOf(
  { code }: Facts, { store, wait }: LateAcquisition, { parent }: TSESTree.ExpressionStatement,
): TSESTree.Statement | undefined {
  const statements = parent.type === 'BlockStatement' ? parent.body : []
  const at = statements.findIndex(statement => isInside(store.node, statement))
  const declared = declarationOf(statements[at - 1], store.value)
  const value = unwrap(declared?.init ?? store.value)
  if ((value.type !== 'CallExpression' && value.type !== 'NewExpression') || mentionsAwait(code, value)) return undefined
  const making = statements[declared ? at - 1 : at]
  const before = statements[declared ? at - 2 : at - 1]
  if (wait.type === 'CallExpression') return !before && unwrap(receiver(wait) ?? wait).type === 'ImportExpression' ? making : undefined
  if (wait.type !== 'AwaitExpression' || !before || !isInside(wait, before)) return undefined
  const isPlain = before.type === 'ExpressionStatement' ? before.expression === wait
    : before.type === 'VariableDeclaration' && before.declarations.length === 1
  return isPlain && (before.type === 'ExpressionStatement' || unwrap(wait.argument).type === 'ImportExpression') ? making : undefined
}

/** `const stream = client.open()` in front of `this.stream = stream`. */
function declarationOf(statement: TSESTree.Statement | undefined, value: TSESTree.Node): TSESTree.VariableDeclarator | undefined {
  const stored = unwrap(value)
  const [declared, second] = statement?.type === 'VariableDeclaration' ? statement.declarations : []
  return declared?.init && !second && declared.id.type === 'Identifier' && stored.type === 'Identifier' && declared.id.name === stored.name
    ? declared : undefined
}

function mentionsAwait({ visitorKeys }: Code, value: TSESTree.Node): boolean {
  let found = false
  walk(value, visitorKeys, node => {
    found ||= node.type === 'AwaitExpression'
    return !found && !isFunction(node)
  })
  return found
}

/** Compares a count that the teardown moves with what it was when the function began. */
function byCount(facts: Facts, late: LateAcquisition, check: Check): LateEdit | undefined {
  const { code } = facts
  const { home, store } = late
  const counter = late.marks.counters.find(cell => isUsable(facts, late, cell))
  const [first] = home.body.type === 'BlockStatement' ? home.body.body : []
  const name = freeName(code, home, ['run', 'started', 'current'])
  const indent = first && indentBefore(code, first)
  if (!counter || !first || indent === undefined || name === undefined || late.wait.range[0] < first.range[0]) return undefined
  const source = cellText(facts, counter, store.node)
  const declaration = `${ended(code, `const ${name} = ${source}`)}\n${indent}`
  return {
    kind: `${check.act}IfOther`, source,
    fix: fixer => [fixer.insertTextBeforeRange([...first.range], declaration), check.before(fixer, `${name} !== ${source}`)],
  }
}

/** Gives an effect a flag of its own, which its cleanup sets. */
function byEffect(facts: Facts, late: LateAcquisition, check: Check): LateEdit | undefined {
  const { code } = facts
  const { teardown, home } = late
  const effect = enclosingFunction(teardown)
  const [first] = isFunction(effect) && effect.body.type === 'BlockStatement' ? effect.body.body : []
  const [last] = teardown.body.type === 'BlockStatement' ? teardown.body.body : []
  if (!isFunction(effect) || !first || !last || !isInside(home, effect) || teardown.parent.type !== 'ReturnStatement') return undefined
  const name = freeName(code, effect, ['isGone', 'isOver', 'hasEnded'])
  const [outer, inner] = [first, last].map(statement => indentBefore(code, statement))
  if (name === undefined || outer === undefined || inner === undefined) return undefined
  return {
    kind: `${check.act}IfGone`, source: name,
    fix: fixer => [
      fixer.insertTextBeforeRange([...first.range], `${ended(code, `let ${name} = false`)}\n${outer}`),
      check.before(fixer, name),
      fixer.insertTextBeforeRange([...last.range], `${ended(code, `${name} = true`)}\n${inner}`),
    ],
  }
}

/** Whether the function can read the cell, and the cell tells of this run: one that is never taken back tells nothing to a restart. */
function isUsable({ program }: Facts, { home, store, teardown }: LateAcquisition, cell: Cell): boolean {
  if (!program) return false
  const { file } = program
  const { identity } = cell.owner
  const isSeen = cell.path.length === 0 && 'scope' in identity
    ? isInside(home, (identity as { readonly scope: { readonly block: TSESTree.Node } }).scope.block)
    : cell.owner.kind === 'class' && file.owners.ofThis(store.node) === cell.owner
  const writes = file.assignments.filter(({ left }) => file.cells.at(left) === cell)
  const isOwn = writes.some(write => isInside(write, home)) || file.updates.some(update =>
    isInside(update, home) && file.cells.at(update.argument) === cell)
  const isTakenBack = writes.some(({ right }) => right.type === 'Literal' && right.value === false)
  return isSeen && !isOwn && (isTakenBack || ![...program.closureOf(home)].includes(teardown))
}

/** The teardown's end, written for the new value: `channel.close()` for `this.#channel?.close()`. */
function endingOf(facts: Facts, late: LateAcquisition): string | undefined {
  const { code } = facts
  const { store, end, home, teardown } = late
  const value = unwrap(store.value)
  if (value.type !== 'Identifier' || end.type !== 'CallExpression') return undefined
  const isElement = store.node.type === 'CallExpression'
  let call: TSESTree.CallExpression = end
  // `this.unsubscribe?.()`: what the place holds is called itself.
  const callee = unwrap(call.callee)
  const isCalled = facts.program?.file.cells.at(callee) === store.place
  let root: TSESTree.Node | undefined = isCalled ? callee : rootOf(facts, late, receiver(call) ?? call.arguments[0])
  // `this.stream?.getTracks().forEach(track => track.stop())`: the whole of it ends the stream.
  for (let outer = isElement || isCalled ? undefined : callAround(facts, root); outer; outer = callAround(facts, root)) {
    call = outer
    root = rootOf(facts, late, receiver(call))
  }
  if (!root || hasOtherNames(facts, call, root, teardown)) return undefined
  const tail = code.text.slice(root.range[1], call.range[1]).replace(/^!?\?\.(?=[([])|^!/, '').replace(/^\?\./, '.')
  const text = `${code.text.slice(call.range[0], root.range[0])}${value.name}${tail}`
  const isAwaited = wrapper(call).parent?.type === 'AwaitExpression'
  return text.includes('\n') ? undefined : isAwaited && home.async ? `await ${text}` : text
}

/** The place, or the local that stands for it, that an expression begins with. */
function rootOf({ program }: Facts, { store }: LateAcquisition, from: TSESTree.Node | undefined): TSESTree.Node | undefined {
  let at = from && unwrap(from)
  while (at && at.type !== 'Identifier' && program?.file.cells.at(at) !== store.place) {
    const inner: TSESTree.Node | undefined = at.type === 'MemberExpression' ? at.object
      : at.type === 'CallExpression' ? receiver(at) : undefined
    at = inner && unwrap(inner)
  }
  return at
}

/** The `forEach` whose callback a local is the parameter of. */
function callAround({ program }: Facts, root: TSESTree.Node | undefined): TSESTree.CallExpression | undefined {
  const [def] = (root?.type === 'Identifier' && program?.file.scopes.variable(root)?.defs) || []
  const call = def?.type === 'Parameter' && isFunction(def.node) ? def.node.parent : undefined
  return call?.type === 'CallExpression' && receiver(call) ? call : undefined
}

/** Whether a call names something that only the teardown knows. */
function hasOtherNames({ code, program }: Facts, call: TSESTree.CallExpression, root: TSESTree.Node, teardown: FunctionNode): boolean {
  let found = false
  walk(call, code.visitorKeys, node => {
    if (node === root) return false
    const [def] = node.type === 'Identifier' ? program?.file.scopes.variable(node)?.defs ?? [] : []
    found ||= def !== undefined && isInside(def.name, teardown) && !isInside(def.name, call)
    return !found
  })
  return found
}

const wrapper = (node: TSESTree.Node): TSESTree.Node =>
  node.parent?.type === 'ChainExpression' || node.parent?.type === 'TSNonNullExpression' ? wrapper(node.parent) : node
