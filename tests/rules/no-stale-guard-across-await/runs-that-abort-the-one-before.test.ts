import { testRule } from './tester.js'

testRule('a run that aborts the one before it', {
  valid: [
    {
      name: 'asks its own signal behind the wait',
      code: `
        class Graph {
          async render() {
            this.controller?.abort()
            this.controller = new AbortController()
            const signal = this.controller.signal
            if (this.simulation) { this.simulation.stop(); this.simulation = null }
            await frame()
            if (signal.aborted) return
            this.simulation = simulate(this.nodes)
          }
        }
      `,
    },
    {
      name: 'asks the controller that it has made',
      code: `
        class Graph {
          async render() {
            this.controller?.abort()
            const controller = new AbortController()
            this.controller = controller
            if (this.simulation) { this.simulation.stop(); this.simulation = null }
            await frame()
            if (controller.signal.aborted) return
            this.simulation = simulate(this.nodes)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'no: a signal that no run aborts',
      code: `
        class Graph {
          async render(signal) {
            if (this.simulation) { this.simulation.stop(); this.simulation = null }
            await frame()
            if (signal.aborted) return
            this.simulation = simulate(this.nodes)
          }
        }
      `,
      errors: [{ messageId: 'overwrites', line: 7 }],
    },
    {
      name: 'no: it asks the signal of the latest run',
      code: `
        class Graph {
          async render() {
            this.controller?.abort()
            this.controller = new AbortController()
            if (this.simulation) { this.simulation.stop(); this.simulation = null }
            await frame()
            if (this.controller.signal.aborted) return
            this.simulation = simulate(this.nodes)
          }
        }
      `,
      errors: [{ messageId: 'overwrites', line: 9 }],
    },
  ],
})

testRule('a timer that two runs start', {
  valid: [
    {
      name: 'and that only says something',
      code: `
        function Panel({ save }) {
          const timer = useRef(null)
          const submit = async () => {
            if (timer.current) { clearTimeout(timer.current); timer.current = null }
            await save()
            timer.current = setTimeout(() => { setState('idle'); timer.current = null }, 1500)
          }
          return <button onClick={submit} />
        }
      `,
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    },
  ],
  invalid: [
    {
      name: 'and that does something',
      code: `
        function Panel({ save, poll }) {
          const timer = useRef(null)
          const submit = async () => {
            if (timer.current) { clearTimeout(timer.current); timer.current = null }
            await save()
            timer.current = setTimeout(() => { poll(); timer.current = null }, 1500)
          }
          return <button onClick={submit} />
        }
      `,
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      errors: [{ messageId: 'overwrites', line: 7 }],
    },
  ],
})

testRule('a value that is brought back', {
  valid: [
    {
      name: 'until the run itself takes it away again',
      code: `
        class Sessions {
          sessions = new Map()
          async end(id) {
            const session = this.sessions.get(id)
            if (!session) return
            await store(session)
            this.sessions.set(id, session)
            setTimeout(() => { this.sessions.delete(id) }, 5000)
          }
        }
      `,
    },
    {
      name: 'no: a buffer that is mapped fails when it is destroyed',
      code: `
        class Renderer {
          async read() {
            if (!this.buffer) return
            await this.buffer.mapAsync(1)
            return this.buffer.getMappedRange()
          }
          dispose() {
            this.buffer?.destroy()
            this.buffer = null
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'by a run that leaves it there',
      code: `
        class Sessions {
          sessions = new Map()
          async update(id) {
            const session = this.sessions.get(id)
            if (!session) return
            await store(session)
            this.sessions.set(id, session)
          }
          async end(id) {
            setTimeout(() => {
              this.sessions.get(id)?.close()
              this.sessions.delete(id)
            }, 5000)
          }
        }
      `,
      errors: [{ messageId: 'revives', line: 8 }],
    },
    {
      name: 'what a buffer is asked for it does not fail by',
      code: `
        class Renderer {
          async read() {
            if (!this.buffer) return
            await this.buffer.prepare(1)
            return this.buffer.getMappedRange()
          }
          dispose() {
            this.buffer?.destroy()
            this.buffer = null
          }
        }
      `,
      errors: [{
        messageId: 'dereferences', line: 6,
        suggestions: [{
          messageId: 'compare', output: `
        class Renderer {
          async read() {
            if (!this.buffer) return
            const buffer = this.buffer
            await this.buffer.prepare(1)
            if (this.buffer !== buffer) return
            return this.buffer.getMappedRange()
          }
          dispose() {
            this.buffer?.destroy()
            this.buffer = null
          }
        }
      `,
        }],
      }],
    },
  ],
})
