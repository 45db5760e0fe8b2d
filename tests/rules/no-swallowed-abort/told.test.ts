import { testRule } from './tester.js'

const strict = [{ strict: true }] as const

testRule('an abort that is told as a failure', {
  valid: [
    {
      name: 'the loop tests the signal before the next turn',
      code: `
        async function fetchAny(urls: string[], signal: AbortSignal) {
          for (const url of urls) {
            signal.throwIfAborted()
            try { return await fetch(url, { signal }) } catch (error) { report(url, error) }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'an own flag ends the loop: one turn may be cancelled alone',
      code: `
        class Trips {
          async run(signal: AbortSignal) {
            while (!this.closed) {
              try { await trip({ signal }) } catch (error) { this.listener.onTripError(error) }
            }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'whoever is told stops the loop, throws or retries',
      code: `
        class Poller {
          async run(signal: AbortSignal) {
            while (true) {
              try { await poll({ signal }) } catch (error) { this.failed(error) }
              try { await poll({ signal }) } catch (error) { this.retryLater(error) }
              try { await poll({ signal }) } catch (error) { this.handleError(error) }
            }
          }
          failed(error: unknown) { this.stop(error) }
        }
      `,
      options: strict,
    },
    {
      name: 'the answer of the callee is used',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) { if (shouldStop(error)) return }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'the signal of a caller: it is for the caller to know what it aborted',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetch('/data', { signal }) } catch (error) { toastError(error) }
        }
      `,
      options: strict,
    },
    {
      name: 'who is told asks for an abort first',
      code: `
        class Loader {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async load() {
            try { await fetch('/data', { signal: this.#abort.signal }) } catch (error) { this.#onError(toError(error)) }
          }
          #onError(error: Error) {
            if (error.name === 'AbortError') return
            this.options.onFailed(error)
          }
        }
      `,
      options: strict,
    },
    {
      name: 'the owner tells, and throws on or answers',
      code: `
        class Loader {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async load() {
            try { await fetch('/data', { signal: this.#abort.signal }) } catch (error) { this.onLoadError(error); throw error }
          }
          async tool() {
            let text
            try { await run({ signal: this.#abort.signal }) } catch (error) { text = error.message; this.emitError(error) }
            return text
          }
          async serve(peer: Peer) {
            try { await fetch('/data', { signal: this.#abort.signal }) } catch (error) { peer.postMessage(error) }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'state in an effect that runs once: nobody is left to see it; a local',
      code: `
        function Code({ url }: Props) {
          useEffect(() => {
            const abort = new AbortController()
            fetch(url, { signal: abort.signal }).catch(() => setFailed(true))
            return () => abort.abort()
          }, [])
        }
        class Loader {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async load() {
            let failed = false
            try { await fetch('/data', { signal: this.#abort.signal }) } catch (error) { console.warn(error); failed = true }
            return failed ? undefined : this.data
          }
        }
      `,
      options: strict,
    },
    {
      name: 'by default, only the loop is reported',
      code: `
        class Loader {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async load() {
            try { await fetch('/data', { signal: this.#abort.signal }) } catch (error) { this.onError(error) }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the loop goes on',
      code: `
        async function fetchAny(urls: string[], signal: AbortSignal) {
          for (const url of urls) {
            try {
              return await fetch(url, { signal })
            } catch (error) {
              report(url, error)
            }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues', line: 6, column: 15, endLine: 6, endColumn: 20,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
        async function fetchAny(urls: string[], signal: AbortSignal) {
          for (const url of urls) {
            try {
              return await fetch(url, { signal })
            } catch (error) {
              signal.throwIfAborted()
              report(url, error)
            }
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'the owner tells of the abort that it has made',
      code: `
        class Loader {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async load() {
            try {
              await fetch('/data', { signal: this.#abort.signal })
            } catch (error) {
              this.options.onError?.(error)
            }
          }
        }
      `,
      options: strict,
      errors: [{
        messageId: 'actsOnFailure', line: 8, column: 15, endLine: 8, endColumn: 20,
        suggestions: [{
          messageId: 'throwFirst',
          output: `
        class Loader {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async load() {
            try {
              await fetch('/data', { signal: this.#abort.signal })
            } catch (error) {
              this.#abort.signal.throwIfAborted()
              this.options.onError?.(error)
            }
          }
        }
      `,
        }, {
          messageId: 'returnFirst',
          output: `
        class Loader {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async load() {
            try {
              await fetch('/data', { signal: this.#abort.signal })
            } catch (error) {
              if (this.#abort.signal.aborted) return
              this.options.onError?.(error)
            }
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'through a ref',
      code: `
        function useRun(config: Config) {
          const onErrorRef = useRef(config.onError)
          const state = useRef<AbortController | null>(null)
          const start = useCallback(async () => {
            const abort = new AbortController()
            state.current = abort
            try { await config.run(abort.signal) } catch (error) { onErrorRef.current?.(error) }
          }, [])
          const cancel = useCallback(() => { state.current?.abort() }, [])
          return { start, cancel }
        }
      `,
      options: strict,
      errors: [{
        messageId: 'actsOnFailure', line: 8,
        suggestions: [{
          messageId: 'throwFirst',
          output: `
        function useRun(config: Config) {
          const onErrorRef = useRef(config.onError)
          const state = useRef<AbortController | null>(null)
          const start = useCallback(async () => {
            const abort = new AbortController()
            state.current = abort
            try { await config.run(abort.signal) } catch (error) { abort.signal.throwIfAborted(); onErrorRef.current?.(error) }
          }, [])
          const cancel = useCallback(() => { state.current?.abort() }, [])
          return { start, cancel }
        }
      `,
        }, {
          messageId: 'returnFirst',
          output: `
        function useRun(config: Config) {
          const onErrorRef = useRef(config.onError)
          const state = useRef<AbortController | null>(null)
          const start = useCallback(async () => {
            const abort = new AbortController()
            state.current = abort
            try { await config.run(abort.signal) } catch (error) { if (abort.signal.aborted) return; onErrorRef.current?.(error) }
          }, [])
          const cancel = useCallback(() => { state.current?.abort() }, [])
          return { start, cancel }
        }
      `,
        }],
      }],
    },
    {
      name: 'the state of an effect that runs again',
      code: `
        function Code({ url }: Props) {
          useEffect(() => {
            const abort = new AbortController()
            fetch(url, { signal: abort.signal }).catch(() => setFailed(true))
            return () => abort.abort()
          }, [url])
        }
      `,
      options: strict,
      errors: [{ messageId: 'actsOnFailure', line: 5, column: 56, endLine: 5, endColumn: 61 }],
    },
  ],
})
