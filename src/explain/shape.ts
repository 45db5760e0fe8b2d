/**
 * What the analysis saw in one file, as plain data: `--facts=json` prints it, and all other views are drawn from it. Adding a field is
 * no new version; removing one, or giving it another meaning, is. docs/use/facts.md describes it, docs/use/facts.schema.json is its schema.
 */
export interface FileFacts {
  readonly version: 1
  readonly file: string
  readonly functions: readonly FunctionFacts[]
  readonly cells: readonly CellFacts[]
  readonly tasks: readonly TaskFacts[]
  readonly teardowns: readonly TeardownFacts[]
  readonly reports: readonly Report[]
  readonly silence: Silence
}

/** A range of the text, with lines and columns from 1, the function whose code it is, and its text on one line, cut when long. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly function: string
  readonly text: string
}

/** A function, and where others can run while it waits. */
export interface FunctionFacts {
  readonly name: string
  readonly line: number
  readonly endLine: number
  readonly async: boolean
  readonly waits: readonly Place[]
  /** Loops with a wait: what stands above it in the text may run after it. */
  readonly loops: readonly Lines[]
}

export interface Lines {
  readonly line: number
  readonly endLine: number
}

/** A place that functions share: a field, a captured variable, an entry of a container. */
export interface CellFacts {
  readonly name: string
  readonly owner: Owner
  readonly reads: readonly Place[]
  /** Tests that look at it, straight or through functions of the file. */
  readonly guards: readonly Place[]
  readonly writes: readonly Write[]
}

export interface Owner {
  readonly kind: 'class' | 'object' | 'variable' | 'global'
  readonly name: string
  readonly line: number
}

/**
 * `set` gives it a value; `clear` sets it to null or undefined, or deletes it; `replace` puts another object in the place of one that may
 * be there; `end` is a call that ends what it holds, such as `close()`.
 */
export interface Write extends Place {
  readonly does: 'set' | 'clear' | 'replace' | 'end'
}

/** Work that outlives the statement that starts it. */
export interface TaskFacts {
  readonly kind: 'interval' | 'timeout' | 'frame' | 'listener' | 'subscription' | 'promise'
  readonly name: string
  readonly starts: readonly Place[]
  /** The functions that it runs. */
  readonly runs: readonly Lines[]
  /** The cells or variables by which it can be cancelled. */
  readonly handles: readonly string[]
  readonly consumes: readonly Consumed[]
  readonly cancels: readonly Place[]
  /** Where something waits until it has settled. */
  readonly settles: readonly Place[]
}

export interface Consumed {
  readonly cell: string
  readonly uses: readonly Place[]
}

/** A function that cancels tasks or releases what they consume, in the order of its text. */
export interface TeardownFacts {
  readonly function: string
  readonly line: number
  readonly endLine: number
  readonly steps: readonly TeardownStep[]
}

/** `subject` names the task that is cancelled or awaited, the cell that is released or closed, or the function that is called. */
export interface TeardownStep extends Place {
  readonly does: 'cancel' | 'settle' | 'release' | 'close' | 'wait' | 'call'
  readonly subject: string
}

/** A report, with the places that lead to it in the order in which they run. */
export interface Report extends Place {
  readonly rule: string
  readonly message: string
  /** Whether a comment in the file, or a suppressions file, silences it. */
  readonly suppressed: boolean
  readonly steps: readonly ReportStep[]
}

export interface ReportStep extends Place {
  readonly role: Role
  readonly label: string
}

export type Role =
  | 'start' | 'guard' | 'copy' | 'loop' | 'wait' | 'writer' | 'cancel' | 'release' | 'use' | 'handler' | 'kill' | 'listener' | 'end'

/** Why there may be no answer: what was not looked for, and where the analysis gave up. */
export interface Silence {
  /** Rules that do not look at the file, because its text lacks the words without which they report nothing. */
  readonly notAsked: readonly string[]
  /** The whole file was left out: a minifier or a bundler has made it. */
  readonly madeBy: 'minifier' | 'bundler' | null
  readonly gaveUp: readonly GaveUp[]
}

export interface GaveUp extends Lines {
  readonly what: string
  readonly function: string
  readonly why: string
}
