import type { Edge } from '../../../order/index.js'
import type { Variable } from '../../../source/index.js'
import type { Tests } from '../../../model/cells/tests.js'
import type { Program } from '../../../model/program.js'
import { saysNoAbort } from '../../../model/waits/abort-errors.js'
import { isSkipped } from '../looks.js'
import type { State } from './state.js'

/** What an edge may change in what is known. */
interface Lesson {
  /** Whether something is known behind it of which nothing was known before. */
  readonly isNew: boolean
  /** The locals that its test looks at, where it looks at nothing else. */
  readonly onlyOf: readonly Variable[] | undefined
}

const nothing: Lesson = { isNew: false, onlyOf: [] }

/** Which edges leave a state as it is: most tests are about something else. Worked out once for each edge of a file. */
export class Lessons {
  readonly #program: Program
  readonly #tests: Tests
  readonly #known = new Map<Edge, Lesson>()

  constructor(program: Program, tests: Tests) {
    this.#program = program
    this.#tests = tests
  }

  /** Whether taking an edge may change what is known. */
  mayChange(edge: Edge, { beliefs, copies, answers }: State): boolean {
    const known = this.#known.get(edge) ?? this.#find(edge)
    this.#known.set(edge, known)
    if (beliefs.size === 0 && copies.size === 0 && answers.size === 0) return known.isNew
    return !known.onlyOf || known.onlyOf.some(local => copies.has(local) || answers.has(local))
  }

  #find(edge: Edge): Lesson {
    if (!edge.test || isSkipped(edge)) return nothing
    const said = this.#tests.said(edge)
    const { cells, through, locals, atAbort, atLife } = this.#tests.look(edge.of ?? edge.test)
    const isNew = through.size > 0 || said.some(({ subject }) => 'path' in subject)
    const isOfLocals = !isNew && cells.size === 0 && !atAbort && !atLife && !saysNoAbort(this.#program.file, edge)
    return { isNew, onlyOf: isOfLocals ? [...locals] : undefined }
  }
}
