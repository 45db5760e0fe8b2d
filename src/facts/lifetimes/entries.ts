import type { TSESTree } from '@typescript-eslint/utils'
import type { Vocabulary } from '../../catalog/settings.js'
import { enclosingFunction, isConstructor, isFunction, isInside, type FunctionNode } from '../../source/index.js'
import { Candidates } from './candidates.js'
import type { Lifetime, Lifetimes } from './lifetimes.js'
import { releasesIn } from './releases.js'

const highest = 4

/** The functions to judge, each with the lifetimes that it may break; with `strict`, closing counts as releasing. */
export function entriesOf(lifetimes: Lifetimes, vocabulary: Vocabulary, strict: boolean): ReadonlyMap<FunctionNode, readonly Lifetime[]> {
  const candidates = new Candidates(lifetimes, releasesIn(lifetimes.program, vocabulary).filter(({ empties }) => strict || empties))
  const entries = new Map<FunctionNode, Set<Lifetime>>()
  for (const [releaser, cells] of lifetimes.releasers) {
    for (const entry of entriesAbove(lifetimes, releaser)) {
      const judged = entries.get(entry) ?? new Set()
      entries.set(entry, judged)
      for (const cell of cells) {
        for (const lifetime of lifetimes.byCell.get(cell) ?? []) {
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
function isPartOf(lifetimes: Lifetimes, entry: FunctionNode, { cell, task, consumption }: Lifetime): boolean {
  if (task.callbacks.includes(entry)) return true
  const run = lifetimes.program.closureOf(entry)
  const teardowns = lifetimes.releasersOf(cell).filter(node => run.has(node))
  if (consumption.uses.every(use => teardowns.some(node => isInside(use, node)))) return true
  const closure = lifetimes.closure(task)
  if (!closure.has(entry)) return false
  // A nested function of the task, or one that nothing else can call.
  return lifetimes.program.callers(entry).size === 0
}

/** A constructor, or a field's initial value. */
const isStartUp = (node: TSESTree.Node): boolean => isFunction(node) ? isConstructor(node) : node.type === 'PropertyDefinition'

/** A method that nothing outside its class can call. */
const isPrivate = ({ parent }: FunctionNode): boolean =>
  parent.type === 'MethodDefinition' && (parent.key.type === 'PrivateIdentifier' || parent.accessibility === 'private')
