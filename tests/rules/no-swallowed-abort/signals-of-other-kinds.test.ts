import { testJavaScript, testRule } from './tester.js'

const theSecondParameterOfAnExitListener = `
  child.on('exit', async (status, signal) => {
    while (true) {
      try { await report(child, signal) } catch (error) { console.warn(error) }
    }
  })
`

const aNamedListener = `
  async function closed(reason, signal) {
    while (true) {
      try { await report(reason, signal) } catch (error) { console.warn(error) }
    }
  }
  child.once('close', closed)
`

const besideTheCodeThatAProcessLeavesBehind = `
  async function exited(code, signal) {
    while (true) {
      try { await report(code, signal) } catch (error) { console.warn(error) }
    }
  }
`

const whatAProcessLeavesBehindTakenApart = `
  async function run(child) {
    const { code, signal } = await exit(child)
    while (code !== 0) {
      try { await report(signal) } catch (error) { console.warn(error) }
    }
  }
`

const theResultOfAProcess = `
  async function run(result) {
    while (result.status !== 0) {
      try { await report(result.signal) } catch (error) { console.warn(error) }
    }
  }
`

const whatPeersTellEachOther = `
  peer.on('signal', async signal => {
    while (true) {
      try { await post('/signal', signal) } catch (error) { console.warn(error) }
    }
  })
`

const whatGoesToAPeer = `
  async function connect(peer, signal) {
    while (true) {
      try { await post('/signal', signal) } catch (error) { console.warn(error) }
      peer.signal(signal)
    }
  }
`

const aHandlerOfWhatPeersTell = `
  async function onSignal(signal) {
    while (true) {
      try { await post('/signal', signal) } catch (error) { console.warn(error) }
    }
  }
`

const byItsName = `
  async function connect(rtcSignal) {
    while (true) {
      try { await post('/signal', rtcSignal) } catch (error) { console.warn(error) }
    }
  }
`

const aValueThatTellsOfItsChanges = `
  import { signal } from '@angular/core'
  class List {
    pageSignal = signal(0)
    async load() {
      while (true) {
        try { await bind(this.pageSignal) } catch (error) { console.warn(error) }
      }
    }
  }
`

const whatIsCalled = `
  async function show(signal) {
    while (signal() > 0) {
      try { await bind(signal) } catch (error) { console.warn(error) }
    }
  }
`

const whatHasMembersThatNoAbortSignalHas = `
  async function trade(signal) {
    while (signal.price > 0) {
      try { await order(signal) } catch (error) { console.warn(error) }
    }
  }
`

const theNameOfAProcessSignalWrittenOut = `
  async function stop(group, signal) {
    while (true) {
      try { await group.send(signal) } catch (error) { console.warn(\`\${signal} failed\`, error) }
    }
  }
`

const theEventThatIsListenedFor = `
  async function guard(signal) {
    process.on(signal, leave)
    while (true) {
      try { await tell(signal) } catch (error) { console.warn(error) }
    }
  }
`

const theParameterOfACallbackThatIsNoListener = `
  run(async (task, signal) => {
    while (true) {
      try { await task.poll(signal) } catch (error) { console.warn(error) }
    }
  })
`

const whatIsListenedTo = `
  async function run(signal) {
    signal.addEventListener('abort', leave)
    while (true) {
      try { await poll(signal) } catch (error) { console.warn(error) }
    }
  }
`

const aFieldThatHoldsWhatItWasGiven = `
  class Poller {
    constructor(signal) { this.signal = signal }
    async run() {
      while (true) {
        try { await poll(this.signal) } catch (error) { console.warn(error) }
      }
    }
  }
`

testRule('what is called a signal and is none', {
  valid: [
    { name: 'the second parameter of an exit listener', code: theSecondParameterOfAnExitListener },
    { name: 'a named listener', code: aNamedListener },
    { name: 'beside the code that a process leaves behind', code: besideTheCodeThatAProcessLeavesBehind },
    { name: 'what a process leaves behind, taken apart', code: whatAProcessLeavesBehindTakenApart },
    { name: 'the result of a process', code: theResultOfAProcess },
    { name: 'what peers tell each other', code: whatPeersTellEachOther },
    { name: 'what goes to a peer', code: whatGoesToAPeer },
    { name: 'a handler of what peers tell', code: aHandlerOfWhatPeersTell },
    { name: 'by its name', code: byItsName },
    { name: 'a value that tells of its changes', code: aValueThatTellsOfItsChanges },
    { name: 'what is called', code: whatIsCalled },
    { name: 'what has members that no abort signal has', code: whatHasMembersThatNoAbortSignalHas },
    { name: 'the name of a process signal, written out', code: theNameOfAProcessSignalWrittenOut },
    { name: 'the event that is listened for', code: theEventThatIsListenedFor },
  ],
  invalid: [
    {
      name: 'the parameter of a callback that is no listener',
      code: theParameterOfACallbackThatIsNoListener,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 39, endLine: 4, endColumn: 44,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  run(async (task, signal) => {
    while (true) {
      try { await task.poll(signal) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  })
`,
        }],
      }],
    },
    {
      name: 'what is listened to',
      code: whatIsListenedTo,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 34, endLine: 5, endColumn: 39,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    signal.addEventListener('abort', leave)
    while (true) {
      try { await poll(signal) } catch (error) { signal.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    signal.addEventListener('abort', leave)
    while (true) {
      try { await poll(signal) } catch (error) { if (signal.aborted) return; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'a field that holds what it was given',
      code: aFieldThatHoldsWhatItWasGiven,
      errors: [{
        messageId: 'loopContinues', line: 6, column: 41, endLine: 6, endColumn: 46,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  class Poller {
    constructor(signal) { this.signal = signal }
    async run() {
      while (true) {
        try { await poll(this.signal) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
`,
        }],
      }],
    },
  ],
})

