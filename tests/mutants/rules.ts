import type { RuleMutant } from './mutant.js'

/** One hazard each, in the class that holds both the field and the task: a rule sees one file. */
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
    rule: 'no-release-before-settle',
    name: 'the child let go without a wait for what watches it',
    patches: [
      { file: 'src/supervisor/run/child-run.ts', from: '  #child: Child | null\n', to: '  #child: Child | null\n  #watching: Promise<void> | null = null\n' },
      {
        file: 'src/supervisor/run/child-run.ts',
        from: '    void this.#getReady()\n  }\n',
        to: `    void this.#getReady()
    this.#watching = this.#watch(this.#abort.signal)
  }

  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await new Promise(setImmediate)
      if (!this.#child.isAlive()) return
    }
  }
`,
      },
      {
        file: 'src/supervisor/run/child-run.ts',
        from: '    if (this.isEnding) return\n    this.isEnding = true\n',
        to: '    if (this.isEnding) return\n    this.isEnding = true\n    this.#abort.abort(end.failure)\n    this.#child = null\n',
      },
    ],
  },
  {
    rule: 'no-unobserved-abort-in-loop',
    name: 'a heartbeat that leaves out a ping, and with it the only look at its signal',
    patches: [{
      file: 'src/supervisor/heartbeat.ts',
      from: '      await sleep(Math.min(everyMs, longestTimer), undefined, { signal })\n',
      to: '      await sleep(Math.min(everyMs, longestTimer))\n      if (run.lastOutputAt > performance.now() - everyMs) continue\n',
    }],
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
  {
    rule: 'no-leaked-abort-listener',
    name: 'the listener of each ping left on the signal of the run',
    patches: [{
      file: 'src/supervisor/heartbeat.ts',
      from: '    signal.removeEventListener(\'abort\', onAbort)\n',
      to: '',
    }],
  },
  {
    rule: 'no-unheard-abort',
    name: 'a wait between the sleep under the signal and the listener for its abort',
    patches: [{
      file: 'src/supervisor/heartbeat.ts',
      from: '  const onAbort = () => { cancel.abort(signal.reason) }\n',
      to: '  const onAbort = () => { cancel.abort(signal.reason) }\n  await new Promise(setImmediate)\n',
    }],
  },
  {
    rule: 'no-dead-escalation',
    name: 'a second kill under a test of killed',
    patches: [{
      file: 'src/supervisor/child/child.ts',
      from: '  release(): void {\n',
      to: `  async end(): Promise<void> {
    this.#process?.kill('SIGTERM')
    await new Promise(setImmediate)
    if (this.#process && !this.#process.killed) this.#process.kill('SIGKILL')
  }

  release(): void {
`,
    }],
  },
  {
    rule: 'no-superseded-handler',
    name: 'the exit of a guardian that was killed taken for that of the next one',
    patches: [{
      file: 'src/supervisor/parent/guardian.ts',
      from: "    if (this.#process?.stdin?.writable) this.#process.stdin.end('leave\\n')\n",
      to: '    this.#process?.kill()\n',
    }, {
      file: 'src/supervisor/parent/guardian.ts',
      from: '      if (this.#process !== guardian) return\n',
      to: '',
    }],
  },
  {
    rule: 'no-acquire-after-teardown',
    name: 'a late start that stores its run behind a stop',
    patches: [
      {
        file: 'src/supervisor/supervisor.ts',
        from: '    if (!run) return this.#spawn()\n',
        to: '    if (!run) return this.#spawnLate()\n',
      },
      {
        file: 'src/supervisor/supervisor.ts',
        from: '    checkStopOptions(options)\n',
        to: '    checkStopOptions(options)\n    void this.#late?.stop(stopped(options.reason))\n',
      },
      {
        file: 'src/supervisor/supervisor.ts',
        from: '  #startAfterwards(): Promise<Run> {\n',
        to: `  #late: ChildRun | null = null

  async #spawnLate(): Promise<Run> {
    await new Promise(setImmediate)
    const run = new ChildRun(++this.#lastId, this.#settings, this.#owner)
    this.#late = run
    run.begin()
    return run.started.promise
  }

  #startAfterwards(): Promise<Run> {
`,
      },
    ],
  },
]
