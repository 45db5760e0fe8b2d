import type { Vocabulary } from '../catalog/settings.js'

/**
 * Words without which no task is cancelled in a file. A look at the text spares most files the whole analysis. `= null` is not
 * among them: nearly every file has one.
 */
const cancelling = oneOf([
  /\babort\b/, /clear(?:Interval|Timeout|Immediate)/, /cancel/, /[uU]nsubscribe/, /\boff\b/, /remove(?:All|Event)?Listeners?/, /dispose/,
  /disconnect/, /\bunobserve\b/, /\bremove\(/, /EventSource|WebSocket|BroadcastChannel|MessagePort/, /\.on[a-z]+ = (?:null|undefined)/,
  /ubscribe\(/,
  // `for (const end of this.ends) end()`, `this.ends.forEach(end => end())`
  /\bof\s[^\n{}]{1,80}\)\s*\{?\s*\w+(?:\?\.)?\(\)/, /\bforEach\(\s*(?:function\s*)?\(?\s*\w+\s*\)?\s*(?:=>)?\s*\{?\s*\w+(?:\?\.)?\(\)/,
  /\b[#_]*(?:un|stop|detach|clean|teardown)[A-Za-z]*(?:\?\.)?\(/,
])

/**
 * Parts of each of these words, and the forms that have none: most files have not even those, and texts are looked through for literal
 * parts more than twice as fast.
 */
const hints = new RegExp([
  'abort|cancel|clean|clear|detach|disconnect|dispose|off|remove|stop|teardown|ubscribe|unobserve',
  'EventSource|WebSocket|BroadcastChannel|MessagePort', /\.on[a-z]+ = (?:null|undefined)/.source,
  /\bof\s[^\n{}]{1,80}\)\s*\{?\s*\w+(?:\?\.)?\(\)/.source, /\bforEach\(/.source, /\b_*un[A-Za-z]*(?:\?\.)?\(/.source,
].join('|'))

/** A loop that a flag may stop. */
const looping = oneOf([/\bwhile\s*\(/, /\bfor\s*\(\s*;/])

/** Whether the text has what a task is cancelled with. */
export function mayHaveTasks(text: string, { cancel }: Vocabulary): boolean {
  return (hints.test(text) && cancelling.test(text)) || (looping.test(text) && text.includes('async'))
    || cancel.some(name => text.includes(name.slice(name.lastIndexOf('.') + 1)))
}

/** Whether the text has a word by which a function waits, hands on what comes later, or ends by an abort. */
export const mayWait = (text: string): boolean => /\bawait\b|\byield\b|\.(?:then|catch|finally)\b|throwIf/.test(text)

/** Whether the text has an abort signal, and something that may swallow its abort. */
export function maySwallowAborts(text: string): boolean {
  return /signal|abort|cancell?ation/i.test(text) && /\bcatch\b|\bfinally\b|\bthen\b/.test(text)
    && /\bawait\b|\.then\b|\.catch\b|throwIf\w*(?:Abort|Cancel)/.test(text)
}

/** Whether the text is made for machines: a report that names three places by their lines says nothing where all are on one. */
export const isMinified = ({ text, lines }: { readonly text: string, readonly lines: readonly string[] }): boolean =>
  text.length > 5_000 && text.length / lines.length > 250

/** Whether a bundler has put the file together: nearly all of it is other projects' code, and it is changed there. */
export const isBundled = ({ text }: { readonly text: string }): boolean =>
  text.includes('__webpack_require__') && /\b(?:var|const|function) __webpack_require__\b/.test(text)

function oneOf(words: readonly RegExp[]): RegExp {
  return new RegExp(words.map(word => word.source).join('|'))
}