testJavaScript('what is called a signal and is none, in JavaScript', {
  valid: [
    { name: 'the second parameter of an exit listener', code: theSecondParameterOfAnExitListener },
    { name: 'a named listener', code: aNamedListener },
    { name: 'beside the code that a process leaves behind', code: besideTheCodeThatAProcessLeavesBehind },
    { name: 'what a process leaves behind, taken apart', code: whatAProcessLeavesBehindTakenApart },
    { name: 'the result of a process', code: theResultOfAProcess },
    { name: 'what peers tell each other', code: whatPeersTellEachOther },
    { name: 'what goes to a peer', code: whatGoesToAPeer },
    { name: 'a handler of what peers tell', code: aHandlerOfWhatPeersTell },
    { name: 'by its name', code: byItsName },
    { name: 'a value that tells of its changes', code: aValueThatTellsOfItsChanges },
    { name: 'what is called', code: whatIsCalled },
    { name: 'what has members that no abort signal has', code: whatHasMembersThatNoAbortSignalHas },
    { name: 'the name of a process signal, written out', code: theNameOfAProcessSignalWrittenOut },
    { name: 'the event that is listened for', code: theEventThatIsListenedFor },
  ],
  invalid: [
    {
      name: 'the parameter of a callback that is no listener',
      code: theParameterOfACallbackThatIsNoListener,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 39, endLine: 4, endColumn: 44,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  run(async (task, signal) => {
    while (true) {
      try { await task.poll(signal) } catch (error) { signal?.throwIfAborted(); console.warn(error) }
    }
  })
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  run(async (task, signal) => {
    while (true) {
      try { await task.poll(signal) } catch (error) { if (signal && signal.aborted) return; console.warn(error) }
    }
  })
`,
        }],
      }],
    },
    {
      name: 'what is listened to',
      code: whatIsListenedTo,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 34, endLine: 5, endColumn: 39,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    signal.addEventListener('abort', leave)
    while (true) {
      try { await poll(signal) } catch (error) { signal.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    signal.addEventListener('abort', leave)
    while (true) {
      try { await poll(signal) } catch (error) { if (signal.aborted) return; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'a field that holds what it was given',
      code: aFieldThatHoldsWhatItWasGiven,
      errors: [{
        messageId: 'loopContinues', line: 6, column: 41, endLine: 6, endColumn: 46,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  class Poller {
    constructor(signal) { this.signal = signal }
    async run() {
      while (true) {
        try { await poll(this.signal) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
`,
        }],
      }],
    },
  ],
})

testRule('what the written type says to be no signal', {
  valid: [
    {
      name: 'a parameter',
      code: `
  interface Offer { type: string, sdp: string }
  async function connect(signal: Offer) {
    while (true) {
      try { await post('/signal', signal) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'a field',
      code: `
  class Group {
    signal: NodeJS.Signals = 'SIGTERM'
    async tell() {
      while (true) {
        try { await send(this.signal) } catch (error) { console.warn(error) }
      }
    }
  }
`,
    },
    {
      name: 'a private field of a type from elsewhere',
      code: `
  class Page {
    #signal: WritableSignal<number>
    async tell() {
      while (true) {
        try { await send(this.#signal) } catch (error) { console.warn(error) }
      }
    }
  }
`,
    },
    {
      name: 'a member of an own type',
      code: `
  interface Stopped { code: number, signal: 'SIGINT' | 'SIGTERM' | null }
  async function tell(stopped: Stopped) {
    while (true) {
      try { await send(stopped.signal) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'taken out of a parameter',
      code: `
  type Offer = { signal: string, peer: string }
  async function tell({ signal, peer }: Offer) {
    while (true) {
      try { await send(peer, signal) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'a function that will get one',
      code: `
  async function tell(run: (signal: AbortSignal) => Promise<void>) {
    while (true) {
      try { await retry(run) } catch (error) { console.warn(error) }
    }
  }
`,
    },
  ],
  invalid: [
    {
      name: 'a field',
      code: `
  class Group {
    signal: AbortSignal | undefined
    async tell() {
      while (true) {
        try { await send(this.signal) } catch (error) { console.warn(error) }
      }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 6, column: 41, endLine: 6, endColumn: 46,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  class Group {
    signal: AbortSignal | undefined
    async tell() {
      while (true) {
        try { await send(this.signal) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'taken out of a parameter',
      code: `
  type Work = { signal?: AbortSignal, peer: string }
  async function tell({ signal, peer }: Work) {
    while (true) {
      try { await send(peer, signal) } catch (error) { console.warn(error) }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 40, endLine: 5, endColumn: 45,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  type Work = { signal?: AbortSignal, peer: string }
  async function tell({ signal, peer }: Work) {
    while (true) {
      try { await send(peer, signal) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'a type that says nothing',
      code: `
  class Group {
    signal: any
    async tell() {
      while (true) {
        try { await send(this.signal) } catch (error) { console.warn(error) }
      }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 6, column: 41, endLine: 6, endColumn: 46,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  class Group {
    signal: any
    async tell() {
      while (true) {
        try { await send(this.signal) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
`,
        }],
      }],
    },
  ],
})
