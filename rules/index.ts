import noAcquireAfterTeardown from './no-acquire-after-teardown.js'
import noCachedHandleInLoop from './no-cached-handle-in-loop.js'
import noDeadEscalation from './no-dead-escalation.js'
import noForgottenTask from './no-forgotten-task.js'
import noLeakedAbortListener from './no-leaked-abort-listener.js'
import noReleaseBeforeCancel from './no-release-before-cancel.js'
import noReleaseBeforeSettle from './no-release-before-settle.js'
import noStaleGuardAcrossAwait from './no-stale-guard-across-await.js'
import noSupersededHandler from './no-superseded-handler.js'
import noSwallowedAbort from './no-swallowed-abort.js'
import noUnheardAbort from './no-unheard-abort.js'
import noUnobservedAbortInLoop from './no-unobserved-abort-in-loop.js'

export const rules = {
  'no-acquire-after-teardown': noAcquireAfterTeardown,
  'no-cached-handle-in-loop': noCachedHandleInLoop,
  'no-dead-escalation': noDeadEscalation,
  'no-forgotten-task': noForgottenTask,
  'no-leaked-abort-listener': noLeakedAbortListener,
  'no-release-before-cancel': noReleaseBeforeCancel,
  'no-release-before-settle': noReleaseBeforeSettle,
  'no-stale-guard-across-await': noStaleGuardAcrossAwait,
  'no-superseded-handler': noSupersededHandler,
  'no-swallowed-abort': noSwallowedAbort,
  'no-unheard-abort': noUnheardAbort,
  'no-unobserved-abort-in-loop': noUnobservedAbortInLoop,
}
