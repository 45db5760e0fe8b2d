import type { TSESTree } from '@typescript-eslint/utils'
import { timers } from '../../catalog/tasks.js'
import type { Vocabulary } from '../../catalog/settings.js'
import { addTo, calleeName, isFunction, isInside, leavesBy, unwrap, wrapped, type SourceFile } from '../../source/index.js'
import { holdsData } from '../../model/cells/cell-values.js'
import { findCopies, type Copy } from '../../model/cells/copies.js'
import { isHandedOver } from './ownership.js'
import type { Program } from '../../model/program.js'
import { replacementsOf, type Replacement } from '../../model/cells/replacements.js'
import { findRounds, isOverDataAtHand, type Round } from './rounds.js'
import { looksAgain } from './second-looks.js'
import { Stops, type Reliance } from './stops.js'

/** A handle that was copied from its cell before a round that goes on with the copy when the cell has lost it. */
export interface CachedHandle {
  readonly copy: Copy
  readonly round: Round
  readonly reliance: Reliance
  readonly writer: Replacement
}

const looping = /\b(?:while|for|do)\b/
const yielding = /\b(?:await|yield)\b/
const ticking = /set(?:Interval|Timeout|Immediate)|request(?:AnimationFrame|IdleCallback)/

/** Whether the text has a timer. */
export const mayTick = (text: string): boolean => ticking.test(text)

/** Whether the text has the words without which no loop goes round while others run in between. */
export const mayGoRound = (text: string): boolean => yielding.test(text) && looping.test(text)

/** Finds the cached handles of a file, one for each copy. */
export function findCachedHandles(program: Program, vocabulary: Vocabulary): readonly CachedHandle[] {
  const { file } = program
  if (file.loopsWithYield.length === 0 && !file.callNodes.some(call => timers.has(calleeName(call) ?? ''))) return []
  // What is looked up in a container is the caller's to use, and as often a list of data as a handle.
  const copies = findCopies(file).filter(copy => copy.cell.key === undefined && copy.home.type !== 'Program'
    && replacementsOf(file, copy.cell).length > 0 && !isReadonly(file, copy))
  if (copies.length === 0) return []
  const rounds = findRounds(program, new Set(copies.map(copy => copy.home)))
  if (rounds.length === 0) return []
  const stops = new Stops(program, vocabulary)
  const byTurn = new Map<TSESTree.Node, Turned[]>()
  for (const [index, round] of rounds.entries()) for (const turn of round.turns) addTo(byTurn, turn, { round, index })
  return copies.flatMap(copy => {
    for (const round of roundsWith(copy, byTurn)) {
      program.budget.spend()
      if (!isAround(copy, round)) continue
      const found = judge(program, stops, copy, round, replacementsOf(file, copy.cell))
      if (found) return [found]
    }
    return []
  })
}

interface Turned {
  readonly round: Round
  readonly index: number
}

/** The rounds whose turns mention the copy, in the order of the text: there may be many that have nothing to do with it. */
function roundsWith({ variable }: Copy, byTurn: ReadonlyMap<TSESTree.Node, readonly Turned[]>): readonly Round[] {
  const found = new Map<Round, number>()
  for (const { identifier } of variable.references) {
    for (let at = identifier as TSESTree.Node | undefined; at; at = at.parent) {
      for (const { round, index } of byTurn.get(at) ?? []) found.set(round, index)
    }
  }
  return [...found].toSorted(([, one], [, other]) => one - other).map(([round]) => round)
}

/** Whether types say that what was copied is never written again; an assertion may write it all the same, to set it up. */
function isReadonly({ scopes, types }: SourceFile, { variable }: Copy): boolean {
  const given = scopes.initial(variable)
  if (!given || given.path.length > 1) return false
  return types.isReadonly(given.value, given.path[0])
}

/** Whether the copy is made outside the round, in a function around it. The start of a `for` is made once, before it. */
function isAround({ name, home }: Copy, { place, turns }: Round): boolean {
  if (!isInside(place, home)) return false
  const isStart = place.type === 'ForStatement' && place.init !== null && isInside(name, place.init)
  return isStart || turns.every(turn => !isInside(name, turn))
}

function judge(
  program: Program, stops: Stops, copy: Copy, round: Round, replacements: readonly Replacement[],
): CachedHandle | undefined {
  const { file } = program
  const uses = usesIn(copy, round)
  if (uses.length === 0) return undefined
  const reliances = relianceOf(file, copy, round, uses)
  if (reliances.length === 0 || looksAgain(program, copy, round) || isHandedOver(program, copy, round)) return undefined
  for (const reliance of reliances) {
    const writer = replacements.find(replacement => isByOthers(program, replacement, round)
      && (reliance !== 'lost' || isCopiedOn(file, replacement))
      && !stops.stops({ copy, round, replacement, reliance }))
    if (writer) return { copy, round, reliance, writer }
  }
  return undefined
}

