import type { Mask, Point } from '../../../order/index.js'
import { unwrap, type CallNode, type Cell } from '../../../source/index.js'
import { isWithin } from '../../../model/cells/cell-values.js'
import { copyOf } from '../../../model/cells/copies.js'
import type { Program } from '../../../model/program.js'
import type { Waits } from '../../../model/waits/waits.js'
import { isAnswer } from '../looks.js'
import { asserts } from '../../../model/cells/tests.js'
import { endsProgram, mayRevalidate } from '../revalidations.js'
import { relies } from '../uses.js'
import { registers } from './chains.js'
import type { Summaries } from './summaries.js'

/** The points that can change what is known of the watched cells. The same for all entries of a file. */
export class StaleMask implements Mask {
  readonly #program: Program
  readonly #watched: ReadonlySet<Cell>
  readonly #flags: ReadonlySet<Cell>
  readonly #summaries: Summaries
  readonly #waits: Waits

  /** `flags`: the cells of which it is asked what the function itself has left there. */
  constructor(program: Program, watched: ReadonlySet<Cell>, flags: ReadonlySet<Cell>, summaries: Summaries, waits: Waits) {
    this.#program = program
    this.#watched = watched
    this.#flags = flags
    this.#summaries = summaries
    this.#waits = waits
  }

  wants(point: Point): boolean {
    const { file } = this.#program
    switch (point.kind) {
      case 'read':
        return relies(point.node) && this.#watched.has(file.cells.at(point.node) as Cell)
      case 'delete':
        return this.#watched.has(file.cells.at(point.target) as Cell)
      case 'write':
        return this.#wantsWrite(point)
      case 'call':
        return point.node.type !== 'TaggedTemplateExpression' && this.#wantsCall(point.node)
      case 'leave':
        return this.#waits.returnsWaiting(point.node)
      default:
        return point.kind === 'yield'
    }
  }

  #wantsWrite({ write }: Point & { kind: 'write' }): boolean {
    const { file } = this.#program
    const target = unwrap(write.target)
    const written = file.cells.at(target)
    if (written) return this.#flags.has(written) || [...this.#watched].some(cell => isWithin(cell, written))
    const variable = target.type === 'Identifier' ? file.scopes.variable(target) : undefined
    if (!variable || target.type !== 'Identifier') return false
    if (file.entries.keyedBy(variable).length > 0) return true
    const isRewritten = variable.references.some(reference => reference.isWrite() && reference.init !== true)
    return isRewritten || (write.value !== undefined && isAnswer(write.value)) || copyOf(file, variable, target) !== undefined
  }

  #wantsCall(call: CallNode): boolean {
    return this.#summaries.followed(call).length > 0 || this.#program.file.entries.clearedBy(call).length > 0
      || registers({ program: this.#program, summaries: this.#summaries }, call) || tellsByReturning(this.#program, call)
  }
}

/** Whether a call says something by returning, or never does, whatever it runs. */
export const tellsByReturning = (program: Program, call: CallNode): boolean => call.type === 'CallExpression'
  && (asserts(call) || endsProgram(call) || mayRevalidate(program, call) || program.file.types.neverReturns(call))
