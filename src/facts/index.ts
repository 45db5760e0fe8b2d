import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Vocabulary } from '../catalog/settings.js'
import { SourceFile } from '../source/index.js'
import { Budget, type Work, type WorkOrder } from '../model/budget.js'
import { findLeakedListeners, findUnheardAborts } from './abort-listeners/abort-listeners.js'
import type { LeakedListener } from './abort-listeners/leaked.js'
import type { UnheardAbort } from './abort-listeners/unheard.js'
import { findCachedHandles, type CachedHandle } from './cached-handles/cached-handles.js'
import { findDeadEscalations, type DeadEscalation } from './dead-escalations/dead-escalations.js'
import { findEndedStreams, type EndedStream } from './ended-streams/ended-streams.js'
import { byRelease, type Misplaced } from './lifetimes/disorder.js'
import { entriesOf } from './lifetimes/entries.js'
import { findLateEffects, type LateEffect } from './late-effects/late-effects.js'
import { findLateAcquisitions, findReopenings, findRevivals, type LateAcquisition } from './late-acquisitions/late-acquisitions.js'
import { Lifetimes } from './lifetimes/lifetimes.js'
import { releasesIn } from './lifetimes/releases.js'
import { mayAnswer, type Question } from './gate.js'
import { mostSteps, type Exhaustion, type Limits, type Stage } from './limits.js'
import { Program } from '../model/program.js'
import { findForgotten, type Forgotten } from './forgotten-tasks/forgotten-tasks.js'
import { findSupersededAnswers, type SupersededAnswer } from './superseded-answers/superseded-answers.js'
import { findDoubledRuns, type DoubledRun } from './superseded-handlers/doubled-runs.js'
import { findSupersededHandlers, maySupersedeHandlers, type SupersededHandler } from './superseded-handlers/superseded-handlers.js'
import { findUnobservedAborts, type UnobservedAbort } from './unobserved-aborts/unobserved-aborts.js'
import { findLateLocks, mayLockLate, type LateLock } from './stale-guards/locks/late-locks.js'
import { findStaleGuards } from './stale-guards/stale-guards.js'
import type { StaleGuard } from './stale-guards/types.js'
import { Swallows, type Swallow } from './swallows/swallows.js'
import { Teardown } from './lifetimes/teardown/teardown.js'
import { findUnsettled, mayBeUnsettled, type Unsettled } from './lifetimes/unsettled/unsettled.js'

export type { Cell } from '../source/index.js'
export { mayAnswer, type Question } from './gate.js'
export type { Exhaustion, Limits, Stage } from './limits.js'
export type { AbortListener } from './abort-listeners/listeners.js'
export type { LeakedListener } from './abort-listeners/leaked.js'
export type { UnheardAbort } from './abort-listeners/unheard.js'
export type { CachedHandle } from './cached-handles/cached-handles.js'
export type { DeadEscalation } from './dead-escalations/dead-escalations.js'
export type { EndedStream } from './ended-streams/ended-streams.js'
export type { Disorder, Misplaced } from './lifetimes/disorder.js'
export type { LateAcquisition } from './late-acquisitions/late-acquisitions.js'
export type { LateEffect } from './late-effects/late-effects.js'
export type { Lifetime } from './lifetimes/lifetimes.js'
export type { LateLock } from './stale-guards/locks/late-locks.js'
export type { StaleGuard } from './stale-guards/types.js'
export type { Forgotten, ForgottenTask } from './forgotten-tasks/forgotten-tasks.js'
export type { DoubledRun } from './superseded-handlers/doubled-runs.js'
export type { SupersededAnswer } from './superseded-answers/superseded-answers.js'
export type { SupersededHandler } from './superseded-handlers/superseded-handlers.js'
export type { UnobservedAbort } from './unobserved-aborts/unobserved-aborts.js'
export type { Swallow } from './swallows/swallows.js'
export type { Unsettled } from './lifetimes/unsettled/unsettled.js'
export type { TaskKind } from '../catalog/tasks.js'
export type { Task } from '../model/tasks/tasks.js'

