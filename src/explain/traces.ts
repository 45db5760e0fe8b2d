import type { TSESTree } from '@typescript-eslint/utils'
import type {
  CachedHandle, DeadEscalation, Disorder, DoubledRun, EndedStream, Facts, Forgotten, LateAcquisition, LateEffect, LeakedListener,
  StaleGuard, SupersededAnswer, SupersededHandler, Swallow, UnheardAbort, UnobservedAbort, Unsettled,
} from '../facts/index.js'
import { tightListener } from '../report/abort-listener.js'
import { tightEscalation } from '../report/dead-escalation.js'
import { tightStore } from '../report/late-acquisition.js'
import { tightEnded } from '../report/disorder.js'
import { tight, type Placed } from '../report/phrase.js'
import { tightUse } from '../report/stale-guard.js'
import { tightAct } from '../report/superseded-handler.js'
import { handlerLoc } from '../report/swallow.js'
import { loopStart } from '../report/unobserved-abort.js'
import { nameOfCell } from './cells.js'
import { placeOf } from './places.js'
import type { ReportStep, Role } from './shape.js'
import { nameOfTask } from './tasks.js'

/** A finding of the analysis: where its rule reports it, and the places that lead to it in the order in which they run. */
export interface Trace {
  readonly rule: string
  readonly line: number
  readonly column: number
  readonly steps: readonly ReportStep[]
}

/** Lists what the questions have found, under strict options as well: which of them is reported is for the rules to say. */
export function tracesOf(facts: Facts): readonly Trace[] {
  const draw = new Drawing(facts)
  return [
    ...[...facts.disorders(false), ...facts.disorders(true)].map(({ worst }) => draw.disorder(worst)),
    ...facts.endedStreams.map(ended => draw.ended(ended)),
    ...facts.unsettled.map(unsettled => draw.unsettled(unsettled)),
    ...facts.forgotten.map(forgotten => draw.forgotten(forgotten)),
    ...facts.staleGuards.map(stale => draw.stale(stale)),
    ...facts.lateEffects.map(effect => draw.effect(effect)),
    ...facts.cachedHandles.map(cached => draw.cached(cached)),
    ...[...facts.swallows(false), ...facts.swallows(true)].map(swallow => draw.swallow(swallow)),
    ...[...facts.lateAcquisitions, ...facts.reopenings, ...facts.revivals].map(late => draw.late(late)),
    ...facts.supersededHandlers.map(superseded => draw.superseded(superseded)),
    ...facts.supersededAnswers.map(answer => draw.answer(answer)),
    ...facts.doubledRuns.map(doubled => draw.doubled(doubled)),
    ...facts.deadEscalations.map(escalation => draw.escalation(escalation)),
    ...facts.leakedListeners.map(leak => draw.leak(leak)),
    ...facts.unheardAborts.map(unheard => draw.unheard(unheard)),
    ...facts.unobservedAborts.map(unobserved => draw.unobserved(unobserved)),
  ]
}

type Step = readonly [Role, TSESTree.Node | undefined, string]

class Drawing {
  readonly #facts: Facts

