import { testJavaScript } from './tester.js'

testJavaScript('report class in prototype style', {
  valid: [
    {
      name: 'aborted first',
      code: `
function PersistentAgent() {
  this.proc = null
  this.abort = new AbortController()
}

PersistentAgent.prototype.start = function (command) {
  this.proc = spawn(command)
  this.drainTask = this.drain(this.abort.signal)
}

PersistentAgent.prototype.kill = function () {
  this.abort.abort()
  this.proc = null
}

PersistentAgent.prototype.drain = async function (signal) {
  while (this.proc) {
    const line = await readLine(this.proc.stderr)
    if (line === null || signal.aborted) return
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'let go first',
      code: `
function PersistentAgent() {
  this.proc = null
  this.abort = new AbortController()
}

PersistentAgent.prototype.start = function (command) {
  this.proc = spawn(command)
  this.drainTask = this.drain(this.abort.signal)
}

PersistentAgent.prototype.kill = function () {
  this.proc = null
  this.abort.abort()
}

PersistentAgent.prototype.drain = async function (signal) {
  while (this.proc) {
    const line = await readLine(this.proc.stderr)
    if (line === null || signal.aborted) return
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.proc', released: 'released', task: 'the task `this.drainTask` on line 9', cancel: 'line 14 aborts it' },
        line: 13, column: 3, endLine: 13, endColumn: 12,
        suggestions: [{ messageId: 'cancelFirst', output: `
function PersistentAgent() {
  this.proc = null
  this.abort = new AbortController()
}

PersistentAgent.prototype.start = function (command) {
  this.proc = spawn(command)
  this.drainTask = this.drain(this.abort.signal)
}

PersistentAgent.prototype.kill = function () {
  this.abort.abort()
  this.proc = null
}

PersistentAgent.prototype.drain = async function (signal) {
  while (this.proc) {
    const line = await readLine(this.proc.stderr)
    if (line === null || signal.aborted) return
  }
}
` }],
      }],
    },
  ],
})

testJavaScript('report class as a factory', {
  valid: [
    {
      name: 'aborted first',
      code: `
export function persistentAgent(command) {
  const abort = new AbortController()
  let proc = spawn(command)
  const drainTask = drain(abort.signal)

  async function drain(signal) {
    while (proc) {
      const line = await readLine(proc.stderr)
      if (line === null || signal.aborted) return
    }
  }

  return {
    kill() {
      abort.abort()
      proc = null
    },
    ended: () => drainTask,
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'let go first',
      code: `
export function persistentAgent(command) {
  const abort = new AbortController()
  let proc = spawn(command)
  const drainTask = drain(abort.signal)

  async function drain(signal) {
    while (proc) {
      const line = await readLine(proc.stderr)
      if (line === null || signal.aborted) return
    }
  }

  return {
    kill() {
      proc = null
      abort.abort()
    },
    ended: () => drainTask,
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'proc', released: 'released', task: 'the task `drainTask` on line 5', cancel: 'line 17 aborts it' },
        line: 16, column: 7, endLine: 16, endColumn: 11,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function persistentAgent(command) {
  const abort = new AbortController()
  let proc = spawn(command)
  const drainTask = drain(abort.signal)

  async function drain(signal) {
    while (proc) {
      const line = await readLine(proc.stderr)
      if (line === null || signal.aborted) return
    }
  }

  return {
    kill() {
      abort.abort()
      proc = null
    },
    ended: () => drainTask,
  }
}
` }],
      }],
    },
  ],
})
