import type { SupervisorMutant } from './mutant.js'

/** Each of these was the bug of a supervisor that somebody relied on. */
export const supervisorMutants: readonly SupervisorMutant[] = [
  {
    name: 'release before await',
    patches: [
      {
        file: 'src/supervisor/run/child-run.ts',
        from: '        this.#abort.abort(reason)\n',
        to: "        child.release()\n        owner.emit(id, { type: 'released' })\n        this.#abort.abort(reason)\n",
      },
      {
        file: 'src/supervisor/run/child-run.ts',
        from: "    child.release()\n    this.#child = null\n    this.#owner.emit(this.id, { type: 'released' })\n",
        to: '    this.#child = null\n',
      },
    ],
    files: ['ends'],
    faults: ['F1', 'F3'],
  },
  {
    name: 'consumers not awaited',
    patches: [{
      file: 'src/supervisor/run/teardown.ts',
      from: '    await this.#listener.consumersSettled()\n',
      to: '    void this.#listener.consumersSettled()\n',
    }],
    files: ['consumers'],
    faults: ['F16'],
  },
  {
    name: "'close' for 'exit'",
    patches: [{ file: 'src/supervisor/child/child.ts', from: "process?.once('exit', (", to: "process?.once('close', (" }],
    files: ['groups'],
    faults: ['F6'],
  },
  {
    name: 'no run identity: a stale request stops the new run',
    patches: [{ file: 'src/supervisor/supervisor.ts', from: 'if (this.#run === run) this.#stop(', to: 'if (run.id > 0) this.#stop(' }],
    files: ['groups'],
    faults: ['F12'],
  },
  {
    name: 'no run identity: any end empties the field',
    patches: [
      {
        file: 'src/supervisor/supervisor.ts',
        from: '    run.begin()\n',
        to: "    void run.exited.then(() => { this.#phase = { state: 'idle' } })\n    run.begin()\n",
      },
      {
        file: 'src/supervisor/supervisor.ts',
        from: "      this.#enter({ state: 'ready', run })\n",
        to: "      if (this.#run === run) this.#enter({ state: 'ready', run })\n",
      },
    ],
    files: ['intents'],
    faults: ['F14'],
  },
  {
    name: 'anything for a pid',
    patches: [{
      file: 'src/supervisor/child/spawn.ts',
      // Only NaN is let in: with 0 or -1 the mutant would kill whoever runs it.
      from: 'return Number.isSafeInteger(pid) && Number(pid) > 1',
      to: "return typeof pid === 'number' && !(pid <= 1)",
    }],
    files: ['spawn-errors'],
    faults: ['F20'],
  },
  {
    name: '.killed as liveness',
    patches: [{
      file: 'src/supervisor/child/child.ts',
      from: 'return (this.#process.exitCode ?? null) === null && (this.#process.signalCode ?? null) === null',
      to: 'return !this.#process.killed',
    }, {
      file: 'src/supervisor/child/child.ts',
      from: 'if (!this.#process || this.#exit) return false',
      to: 'if (!this.#process) return false',
    }],
    files: ['ends'],
    faults: ['F4'],
  },
  {
    name: 'no group',
    patches: [
      { file: 'src/supervisor/child/spawn.ts', from: 'detached: group', to: 'detached: false' },
      { file: 'src/supervisor/child/child.ts', from: 'this.#ownsGroup = settings.group', to: 'this.#ownsGroup = false' },
      { file: 'src/supervisor/child/child.ts', from: 'ownsGroup: group', to: 'ownsGroup: false' },
    ],
    files: ['groups'],
    faults: ['F7'],
  },
  {
    name: 'no drain bound',
    patches: [{ file: 'src/supervisor/run/steps.ts', from: '    let hasEnded = false\n', to: '    await ended\n    let hasEnded = false\n' }],
    files: ['groups'],
    faults: ['F6'],
  },
  {
    name: "unref'd grace",
    patches: [{
      file: 'src/supervisor/waiting/grace.ts',
      from: 'Math.min(left, longestTimer))',
      to: 'Math.min(left, longestTimer)).unref()',
    }],
    files: ['parents'],
    faults: ['F16'],
  },
  {
    name: 'pause instead of discard',
    patches: [{
      file: 'src/supervisor/output/pump.ts',
      from: '  #fill(): void {\n',
      to: '  #fill(): void {\n    if (this.#isDiscarding) return\n',
    }],
    files: ['ends'],
    faults: ['F3'],
  },
  {
    name: 'a grace that cannot be shortened',
    patches: [{
      file: 'src/supervisor/run/child-run.ts',
      from: 'if (graceMs !== undefined) this.#grace',
      to: 'if (graceMs !== undefined && !this.isEnding) this.#grace',
    }],
    files: ['intents'],
    faults: ['F13'],
  },
  {
    name: 'no poll phase before a deadline counts',
    patches: [{
      file: 'src/supervisor/waiting/grace.ts',
      from: 'void pollPhase().then(() => { finish(false) })',
      to: 'finish(false)',
    }],
    files: ['ends'],
    faults: ['F36'],
  },
  {
    name: 'a signal by number after the end of the child',
    patches: [{
      file: 'src/supervisor/child/child.ts',
      from: 'if (this.pid === undefined || !this.isAlive()) return false',
      to: 'if (this.pid === undefined) return false',
    }],
    files: ['containment'],
    faults: ['F43'],
  },
  {
    name: 'the wall clock',
    patches: [{ file: 'src/supervisor/system/host.ts', from: 'return performance.now()', to: 'return Date.now()' }],
    files: ['system'],
    faults: ['F37'],
  },
  {
    name: 'no backpressure',
    patches: [
      {
        file: 'src/supervisor/output/pump.ts',
        from: 'while (!this.#reader || this.#isLeft || this.#queuedBytes < this.#queueLimit) {',
        to: 'for (;;) {',
      },
      { file: 'src/supervisor/output/pump.ts', from: 'if (this.#reader && this.#queuedBytes < this.#queueLimit) {', to: 'if (this.#reader) {' },
    ],
    files: ['volume'],
    faults: ['F25'],
  },
  {
    name: 'no look beyond the group',
    patches: [{ file: 'src/supervisor/descendants/descendants.ts', from: "marks.get(entry) === 'ours' || ", to: '' }],
    files: ['containment'],
    faults: ['F40'],
  },
  {
    name: 'no look at the session',
    patches: [{ file: 'src/supervisor/descendants/descendants.ts', from: 'group !== pid && session !== pid', to: 'group !== pid' }],
    files: ['descendants'],
    faults: ['F41'],
  },
  {
    name: 'no look while the child lives',
    patches: [{
      file: 'src/supervisor/run/teardown.ts',
      from: '    if (this.#child.isAlive()) await this.#child.descendants?.remember()\n',
      to: '',
    }],
    files: ['containment'],
    faults: ['F41'],
  },
  {
    name: 'a pid is an identity',
    patches: [{ file: 'src/supervisor/descendants/descendants.ts', from: 'if (!host.isAlive(entry)) continue', to: 'void host' }],
    files: ['containment'],
    faults: ['F43'],
  },
  {
    name: 'the number of a group is an identity',
    patches: [
      {
        file: 'src/supervisor/descendants/descendants.ts',
        from: 'return startedAt <= this.#leaderEndedAt && (session === pid || !this.#isNumberFree)',
        to: 'return true',
      },
      { file: 'src/supervisor/descendants/descendants.ts', from: 'return pid !== this.#leader.pid && pid', to: 'return pid' },
    ],
    files: ['containment'],
    faults: ['F43'],
  },
  {
    name: 'survivors not reported',
    patches: [{ file: 'src/supervisor/run/steps.ts', from: 'if (survivors.length > 0)', to: 'if (survivors.length > 100)' }],
    files: ['containment'],
    faults: ['F44'],
  },
  {
    name: 'none is left, as far as we can see',
    patches: [{
      file: 'src/supervisor/descendants/descendants.ts',
      from: "isComplete: this.#leader.token !== undefined && host.showsEnvironments() && answer !== 'refused' && !hasHidden",
      to: 'isComplete: true',
    }],
    files: ['containment', 'system'],
    faults: ['F34', 'F45', 'F46'],
  },
  {
    name: 'no guardian',
    patches: [{ file: 'src/supervisor/parent/guardian.ts', from: '    if (!this.#process) this.#start()\n    let', to: '    let' }],
    files: ['parent-death'],
    faults: ['F47', 'F48'],
  },
  {
    name: 'a guardian that knows groups only',
    patches: [{ file: 'src/supervisor/parent/guardian-scripts.ts', from: '"$looks" -lt 100', to: '"$looks" -lt 0' }],
    files: ['parent-death'],
    faults: ['F47'],
  },
  {
    name: 'a guardian that finds its programs by the PATH of its parent',
    patches: [{ file: 'src/supervisor/parent/guardian.ts', from: 'PATH: `/usr/bin:/bin:${PATH}`', to: 'PATH' }],
    files: ['parent-death'],
    faults: ['F48'],
  },
  {
    name: 'a guardian that heeds SIGTERM',
    patches: [{ file: 'src/supervisor/parent/guardian-scripts.ts', from: "trap '' HUP INT QUIT TERM\n", to: '' }],
    files: ['parent-death'],
    faults: ['F49'],
  },
  {
    name: 'a guardian for each child',
    patches: [{ file: 'src/supervisor/parent/guardian.ts', from: 'if (!this.#process) this.#start()\n    let', to: 'this.#start()\n    let' }],
    files: ['parent-death'],
    faults: ['F49'],
  },
  {
    name: 'a guardian that stays',
    patches: [{ file: 'src/supervisor/parent/guardian.ts', from: "this.#process.stdin.end('leave\\n')", to: 'this.#process.unref()' }],
    files: ['parent-death'],
    faults: ['F49'],
  },
  {
    name: 'the signal raised in process 1',
    patches: [{ file: 'src/supervisor/parent/signals.ts', from: 'if (process.pid === 1)', to: 'if (process.pid === 0)' }],
    files: ['parent-signals'],
    faults: ['F50'],
  },
  {
    name: 'no signals by default',
    patches: [{ file: 'src/supervisor/settings/settings.ts', from: "onParentDeath === 'kill' ? defaultParentSignals : []", to: '[]' }],
    files: ['parent-signals'],
    faults: ['F51'],
  },
  {
    name: 'a start while a signal is handled',
    patches: [{ file: 'src/supervisor/supervisor.ts', from: 'const signal = signalBeingHandled()', to: 'const signal = null' }],
    files: ['parent-signals'],
    faults: ['F52'],
  },
  {
    name: 'the signal raised for a listener that has heard it',
    patches: [{ file: 'src/supervisor/parent/signals.ts', from: 'if (!isForOthers) this.#raise(signal)', to: 'this.#raise(signal)' }],
    files: ['parent-signals'],
    faults: ['F53'],
  },
  {
    name: 'a hub of signals for each copy',
    patches: [{ file: 'src/supervisor/parent/one-per-thread.ts', from: 'Symbol.for(', to: 'Symbol(' }],
    files: ['parent-signals'],
    faults: ['F54'],
  },
  {
    name: 'no SIGCONT',
    patches: [{ file: 'src/supervisor/run/steps.ts', from: "this.#child.signal('SIGCONT', termTarget)", to: 'void termTarget' }],
    files: ['ends'],
    faults: ['F2'],
  },
  {
    name: 'a write after the end destroys the stream',
    patches: [{ file: 'src/supervisor/child/input.ts', from: 'if (stream.writableEnded) throw writeAfterEnd()', to: 'void writeAfterEnd' }],
    files: ['claims'],
    faults: ['F56'],
  },
  {
    name: 'a claim that was left holds the child up',
    patches: [{ file: 'src/supervisor/output/pump.ts', from: '!this.#reader || this.#isLeft || ', to: '!this.#reader || ' }],
    files: ['claims'],
    faults: ['F57'],
  },
  {
    name: 'a Writable that was closed holds the child up',
    patches: [{ file: 'src/supervisor/output/copy.ts', from: "on('drain', this.#onRoom).on('close', this.#onRoom)", to: "on('drain', this.#onRoom)" }],
    files: ['stdio'],
    faults: ['F60'],
  },
  {
    name: 'a late claim that says nothing',
    patches: [{
      file: 'src/supervisor/output/pump.ts',
      from: 'if (this.#hasDropped && !this.#isReopened)',
      to: 'if (this.#hasDropped && !this.#wasStopped)',
    }],
    files: ['claims'],
    faults: ['F57'],
  },
  {
    name: 'a report that can be changed',
    patches: [{ file: 'src/supervisor/run/report.ts', from: 'return Object.freeze(report)', to: 'return report' }],
    files: ['results'],
    faults: ['F58'],
  },
  {
    name: 'a consumer that awaits the exit is awaited',
    patches: [{ file: 'src/supervisor/run/tasks.ts', from: 'if (this.calling) this.calling.awaitsExit = true', to: 'if (this.calling) return' }],
    files: ['results'],
    faults: ['F59'],
  },
  {
    name: 'a consumer that awaits the exit after its loop is awaited',
    patches: [{ file: 'src/supervisor/run/tasks.ts', from: 'this.#unnamedWaits++', to: 'return' }],
    files: ['results'],
    faults: ['F59'],
  },
]