  constructor(facts: Facts) { this.#facts = facts }

  #trace(rule: string, { loc: { start } }: Placed, steps: readonly Step[]): Trace {
    return {
      rule, line: start.line, column: start.column + 1,
      steps: steps.flatMap(([role, node, label]) => node ? [{ role, label, ...placeOf(this.#facts, node) }] : []),
    }
  }

  disorder({ kind, lifetime: { cell, task, consumption }, at, cancel, empties }: Disorder): Trace {
    const [name, work] = [nameOfCell(this.#facts, cell), nameOfTask(this.#facts, task)]
    const release: Step = ['release', at, `${empties ? 'releases' : 'closes'} ${name}`]
    const noun = task.kind === 'promise' ? 'task' : task.kind === 'frame' ? 'frame callback' : task.kind
    const use: Step = ['use', consumption.uses[0], `the ${noun} may still use ${name}`]
    return this.#trace('no-release-before-cancel', tight(at), [
      ['start', task.start, `starts ${work}`], release, use,
      ['cancel', cancel, kind === 'leak' ? `cancels the ${noun}, but not on this path` : `cancels the ${noun} only then`],
    ])
  }

  ended({ task, write, cancel, end }: EndedStream): Trace {
    return this.#trace('no-release-before-cancel', tightEnded({ task, write }), [
      ['start', task?.start, task ? `starts ${nameOfTask(this.#facts, task)}` : ''],
      ['release', cancel, 'runs when the reader cancels'], ['end', end, 'ends what is listened to, which sends this event'],
      ['use', write, 'throws after that'],
    ])
  }

  unsettled({ cell, lifetime, at, cancel, empties }: Unsettled): Trace {
    const [name, work] = [nameOfCell(this.#facts, cell), nameOfTask(this.#facts, lifetime.of ?? lifetime.task)]
    return this.#trace('no-release-before-settle', tight(at), [
      ['start', lifetime.task.start, `starts ${work}`], ['cancel', cancel, 'asks it to stop'],
      ['release', at, `${empties ? 'releases' : 'closes'} ${name}, and waits for nothing`],
      ['use', lifetime.consumption.uses[0], 'may still come to this'],
    ])
  }

  forgotten(found: Forgotten): Trace {
    const rule = 'no-forgotten-task'
    if (found.kind === 'clearsNothing') {
      return this.#trace(rule, found.argument, [['cancel', found.call, 'is given a function, and clears nothing']])
    }
    if (found.kind === 'removesNothing') {
      return this.#trace(rule, found.argument, [['cancel', found.call, 'is given a new function, and removes nothing']])
    }
    if (found.kind === 'listener') {
      return this.#trace(rule, tight(found.call), [
        ['start', found.call, 'adds a listener'], ['cancel', found.like, 'takes care of another one, and not of this'],
      ])
    }
    if (found.kind === 'spared') {
      const handle = nameOfCell(this.#facts, found.handle)
      return this.#trace(rule, tight(found.place), [
        ['start', found.start, `starts what ${handle} holds`], ['cancel', found.end, 'ends it'],
        ['release', found.place, `the teardown ends ${nameOfCell(this.#facts, found.sibling)}, and leaves ${handle}`],
      ])
    }
    if (found.kind === 'unkeptRound') {
      const handle = nameOfCell(this.#facts, found.handle)
      return this.#trace(rule, tight(found.arm), [
        ['start', found.first, `starts the first round, and ${handle} holds its handle`],
        ['start', found.arm, 'starts the next round, and nobody keeps its handle'],
        ['cancel', found.teardown, `clears ${handle}, the timer of which has fired`],
      ])
    }
    const name = nameOfCell(this.#facts, found.cell)
    if (found.kind === 'overwritten') {
      return this.#trace(rule, found.fill.left, [['start', found.fill, `a second event sets ${name} while the first timer runs`]])
    }
    const { task, handle, release, use, kind } = found
    return this.#trace(rule, tight(handle ? release : task.start), [
      ['start', task.start, `starts ${nameOfTask(this.#facts, task)}`], ['release', release, `the teardown ends what ${name} holds`],
      ['use', use, `the timer ${kind === 'uses' ? 'still uses' : 'fills or opens'} ${name}${kind === 'uses' ? '' : ' again'}`],
    ])
  }

  stale(stale: StaleGuard): Trace {
    const { kind, cell, by, guard, yield: wait, clear, home, use } = stale
    const name = nameOfCell(this.#facts, cell)
    const writer: Step = clear ? ['writer', clear.node, `may ${clear.kind === 'replaces' ? 'replace' : 'clear'} ${name} during the wait`]
      : ['writer', home, 'a second run may come during the wait']
    return this.#trace(kind === 'clobbers' ? 'no-superseded-handler' : 'no-stale-guard-across-await', tightUse(stale), [
      ['guard', guard, by === 'test' ? `checks ${name}` : `sets ${name}`], ['wait', wait, 'waits: others can run'],
      writer, ['use', use, `relies on the ${by === 'test' ? 'check' : 'value'} from before the wait`],
    ])
  }

  effect({ effect, check, wait, set }: LateEffect): Trace {
    return this.#trace('no-stale-guard-across-await', tight(effect), [
      ['guard', check.statement, 'checks whether to stop'], ['wait', wait, 'waits: others can run'],
      ['writer', set, 'may tell it to stop meanwhile'], ['use', effect, 'goes on, without another check'],
    ])
  }

  cached({ copy, round, writer }: CachedHandle): Trace {
    const name = nameOfCell(this.#facts, copy.cell)
    return this.#trace('no-cached-handle-in-loop', copy.name, [
      ['copy', copy.name, `copies ${name} once`], ['loop', round.place, `goes on with ${copy.name.name} in each turn`],
      ['writer', writer.node, `${writer.kind === 'replaces' ? 'replaces' : 'clears'} ${name} meanwhile`],
    ])
  }

  swallow(swallow: Swallow): Trace {
    const { attempt, guarded, consequence } = swallow
    return this.#trace('no-swallowed-abort', { loc: handlerLoc(this.#facts, swallow) }, [
      ['wait', guarded.call, 'rejects on abort'], ['handler', attempt.handler, 'handles the abort like a failure'],
      ['use', consequence, 'goes on'],
    ])
  }

  late(late: LateAcquisition): Trace {
    const place = 'path' in late.place ? nameOfCell(this.#facts, late.place) : late.place.name
    return this.#trace('no-acquire-after-teardown', tightStore(late), [
      ['wait', late.wait, 'waits: the teardown may run'], ['end', late.end, `the teardown ends what ${place} holds then`],
      ['use', late.at, `sets ${place} after that`],
    ])
  }

  superseded(superseded: SupersededHandler): Trace {
    const { act, handler, refill, succession } = superseded
    const name = nameOfCell(this.#facts, handler.cell)
    return this.#trace('no-superseded-handler', tightAct(superseded), [
      ['listener', handler.registered, `registers a handler on what ${name} holds`],
      ['end', succession.end, `${succession.kind === 'dropped' ? 'drops' : 'ends'} the old one`],
      ['writer', refill.fill, `stores the next one in ${name}`],
      ['use', act.at, `the handler of the old one ${act.kind === 'empties' ? 'clears' : 'ends'} ${name}`],
    ])
  }

  answer({ effect, request, key, show }: SupersededAnswer): Trace {
    return this.#trace('no-superseded-handler', show.at, [
      ['start', effect.call, `runs again with another ${key.path}`], ['wait', request.wait, 'waits: the next run may begin, and end first'],
      ['use', show.at, 'shows the answer for the old one'],
    ])
  }

  doubled({ flag, test, wait, start, stop }: DoubledRun): Trace {
    const name = nameOfCell(this.#facts, flag)
    return this.#trace('no-superseded-handler', test, [
      ['wait', wait, 'waits: others can run'], ['writer', stop, `clears ${name}`],
      ['writer', start, `sets ${name} again, and starts the next run`],
      ['use', test, 'goes on beside the next run'],
    ])
  }

  escalation(escalation: DeadEscalation): Trace {
    const at = tightEscalation(escalation)
    if (escalation.kind === 'lostExit') {
      return this.#trace('no-dead-escalation', at, [
        ['start', escalation.spawn, 'starts the child'], ['wait', escalation.wait, 'waits for the exit'],
        ['listener', escalation.listens, 'listens only from here on'],
      ])
    }
    return this.#trace('no-dead-escalation', at, [
      ['kill', escalation.first, 'sends a signal: `killed` is true from here on'], ['guard', escalation.test, 'asks for `killed`'],
      ['kill', escalation.second, 'never runs'],
    ])
  }

  leak({ listener, end, undoing }: LeakedListener): Trace {
    return this.#trace('no-leaked-abort-listener', tightListener(listener), [
      ['listener', listener.node, 'adds the listener'], ['end', end, 'the work has ended'],
      ['use', undoing, 'an abort still runs this'],
    ])
  }

  unheard({ listener, since, goesOn }: UnheardAbort): Trace {
    return this.#trace('no-unheard-abort', tightListener(listener), [
      ['wait', since, 'waits: the abort may come'], ['listener', listener.node, 'listens only from here on'],
      ['use', goesOn, 'goes on although it was aborted'],
    ])
  }

  unobserved(unobserved: UnobservedAbort): Trace {
    const { loop, wait, skip } = unobserved
    return this.#trace('no-unobserved-abort-in-loop', skip ?? { loc: loopStart(this.#facts, unobserved) }, [
      ['loop', loop, 'goes round'], ['wait', wait, 'waits: the abort may come'],
      ['use', skip, 'goes round past the only look at the signal'],
    ])
  }
}