/** Where the turns read the copy. */
const usesIn = ({ variable }: Copy, { turns }: Round): readonly TSESTree.Node[] =>
  variable.references.filter(reference => reference.isRead() && turns.some(turn => isInside(reference.identifier, turn)))
    .map(reference => reference.identifier as TSESTree.Node)

function relianceOf(file: SourceFile, copy: Copy, round: Round, uses: readonly TSESTree.Node[]): readonly Reliance[] {
  const tests = guardsOf(round)
  const found: Reliance[] = []
  if (tests.some(test => uses.some(use => isTestOf(test, use)))) found.push('guard')
  if (!copy.isHandle) return found
  const tested = round.task ? [] : testsOf(round.place).flatMap(test => operands(test))
  const guardsCell = tested.some(part => file.cells.at(part) === copy.cell)
  if (guardsCell && uses.some(use => isHandledOn(use))) found.push('mixed')
  if (uses.some(use => isCalledOn(use)) && !isOverDataAtHand(file, round.place) && !holdsData(file, copy.cell)) found.push('call')
  if (uses.some(use => isWrittenOn(use))) found.push('lost')
  return found
}

/** What a round looks at before it goes on: the loop's own test, and tests at the top of a turn that leave it. */
function guardsOf({ place, turns, task }: Round): readonly TSESTree.Node[] {
  const bodies = task ? turns.flatMap(turn => isFunction(turn) && turn.body.type === 'BlockStatement' ? [turn.body] : [])
    : 'body' in place && (place.body as TSESTree.Node).type === 'BlockStatement' ? [place.body as TSESTree.BlockStatement] : []
  const leaving = bodies.flatMap(body => body.body.flatMap(statement =>
    statement.type === 'IfStatement' && leavesBy(statement.consequent, ['Return', 'Break', 'Throw']) ? [statement.test] : []))
  return [...testsOf(place), ...leaving]
}

const testsOf = (place: TSESTree.Node): readonly TSESTree.Node[] => 'test' in place && place.test ? [place.test] : []

/** The parts of a test that decide it each by itself. */
function operands(test: TSESTree.Node): readonly TSESTree.Node[] {
  const node = unwrap(test)
  if (node.type === 'LogicalExpression') return [...operands(node.left), ...operands(node.right)]
  if (node.type === 'UnaryExpression' && node.operator === '!') return operands(node.argument)
  if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator)) return [unwrap(node.left)]
  if (node.type === 'CallExpression' && calleeName(node) === 'Boolean' && node.arguments[0]) return operands(node.arguments[0])
  return [node]
}

const isTestOf = (test: TSESTree.Node, use: TSESTree.Node): boolean => operands(test).includes(use)

/** `proc.read()`, `proc.stdout?.read()` */
function isCalledOn(use: TSESTree.Node): boolean {
  const member = outermostMember(use)
  return member !== undefined && member.parent?.type === 'CallExpression' && member.parent.callee === member
}

/** `state.cursor = id` */
function isWrittenOn(use: TSESTree.Node): boolean {
  const member = outermostMember(use)
  return member?.parent?.type === 'AssignmentExpression' && member.parent.left === member
}

/** Whether it is called on, read from or handed to a call. */
function isHandledOn(use: TSESTree.Node): boolean {
  const place = wrapped(use)
  const { parent } = place
  return outermostMember(use) !== undefined || (parent?.type === 'CallExpression' && parent.callee !== place)
}

/** The chain of members that begins with this use. */
function outermostMember(use: TSESTree.Node): TSESTree.Node | undefined {
  let found: TSESTree.Node | undefined
  for (let at = wrapped(use); at.parent?.type === 'MemberExpression' && at.parent.object === at; at = found) {
    found = wrappedMember(at.parent)
  }
  return found
}

const wrappedMember = (node: TSESTree.Node): TSESTree.Node =>
  node.parent?.type === 'TSNonNullExpression' || node.parent?.type === 'TSAsExpression' ? wrappedMember(node.parent) : node

/** Whether somebody other than the round and those who start it takes the handle away. */
function isByOthers(program: Program, { home }: Replacement, { place, home: starter, code, task }: Round): boolean {
  const own = task ? task.callbacks : [place]
  if (isInside(place, home) || own.some(part => isInside(home, part))) return false
  const starters = isFunction(starter) ? program.callers(starter) : new Set()
  const isStart = (node: TSESTree.Node) => node === starter || starters.has(node) || code.some(part => isInside(node, part))
  const callers = [...program.callers(home)]
  return !starters.has(home) && (callers.length === 0 || !callers.every(isStart))
}

/** `this.state = { ...this.state, open: false }`: what is written to the old object from here on is lost. */
function isCopiedOn(file: SourceFile, { cell, value }: Replacement): boolean {
  return value?.type === 'ObjectExpression' && value.properties.some(property =>
    property.type === 'SpreadElement' && file.cells.carriedBy(property.argument) === cell)
}
