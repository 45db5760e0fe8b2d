import { testStrictly } from './tester.js'

testStrictly('asked by a copy of what the teardown changes', {
  valid: [
    {
      name: 'the task of the timer, of what it has taken from its owner, once it has cleared the timer',
      code: `
        class Player {
          async load() {
            await this.reset()
            this.startTick()
          }
          startTick() {
            this.stopTick()
            this.timer = setTimeout(this.tick, 100)
          }
          stopTick() { clearTimeout(this.timer) }
          tick = () => {
            this.stopTick()
            const { media } = this
            if (!media) return
            this.startTick()
          }
          destroy() {
            this.stopTick()
            this.media = null
          }
          reset() { return fetch('/reset') }
        }
      `,
    },
    {
      name: 'the helper that stores',
      code: `
        class Player {
          async load(url) {
            await this.append(url)
            this.trim()
          }
          trim() {
            const { source, player } = this
            if (!source || !player) return
            this.timer = setTimeout(() => source.trim(), 1000)
          }
          destroy() {
            clearTimeout(this.timer)
            this.source = null
          }
          append(url) { return fetch(url) }
        }
      `,
    },
    {
      name: 'the function itself, right behind the wait',
      code: `
        class Link {
          async open() {
            await turn()
            const host = this.host
            if (!host) return
            this.socket = host.connect()
          }
          close() {
            this.socket?.close()
            this.host = null
          }
        }
      `,
    },
    {
      name: 'the record that the teardown has marked',
      code: `
        class Runs {
          sockets = new Map()
          async open(id) {
            const run = this.runs.get(id)
            const socket = await connect(id)
            if (run.state === 'stopped') return socket.close()
            this.sockets.set(id, socket)
          }
          stop(id) {
            const run = this.runs.get(id)
            run.state = 'stopped'
            this.sockets.get(id)?.close()
          }
        }
      `,
    },
    {
      name: 'an element that is gone when the component is',
      code: `
        import { nextTick, onBeforeUnmount, ref } from 'vue'
        export function useEndless(load) {
          const foot = ref<HTMLElement | null>(null)
          let observer: IntersectionObserver | null = null
          const detach = () => {
            observer?.disconnect()
            observer = null
          }
          const attach = () => {
            detach()
            if (!foot.value) return
            observer = new IntersectionObserver(load)
            observer.observe(foot.value)
          }
          const refresh = async () => {
            await nextTick()
            attach()
          }
          onBeforeUnmount(() => { detach() })
          return { foot, refresh }
        }
      `,
    },
    {
      name: 'a flag that the cleanup of the effect sets, which calls the teardown',
      code: `
        function Glitch() {
          useEffect(() => {
            let isCancelled = false
            let frame
            let end
            const start = async () => {
              const run = async () => {
                if (isCancelled) return
                await draw()
                frame = requestAnimationFrame(run)
              }
              run()
              const cleanup = () => cancelAnimationFrame(frame)
              end = cleanup
            }
            start()
            return () => {
              isCancelled = true
              cancelAnimationFrame(frame)
              end?.()
            }
          }, [])
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a copy from before the wait tells nothing of what came in between',
      code: `
        class Link {
          async open() {
            const host = this.host
            await turn()
            if (!host) return
            this.socket = host.connect()
          }
          close() {
            this.socket?.close()
            this.host = null
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 7, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 5', teardown: '`close()` (line 10)', run: '`close()`' },
      }],
    },
    {
      name: 'a task that has begun its work before it asks',
      code: `
        class Player {
          async load() {
            await this.reset()
            this.timer = setTimeout(this.tick, 100)
          }
          tick = () => {
            this.draw()
            const { media } = this
            if (!media) return
            this.next()
          }
          destroy() {
            clearTimeout(this.timer)
            this.media = null
          }
          reset() { return fetch('/reset') }
          draw() { paint() }
          next() { paint() }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 5, column: 13,
        data: { place: 'this.timer', after: 'after the `await` on line 4', teardown: '`destroy()` (line 14)', run: '`destroy()`' },
      }],
    },
    {
      name: 'a mark of the record that is not what the teardown writes',
      code: `
        class Runs {
          sockets = new Map()
          async open(id) {
            const run = this.runs.get(id)
            const socket = await connect(id)
            if (run.kind === 'silent') return
            this.sockets.set(id, socket)
          }
          stop(id) {
            const run = this.runs.get(id)
            run.state = 'stopped'
            this.sockets.get(id)?.close()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 8, column: 13,
        data: { place: 'this.sockets', after: 'after the `await` on line 6', teardown: '`stop()` (line 13)', run: '`stop()`' },
      }],
    },
    {
      name: 'an element that stays while what the effect depends on changes',
      code: `
        function Chart({ source }) {
          const box = useRef(null)
          const chart = useRef(null)
          useEffect(() => {
            const draw = async () => {
              const data = await load(source)
              if (!box.current) return
              chart.current = new Chart(box.current, data)
            }
            draw()
            return () => chart.current?.destroy()
          }, [source])
          return <div ref={box} />
        }
      `,
      errors: [{
        messageId: 'late', line: 9, column: 15,
        data: {
          place: 'chart.current', after: 'after the `await` on line 7', teardown: 'the cleanup function on line 12', run: 'the cleanup function',
        },
      }],
    },
  ],
})
