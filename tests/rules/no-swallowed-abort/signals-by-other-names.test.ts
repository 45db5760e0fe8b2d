import { testJavaScript, testRule } from './tester.js'

const aNameThatNothingJoins = `
  async function run(stopSignal) {
    while (true) {
      try { await poll(stopSignal) } catch (error) { console.warn(error) }
    }
  }
`

const aTokenThatIsAPassword = `
  async function run(token) {
    while (true) {
      try { await poll(token) } catch (error) { console.warn(error) }
    }
  }
`

const aTokenThatIsAskedInEachTurn = `
  async function run(token) {
    while (!token.isCancellationRequested) {
      try { await poll(token) } catch (error) { console.warn(error) }
    }
  }
`

const aTokenThatThrowsInEachTurn = `
  async function run(cancellationToken) {
    while (true) {
      cancellationToken?.throwIfCancellationRequested()
      try { await poll(cancellationToken) } catch (error) { console.warn(error) }
    }
  }
`

const aRaceThatAnswersACancellation = `
  async function run(work, token) {
    token.onCancellationRequested(leave)
    while (true) {
      try { await raceCancellation(work(), token) } catch (error) { console.warn(error) }
    }
  }
`

const aQuestionToTheUserThatAnswersACancellation = `
  async function run(token) {
    token.onCancellationRequested(leave)
    while (true) {
      try { await window.showInputBox({}, token) } catch (error) { console.warn(error) }
    }
  }
`

const aSourceThatNobodyElseCancels = `
  async function run() {
    while (true) {
      const source = new CancellationTokenSource()
      const timer = setTimeout(() => source.cancel(), 500)
      try { await poll(source.token) } catch (error) { console.warn(error) } finally { clearTimeout(timer) }
    }
  }
`

const anElementOfAny = `
  async function run(stopSignal) {
    while (true) {
      try { await poll({ signal: AbortSignal.any([stopSignal, AbortSignal.timeout(1000)]) }) } catch (error) { console.warn(error) }
    }
  }
`

const anElementOfALibrary = `
  async function run(quit) {
    while (true) {
      try { await poll({ signal: anySignal([quit, AbortSignal.timeout(1000)]) }) } catch (error) { console.warn(error) }
    }
  }
`

const combined = `
  async function run(quit) {
    const signal = combineSignals(quit, AbortSignal.timeout(1000))
    while (true) {
      try { await poll({ signal }) } catch (error) { console.warn(error) }
    }
  }
`

const aTokenThatIsToldOf = `
  async function run(token) {
    token.onCancellationRequested(leave)
    while (true) {
      try { await poll(token) } catch (error) { console.warn(error) }
    }
  }
`

const aTokenByItsName = `
  async function run(cancellationToken) {
    while (true) {
      try { await poll(cancellationToken) } catch (error) { console.warn(error) }
    }
  }
`

const aRaceThatRejects = `
  async function run(work, quit) {
    while (true) {
      try { await raceCancellationError(work(), quit) } catch (error) { console.warn(error) }
    }
  }
`

const theSourceOfAnotherFunction = `
  class Search {
    #source = new CancellationTokenSource()
    stop() { this.#source.cancel() }
    async run() {
      while (true) {
        try { await poll(this.#source.token) } catch (error) { console.warn(error) }
      }
    }
  }
`

