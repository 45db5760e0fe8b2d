import type { Linter } from 'eslint'
import type { FileFacts } from '../../../dist/src/explain/index.js'

export type Preset = 'recommended' | 'strict'

/** What the page asks of the worker. */
export interface Request {
  readonly id: number
  readonly text: string
  readonly preset: Preset
}

/** What the worker answers: the messages, and the facts where the text parses. */
export interface Answer {
  readonly id: number
  readonly messages: readonly Linter.LintMessage[]
  readonly facts: FileFacts | undefined
  readonly milliseconds: number
}
