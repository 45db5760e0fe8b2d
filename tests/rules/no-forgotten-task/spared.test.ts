import { testRule } from './tester.js'

testRule('a timer or a controller that a teardown spares', {
  valid: [
    {
      name: 'the teardown ends both',
      code: `
        class Link {
          start() { this.beat = setInterval(() => send(this.url), 1000) }
          lost() {
            clearTimeout(this.retry)
            this.retry = setTimeout(() => dial(this.url), 2000)
          }
          stop() { clearInterval(this.beat); this.forget() }
          forget() { clearTimeout(this.retry) }
        }
      `,
    },
    {
      name: 'nobody ends it: it may be meant to run on',
      code: `
        class Link {
          start() { this.beat = setInterval(() => send(this.url), 1000) }
          lost() { this.retry = setTimeout(() => dial(this.url), 2000) }
          stop() { clearInterval(this.beat) }
        }
      `,
    },
    {
      name: 'the teardown ends nothing',
      code: `
        class Link {
          lost() {
            clearTimeout(this.retry)
            this.retry = setTimeout(() => dial(this.url), 2000)
          }
          stop() { console.log('over') }
        }
      `,
    },
    {
      name: 'the timer checks what the teardown leaves',
      code: `
        class Link {
          start() { this.beat = setInterval(() => send(this.url), 1000) }
          lost() {
            clearTimeout(this.retry)
            this.retry = setTimeout(() => { if (!this.over) dial(this.url) }, 2000)
          }
          stop() { this.over = true; clearInterval(this.beat) }
        }
      `,
    },
    {
      name: 'the timer only sets state',
      code: `
        class Link {
          start() { this.beat = setInterval(() => send(this.url), 1000) }
          lost() {
            clearTimeout(this.hint)
            this.hint = setTimeout(() => { this.setVisible(false) }, 2000)
          }
          stop() { clearInterval(this.beat) }
        }
      `,
    },
    {
      name: 'the timer is the teardown itself',
      code: `
        class Link {
          start() { this.beat = setInterval(() => send(this.url), 1000) }
          wait() {
            clearTimeout(this.idle)
            this.idle = setTimeout(() => this.stop(), 60000)
          }
          stop() { clearInterval(this.beat) }
        }
      `,
    },
    {
      name: 'another teardown ends it',
      code: `
        class Link {
          start() { this.beat = setInterval(() => send(this.url), 1000) }
          lost() { this.retry = setTimeout(() => dial(this.url), 2000) }
          stop() { clearInterval(this.beat) }
          dispose() { clearTimeout(this.retry) }
        }
      `,
    },
    {
      name: 'a handler of the end that the teardown brings about',
      code: `
        class Link {
          open() {
            this.socket = dial(this.url)
            this.socket.on('close', () => { clearTimeout(this.retry) })
            this.retry = setTimeout(() => dial(this.url), 2000)
          }
          stop() { this.socket.close() }
        }
      `,
    },
    {
      name: 'the teardown runs what the file does not show',
      code: `
        class Link extends Base {
          start() { this.beat = setInterval(() => send(this.url), 1000) }
          lost() {
            clearTimeout(this.retry)
            this.retry = setTimeout(() => dial(this.url), 2000)
          }
          stop() { clearInterval(this.beat); this.clearAll() }
        }
      `,
    },
    {
      name: 'the other is of another owner',
      code: `
        let beat

        export function start() { beat = setInterval(() => send('here'), 1000) }
        export function stop() { clearInterval(beat) }

        export class Link {
          lost() {
            clearTimeout(this.retry)
            this.retry = setTimeout(() => dial(this.url), 2000)
          }
        }
      `,
    },
    {
      name: 'another cleanup of the component aborts it',
      code: `
        function Search({ url }) {
          const timer = useRef(null)
          const run = useRef(null)
          const search = () => {
            run.current = new AbortController()
            void load(url, run.current.signal)
          }
          const cancel = () => { run.current?.abort() }
          useEffect(() => () => { clearTimeout(timer.current) }, [])
          useEffect(() => cancel, [])
          return <b onClick={search} onBlur={cancel}>?</b>
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'in a class',
      code: `
        class Link {
          start() { this.beat = setInterval(() => send(this.url), 1000) }
          lost() {
            clearTimeout(this.retry)
            this.retry = setTimeout(() => dial(this.url), 2000)
          }
          stop() { clearInterval(this.beat) }
        }
      `,
      errors: [{ messageId: 'spared', line: 8, column: 20, endLine: 8, endColumn: 33 }],
    },
    {
      name: 'what the teardown runs is what the timer runs as well, and a log is no secret end',
      code: `
        const log = debug('link')
        class Link {
          async tell(text) { await this.transport.send(text) }
          start() { this.beat = setInterval(() => this.tell('here'), 1000) }
          lost() {
            clearTimeout(this.retry)
            this.retry = setTimeout(() => this.tell('again'), 2000)
          }
          async stop() {
            log('over')
            await this.tell('bye')
            clearInterval(this.beat)
          }
        }
      `,
      errors: [{ messageId: 'spared', line: 13, column: 13, endLine: 13, endColumn: 26 }],
    },
    {
      name: 'a controller, of a component',
      code: `
        function Search({ url }) {
          const timer = useRef(null)
          const run = useRef(null)
          const search = () => {
            const controller = new AbortController()
            run.current = controller
            void load(url, controller.signal)
          }
          const cancel = () => { run.current?.abort() }
          useEffect(() => () => { clearTimeout(timer.current) }, [])
          return <b onClick={search} onBlur={cancel}>?</b>
        }
      `,
      errors: [{ messageId: 'spared', line: 11, column: 35, endLine: 11, endColumn: 47 }],
    },
    {
      name: 'beside a resource',
      code: `
        class Channel {
          open() { this.socket = dial(this.url) }
          begin() {
            clearTimeout(this.idle)
            this.idle = setTimeout(() => this.sleep(), 30000)
          }
          sleep() { notify(this.url) }
          close() { this.socket.destroy() }
        }
      `,
      errors: [{ messageId: 'spared', line: 9, column: 21, endLine: 9, endColumn: 40 }],
    },
  ],
})
