import type { TSESTree } from '@typescript-eslint/utils'
import {
  enclosingFunction, grouped, isFunction, isInside, wrapped, type Cell, type FunctionNode,
} from '../../source/index.js'
import { deepestCall } from './flow/frames.js'
import { StaleMask } from './flow/mask.js'
import { findAbandonedChains } from './abandoned-runs.js'
import { endedBy } from '../../model/cells/ended-cells.js'
import { Ids } from './flow/ids.js'
import { Summaries } from './flow/summaries.js'
import { reaching } from '../../model/reaching.js'
import type { StaleGuard, StaleContext } from './types.js'
import type { Program } from '../../model/program.js'
import { Locks } from './exclusion/locks.js'
import { mentionsOf, type Mention } from '../../model/cells/mentions.js'
import { Overlaps } from './exclusion/overlaps.js'
import { findReplacements } from '../../model/cells/replacements.js'
import { Tests } from './rechecks.js'
import { StaleFlow } from './flow/flow.js'
import { findClearingWrites } from './clears/clearing-writes.js'
import { relies } from './uses.js'
import { continuationsAt, continued } from '../../model/waits/continuations.js'
import { handed, handedAt } from '../../model/waits/handed-callbacks.js'
import { Waits } from '../../model/waits/waits.js'

/** Whether the text has the words without which nothing is emptied while a function waits. */
export const mayHaveStaleGuards = (text: string): boolean =>
  /\bawait\b|\byield\b|\.(?:then|catch|finally)\(/.test(text) && /\bnull\b|\bundefined\b|\bvoid\b|\bdelete\b|\?\?|\|\||\bif\b/.test(text)

/** Finds the stale guards of a file, each once. */
export function findStaleGuards(
  program: Program, within: <Answer>(scope: TSESTree.Node, question: () => Answer) => Answer | undefined,
): readonly StaleGuard[] {
  const { file } = program
  const replacements = findReplacements(file)
  const waiting = waitingFunctions(program)
  const asked = mentionsOf(program, new Set(replacements.keys())).filter(({ node }) => waiting.has(enclosingFunction(node)))
  const clears = findClearingWrites(program, replacements, new Set(asked.map(({ cell }) => cell)))
  const ended = endedCells(program)
  const watched = new Set([...clears.keys(), ...ended])
  if (watched.size === 0) return []
  const tokens = [...clears.values()].flat().flatMap(clear => [...clear.tokens.keys()])
  const mentions = mentionsOf(program, new Set([...watched, ...tokens]))
  const ofWatched = mentions.filter(({ cell }) => watched.has(cell))
  const [tests, locks] = [new Tests(program), new Locks(program)]
  const summaries = new Summaries(program, new Set(mentions.map(({ node }) => enclosingFunction(node))), deepestCall)
  const waits = new Waits(program)
  const flags = new Set([...clears.values()].flat().flatMap(clear => [...clear.preconditions.keys()]))
  const context: StaleContext = {
    program, clears, ended,
    flags, summaries,
    ids: new Ids(), mask: new StaleMask(program, watched, flags, summaries, waits), waits,
    reads: grouped(ofWatched.filter(({ node }) => !isOnlyWritten(node)), ({ cell }) => [cell]),
    tests, locks, overlaps: new Overlaps(program, tests, locks),
  }
  const mentioning = reaching(program, ofWatched.map(({ node }) => enclosingFunction(node)))
  const convictable = reaching(program, placesToConvict(program, ofWatched, clears))
  const registering = new Set(file.callNodes.filter(call => [...continuationsAt(file, call), ...handedAt(file, call)].some(({ callback }) =>
    mentioning.has(callback) && convictable.has(callback))).map(call => enclosingFunction(call)))
  const entries = file.functions.filter(node => registering.has(node) || ((node.async || (node.generator && !isDriven(program, node)))
    && mentioning.has(node) && convictable.has(node) && context.waits.of(node)))
  const found = entries.flatMap(entry => within(entry, () => new StaleFlow(context, entry).find()) ?? [])
  return distinct([...found, ...within(file.code.ast, () => findAbandonedChains(context)) ?? []])
}

/** The functions that may run as part of one that waits, or behind a promise. */
function waitingFunctions(program: Program): ReadonlySet<TSESTree.Node> {
  const { file } = program
  const found = new Set<TSESTree.Node>(program.closure(file.functions.filter(node => node.async || node.generator)))
  const behind = [...continued(file), ...handed(file)]
  for (const { by } of behind) found.add(by)
  for (const node of program.closure(behind.map(({ callback }) => callback))) found.add(node)
  return found
}

/**
 * The functions in whose own code a report may stand: where a cell that somebody clears is relied on, written or copied, and where one
 * whose resource is only ended is written over. A test alone convicts nobody.
 */
function placesToConvict(
  { file }: Program, mentions: readonly Mention[], clears: ReadonlyMap<Cell, unknown>,
): readonly TSESTree.Node[] {
  const convicting = mentions.filter(({ node, cell }) => isWritten(node) || (clears.has(cell) && (relies(node) || isCopied(node))))
  return [...convicting.map(({ node }) => node), ...clears.size > 0 ? file.destructured : []].map(node => enclosingFunction(node))
}

/** Whether a place is written, emptied or deleted; a pattern may do any of that. */
function isWritten(node: TSESTree.Node): boolean {
  const { parent } = wrapped(node)
  switch (parent?.type) {
    case 'AssignmentExpression':
      return isInside(node, parent.left)
    case 'UnaryExpression':
      return parent.operator === 'delete'
    case 'UpdateExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return true
    default:
      return parent !== undefined && patterns.has(parent.type)
  }
}

const patterns: ReadonlySet<string> = new Set(['ArrayPattern', 'AssignmentPattern', 'Property', 'RestElement'])

/** `const proc = this.#proc`, also as part of a value: the local fails in the cell's stead. */
function isCopied(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at
    if (parent.type === 'VariableDeclarator' || parent.type === 'AssignmentExpression') return true
    if (/Statement$/.test(parent.type)) return false
  }
  return false
}

/** A generator that is handed to somebody, who decides whether it goes on: `this.init = runner(this.init.bind(this))`. */
const isDriven = ({ file }: Program, { parent, async: isAsync }: FunctionNode): boolean =>
  !isAsync && parent.type === 'MethodDefinition' && file.isHandedOn(parent.key)

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

const endedCells = ({ file }: Program): ReadonlySet<Cell> =>
  new Set(file.callNodes.flatMap(call => endedBy(file, call) ?? []))

const isOnlyWritten = (node: TSESTree.Node): boolean =>
  node.parent?.type === 'AssignmentExpression' && node.parent.left === node && node.parent.operator === '='
