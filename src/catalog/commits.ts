import { verbOf } from './aborts.js'
import { byName } from './by-name.js'

/** Verbs of calls that keep something for good. */
const keeping: ReadonlySet<string> = new Set([
  'write', 'save', 'persist', 'store', 'insert', 'upsert', 'commit', 'rename', 'upload', 'edit',
])

/** Verbs of calls that tell others, change what they see, or begin something. */
const acting: ReadonlySet<string> = new Set([
  'emit', 'publish', 'broadcast', 'dispatch', 'send', 'post', 'write', 'sync', 'set', 'update', 'start', 'spawn', 'fork', 'launch',
  'schedule', 'enqueue', 'create',
])

/** Whether a call of this name keeps something for good: in a file, a store, a configuration. The `write()` of a stream hands it on. */
export const keepsForGood = byName((name): boolean => keeping.has(verbOf(name)) && name !== 'write')

const waiting = /^set(?:Timeout|Immediate|Interval)$/

/** Whether a call of this name has an effect that others see. Calls that read are none, and neither is clean-up. */
export const hasEffect = byName((name): boolean => (keepsForGood(name) || acting.has(verbOf(name))) && !waiting.test(name))

/** Whether a call of this name makes a value, unless somebody waits for it: `createError(…)`, but `await createFile(…)`. */
export const onlyMakes = (name: string): boolean => /^create(?![a-z])/.test(name)

/** Flags by which a run is told to stop, and what a signal or a token says. */
const flags = [
  'cancell?ed', 'aborted', 'disposed', 'stopped', 'closed', 'destroyed', 'terminated', 'killed', 'unmounted', 'stopping', 'closing',
  'disposing', 'destroying', 'shutting_?down', 'shut_?down', 'isCancellationRequested',
].join('|')

const flagName = new RegExp(`^[#_]*(?:is|was)?_?(?:${flags})$`, 'i')

/** Whether a name is that of a flag by which a run is told to stop. */
export const tellsToStop = (name: string): boolean => flagName.test(name)

/** Words in tests that tell a run from a later one. */
export const tellsRunsApart = /current|stale|generation|epoch|supersed|version|latest|obsolete/i

/** Whether a text has such a name. */
export const mayTellToStop = (text: string): boolean => flagInText.test(text)

const flagInText = new RegExp(`(?:${flags})\\b`, 'i')