/** What is true in one file, for all rules. Answers are worked out when they are first asked for. */
export class Facts {
  readonly code: Readonly<TSESLint.SourceCode>
  readonly vocabulary: Vocabulary
  readonly #limits: Limits
  readonly #budget: Budget
  readonly #exhausted: Exhaustion[] = []
  readonly #disorders = new Map<boolean, readonly Misplaced[]>()
  #program: Program | undefined | null = null
  readonly #swallows = new Map<boolean, readonly Swallow[]>()
  #lifetimes: Lifetimes | undefined | null = null
  #cachedHandles: readonly CachedHandle[] | undefined
  #unsettled: readonly Unsettled[] | undefined
  #staleGuards: readonly StaleGuard[] | undefined
  #forgotten: readonly Forgotten[] | undefined
  #supersededHandlers: readonly SupersededHandler[] | undefined
  #lateAcquisitions: readonly LateAcquisition[] | undefined
  readonly #lists = new Map<Question, readonly unknown[]>()
  #revivals: readonly LateAcquisition[] | undefined

  /** @param order the order of work, for tests; the answers do not hang on it */
  constructor(code: Readonly<TSESLint.SourceCode>, vocabulary: Vocabulary, order?: WorkOrder, limits = mostSteps) {
    this.code = code
    this.vocabulary = vocabulary
    this.#limits = limits
    this.#budget = new Budget(limits.file, order)
  }