testRule('what is joined with other signals, and tokens that are asked', {
  valid: [
    { name: 'a name that nothing joins', code: aNameThatNothingJoins },
    { name: 'a token that is a password', code: aTokenThatIsAPassword },
    { name: 'a token that is asked in each turn', code: aTokenThatIsAskedInEachTurn },
    { name: 'a token that throws in each turn', code: aTokenThatThrowsInEachTurn },
    { name: 'a race that answers a cancellation', code: aRaceThatAnswersACancellation },
    { name: 'a question to the user that answers a cancellation', code: aQuestionToTheUserThatAnswersACancellation },
    { name: 'a source that nobody else cancels', code: aSourceThatNobodyElseCancels },
  ],
  invalid: [
    {
      name: 'an element of any',
      code: anElementOfAny,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 96, endLine: 4, endColumn: 101,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(stopSignal) {
    while (true) {
      try { await poll({ signal: AbortSignal.any([stopSignal, AbortSignal.timeout(1000)]) }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an element of a library',
      code: anElementOfALibrary,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 84, endLine: 4, endColumn: 89,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(quit) {
    while (true) {
      try { await poll({ signal: anySignal([quit, AbortSignal.timeout(1000)]) }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'combined',
      code: combined,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 38, endLine: 5, endColumn: 43,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(quit) {
    const signal = combineSignals(quit, AbortSignal.timeout(1000))
    while (true) {
      try { await poll({ signal }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'a token that is told of',
      code: aTokenThatIsToldOf,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 33, endLine: 5, endColumn: 38,
        suggestions: [],
      }],
    },
    {
      name: 'a token by its name',
      code: aTokenByItsName,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 45, endLine: 4, endColumn: 50,
        suggestions: [],
      }],
    },
    {
      name: 'a race that rejects',
      code: aRaceThatRejects,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 57, endLine: 4, endColumn: 62,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(work, quit) {
    while (true) {
      try { await raceCancellationError(work(), quit) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'the source of another function',
      code: theSourceOfAnotherFunction,
      errors: [{
        messageId: 'loopContinues', line: 7, column: 48, endLine: 7, endColumn: 53,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  class Search {
    #source = new CancellationTokenSource()
    stop() { this.#source.cancel() }
    async run() {
      while (true) {
        try { await poll(this.#source.token) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
`,
        }],
      }],
    },
  ],
})

testJavaScript('what is joined with other signals, and tokens that are asked, in JavaScript', {
  valid: [
    { name: 'a name that nothing joins', code: aNameThatNothingJoins },
    { name: 'a token that is a password', code: aTokenThatIsAPassword },
    { name: 'a token that is asked in each turn', code: aTokenThatIsAskedInEachTurn },
    { name: 'a token that throws in each turn', code: aTokenThatThrowsInEachTurn },
    { name: 'a race that answers a cancellation', code: aRaceThatAnswersACancellation },
    { name: 'a question to the user that answers a cancellation', code: aQuestionToTheUserThatAnswersACancellation },
    { name: 'a source that nobody else cancels', code: aSourceThatNobodyElseCancels },
  ],
  invalid: [
    {
      name: 'an element of any',
      code: anElementOfAny,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 96, endLine: 4, endColumn: 101,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(stopSignal) {
    while (true) {
      try { await poll({ signal: AbortSignal.any([stopSignal, AbortSignal.timeout(1000)]) }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an element of a library',
      code: anElementOfALibrary,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 84, endLine: 4, endColumn: 89,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(quit) {
    while (true) {
      try { await poll({ signal: anySignal([quit, AbortSignal.timeout(1000)]) }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'combined',
      code: combined,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 38, endLine: 5, endColumn: 43,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(quit) {
    const signal = combineSignals(quit, AbortSignal.timeout(1000))
    while (true) {
      try { await poll({ signal }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'a token that is told of',
      code: aTokenThatIsToldOf,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 33, endLine: 5, endColumn: 38,
        suggestions: [],
      }],
    },
    {
      name: 'a token by its name',
      code: aTokenByItsName,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 45, endLine: 4, endColumn: 50,
        suggestions: [],
      }],
    },
    {
      name: 'a race that rejects',
      code: aRaceThatRejects,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 57, endLine: 4, endColumn: 62,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(work, quit) {
    while (true) {
      try { await raceCancellationError(work(), quit) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'the source of another function',
      code: theSourceOfAnotherFunction,
      errors: [{
        messageId: 'loopContinues', line: 7, column: 48, endLine: 7, endColumn: 53,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  class Search {
    #source = new CancellationTokenSource()
    stop() { this.#source.cancel() }
    async run() {
      while (true) {
        try { await poll(this.#source.token) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
`,
        }],
      }],
    },
  ],
})

testRule('a token by its type', {
  valid: [
    {
      name: 'a token of another kind',
      code: `
  import type { AccessToken } from './auth'
  async function run(token: AccessToken) {
    while (true) {
      try { await poll(token) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'asked where it is there',
      code: `
  import type { CancellationToken } from 'vscode'
  async function run(token?: CancellationToken) {
    while (true) {
      try { await poll(token) } catch (error) { console.warn(error) }
      if (token?.isCancellationRequested) return
    }
  }
`,
    },
  ],
  invalid: [
    {
      name: 'imported',
      code: `
  import type { CancellationToken } from 'vscode'
  async function run(token: CancellationToken) {
    while (true) {
      try { await poll(token) } catch (error) { console.warn(error) }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 33, endLine: 5, endColumn: 38,
        suggestions: [],
      }],
    },
    {
      name: 'in a namespace',
      code: `
  import * as vscode from 'vscode'
  async function run(token?: vscode.CancellationToken) {
    while (true) {
      try { await poll(token) } catch (error) { console.warn(error) }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 33, endLine: 5, endColumn: 38,
        suggestions: [],
      }],
    },
    {
      name: 'renamed',
      code: `
  import { type CancellationToken as Stop } from 'vscode'
  async function run(stop: Stop) {
    while (true) {
      try { await poll(stop) } catch (error) { console.warn(error) }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 32, endLine: 5, endColumn: 37,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  import { type CancellationToken as Stop } from 'vscode'
  async function run(stop: Stop) {
    while (true) {
      try { await poll(stop) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
  ],
})
