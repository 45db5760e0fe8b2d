import { testTold } from './told.js'

const told = ['this.config.save(token)']
const strict = { strict: true }

/** A poll for a token, which a cancel may end between its parts. */
const login = (poll: string, cancel = 'flow.cancelled = true'): string => `
      class Login {
        cancel(flow) {
          ${cancel}
        }
        async poll(flow) {
          ${poll}
        }
      }
    `

testTold('what a run does although it was told to stop', [
  {
    name: 'after the last wait',
    code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          const token = await ask(flow)
          this.config.save(token)`),
    told,
  },
  {
    name: 'checked again after that wait',
    code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          const token = await ask(flow)
          if (flow.cancelled) return
          this.config.save(token)`),
  },
  {
    name: 'done only if the flag is not set',
    code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          const token = await ask(flow)
          if (!flow.cancelled) this.config.save(token)`),
  },
  {
    name: 'a loop that checks at its top, and once more',
    code: login(`
          while (!flow.cancelled) {
            try {
              const token = await ask(flow)
              if (token) {
                this.config.save(token)
                return
              }
            } catch (error) {
              if (flow.cancelled) return
              log(error)
            }
            await sleep(1000)
          }`),
    told,
  },
  {
    name: 'checked only before any wait',
    code: login(`
          if (flow.cancelled) return
          const token = await ask(flow)
          this.config.save(token)`),
  },
  {
    name: 'a flag that nobody sets',
    code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          const token = await ask(flow)
          this.config.save(token)`, 'flow.end()'),
  },
  {
    name: 'what the wait brings is only read',
    code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          const token = await ask(flow)
          return this.config.find(token)`),
  },
  {
    name: 'clean-up, and what is told of a failure',
    code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          try {
            await ask(flow)
          } catch (error) {
            this.emit('error', error)
          } finally {
            this.config.save()
          }`),
  },
  {
    name: 'a log, and a list of its own',
    code: login(`
          const seen = new Seen()
          await sleep(1000)
          if (flow.cancelled) return
          const token = await ask(flow)
          this.logger.write(token)
          seen.set(token, true)`),
  },
  {
    name: 'an error that is made',
    code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          const answer = await ask(flow)
          return createFailure(answer)`),
  },
  {
    name: 'another check tells this run from a later one',
    code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          const token = await ask(flow)
          if (!this.isCurrent(flow)) return
          this.config.save(token)`),
  },
  {
    name: 'the callee checks for itself',
    code: `
      class Session {
        disposed = false
        dispose() {
          this.disposed = true
        }
        assertOpen() {
          if (this.disposed) throw new Error('disposed')
        }
        send(event) {
          this.assertOpen()
          this.out.send(event)
        }
        async run() {
          await this.load()
          if (this.disposed) return
          const event = await next()
          this.send(event)
        }
      }
    `,
  },
  {
    name: 'the stop waits for what is under way',
    code: `
      class Worker {
        stopped = false
        async stop() {
          this.stopped = true
          await this.run
        }
        async loop() {
          for (;;) {
            await tick()
            if (this.stopped) break
            const job = await take()
            await this.store.save(job)
          }
        }
      }
    `,
  },
  {
    name: 'the stop does not wait',
    code: `
      class Worker {
        stopped = false
        stop() {
          this.stopped = true
        }
        async loop() {
          for (;;) {
            await tick()
            if (this.stopped) break
            const job = await take()
            await this.store.save(job)
          }
        }
      }
    `,
    told: ['await this.store.save(job)'],
  },
  {
    name: 'only the callers check',
    code: `
      class Status {
        stopped = false
        stop() {
          this.stopped = true
        }
        tick(ids) {
          for (const id of ids) {
            if (this.stopped) return
            void this.run(id)
          }
        }
        async run(id) {
          const status = await ask(id)
          this.emit('status', status)
        }
      }
    `,
    told: ["this.emit('status', status)"],
  },
  {
    name: 'one of the callers does not check',
    code: `
      class Status {
        stopped = false
        stop() {
          this.stopped = true
        }
        tick(ids) {
          for (const id of ids) {
            if (this.stopped) return
            void this.run(id)
          }
        }
        now(id) {
          void this.run(id)
        }
        async run(id) {
          const status = await ask(id)
          this.emit('status', status)
        }
      }
    `,
  },
  {
    name: 'a local of a React effect',
    code: `
      useEffect(() => {
        let cancelled = false
        const poll = async () => {
          for (;;) {
            await sleep(1000)
            if (cancelled) break
            const answer = await fetch(url)
            setRun(answer)
          }
        }
        void poll()
        return () => {
          cancelled = true
        }
      }, [])
    `,
    told: ['setRun(answer)'],
  },
  {
    name: 'a signal, and what is kept for good',
    code: `
      async function clone(signal, path) {
        await load(path)
        if (signal.aborted) return
        await check(path)
        await rename(path, path + '.done')
      }
    `,
    told: ["await rename(path, path + '.done')"],
  },
  {
    name: 'a signal, and what is only told',
    code: `
      async function clone(signal, path) {
        await load(path)
        if (signal.aborted) return
        await check(path)
        this.emit('done', path)
      }
    `,
  },
  {
    name: 'a signal, and what is handed on by a stream',
    code: `
      async function pump(signal, reader, out) {
        for (;;) {
          const { done, value } = await reader.read()
          if (done) return
          if (signal.aborted) break
          await ready(out)
          await out.write(value)
        }
      }
    `,
  },
  {
    name: 'the wait was given the signal',
    code: `
      async function clone(signal, path) {
        await load(path)
        if (signal.aborted) return
        await check(path)
        await fetch(path, { signal })
        await rename(path, path + '.done')
      }
    `,
  },
], 'no-stale-guard-across-await', strict)

testTold('what a run does although it was told to stop, without the option', [{
  name: 'after the last wait',
  code: login(`
          await sleep(1000)
          if (flow.cancelled) return
          const token = await ask(flow)
          this.config.save(token)`),
}], 'no-stale-guard-across-await', {})
