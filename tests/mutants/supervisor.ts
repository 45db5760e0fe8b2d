import type { SupervisorMutant } from './mutant.js'

/** Each of these was the bug of a supervisor that somebody relied on. */
export const supervisorMutants: readonly SupervisorMutant[] = [
  {
    name: 'release before await',
    patches: [
      {
        file: 'src/supervisor/run.ts',
        from: '    await this.#settled()\n',
        to: "    child.release()\n    this.#owner.emit({ type: 'released', run: this.id })\n    await this.#settled()\n",
      },
      {
        file: 'src/supervisor/run.ts',
        from: "    child.release()\n    this.#child = null\n    this.#owner.emit({ type: 'released', run: this.id })\n",
        to: '    this.#child = null\n',
      },
    ],
    files: ['ends'],
    faults: ['F1', 'F3'],
  },
  {
    name: 'consumers not awaited',
    patches: [{ file: 'src/supervisor/run.ts', from: '    await this.#settled()\n', to: '    void this.#settled()\n' }],
    files: ['consumers'],
    faults: ['F16'],
  },
  {
    name: "'close' for 'exit'",
    patches: [{ file: 'src/supervisor/child.ts', from: "child?.once('exit', (", to: "child?.once('close', (" }],
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
    patches: [{
      file: 'src/supervisor/supervisor.ts',
      from: '    run.begin()\n',
      to: '    void run.exited.then(() => { this.#run = null })\n    run.begin()\n',
    }],
    files: ['intents'],
    faults: ['F14'],
  },
  {
    name: '.killed as liveness',
    patches: [{
      file: 'src/supervisor/child.ts',
      from: 'return (this.#process.exitCode ?? null) === null && (this.#process.signalCode ?? null) === null',
      to: 'return !this.#process.killed',
    }, {
      file: 'src/supervisor/child.ts',
      from: 'this.pid === undefined || this.exit) return false',
      to: 'this.pid === undefined) return false',
    }],
    files: ['ends'],
    faults: ['F4'],
  },
  {
    name: 'no group',
    patches: [
      { file: 'src/supervisor/child.ts', from: 'detached: group', to: 'detached: false' },
      { file: 'src/supervisor/child.ts', from: 'new Group(this.pid, settings.group)', to: 'new Group(this.pid, false)' },
    ],
    files: ['groups'],
    faults: ['F7'],
  },
  {
    name: 'no drain bound',
    patches: [{ file: 'src/supervisor/steps.ts', from: '    let before: number\n', to: '    await ended\n    let before: number\n' }],
    files: ['groups'],
    faults: ['F6'],
  },
  {
    name: "unref'd grace",
    patches: [{
      file: 'src/supervisor/grace.ts',
      from: 'Math.min(left, longestTimer))',
      to: 'Math.min(left, longestTimer)).unref()',
    }],
    files: ['parents'],
    faults: ['F16'],
  },
  {
    name: 'pause instead of discard',
    patches: [{
      file: 'src/supervisor/pump.ts',
      from: '  #fill(): void {\n',
      to: '  #fill(): void {\n    if (this.#discards) return\n',
    }],
    files: ['ends'],
    faults: ['F3'],
  },
  {
    name: 'a grace that cannot be shortened',
    patches: [{
      file: 'src/supervisor/run.ts',
      from: 'if (graceMs !== undefined) this.#grace',
      to: 'if (graceMs !== undefined && !this.isEnding) this.#grace',
    }],
    files: ['intents'],
    faults: ['F13'],
  },
  {
    name: 'no poll phase before a deadline counts',
    patches: [{
      file: 'src/supervisor/grace.ts',
      from: 'void pollPhase().then(() => { finish(false) })',
      to: 'finish(false)',
    }],
    files: ['ends'],
    faults: ['F36'],
  },
  {
    name: 'a signal to a group that was seen empty',
    patches: [
      { file: 'src/supervisor/group.ts', from: "target === 'group' && !this.#wasEmpty && (", to: "target === 'group' && (" },
      { file: 'src/supervisor/group.ts', from: "    if (this.#wasEmpty) return 'empty'\n", to: '' },
    ],
    files: ['system'],
    faults: ['F32'],
  },
  {
    name: 'the wall clock',
    patches: [{ file: 'src/supervisor/host.ts', from: 'return performance.now()', to: 'return Date.now()' }],
    files: ['system'],
    faults: ['F37'],
  },
  {
    name: 'no backpressure',
    patches: [{
      file: 'src/supervisor/pump.ts',
      from: 'while (!this.#reader || this.#queuedBytes < this.#queueLimit) {',
      to: 'for (;;) {',
    }],
    files: ['volume'],
    faults: ['F25'],
  },
]
