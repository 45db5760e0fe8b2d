import type { TSESLint } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Vocabulary } from '../catalog/settings.js'
import { SourceFile } from '../source/index.js'
import { Budget, type Work, type WorkOrder } from '../model/budget.js'
import { findCachedHandles, mayCacheHandles, type CachedHandle } from './cached-handles/cached-handles.js'
import { byRelease, type Misplaced } from './lifetimes/disorder.js'
import { entriesOf } from './lifetimes/entries.js'
import { findLateAcquisitions, mayAcquireLate, type LateAcquisition } from './late-acquisitions/late-acquisitions.js'
import { Lifetimes } from './lifetimes/lifetimes.js'
import { isMinified, mayHaveTasks, maySwallowAborts } from '../model/prefilter.js'
import { Program } from '../model/program.js'
import { findStaleGuards, mayHaveStaleGuards } from './stale-guards/stale-guards.js'
import type { StaleGuard } from './stale-guards/types.js'
import { Swallows, type Swallow } from './swallows/swallows.js'
import { Teardown } from './lifetimes/teardown.js'

export type { Cell } from '../source/index.js'
export type { CachedHandle } from './cached-handles/cached-handles.js'
export type { Disorder, Misplaced } from './lifetimes/disorder.js'
export type { LateAcquisition } from './late-acquisitions/late-acquisitions.js'
export type { Lifetime } from './lifetimes/lifetimes.js'
export type { StaleGuard } from './stale-guards/types.js'
export type { Swallow } from './swallows/swallows.js'
export type { TaskKind } from '../catalog/tasks.js'
export type { Task } from '../model/tasks/tasks.js'

/** Steps that one file may cost, and one function of it; beyond them the analysis is silent. */
const mostSteps = { file: 4_000_000, question: 400_000 }

/** What is true in one file, for all rules. Answers are worked out when they are first asked for. */
export class Facts {
  readonly code: Readonly<TSESLint.SourceCode>
  readonly vocabulary: Vocabulary
  readonly #budget: Budget
  readonly #disorders = new Map<boolean, readonly Misplaced[]>()
  #program: Program | undefined | null = null
  readonly #swallows = new Map<boolean, readonly Swallow[]>()
  #lifetimes: Lifetimes | undefined | null = null
  #cachedHandles: readonly CachedHandle[] | undefined
  #staleGuards: readonly StaleGuard[] | undefined
  #lateAcquisitions: readonly LateAcquisition[] | undefined

  /** @param order the order of work, for tests; the answers do not hang on it */
  constructor(code: Readonly<TSESLint.SourceCode>, vocabulary: Vocabulary, order?: WorkOrder) {
    this.#budget = new Budget(mostSteps.file, order)
    this.code = code
    this.vocabulary = vocabulary
  }

