import noReleaseBeforeCancel from './no-release-before-cancel.js'
import noSwallowedAbort from './no-swallowed-abort.js'

export const rules = {
  'no-release-before-cancel': noReleaseBeforeCancel,
  'no-swallowed-abort': noSwallowedAbort,
}
