import type { Consumer, ExitReport } from '../../src/supervisor/index.js'

interface Waiting {
  readonly pattern: RegExp
  readonly run: number | undefined
  readonly resolve: (match: RegExpExecArray) => void
  readonly reject: (error: Error) => void
}

/** Hears what a child says on stdout, so that a test goes on at a message and never at a time. */
export class Ear {
  readonly #heard: { run: number, line: string }[] = []
  #waiting: Waiting[] = []

  /** The lines of every run so far. */
  get lines(): string[] {
    return this.#heard.map(({ line }) => line)
  }

  readonly consumer: Consumer = async (run) => {
    for await (const line of run.stdout.lines()) this.#hear(run.id, line)
  }

  /** Resolves with the first line that matches, already heard or to come; rejects when its run ends without one. */
  async hears(pattern: RegExp, run?: number): Promise<RegExpExecArray> {
    for (const { run: speaker, line } of this.#heard) {
      const match = run === undefined || run === speaker ? pattern.exec(line) : null
      if (match) return match
    }
    return new Promise((resolve, reject) => this.#waiting.push({ pattern, run, resolve, reject }))
  }

  /** The number, mostly a pid, that a line carries: `number(/^holder (\d+)$/)`. */
  async number(pattern: RegExp, run?: number): Promise<number> {
    const [, digits] = await this.hears(pattern, run)
    return Number(digits)
  }

  /** Nothing more is to come of this run. */
  end(report: ExitReport): void {
    const isOver = (waiting: Waiting): boolean => waiting.run === report.run
    for (const { pattern, reject } of this.#waiting.filter(isOver)) {
      reject(new Error(`run ${report.run} ended (${report.cause}) and never said ${String(pattern)}, but: ${JSON.stringify(this.lines)}`))
    }
    this.#waiting = this.#waiting.filter((waiting) => !isOver(waiting))
  }

  #hear(run: number, line: string): void {
    this.#heard.push({ run, line })
    this.#waiting = this.#waiting.filter((waiting) => {
      const match = waiting.run === undefined || waiting.run === run ? waiting.pattern.exec(line) : null
      if (match) waiting.resolve(match)
      return !match
    })
  }
}
