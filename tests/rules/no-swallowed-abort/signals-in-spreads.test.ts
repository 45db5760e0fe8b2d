import { testJavaScript, testRule } from './tester.js'

const theDeadlineOfThisVeryTurnTakesThePlaceOfTheSpreadSignal = `
  async function first(urls, init) {
    init.signal?.throwIfAborted()
    for (const url of urls) {
      const own = new AbortController()
      const timer = setTimeout(() => own.abort(), 500)
      try { return await fetch(url, { ...init, signal: own.signal }) } catch (error) { console.warn(error) } finally { clearTimeout(timer) }
    }
  }
`

const aTimeoutBehindTheSpread = `
  async function first(urls, init) {
    init.signal?.throwIfAborted()
    for (const url of urls) {
      try { return await fetch(url, { ...init, signal: AbortSignal.timeout(500) }) } catch (error) { console.warn(error) }
    }
  }
`

const noSignalBehindTheSpread = `
  async function first(urls, init) {
    init.signal?.throwIfAborted()
    for (const url of urls) {
      try { return await fetch(url, { ...init, signal: undefined }) } catch (error) { console.warn(error) }
    }
  }
`

const aDeadlineThatIsAssignedLast = `
  async function first(urls, init) {
    init.signal?.throwIfAborted()
    for (const url of urls) {
      try { return await fetch(url, Object.assign({}, init, { signal: AbortSignal.timeout(500) })) } catch (error) { console.warn(error) }
    }
  }
`

const aSpreadBehindTheDeadlineMayBringASignalAgain = `
  async function first(urls, init) {
    init.signal?.throwIfAborted()
    for (const url of urls) {
      const own = new AbortController()
      const timer = setTimeout(() => own.abort(), 500)
      try { return await fetch(url, { signal: own.signal, ...init }) } catch (error) { console.warn(error) } finally { clearTimeout(timer) }
    }
  }
`

const theSignalOfTheCallerBehindTheSpread = `
  async function first(urls, init, signal) {
    for (const url of urls) {
      try { return await fetch(url, { ...init, signal }) } catch (error) { console.warn(error) }
    }
  }
`

const anOwnControllerThatTheSignalOfTheCallerAborts = `
  async function first(urls, init) {
    for (const url of urls) {
      const own = new AbortController()
      init.signal.addEventListener('abort', () => own.abort())
      try { return await fetch(url, { ...init, signal: own.signal }) } catch (error) { console.warn(error) }
    }
  }
`

testRule('a signal behind a spread, and before one', {
  valid: [
    { name: 'the deadline of this very turn takes the place of the spread signal', code: theDeadlineOfThisVeryTurnTakesThePlaceOfTheSpreadSignal },
    { name: 'a timeout behind the spread', code: aTimeoutBehindTheSpread },
    { name: 'no signal behind the spread', code: noSignalBehindTheSpread },
    { name: 'a deadline that is assigned last', code: aDeadlineThatIsAssignedLast },
  ],
  invalid: [
    {
      name: 'a spread behind the deadline may bring a signal again',
      code: aSpreadBehindTheDeadlineMayBringASignalAgain,
      errors: [{
        messageId: 'loopContinues', line: 7, column: 72, endLine: 7, endColumn: 77,
        suggestions: [],
      }],
    },
    {
      name: 'the signal of the caller behind the spread',
      code: theSignalOfTheCallerBehindTheSpread,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 60, endLine: 4, endColumn: 65,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function first(urls, init, signal) {
    for (const url of urls) {
      try { return await fetch(url, { ...init, signal }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an own controller that the signal of the caller aborts',
      code: anOwnControllerThatTheSignalOfTheCallerAborts,
      errors: [{
        messageId: 'loopContinues', line: 6, column: 72, endLine: 6, endColumn: 77,
        suggestions: [{
          messageId: 'throwFirst',
          output: `
  async function first(urls, init) {
    for (const url of urls) {
      const own = new AbortController()
      init.signal.addEventListener('abort', () => own.abort())
      try { return await fetch(url, { ...init, signal: own.signal }) } catch (error) { init.signal.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }],
      }],
    },
  ],
})

testJavaScript('a signal behind a spread, and before one, in JavaScript', {
  valid: [
    { name: 'the deadline of this very turn takes the place of the spread signal', code: theDeadlineOfThisVeryTurnTakesThePlaceOfTheSpreadSignal },
    { name: 'a timeout behind the spread', code: aTimeoutBehindTheSpread },
    { name: 'no signal behind the spread', code: noSignalBehindTheSpread },
    { name: 'a deadline that is assigned last', code: aDeadlineThatIsAssignedLast },
  ],
  invalid: [
    {
      name: 'a spread behind the deadline may bring a signal again',
      code: aSpreadBehindTheDeadlineMayBringASignalAgain,
      errors: [{
        messageId: 'loopContinues', line: 7, column: 72, endLine: 7, endColumn: 77,
        suggestions: [],
      }],
    },
    {
      name: 'the signal of the caller behind the spread',
      code: theSignalOfTheCallerBehindTheSpread,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 60, endLine: 4, endColumn: 65,
        suggestions: [{
          messageId: 'throwFirst',
          output: `
  async function first(urls, init, signal) {
    for (const url of urls) {
      try { return await fetch(url, { ...init, signal }) } catch (error) { signal?.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an own controller that the signal of the caller aborts',
      code: anOwnControllerThatTheSignalOfTheCallerAborts,
      errors: [{
        messageId: 'loopContinues', line: 6, column: 72, endLine: 6, endColumn: 77,
        suggestions: [{
          messageId: 'throwFirst',
          output: `
  async function first(urls, init) {
    for (const url of urls) {
      const own = new AbortController()
      init.signal.addEventListener('abort', () => own.abort())
      try { return await fetch(url, { ...init, signal: own.signal }) } catch (error) { init.signal.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }],
      }],
    },
  ],
})
