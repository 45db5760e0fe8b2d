import { mayAnswer, type Exhaustion, type Facts, type Question, type Stage } from '../facts/index.js'
import { isBundled, isMinified } from '../model/prefilter.js'
import { isFunction } from '../source/index.js'
import { homeName, linesOf } from './places.js'
import type { GaveUp, Silence } from './shape.js'

/** The questions that each rule asks; a rule looks at a file if the text may hold an answer to one of them. */
const rules: Readonly<Record<Question, string>> = {
  disorders: 'no-release-before-cancel',
  endedStreams: 'no-release-before-cancel',
  unsettled: 'no-release-before-settle',
  staleGuards: 'no-stale-guard-across-await',
  lateEffects: 'no-stale-guard-across-await',
  cachedHandles: 'no-cached-handle-in-loop',
  swallows: 'no-swallowed-abort',
  lateAcquisitions: 'no-acquire-after-teardown',
  revivals: 'no-acquire-after-teardown',
  reopenings: 'no-acquire-after-teardown',
  supersededHandlers: 'no-superseded-handler',
  supersededAnswers: 'no-superseded-handler',
  doubledRuns: 'no-superseded-handler',
  deadEscalations: 'no-dead-escalation',
  leakedListeners: 'no-leaked-abort-listener',
  unheardAborts: 'no-unheard-abort',
  unobservedAborts: 'no-unobserved-abort-in-loop',
  forgottenTasks: 'no-forgotten-task',
}

const stages: Readonly<Record<Exclude<Stage, Question>, string>> = {
  graph: 'the control flow of a function', program: 'the functions and calls of the file', lifetimes: 'the tasks of the file',
}

/** Says what nobody looked for in the file, and where the analysis gave up. */
export function silenceOf(facts: Facts, isCut: boolean): Silence {
  const { code, vocabulary } = facts
  const asked = new Set((Object.keys(rules) as Question[]).filter(question => mayAnswer(question, code, vocabulary))
    .map(question => rules[question]))
  const view = isCut ? [{ ...linesOf(code.ast), what: 'the lists of this view', function: 'the file', why: tooManySteps }] : []
  return {
    notAsked: [...new Set(Object.values(rules))].filter(rule => !asked.has(rule)),
    madeBy: isBundled(code) ? 'bundler' : isMinified(code) ? 'minifier' : null,
    gaveUp: [...facts.exhausted.map(gaveUp), ...view],
  }
}

const tooManySteps = 'it needs more steps than the analysis allows'

function gaveUp({ question, scope }: Exhaustion): GaveUp {
  const name = isFunction(scope) || scope.type !== 'Program' ? homeName(scope) : 'the file'
  const what = question in rules ? rules[question as Question] : stages[question as Exclude<Stage, Question>]
  return { ...linesOf(scope), what, function: name, why: question === 'graph' ? 'it is too large or too deeply nested' : tooManySteps }
}
