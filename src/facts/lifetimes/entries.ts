import type { TSESTree } from '@typescript-eslint/utils'
import type { Vocabulary } from '../../catalog/settings.js'
import { enclosingFunction, grouped, isConstructor, isFunction, isInside, type FunctionNode } from '../../source/index.js'
import { Candidates } from './candidates.js'
import type { Consumer, Lifetime, Lifetimes } from './lifetimes.js'
import { releasesIn } from './releases.js'

const highest = 4

/** The functions to judge, each with the lifetimes that it may break; with `strict`, closing counts as releasing. */
export function entriesOf(lifetimes: Lifetimes, vocabulary: Vocabulary, strict: boolean): ReadonlyMap<FunctionNode, readonly Lifetime[]> {
  const candidates = new Candidates(lifetimes, releasesIn(lifetimes.program, vocabulary).filter(({ empties }) => strict || empties))
  const above = new Map<FunctionNode, ReadonlySet<FunctionNode>>()
  const entriesOfReleaser = (releaser: FunctionNode): ReadonlySet<FunctionNode> => {
    const found = above.get(releaser) ?? entriesAbove(lifetimes, releaser)
    above.set(releaser, found)
    return found
  }
  const byCell = grouped(lifetimes.released(consumer => lifetimes.releasersOf(consumer.cell).some(releaser =>
    [...entriesOfReleaser(releaser)].some(entry => !isOfTask(lifetimes, entry, consumer) && candidates.mayBreak(entry, consumer)))),
  ({ cell }) => [cell])
  const entries = new Map<FunctionNode, Set<Lifetime>>()
  for (const [releaser, cells] of byCell.size > 0 ? lifetimes.releasers : []) {
    for (const entry of entriesOfReleaser(releaser)) {
      const judged = entries.get(entry) ?? new Set()
      entries.set(entry, judged)
      for (const cell of cells) {
        for (const lifetime of byCell.get(cell) ?? []) {
          if (candidates.mayBreak(entry, lifetime) && !isPartOf(lifetimes, entry, lifetime)) judged.add(lifetime)
        }
      }
    }
  }
  return new Map([...entries].filter(([, judged]) => judged.size > 0).map(([entry, judged]) => [entry, [...judged]]))
}

/**
 * A function that the owner itself calls is judged at those calls. Where only tasks call it, as a loop does that gives up by
 * `this.kill()`, it is judged by itself as well: it is there for others to call.
 */
export function entriesAbove(lifetimes: Lifetimes, releaser: FunctionNode): ReadonlySet<FunctionNode> {
  const entries = new Set<FunctionNode>()
  const seen = new Set<FunctionNode>()
  let level: FunctionNode[] = [releaser]
  for (let height = 0; level.length > 0; height++) {
    const above: FunctionNode[] = []
    for (const node of level) {
      if (seen.has(node)) continue
      seen.add(node)
      const callers = [...lifetimes.program.callers(node), ...registrarOf(lifetimes, node)]
      const outer = callers.filter(isFunction).filter(caller => !isConstructor(caller) && !seen.has(caller))
      if (callers.length > 0 && outer.length === 0 && isPrivate(node) && callers.every(isStartUp)) continue
      const judgedThere = outer.filter(caller => !lifetimes.program.tasks.some(task => task.callbacks.includes(caller)))
      if (judgedThere.length === 0 || height === highest || callers.some(caller => !isFunction(caller))) entries.add(node)
      above.push(...outer)
    }
    level = height === highest ? [] : above
  }
  return entries
}

/** The function in whose code this one is put off: it is judged there, with what ran before it. */
function registrarOf({ deferrals }: Lifetimes, node: FunctionNode): readonly TSESTree.Node[] {
  return deferrals.defers(node) ? [enclosingFunction(node)] : []
}

/** Release by the task itself, when it ends, is its own affair; so is a task that reads the cell only in order to tear it down. */
function isPartOf(lifetimes: Lifetimes, entry: FunctionNode, lifetime: Lifetime): boolean {
  if (isOfTask(lifetimes, entry, lifetime)) return true
  const { cell, consumption } = lifetime
  const run = lifetimes.program.closureOf(entry)
  const teardowns = lifetimes.releasersOf(cell).filter(node => run.has(node))
  return consumption.uses.every(use => teardowns.some(node => isInside(use, node)))
}

/** Whether a function runs as the task: it is its callback, a nested function of it, or one that nothing else can call. */
const isOfTask = (lifetimes: Lifetimes, entry: FunctionNode, { task }: Consumer): boolean =>
  task.callbacks.includes(entry) || (lifetimes.closure(task).has(entry) && lifetimes.program.callers(entry).size === 0)

/** A constructor, or a field's initial value. */
const isStartUp = (node: TSESTree.Node): boolean => isFunction(node) ? isConstructor(node) : node.type === 'PropertyDefinition'

/** A method that nothing outside its class can call. */
const isPrivate = ({ parent }: FunctionNode): boolean =>
  parent.type === 'MethodDefinition' && (parent.key.type === 'PrivateIdentifier' || parent.accessibility === 'private')
