import noAcquireAfterTeardown from './no-acquire-after-teardown.js'
import noCachedHandleInLoop from './no-cached-handle-in-loop.js'
import noDeadEscalation from './no-dead-escalation.js'
import noReleaseBeforeCancel from './no-release-before-cancel.js'
import noStaleGuardAcrossAwait from './no-stale-guard-across-await.js'
import noSwallowedAbort from './no-swallowed-abort.js'

export const rules = {
  'no-acquire-after-teardown': noAcquireAfterTeardown,
  'no-cached-handle-in-loop': noCachedHandleInLoop,
  'no-dead-escalation': noDeadEscalation,
  'no-release-before-cancel': noReleaseBeforeCancel,
  'no-stale-guard-across-await': noStaleGuardAcrossAwait,
  'no-swallowed-abort': noSwallowedAbort,
}
