import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, grouped, isFunction, type Cell, type SourceFile } from '../../source/index.js'
import { endedBy, endedEntries } from '../../model/cells/ended-cells.js'
import { elementRefs } from '../../model/cells/element-refs.js'
import { openedCells } from '../../model/cells/opened-cells.js'
import { findHalfLocks } from './locks/half-locks.js'
import { findLateLatches } from './locks/late-latches.js'
import { findLostAdditions } from './lost-additions.js'
import { findStaleRefills } from './stale-refills.js'
import { mentionsOf, type Mention } from '../../model/cells/mentions.js'
import { emptiedCells } from '../../model/cells/replacements.js'
import type { Program } from '../../model/program.js'
import { waitsOf } from '../../model/waits/waits.js'
import { findAbandonedChains } from './abandoned-runs.js'
import { Entries } from './candidates/entries.js'
import { isAsked, isEmptiedAtEnd, type Prospects } from './candidates/events.js'
import { Clears } from './clears/clears.js'
import { Signs } from './clears/signs.js'
import { unmountsOf } from './clears/unmounts.js'
import { WaitOutcomes } from './clears/wait-outcomes.js'
import { locksOf } from '../../model/exclusion/locks.js'
import { Overlaps } from './overlaps.js'
import { StaleFlow } from './flow/flow.js'
import { deepestCall } from './flow/frames.js'
import { Ids } from './flow/ids.js'
import { Lessons } from './flow/lessons.js'
import { StaleMask, tellsByReturning } from './flow/mask.js'
import { Summaries } from './flow/summaries.js'
import { Tests } from '../../model/cells/tests.js'
import type { FileContext, StaleContext, StaleGuard } from './types.js'

