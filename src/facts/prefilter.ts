import type { Vocabulary } from '../catalog/settings.js'

/**
 * Words without which no task is cancelled in a file. A look at the text spares most files the whole analysis. `= null` is not among
 * them: nearly every file has one.
 */
const cancelling = /\babort\b|clear(?:Interval|Timeout|Immediate)|cancel|[uU]nsubscribe|\boff\b|removeListener|removeEventListener|removeAllListeners|dispose|disconnect|\bunobserve\b/

/** A loop that a flag may stop. */
const looping = /\bwhile\s*\(|\bfor\s*\(\s*;/

/** Words without which nothing runs later. */
const starting = /set(?:Interval|Timeout|Immediate)|requestAnimationFrame|requestIdleCallback|\basync\b|AbortController|\bon\(|addListener|addEventListener|once\(|[sS]ubscribe|Observer|listen|watch|schedule|register|every|poll/

export function mayHaveTasks(text: string, { cancel }: Vocabulary): boolean {
  const mayCancel = cancelling.test(text) || looping.test(text) || cancel.some(name => text.includes(name.slice(name.lastIndexOf('.') + 1)))
  return mayCancel && starting.test(text)
}
