import type { ExitReport } from '../api/report.js'

/** The last reports of a supervisor. */
export class History {
  /** The last one of all, also when none are kept. */
  last: ExitReport | null = null
  readonly #length: number
  #reports: readonly ExitReport[] = []

  constructor(length: number) {
    this.#length = length
  }

  /** Oldest first. */
  get reports(): readonly ExitReport[] {
    return [...this.#reports]
  }

  add(report: ExitReport): void {
    this.last = report
    this.#reports = this.#length === 0 ? [] : [...this.#reports, report].slice(-this.#length)
  }
}