  /** The steps of analysis that the file has cost. */
  get operations(): number { return this.#budget.spent }

  /** What the flows of each question have cost, by its name: solves, visits of blocks, points and joins. */
  get works(): ReadonlyMap<string, Work> { return this.#budget.works }

  /** What is written in the file, laid out; undefined where the file is too large. */
  get program(): Program | undefined {
    if (this.#program === null) {
      this.#program = this.#budget.within(mostSteps.file / 4, () => new Program(new SourceFile(this.code), this.#budget))
    }
    return this.#program
  }

  /** Tasks and the cells that they consume; undefined where the file is too large to tell. */
  get lifetimes(): Lifetimes | undefined {
    if (this.#lifetimes === null) {
      const { program } = this
      this.#lifetimes = program && this.#budget.within(mostSteps.file / 2, () => new Lifetimes(program, this.vocabulary))
    }
    return this.#lifetimes
  }

  /** Handlers that swallow an abort; with `strict`, those as well that answer it with a definite value. */
  swallows(strict: boolean): readonly Swallow[] {
    const known = this.#swallows.get(strict) ?? this.#findSwallows(strict)
    this.#swallows.set(strict, known)
    return known
  }

  #findSwallows(strict: boolean): readonly Swallow[] {
    const program = maySwallowAborts(this.code.text) ? this.program : undefined
    return (program && this.#budget.within(mostSteps.file / 2, () => new Swallows(program, this.vocabulary, strict).find())) ?? []
  }

  /** Releases before the cancel of a task that consumes what is released; with `strict`, closing counts as releasing. */
  disorders(strict: boolean): readonly Misplaced[] {
    const known = this.#disorders.get(strict) ?? this.#findDisorders(strict)
    this.#disorders.set(strict, known)
    return known
  }

  /** Handles that were copied before a loop that goes on with the copy when their cell has lost them. */
  get cachedHandles(): readonly CachedHandle[] {
    this.#cachedHandles ??= this.#findCachedHandles()
    return this.#cachedHandles
  }

  #findCachedHandles(): readonly CachedHandle[] {
    const program = mayCacheHandles(this.code.text) ? this.program : undefined
    return (program && this.#budget.within(mostSteps.question, () => findCachedHandles(program, this.vocabulary))) ?? []
  }

  /** Uses that rely on what was seen before a yield, in the course of which another function may have changed it. */
  get staleGuards(): readonly StaleGuard[] {
    this.#staleGuards ??= this.#findStaleGuards()
    return this.#staleGuards
  }

  #findStaleGuards(): readonly StaleGuard[] {
    const program = mayHaveStaleGuards(this.code.text) && !isMinified(this.code) ? this.program : undefined
    return (program && this.#budget.within(mostSteps.file / 2, () =>
      findStaleGuards(program, question => this.#budget.within(mostSteps.question, question)))) ?? []
  }

  /** Resources that are stored after a wait, although a teardown that ends only what is stored may have run meanwhile. */
  get lateAcquisitions(): readonly LateAcquisition[] {
    this.#lateAcquisitions ??= this.#findLateAcquisitions()
    return this.#lateAcquisitions
  }

  #findLateAcquisitions(): readonly LateAcquisition[] {
    const program = mayAcquireLate(this.code.text) && !isMinified(this.code) ? this.program : undefined
    const found = (program && this.#budget.within(mostSteps.question, () => findLateAcquisitions(program))) ?? []
    const stale = new Set(found.length > 0 ? this.staleGuards.map(({ use }) => use) : [])
    return found.filter(({ store }) => !stale.has(store.node))
  }

  #findDisorders(strict: boolean): readonly Misplaced[] {
    if (!mayHaveTasks(this.code.text, this.vocabulary)) return []
    const { lifetimes } = this
    if (!lifetimes || lifetimes.all.length === 0) return []
    const entries = this.#budget.within(mostSteps.question, () => entriesOf(lifetimes))
    if (!entries) return []
    return byRelease([...entries].flatMap(([entry, judged]) => this.#budget.within(mostSteps.question, () =>
      new Teardown(lifetimes, this.vocabulary, entry, judged, strict).disorders()) ?? [])
      // A task that only hands the resource on is given null where it was emptied.
      .filter(({ empties, lifetime }) => !empties || !lifetime.consumption.isOnlyHandedOn))
  }
}

const known = new WeakMap<object, Map<string, Facts>>()

/**
 * The facts of the file that `context` lints, one object for all rules that ask under the same settings. The key is the syntax
 * tree: a host may lint every file through one and the same `sourceCode` object.
 */
export function getFacts(context: Pick<Rule.RuleContext, 'sourceCode'>, vocabulary: Vocabulary): Facts {
  const code = context.sourceCode as unknown as Readonly<TSESLint.SourceCode>
  const perFile = known.get(code.ast) ?? new Map<string, Facts>()
  known.set(code.ast, perFile)
  const key = JSON.stringify(vocabulary)
  const facts = perFile.get(key) ?? new Facts(code, vocabulary)
  perFile.set(key, facts)
  return facts
}
