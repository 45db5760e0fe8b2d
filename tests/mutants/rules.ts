import type { RuleMutant } from './mutant.js'

/** One hazard each, in the class that holds both the field and the task: a rule sees one file. */
export const ruleMutants: readonly RuleMutant[] = [
  {
    rule: 'no-release-before-cancel',
    name: 'the process let go before its kill at exit is cancelled',
    patches: [
      { file: 'src/supervisor/child.ts', from: '  readonly #process: ChildProcess | null', to: '  #process: ChildProcess | null' },
      {
        file: 'src/supervisor/child.ts',
        from: '  release(): void {\n',
        to: '  async release(): Promise<void> {\n    this.#process = null\n    await pollPhase()\n',
      },
    ],
  },
  {
    rule: 'no-release-before-cancel',
    name: 'the child let go before the abort of what watches it',
    patches: [
      { file: 'src/supervisor/run.ts', from: '  #child: Child | null\n', to: '  #child: Child | null\n  #watching: Promise<void> | null = null\n' },
      {
        file: 'src/supervisor/run.ts',
        from: '    void this.#getReady()\n  }\n',
        to: `    void this.#getReady()
    this.#watching = this.#watch(this.#abort.signal)
  }

  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await this.#child.exited
  }
`,
      },
      {
        file: 'src/supervisor/run.ts',
        from: '    this.#abort.abort(failure)\n',
        to: '    this.#child = null\n    this.#abort.abort(failure)\n',
      },
    ],
  },
]