  /** The steps of analysis that the file has cost. */
  get operations(): number { return this.#budget.spent }

  /** What the flows of each question have cost, by its name: solves, visits of blocks, points and joins. */
  get works(): ReadonlyMap<string, Work> { return this.#budget.works }

  #may(question: Question): boolean { return mayAnswer(question, this.code, this.vocabulary) }

  /** What the budgets cut short among the questions asked so far, each question and scope once. */
  get exhausted(): readonly Exhaustion[] {
    const tooLarge = this.#program?.tooLarge ?? []
    return [...tooLarge.map(scope => ({ question: 'graph' as const, scope })), ...this.#exhausted]
  }

  #within<Answer>(question: Stage, limit: number, answer: () => Answer, scope: TSESTree.Node = this.code.ast): Answer | undefined {
    return this.#budget.within(limit, answer, () => {
      if (this.#exhausted.some(known => known.question === question && known.scope === scope)) return
      this.#exhausted.push({ question, scope })
    })
  }

  /** What is written in the file, laid out; undefined where the file is too large. */
  get program(): Program | undefined {
    if (this.#program === null) {
      this.#program = this.#within('program', this.#limits.file / 4, () =>
        new Program(new SourceFile(this.code), this.#budget, this.vocabulary))
    }
    return this.#program
  }

  /** Tasks and the cells that they consume; undefined where the file is too large to tell. */
  get lifetimes(): Lifetimes | undefined {
    if (this.#lifetimes === null) {
      const { program } = this
      this.#lifetimes = program && this.#within('lifetimes', this.#limits.file / 2, () => new Lifetimes(program, this.vocabulary))
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
    const program = this.#may('swallows') ? this.program : undefined
    return (program && this.#within('swallows', this.#limits.file / 2, () =>
      new Swallows(program, this.vocabulary, strict).find())) ?? []
  }

  /** Releases before the cancel of a task that consumes what is released; with `strict`, closing counts as releasing. */
  disorders(strict: boolean): readonly Misplaced[] {
    const known = this.#disorders.get(strict) ?? this.#findDisorders(strict)
    this.#disorders.set(strict, known)
    return known
  }

  /** Releases of what a run of a task may still use, as nobody has waited for it. */
  get unsettled(): readonly Unsettled[] { return this.#unsettled ??= this.#findUnsettled() }

  #findUnsettled(): readonly Unsettled[] {
    const program = this.#may('unsettled') ? this.program : undefined
    if (!program || !mayBeUnsettled(program, this.vocabulary)) return []
    const { lifetimes } = this
    const found = (lifetimes && this.#within('unsettled', this.#limits.question, () => findUnsettled(lifetimes, this.vocabulary))) ?? []
    const known = new Set(found.length > 0 ? this.disorders(true).map(({ worst }) => worst.at) : [])
    return found.filter(({ at }) => !known.has(at))
  }

  /** Handles that were copied before a loop that goes on with the copy when their cell has lost them. */
  get cachedHandles(): readonly CachedHandle[] { return this.#cachedHandles ??= this.#findCachedHandles() }

  #findCachedHandles(): readonly CachedHandle[] {
    const program = this.#may('cachedHandles') ? this.program : undefined
    return (program && this.#within('cachedHandles', this.#limits.question, () => findCachedHandles(program, this.vocabulary))) ?? []
  }

  /** Uses that rely on what was seen before a yield, in the course of which another function may have changed it. */
  get staleGuards(): readonly StaleGuard[] { return this.#staleGuards ??= this.#findStaleGuards() }

  #findStaleGuards(): readonly StaleGuard[] {
    const program = this.#may('staleGuards') ? this.program : undefined
    return (program && this.#within('staleGuards', this.#limits.file / 2, () =>
      findStaleGuards(program, (scope, question) => this.#within('staleGuards', this.#limits.question, question, scope)))) ?? []
  }

  /** Locks that are taken only after a wait, when a second run has passed their check as well. */
  get lateLocks(): readonly LateLock[] {
    return mayLockLate(this.code.text) ? this.#listed('staleGuards', findLateLocks) : []
  }

  /** What a function does after a wait although it may have been told to stop meanwhile. */
  get lateEffects(): readonly LateEffect[] { return this.#listed('lateEffects', findLateEffects) }

  /** Timers that run on after a teardown, timers that are started over another, and clears that clear nothing. */
  get forgotten(): readonly Forgotten[] { return this.#forgotten ??= this.#findForgotten() }

  #findForgotten(): readonly Forgotten[] {
    const program = this.#may('forgottenTasks') ? this.program : undefined
    return (program && this.#within('forgottenTasks', this.#limits.question, () => findForgotten(program))) ?? []
  }

  /** Runs that clear, when they finish, what may belong to the next run by then. */
  get abandonedRuns(): readonly StaleGuard[] { return this.staleGuards.filter(({ kind }) => kind === 'clobbers') }

  /** Whether nobody ended a run that is given up: its promise was only dropped. */
  isOnlyDropped({ cell, clears, clear }: StaleGuard): boolean {
    return clear !== undefined && [clear, ...clears].every(({ aborts, ended, rejected }) =>
      !aborts && !ended.has(cell) && rejected.size === 0)
  }

  /** Handlers that clear or end what a cell holds, which may be the successor of the handle that they belong to. */
  get supersededHandlers(): readonly SupersededHandler[] { return this.#supersededHandlers ??= this.#findSupersededHandlers() }

  #findSupersededHandlers(): readonly SupersededHandler[] {
    const program = this.#may('supersededHandlers') && maySupersedeHandlers(this.code.text) ? this.program : undefined
    const found = (program && this.#within('supersededHandlers', this.#limits.question, () => findSupersededHandlers(program))) ?? []
    const known = new Set(found.length > 0 ? this.abandonedRuns.map(({ use }) => use) : [])
    return found.filter(({ act }) => !known.has(act.node))
  }

  /** Resources that are stored after a wait, although a teardown that ends only what is stored may have run meanwhile. */
  get lateAcquisitions(): readonly LateAcquisition[] {
    return this.#lateAcquisitions ??= this.#findLate('lateAcquisitions', findLateAcquisitions)
  }

  /** States that are written after a wait, over the last one that a teardown may have written meanwhile. */
  get revivals(): readonly LateAcquisition[] { return this.#revivals ??= this.#findLate('revivals', findRevivals) }

  /** What the close handler of a handle opens again, although a teardown has ended that handle for good. */
  get reopenings(): readonly LateAcquisition[] { return this.#listed('reopenings', findReopenings) }

  #findLate(question: 'lateAcquisitions' | 'revivals', find: (program: Program) => readonly LateAcquisition[]): readonly LateAcquisition[] {
    const program = this.#may(question) ? this.program : undefined
    const found = (program && this.#within(question, this.#limits.question, () => find(program))) ?? []
    // A resource that a teardown misses is another defect than a second run that overwrites it, with another fix. A state is one defect.
    const stale = new Set(found.some(({ kind }) => kind === 'revived') ? this.staleGuards.map(({ use }) => use) : [])
    return found.filter(({ kind, store }) => kind !== 'revived' || !stale.has(store.node))
  }

  /** Timers and listeners that write to a stream after its reader has cancelled it. */
  get endedStreams(): readonly EndedStream[] { return this.#listed('endedStreams', findEndedStreams) }

  /** Kills that are never sent, and waits for exits that have been. */
  get deadEscalations(): readonly DeadEscalation[] { return this.#listed('deadEscalations', findDeadEscalations) }

  /** Listeners for an abort that stay when their work has ended. */
  get leakedListeners(): readonly LeakedListener[] { return this.#listed('leakedListeners', findLeakedListeners) }

  /** Listeners for an abort that may have been before they are added. */
  get unheardAborts(): readonly UnheardAbort[] { return this.#listed('unheardAborts', findUnheardAborts) }

  /** Loops that go on after the abort of a signal that they were given. */
  get unobservedAborts(): readonly UnobservedAbort[] {
    return this.#listed('unobservedAborts', program => findUnobservedAborts(program, this.vocabulary))
  }

  /** Answers that an effect shows though a later run of it may have shown another. */
  get supersededAnswers(): readonly SupersededAnswer[] { return this.#listed('supersededAnswers', findSupersededAnswers) }

  /** Loops that go on by a flag which the next start sets again. */
  get doubledRuns(): readonly DoubledRun[] { return this.#listed('doubledRuns', findDoubledRuns) }

  /** What one question finds in the file, asked once. */
  #listed<Found>(question: Question, find: (program: Program) => readonly Found[]): readonly Found[] {
    const known = this.#lists.get(question) as readonly Found[] | undefined
    if (known) return known
    const program = this.#may(question) ? this.program : undefined
    const found = (program && this.#within(question, this.#limits.question, () => find(program))) ?? []
    this.#lists.set(question, found)
    return found
  }

  #findDisorders(strict: boolean): readonly Misplaced[] {
    const program = this.#may('disorders') ? this.program : undefined
    if (!program || releasesIn(program, this.vocabulary).length === 0) return []
    const { lifetimes } = this
    if (!lifetimes || lifetimes.cancellable.length === 0) return []
    const entries = this.#within('lifetimes', this.#limits.file / 2, () => entriesOf(lifetimes, this.vocabulary, strict))
    if (!entries || entries.size === 0) return []
    const teardown = new Teardown(lifetimes, [...new Set([...entries.values()].flat())], this.vocabulary, strict)
    return byRelease([...entries].flatMap(([entry, judged]) => this.#within('disorders', this.#limits.question, () =>
      teardown.disorders(entry, judged), entry) ?? [])
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
  const key = keyOf(vocabulary)
  const facts = perFile.get(key) ?? new Facts(code, vocabulary)
  perFile.set(key, facts)
  return facts
}

const keys = new WeakMap<Vocabulary, string>()

function keyOf(vocabulary: Vocabulary): string {
  const key = keys.get(vocabulary) ?? JSON.stringify(vocabulary)
  keys.set(vocabulary, key)
  return key
}
