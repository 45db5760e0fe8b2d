import type { Vocabulary } from '../catalog/settings.js'
import { isBundled, isMinified, mayHaveTasks, maySwallowAborts, mayWait } from '../model/prefilter.js'
import { mayListenForAborts } from './abort-listeners/abort-listeners.js'
import { mayGoRound, mayTick } from './cached-handles/cached-handles.js'
import { mayLeaveRuns } from './lifetimes/unsettled/gate.js'
import { mayEscalateInVain } from './dead-escalations/dead-escalations.js'
import { mayEndStreams } from './ended-streams/ended-streams.js'
import { mayForgetTasks } from './forgotten-tasks/forgotten-tasks.js'
import { mayAcquireLate, mayReopen } from './late-acquisitions/late-acquisitions.js'
import { mayActLate } from './late-effects/late-effects.js'
import { mayHaveStaleGuards } from './stale-guards/stale-guards.js'
import { mayGoOn } from './unobserved-aborts/unobserved-aborts.js'
import { mayShowAnswers } from './superseded-answers/superseded-answers.js'
import { mayDoubleRuns } from './superseded-handlers/doubled-runs.js'
import { maySupersedeHandlers } from './superseded-handlers/superseded-handlers.js'

/** The text of a file, in its lines as well. */
export interface Text {
  readonly text: string
  readonly lines: readonly string[]
}

/** Asks a text once, however many questions need to know: all rules ask of one file before any of them asks of the next. */
function once(ask: (text: string) => boolean): (text: string) => boolean {
  let last: string | undefined
  let answer = false
  return text => {
    if (text !== last) [last, answer] = [text, ask(text)]
    return answer
  }
}

// All questions but some need that anything waits, and most texts have not that.
const waits = once(mayWait)
const storesLate = once(mayAcquireLate)
const listensForAborts = once(mayListenForAborts)

/** What each question needs to find in the text. A file without it costs that question nothing but this look. */
const words = {
  disorders: (code: Text, vocabulary: Vocabulary) => mayHaveTasks(code.text, vocabulary) && !isMinified(code),
  unsettled: (code: Text) => waits(code.text) && mayLeaveRuns(code.text) && !isMinified(code),
  swallows: (code: Text) => waits(code.text) && maySwallowAborts(code.text) && !isMinified(code),
  cachedHandles: (code: Text) => (mayTick(code.text) || (waits(code.text) && mayGoRound(code.text))) && !isMinified(code),
  leakedListeners: (code: Text) => listensForAborts(code.text) && !isMinified(code),
  unheardAborts: (code: Text) => listensForAborts(code.text) && !isMinified(code),
  unobservedAborts: (code: Text) => waits(code.text) && mayGoOn(code.text) && !isMinified(code),
  deadEscalations: (code: Text) => mayEscalateInVain(code.text) && !isMinified(code),
  endedStreams: (code: Text) => mayEndStreams(code.text) && !isMinified(code),
  forgottenTasks: (code: Text) => mayForgetTasks(code.text) && !isMinified(code),
  lateAcquisitions: (code: Text) => waits(code.text) && storesLate(code.text) && !isMinified(code),
  revivals: (code: Text) => waits(code.text) && storesLate(code.text) && !isMinified(code),
  reopenings: (code: Text) => mayReopen(code.text) && !isMinified(code),
  supersededHandlers: (code: Text) => (maySupersedeHandlers(code.text) || (waits(code.text) && mayHaveStaleGuards(code.text)))
    && !isMinified(code),
  supersededAnswers: (code: Text) => waits(code.text) && mayShowAnswers(code.text) && !isMinified(code),
  doubledRuns: (code: Text) => mayDoubleRuns(code.text) && !isMinified(code),
  lateEffects: (code: Text) => waits(code.text) && mayActLate(code.text) && !isMinified(code),
  staleGuards: (code: Text) => waits(code.text) && mayHaveStaleGuards(code.text) && !isMinified(code),
} satisfies Readonly<Record<string, (code: Text, vocabulary: Vocabulary) => boolean>>

/** What a rule may ask of a file. */
export type Question = keyof typeof words

/** The verdicts on the text that was looked at last. */
let last: Verdicts | undefined

interface Verdicts {
  readonly text: string
  readonly vocabulary: Vocabulary
  readonly verdicts: Map<Question, boolean>
  isBundled?: boolean
}

/**
 * Whether a question may have an answer in a file, as far as its text tells. Nothing but the text is touched: where no rule wants to
 * walk the program, a host need not lay it out.
 */
export function mayAnswer(question: Question, code: Text, vocabulary: Vocabulary): boolean {
  const { text } = code
  if (last?.text !== text || last.vocabulary !== vocabulary) last = { text, vocabulary, verdicts: new Map() }
  const known = last.verdicts.get(question)
  if (known !== undefined) return known
  const verdict = words[question](code, vocabulary) && !(last.isBundled ??= isBundled(code))
  last.verdicts.set(question, verdict)
  return verdict
}