/** The words without which nobody waits for a promise that it keeps, or empties a list as a whole. */
const mayOvertake = /\bawait\s+[\w.#]+\s*[;)\n]|=\s*\[\]|\.length\s*=\s*0|\.clear\(\)|=\s*new (?:Map|Set)\b/

/** Whether the text has the words without which nothing is emptied while a function waits. */
export const mayHaveStaleGuards = (text: string): boolean =>
  /\bawait\b|\byield\b|\.(?:then|catch|finally)\(/.test(text)
  && /\bnull\b|\bundefined\b|\bvoid\b|\bdelete\b|\?\?|\|\||\bif\b|=\s*\[\]|\.length\s*=\s*0|\.clear\(\)/.test(text)

/** Finds the stale guards of a file, each once. */
export function findStaleGuards(
  program: Program, within: <Answer>(scope: TSESTree.Node, question: () => Answer) => Answer | undefined,
): readonly StaleGuard[] {
  const prospects = prospectsIn(program)
  const { emptied, ended, mentions } = prospects
  if (emptied.size + ended.size === 0 && !mayOvertake.test(program.file.code.text)) return []
  const file = fileContextOf(program, prospects)
  const entries = new Entries(file, prospects)
  const judged = program.file.functions.flatMap(node => within(node, () => entries.of(node)) ?? [])
  const context = judged.length > 0 ? contextOf(file, new Set(judged.flatMap(({ cells }) => cells)), mentions) : undefined
  const found = judged.flatMap(({ node, interference }) =>
    (context && within(node, () => new StaleFlow(context, node, interference).find())) ?? [])
  const others = within(program.file.code.ast, () => [
    ...findAbandonedChains(file), ...findHalfLocks(file), ...findLostAdditions(file), ...findLateLatches(file),
    ...findStaleRefills(file, prospects.emptied),
  ])
  return distinct([...found, ...others ?? []])
}

function prospectsIn(program: Program): Prospects {
  const { file } = program
  const emptied = emptiedCells(file)
  const ended = new Set([...endedCells(file), ...openedCells(file)])
  const all = new Set([...emptied.keys(), ...elementRefs(file).keys()])
  const mentions = mentionsOf(program, new Set([...all, ...ended]))
  return {
    emptied: all, ended, mentions, signs: new Signs(program, emptied, ended),
    clearedAtEnd: new Set(mentions.filter(({ node }) => isEmptiedAtEnd(node)).map(({ cell }) => cell)),
  }
}

function fileContextOf(program: Program, { ended, signs, mentions }: Prospects): FileContext {
  const [tests, locks] = [new Tests(program), locksOf(program)]
  const waits = waitsOf(program)
  const clears = new Clears(program, emptiedCells(program.file), unmountsOf(program, node => waits.of(node)))
  const read = grouped(mentions.filter(({ node }) => !isOnlyWritten(node) && !isChanged(program.file, node)), ({ cell }) => [cell])
  return {
    program, clears, ended, signs, tests, locks, waits, outcomes: new WaitOutcomes(program), overlaps: new Overlaps(program, tests, locks),
    reads: cell => read.get(cell) ?? [],
  }
}

/** @param cells those that a guard may be stale of */
function contextOf(file: FileContext, cells: ReadonlySet<Cell>, mentions: readonly Mention[]): StaleContext {
  const { program, waits } = file
  const clears = [...cells].flatMap(cell => file.clears.of(cell))
  const tokens = new Set(clears.flatMap(clear => [...clear.tokens.keys()]))
  const told = mentions.filter(({ cell }) => cells.has(cell) || tokens.has(cell))
  const watched = new Set([...cells, ...told.map(({ cell }) => cell), ...askedTwice(mentions)])
  const flags = new Set(clears.flatMap(clear => [...clear.preconditions.keys()]))
  const telling = mentionsOf(program, new Set([...cells, ...tokens])).map(({ node }) => enclosingFunction(node))
  // What a check in an own function tells is told of all that is believed.
  const homes = new Set(mentions.map(({ node }) => enclosingFunction(node)))
  const checking = [...homes].filter(node => isThrowing(node)
    || program.file.callsIn(node).some(call => tellsByReturning(program, call)))
  const summaries = new Summaries(program, new Set([...telling, ...checking]), deepestCall)
  const mask = new StaleMask(program, watched, flags, summaries, waits)
  return { ...file, watched, flags, summaries, ids: new Ids(), lessons: new Lessons(program, file.tests), mask }
}

/** Whether a function ends by an error whenever it is called. */
const isThrowing = (node: TSESTree.Node): boolean =>
  isFunction(node) && node.body.type === 'BlockStatement' && node.body.body.at(-1)?.type === 'ThrowStatement'

/** Cells that one function asks about more than once: what it has seen there shuts some of its ways. */
function askedTwice(mentions: readonly Mention[]): readonly Cell[] {
  const asked = grouped(mentions.filter(({ node }) => isAsked(node)), ({ cell }) => [cell])
  const isTwice = (places: readonly Mention[]): boolean => new Set(places.map(({ node }) => enclosingFunction(node))).size < places.length
  return [...asked].filter(([, places]) => isTwice(places)).map(([cell]) => cell)
}

/** One report for each guard and yield, and for each use: the first use that relies on them, in their own function where it is there. */
function distinct(found: readonly StaleGuard[]): readonly StaleGuard[] {
  const seen = new Map<Cell, Set<string>>()
  const uses = new Set<TSESTree.Node>()
  const rank = ({ isWhole }: StaleGuard) => isWhole ? 0 : 1
  return found.toSorted((one, other) => rank(one) - rank(other) || one.use.range[0] - other.use.range[0]).filter(stale => {
    const pairs = seen.get(stale.cell) ?? new Set()
    seen.set(stale.cell, pairs)
    const pair = `${stale.guard.range.join('-')} ${stale.yield.range.join('-')}`
    if (pairs.has(pair) || pairs.has(stale.origin) || uses.has(stale.use)) return false
    pairs.add(pair)
    if (stale.isWhole) pairs.add(stale.origin)
    uses.add(stale.use)
    return true
  })
}

/** Whether a call fills or drops an entry of a container. */
const isChanged = (file: SourceFile, node: TSESTree.Node): boolean => ['fill', 'drop'].includes(file.entries.at(node)?.does ?? '')

const endedCells = (file: SourceFile): readonly Cell[] => file.callNodes.flatMap(call => {
  const cell = endedBy(file, call)
  return cell ? [cell] : endedEntries(file, call)
})

const isOnlyWritten = (node: TSESTree.Node): boolean =>
  node.parent?.type === 'AssignmentExpression' && node.parent.left === node && node.parent.operator === '='
