import { testJavaScript, testRule } from './tester.js'

const anOptionalTestAtTheHeadOfTheLoop = `
  async function run(signal) {
    while (true) {
      signal?.throwIfAborted()
      try { await poll({ signal }) } catch (error) { console.warn(error) }
    }
  }
`

const aTestOfASignalThatIsThereBehindTheTry = `
  async function run(signal) {
    while (true) {
      try { await poll({ signal }) } catch (error) { console.warn(error) }
      if (signal) signal.throwIfAborted()
    }
  }
`

const bothInOneConditionAtTheFoot = `
  async function run(signal) {
    do {
      try { await poll({ signal }) } catch (error) { console.warn(error) }
      if (signal && signal.aborted) return
    } while (true)
  }
`

const theSignalOfOptionsThatMayBeMissingAsWell = `
  async function run(options) {
    while (true) {
      try { await poll({ signal: options?.signal }) } catch (error) { console.warn(error) }
      if (options?.signal?.aborted) throw new Error('stopped')
    }
  }
`

const inTheConditionOfTheLoop = `
  async function run(signal) {
    while (!signal?.aborted) {
      try { await poll({ signal }) } catch (error) { console.warn(error) }
    }
  }
`

const comparedWithNothing = `
  async function run(signal) {
    while (true) {
      try { await poll({ signal }) } catch (error) { console.warn(error) }
      if (signal !== undefined && signal.aborted) break
      if (signal == null) continue
    }
  }
`

const takenOutOfWhatMayBeMissing = `
  async function run(options) {
    const { signal } = options
    while (true) {
      if (options.signal) options.signal.throwIfAborted()
      try { await poll({ signal }) } catch (error) { console.warn(error) }
    }
  }
`

const aPollerThatStartsItselfAgain = `
  async function tick(signal) {
    signal?.throwIfAborted()
    try { await poll({ signal }) } catch (error) { console.warn(error) }
    setTimeout(() => tick(signal), 1000)
  }
`

const inTheHandler = `
  async function run(signal) {
    while (true) {
      try { await poll({ signal }) } catch (error) {
        if (signal) signal.throwIfAborted()
        console.warn(error)
      }
    }
  }
`

const aSignalThatIsThereIsAskedForNothing = `
  async function run(signal) {
    while (true) {
      try { await poll({ signal }) } catch (error) { console.warn(error) }
      if (signal) console.warn('again')
    }
  }
`

const askedOnlyWhereSomethingElseIsThere = `
  async function run(signal, slow) {
    while (true) {
      try { await poll({ signal }) } catch (error) { console.warn(error) }
      if (slow) signal.throwIfAborted()
    }
  }
`

const anotherSignalThatMayBeAbsent = `
  async function run(signal, other) {
    other.signal.onabort = null
    while (true) {
      try { await poll({ signal }) } catch (error) { console.warn(error) }
      if (other.signal) other.signal.throwIfAborted()
    }
  }
`

const anOptionalTestThatItsOwnHandlerEats = `
  async function run(signal) {
    while (true) {
      try {
        signal?.throwIfAborted()
        await poll({ signal })
      } catch (error) { console.warn(error) }
    }
  }
`

