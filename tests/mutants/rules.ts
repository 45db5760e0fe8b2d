import type { RuleMutant } from './mutant.js'

/**
 * One hazard each, in the class that holds both the field and the task: a rule sees one file. A consumer that is not awaited, and a loop
 * that is blind to its signal, are for no-release-before-settle and no-unobserved-abort-in-loop, which do not exist yet.
 */
export const ruleMutants: readonly RuleMutant[] = [
  {
    rule: 'no-release-before-cancel',
    name: 'the process let go before its kill at exit is cancelled',
    patches: [
      { file: 'src/supervisor/child/child.ts', from: '  readonly #process: ChildProcess | null', to: '  #process: ChildProcess | null' },
      // The callback as it stands asks isAlive(), which has an answer for a process that was let go: no order would harm it.
      { file: 'src/supervisor/child/child.ts', from: "killAtExit(() => { this.signal('SIGKILL', 'group') })", to: "killAtExit(() => { this.#process.kill('SIGKILL') })" },
      {
        file: 'src/supervisor/child/child.ts',
        from: '  release(): void {\n',
        to: '  async release(): Promise<void> {\n    this.#process = null\n    await pollPhase()\n',
      },
    ],
  },
  {
    rule: 'no-release-before-cancel',
    name: 'the child let go before the abort of what watches it',
    patches: [
      { file: 'src/supervisor/run/child-run.ts', from: '  #child: Child | null\n', to: '  #child: Child | null\n  #watching: Promise<void> | null = null\n' },
      {
        file: 'src/supervisor/run/child-run.ts',
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
        file: 'src/supervisor/run/child-run.ts',
        from: '    if (this.isEnding) return\n    this.isEnding = true\n',
        to: '    if (this.isEnding) return\n    this.isEnding = true\n    this.#child = null\n    this.#abort.abort(end.failure)\n',
      },
    ],
  },
  {
    rule: 'no-swallowed-abort',
    name: 'a catch-all round the wait of the heartbeat',
    patches: [
      {
        file: 'src/supervisor/heartbeat.ts',
        from: '      await sleep(Math.min(everyMs, longestTimer), undefined, { signal })\n      try {\n',
        to: '      try {\n        await sleep(Math.min(everyMs, longestTimer), undefined, { signal })\n',
      },
      { file: 'src/supervisor/heartbeat.ts', from: '        signal.throwIfAborted()\n', to: '' },
    ],
  },
  {
    rule: 'no-cached-handle-in-loop',
    name: 'the child cached before the loop that watches it',
    patches: [{
      file: 'src/supervisor/run/child-run.ts',
      from: '    void this.#getReady()\n  }\n',
      to: `    void this.#getReady()
    void this.#watch()
  }

  async #watch(): Promise<void> {
    const child = this.#child
    while (child?.isAlive()) await new Promise(setImmediate)
  }
`,
    }],
  },
  {
    rule: 'no-stale-guard-across-await',
    name: 'an await between the test of the child and its signal',
    patches: [{
      file: 'src/supervisor/run/child-run.ts',
      from: '    return this.#child?.signal(signal, target) ?? false\n',
      to: `    if (!this.#child) return false
    await new Promise(setImmediate)
    return this.#child.signal(signal, target)
`,
    }, {
      file: 'src/supervisor/run/child-run.ts',
      from: `  sendSignal(signal: NodeJS.Signals, target: 'leader' | 'group' = 'leader'): boolean {`,
      to: `  async sendSignal(signal: NodeJS.Signals, target: 'leader' | 'group' = 'leader'): Promise<boolean> {`,
    }],
  },
]
