import { testRule } from './tester.js'

const strict = [{ strict: true }] as const

testRule('an answer behind the handler', {
  valid: [
    {
      name: 'what was known before',
      code: `
        async function title(book: Book, signal: AbortSignal) {
          const known = titles.get(book)
          try { return await book.read({ signal }) } catch (error) { console.warn(error) }
          return known
        }
      `,
      options: strict,
    },
    {
      name: 'the handler fills the variable, or does more than log',
      code: `
        async function title(book: Book, signal: AbortSignal) {
          let name
          try { name = await book.read({ signal }) } catch { name = book.path }
          return name
        }
        async function author(book: Book, signal: AbortSignal) {
          let name
          try { name = await book.read({ signal }) } catch { book.close() }
          return name
        }
      `,
      options: strict,
    },
    {
      name: 'the way is tested',
      code: `
        async function has(key: string, signal: AbortSignal) {
          try { return await find(key, { signal }) } catch {}
          signal.throwIfAborted()
          return null
        }
      `,
      options: strict,
    },
    {
      name: 'the other work takes the signal',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try { return await fetch(url, { signal }) } catch { return await mirror(url, { signal }) }
        }
      `,
      options: strict,
    },
    {
      name: 'only strict reports it',
      code: `
        async function has(key: string, signal: AbortSignal) {
          try { return await find(key, { signal }) } catch {}
          return null
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a definite value',
      code: `
        async function has(key: string, signal: AbortSignal) {
          try {
            return await find(key, { signal })
          } catch {}
          return null
        }
      `,
      options: strict,
      errors: [{
        messageId: 'fallback', line: 5, column: 13, endLine: 5, endColumn: 18,
        suggestions: [{
          messageId: 'throwFirst',
          output: `
        async function has(key: string, signal: AbortSignal) {
          try {
            return await find(key, { signal })
          } catch { signal.throwIfAborted() }
          return null
        }
      `,
        }],
      }],
    },
    {
      name: 'the variable that the try did not fill',
      code: `
        async function title(book: Book, signal: AbortSignal) {
          let name: string | undefined
          try {
            name = await book.read({ signal })
          } catch (error) {
            console.warn('no title', error)
          }
          return name
        }
      `,
      options: strict,
      errors: [{
        messageId: 'fallback', line: 6,
        suggestions: [{
          messageId: 'throwFirst',
          output: `
        async function title(book: Book, signal: AbortSignal) {
          let name: string | undefined
          try {
            name = await book.read({ signal })
          } catch (error) {
            signal.throwIfAborted()
            console.warn('no title', error)
          }
          return name
        }
      `,
        }],
      }],
    },
    {
      name: 'a constant of the module, and other work',
      code: `
        const NONE = []
        async function list(signal: AbortSignal) {
          try { return await ask({ signal }) } catch { return NONE }
        }
        async function load(url: string, signal: AbortSignal) {
          try { return await fetch(url, { signal }) } catch { return await readCache(url) }
        }
      `,
      options: strict,
      errors: [
        {
          messageId: 'fallback', line: 4,
          suggestions: [{
            messageId: 'throwFirst',
            output: `
        const NONE = []
        async function list(signal: AbortSignal) {
          try { return await ask({ signal }) } catch { signal.throwIfAborted(); return NONE }
        }
        async function load(url: string, signal: AbortSignal) {
          try { return await fetch(url, { signal }) } catch { return await readCache(url) }
        }
      `,
          }],
        },
        {
          messageId: 'fallback', line: 7,
          suggestions: [{
            messageId: 'throwFirst',
            output: `
        const NONE = []
        async function list(signal: AbortSignal) {
          try { return await ask({ signal }) } catch { return NONE }
        }
        async function load(url: string, signal: AbortSignal) {
          try { return await fetch(url, { signal }) } catch { signal.throwIfAborted(); return await readCache(url) }
        }
      `,
          }],
        },
      ],
    },
  ],
})
