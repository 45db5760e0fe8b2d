import noReleaseBeforeCancel from './no-release-before-cancel.js'

export const rules = {
  'no-release-before-cancel': noReleaseBeforeCancel,
}