testRule('a way that only an absent signal takes', {
  valid: [
    { name: 'an optional test at the head of the loop', code: anOptionalTestAtTheHeadOfTheLoop },
    { name: 'a test of a signal that is there, behind the try', code: aTestOfASignalThatIsThereBehindTheTry },
    { name: 'both in one condition, at the foot', code: bothInOneConditionAtTheFoot },
    { name: 'the signal of options that may be missing as well', code: theSignalOfOptionsThatMayBeMissingAsWell },
    { name: 'in the condition of the loop', code: inTheConditionOfTheLoop },
    { name: 'compared with nothing', code: comparedWithNothing },
    { name: 'taken out of what may be missing', code: takenOutOfWhatMayBeMissing },
    { name: 'a poller that starts itself again', code: aPollerThatStartsItselfAgain },
    { name: 'in the handler', code: inTheHandler },
  ],
  invalid: [
    {
      name: 'a signal that is there is asked for nothing',
      code: aSignalThatIsThereIsAskedForNothing,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 38, endLine: 4, endColumn: 43,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(signal) {
    while (true) {
      try { await poll({ signal }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      if (signal) console.warn('again')
    }
  }
`,
        }],
      }],
    },
    {
      name: 'asked only where something else is there',
      code: askedOnlyWhereSomethingElseIsThere,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 38, endLine: 4, endColumn: 43,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal, slow) {
    while (true) {
      try { await poll({ signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
      if (slow) signal.throwIfAborted()
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal, slow) {
    while (true) {
      try { await poll({ signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
      if (slow) signal.throwIfAborted()
    }
  }
`,
        }],
      }],
    },
    {
      name: 'another signal that may be absent',
      code: anotherSignalThatMayBeAbsent,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 38, endLine: 5, endColumn: 43,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(signal, other) {
    other.signal.onabort = null
    while (true) {
      try { await poll({ signal }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      if (other.signal) other.signal.throwIfAborted()
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an optional test that its own handler eats',
      code: anOptionalTestThatItsOwnHandlerEats,
      errors: [{
        messageId: 'loopContinues', line: 7, column: 9, endLine: 7, endColumn: 14,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    while (true) {
      try {
        signal?.throwIfAborted()
        await poll({ signal })
      } catch (error) { signal?.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    while (true) {
      try {
        signal?.throwIfAborted()
        await poll({ signal })
      } catch (error) { if (signal && signal.aborted) return; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
  ],
})

testJavaScript('a way that only an absent signal takes, in JavaScript', {
  valid: [
    { name: 'an optional test at the head of the loop', code: anOptionalTestAtTheHeadOfTheLoop },
    { name: 'a test of a signal that is there, behind the try', code: aTestOfASignalThatIsThereBehindTheTry },
    { name: 'both in one condition, at the foot', code: bothInOneConditionAtTheFoot },
    { name: 'the signal of options that may be missing as well', code: theSignalOfOptionsThatMayBeMissingAsWell },
    { name: 'in the condition of the loop', code: inTheConditionOfTheLoop },
    { name: 'compared with nothing', code: comparedWithNothing },
    { name: 'taken out of what may be missing', code: takenOutOfWhatMayBeMissing },
    { name: 'a poller that starts itself again', code: aPollerThatStartsItselfAgain },
    { name: 'in the handler', code: inTheHandler },
  ],
  invalid: [
    {
      name: 'a signal that is there is asked for nothing',
      code: aSignalThatIsThereIsAskedForNothing,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 38, endLine: 4, endColumn: 43,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    while (true) {
      try { await poll({ signal }) } catch (error) { signal?.throwIfAborted(); console.warn(error) }
      if (signal) console.warn('again')
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    while (true) {
      try { await poll({ signal }) } catch (error) { if (signal && signal.aborted) return; console.warn(error) }
      if (signal) console.warn('again')
    }
  }
`,
        }],
      }],
    },
    {
      name: 'asked only where something else is there',
      code: askedOnlyWhereSomethingElseIsThere,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 38, endLine: 4, endColumn: 43,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal, slow) {
    while (true) {
      try { await poll({ signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
      if (slow) signal.throwIfAborted()
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal, slow) {
    while (true) {
      try { await poll({ signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
      if (slow) signal.throwIfAborted()
    }
  }
`,
        }],
      }],
    },
    {
      name: 'another signal that may be absent',
      code: anotherSignalThatMayBeAbsent,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 38, endLine: 5, endColumn: 43,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal, other) {
    other.signal.onabort = null
    while (true) {
      try { await poll({ signal }) } catch (error) { signal?.throwIfAborted(); console.warn(error) }
      if (other.signal) other.signal.throwIfAborted()
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal, other) {
    other.signal.onabort = null
    while (true) {
      try { await poll({ signal }) } catch (error) { if (signal && signal.aborted) return; console.warn(error) }
      if (other.signal) other.signal.throwIfAborted()
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an optional test that its own handler eats',
      code: anOptionalTestThatItsOwnHandlerEats,
      errors: [{
        messageId: 'loopContinues', line: 7, column: 9, endLine: 7, endColumn: 14,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    while (true) {
      try {
        signal?.throwIfAborted()
        await poll({ signal })
      } catch (error) { signal?.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  async function run(signal) {
    while (true) {
      try {
        signal?.throwIfAborted()
        await poll({ signal })
      } catch (error) { if (signal && signal.aborted) return; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
  ],
})
