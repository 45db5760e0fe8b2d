import type { Rule } from 'eslint'
import type { Facts, ForgottenTask } from '../../../facts/index.js'
import { enclosingFunction } from '../../../source/index.js'
import { cellText } from '../../cell-text.js'
import { before } from '../stale-guard/recheck-after-await.js'

/** An edit that clears a timer before the teardown ends what its callback works on. */
export interface TimerClear {
  /** The handle, as source text. */
  readonly source: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix
}

/** Inserts `clearTimeout(this.retry)` before the release; undefined if the release is no plain statement of the teardown itself. */
export function clearBeforeRelease(facts: Facts, { task, handle, release, teardown }: ForgottenTask): TimerClear | undefined {
  if (!handle || enclosingFunction(release) !== teardown) return undefined
  let statement = release
  while (statement.parent && statement.parent.type !== 'BlockStatement') statement = statement.parent
  if (statement.parent !== teardown.body || statement.type !== 'ExpressionStatement') return undefined
  const source = cellText(facts, handle, release)
  const clear = task.kind === 'interval' ? 'clearInterval' : 'clearTimeout'
  return { source, fix: fixer => before(facts.code, fixer, statement, `${clear}(${source})`) }
}
