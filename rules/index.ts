import noCachedHandleInLoop from './no-cached-handle-in-loop.js'
import noReleaseBeforeCancel from './no-release-before-cancel.js'

export const rules = {
  'no-cached-handle-in-loop': noCachedHandleInLoop,
  'no-release-before-cancel': noReleaseBeforeCancel,
}
