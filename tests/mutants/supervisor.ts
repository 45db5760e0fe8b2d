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
    patches: [{ file: 'src/supervisor/child/child.ts', from: "child?.once('exit', (", to: "child?.once('close', (" }],
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
      to: "    void run.exited.then(() => { this.#phase = { state: 'idle' } })\n    run.begin()\n",
    }],
    files: ['intents'],
    faults: ['F14'],
  },
  {
    name: '.killed as liveness',
    patches: [{
      file: 'src/supervisor/child/child.ts',
      from: 'return (this.#process.exitCode ?? null) === null && (this.#process.signalCode ?? null) === null',
      to: 'return !this.#process.killed',
    }, {
      file: 'src/supervisor/child/child.ts',
      from: 'this.pid === undefined || this.#exit) return false',
      to: 'this.pid === undefined) return false',
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
    patches: [{ file: 'src/supervisor/run/steps.ts', from: '    let before: number\n', to: '    await ended\n    let before: number\n' }],
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
    files: ['system'],
    faults: ['F32'],
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
]
